/** Words of the kiosk's pages around the tasks: where it stands, sign-in by telephone, help by telephone, moving a visit. Spoken register, 您. */
const zh = {
  site: (street: string) => `${street}居家养老服务中心`,
  honoured: (surname: string, sex: string) => `${surname}${sex === "male" ? "爷爷" : "奶奶"}`,
  home: "首页",
  sign_in: "手机号",
  settings: "大字",
  help: "求助",
  phone_next: "下一步",
  phone_wait: "短信刚发过，请等一分钟再要",
  phone_over: "这几个数字过时了，请再要一次",
  phone_staff_caption: "请找这里的工作人员，也可以打热线。",
  code_go: "好了",
  demo_message: (digits: string) => `演示，没有真短信：${digits}`,
  message: (code: string) => `【床边】一体机上请按 ${code}，5分钟内有效`,
  name_title: "您是哪一位？",
  name_caption: "这个手机号登记了不止一位。",
  go_home: "回首页",
  hotline: "打热线问一问",
};

const en: typeof zh = {
  site: (street) => `${street} home care centre`,
  honoured: (surname) => surname,
  home: "Home",
  sign_in: "Phone number",
  settings: "Text",
  help: "Help",
  phone_next: "Next",
  phone_wait: "Just sent. Please wait a minute",
  phone_over: "That code has run out",
  phone_staff_caption: "Please ask staff here, or call.",
  code_go: "Go on",
  demo_message: (digits) => `Demo, no real message: ${digits}`,
  message: (code) => `[Bedside] Touch ${code} on the kiosk, good for 5 minutes`,
  name_title: "Which one are you?",
  name_caption: "More than one person has this number.",
  go_home: "Home",
  hotline: "Ask by phone",
};

export const kioskPageWords = { "zh-CN": zh, en };
