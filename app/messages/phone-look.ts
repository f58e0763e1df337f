/** Words of how a phone looks, a care worker's or a family's. 长辈版 is the name that the rules for apps used by elders give it (MIIT 2021). */
const zh = {
  title: "长辈版：字大一点",
  text_size: "字号",
  text_steps: ["标准", "大（长辈版）", "特大（长辈版）"],
  contrast: "颜色",
  contrast_normal: "标准",
  contrast_high: "高对比",
  save: "用这样的字和颜色",
};

const en: typeof zh = {
  title: "Larger text (elder version)",
  text_size: "Text size",
  text_steps: ["Standard", "Large", "Very large"],
  contrast: "Colours",
  contrast_normal: "Standard",
  contrast_high: "High contrast",
  save: "Use this",
};

export const phoneLookWords = { "zh-CN": zh, en };
