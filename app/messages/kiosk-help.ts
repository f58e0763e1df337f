/** Words of 呼叫求助 beyond the red screen itself: how the call stands, what is done without a network, and what the family is told. */
const zh = {
  taken_title: "有人接了，马上来",
  taken_text: "工作人员已经知道了，请坐一会儿。",
  arrived_title: "有人来了",
  arrived_text: "请跟来的人说一说。",
  over_title: "这次求助结束了",
  over_text: "还需要的话，再按求助。",
  over_home: "回首页",
  offline_title: "网络断了，正在拨电话",
  offline_again: "再叫一次",
  offline_text: "已经记下了。联网后马上告诉工作人员。",
  numbers_text: "也可以自己打电话。",
  message: (name: string, place: string) =>
    `【床边】${name}在${place}一体机上按了求助，工作人员正在处理。热线 871-12345`,
};

const en: typeof zh = {
  taken_title: "Somebody is coming",
  taken_text: "Staff know. Please sit down.",
  arrived_title: "Somebody is here",
  arrived_text: "Please tell them what you need.",
  over_title: "This call is over",
  over_text: "Touch Help again if you need it.",
  over_home: "Home",
  offline_title: "No network. Dialling now",
  offline_again: "Call again",
  offline_text: "It is noted. Staff hear of it when the network is back.",
  numbers_text: "You may also call.",
  message: (name, place) =>
    `[Bedside] ${name} touched Help on the kiosk at ${place}. Staff are looking after it. Hotline 871-12345`,
};

export const kioskHelpWords = { "zh-CN": zh, en };
