/** Words of a page that could not be shown: a file of their own, because every page of every surface loads them. */
const zh = {
  not_found_title: "没有找到这一页",
  not_found_text: "地址可能写错了，或者内容已经移走。",
  no_right_title: "您不能查看这一页",
  no_right_text: "这一页由别的岗位查看。需要时请联系管理员。",
  conflict_title: "别人刚改过",
  conflict_text: "请看一看最新的内容，再决定。",
  refused_title: "这一步不能做",
  failed_title: "这一步没办成",
  failed_text: "已经保存的内容没有丢。请再试一次；还不行请报下面的编号。",
  failed_code: (code: string, time: string) => `编号 ${code}（${time}）`,
  try_again: "再试一次",
  go_home: "回到首页",
};

const en: typeof zh = {
  not_found_title: "This page was not found",
  not_found_text: "The address may be wrong, or the content has moved.",
  no_right_title: "This page is not open to you",
  no_right_text: "Another post looks after it. Ask the administrator if you need it.",
  conflict_title: "Somebody has just changed this",
  conflict_text: "Look at the latest version, then decide.",
  refused_title: "This cannot be done",
  failed_title: "This did not work",
  failed_text: "What was saved is safe. Try again; if it fails again, give the number below.",
  failed_code: (code, time) => `Number ${code} (${time})`,
  try_again: "Try again",
  go_home: "Go to the first page",
};

export const pageErrorWords = { "zh-CN": zh, en };
