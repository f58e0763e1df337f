/** Words of choosing a file: a browser says them in its own language, the page in the reader's. */
const zh = {
  choose: "选择文件",
  choose_several: "选择文件（可多选）",
  take: "拍照或选图",
  none: "还没有选",
  chosen: (names: string) => `已选 ${names}`,
};

const en: typeof zh = {
  choose: "Choose a file",
  choose_several: "Choose files",
  take: "Take or choose a picture",
  none: "Nothing chosen yet",
  chosen: (names) => `Chosen: ${names}`,
};

export const fileWords = { "zh-CN": zh, en };
