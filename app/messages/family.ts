/** Words of the family's phone: the frame, the way in, and the people. The same word for the same thing as at the kiosk. */
import type { CodedText, Locale } from "./locale.ts";
import { wordOf } from "./locale.ts";

const zh = {
  tab_home: "首页",
  tab_record: "记录",
  tab_pay: "付款",
  tab_notices: "消息",
  tab_me: "我的",
  unread: (count: number) => `${count} 条没看`,
  sign_in: "家人入口",
  sign_in_lead: "看老人哪天有人上门，替老人预约。",
  wechat: "用微信进入",
  wechat_first: "微信认出来了。第一次要看一下手机号，以后不用。",
  wechat_failed: "微信没有认出来，请再试一次，或者用手机号。",
  or_phone: "用手机号进入",
  phone: "手机号",
  phone_help: "老人同意时用的那个号",
  send: "发短信",
  code: "6 位数字",
  code_help: (phone: string) => `发到 ${phone} 了，5 分钟内有效`,
  not_received: "没收到？这个号要老人先同意。一分钟后可以再发。",
  enter: "进入",
  other_phone: "换一个手机号",
  bad_phone: "手机号是 11 位数字，请看一下。",
  wait: "刚发过，请等一分钟再发。",
  staff: "试得太多了，请过一小时再试，或打 871-12345。",
  wrong: "数字不对，请再看一下。",
  over: "数字过时了，请再发一次。",
  demo: (message: string) => `演示：${message}`,
  message: (code: string) => `【床边】数字 ${code}，5 分钟内有效，不要告诉别人。`,
  nobody_title: "还没有老人让您看",
  nobody_text: "请老人在一体机点我的家人，您用手机扫一扫。",
  nobody_other: "老人去不了，就请护理员上门时办，要有见证人。",
  choose_elder: "看哪一位老人",
  elder_label: (relation: string, name: string) => `${name}（我是${relation}）`,
  sign_out: "退出",
  hotline: "有事打 871-12345",
};

export type FamilyWords = typeof zh;

const en: FamilyWords = {
  tab_home: "Home",
  tab_record: "Visits",
  tab_pay: "Pay",
  tab_notices: "Notices",
  tab_me: "Me",
  unread: (count) => `${count} not read`,
  sign_in: "Family sign-in",
  sign_in_lead: "See when somebody comes to your elder, and book for them.",
  wechat: "Sign in with WeChat",
  wechat_first: "WeChat knows you. Prove your telephone once; it is not asked again.",
  wechat_failed: "WeChat did not recognise you. Try again, or use your telephone.",
  or_phone: "Sign in by telephone",
  phone: "Mobile number",
  phone_help: "The number your elder agreed to at the kiosk",
  send: "Send digits",
  code: "6 digits",
  code_help: (phone) => `Sent to ${phone}, good for 5 minutes`,
  not_received: "Nothing came? Your elder must agree to this number first. You may ask again after a minute.",
  enter: "Enter",
  other_phone: "Another number",
  bad_phone: "A mobile number has 11 digits. Please look again.",
  wait: "A message was just sent. Please wait a minute.",
  staff: "Too many tries. Please try in an hour, or ring 871-12345.",
  wrong: "These digits are not right. Please look again.",
  over: "The digits have run out. Please ask for others.",
  demo: (message) => `Demo: ${message}`,
  message: (code) => `[Bedside] Your digits are ${code}, good for 5 minutes. Tell nobody.`,
  nobody_title: "No elder has linked you yet",
  nobody_text: "Ask your elder to open My family at a kiosk and scan the code with this phone.",
  nobody_other: "If they cannot go there, a care worker can write it down at a visit, with a witness.",
  choose_elder: "Which elder",
  elder_label: (relation, name) => `${name} (I am: ${relation})`,
  sign_out: "Sign out",
  hotline: "Ring 871-12345",
};

export const familyFrameWords = { "zh-CN": zh, en };

const MAY: Readonly<Record<string, CodedText>> = {
  schedule: { "zh-CN": "看哪天谁来", en: "See who comes when" },
  book: { "zh-CN": "替老人预约、改时间", en: "Book and move visits" },
  results: { "zh-CN": "看做了什么、评价", en: "See what was done, rate it" },
  alerts: { "zh-CN": "有急事先找我", en: "Be told first in an emergency" },
  pay: { "zh-CN": "替老人付钱", en: "Pay for the elder" },
};

/** What a scope lets the family member do, in the family member's words. */
export function mayWord(scope: string, locale: Locale): string {
  return wordOf(MAY, scope, locale);
}
