/** Words of paying at the kiosk: after 约好了, never needed. */
const zh = {
  offer: "手机付钱",
  title: (yuan: string) => `这次服务您付 ${yuan} 元`,
  split: (government: string, own: string) => `政府付 ${government} 元，您付 ${own} 元`,
  never_needed: "不付也已经约好了，回家让家人付也行。",
  show_code: "用微信付",
  later: "以后付",
  scan: "请用微信扫一扫",
  simulate: "演示：当作已付",
  paid: (yuan: string) => `已付 ${yuan} 元`,
  paid_text: "要是服务取消，钱原路退回。",
  away: "现在付不了",
  done: "好了",
};

const en: typeof zh = {
  offer: "Pay by phone",
  title: (yuan) => `You pay ¥${yuan} for this visit`,
  split: (government, own) => `Subsidy ¥${government}, you pay ¥${own}`,
  never_needed: "The visit is booked without paying. Your family can pay at home.",
  show_code: "Pay by WeChat",
  later: "Pay later",
  scan: "Scan with WeChat",
  simulate: "Demo: count as paid",
  paid: (yuan) => `¥${yuan} is paid`,
  paid_text: "If the visit is called off, the money goes back.",
  away: "Paying does not work now",
  done: "Done",
};

export const kioskPayWords = { "zh-CN": zh, en };
