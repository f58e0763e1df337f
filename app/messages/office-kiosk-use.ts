/** Words of the district's page on how the kiosks' screens are used. */
import type { CodedText, Locale } from "./locale.ts";
import { wordOf } from "./locale.ts";

const SCREENS: Readonly<Record<string, CodedText>> = {
  home: { "zh-CN": "首页", en: "Home" },
  identify: { "zh-CN": "放身份证", en: "Placing the card" },
  "sign-in": { "zh-CN": "按手机号", en: "Typing the telephone number" },
  settings: { "zh-CN": "大字等设置", en: "Text size and settings" },
  "book.what": { "zh-CN": "服务预约：要哪项服务", en: "Booking: what care" },
  "book.time": { "zh-CN": "服务预约：哪个时间", en: "Booking: which time" },
  "book.days": { "zh-CN": "服务预约：哪一天", en: "Booking: which day" },
  "book.check": { "zh-CN": "服务预约：对不对", en: "Booking: is this right" },
  "book.again": { "zh-CN": "服务预约：刚才约过了", en: "Booking: just booked" },
  "book.none": { "zh-CN": "服务预约：没有合适的时间", en: "Booking: no time fits" },
  "book.unsure": { "zh-CN": "服务预约：不知道选什么", en: "Booking: not sure" },
  "book.full": { "zh-CN": "服务预约：次数用完", en: "Booking: month is full" },
  "book.closed": { "zh-CN": "服务预约：用不了", en: "Booking: not open" },
  "booked.one": { "zh-CN": "约好了", en: "Booked" },
  schedule: { "zh-CN": "我的日程", en: "My visits" },
  "visit.one": { "zh-CN": "一次服务", en: "One visit" },
  "move.one": { "zh-CN": "改时间", en: "Moving a visit" },
  "cancel.one": { "zh-CN": "取消服务", en: "Cancelling a visit" },
  activities: { "zh-CN": "活动报名", en: "Activities" },
  "activities.one": { "zh-CN": "一个活动", en: "One activity" },
  rate: { "zh-CN": "评价服务", en: "Rating" },
  "rated.one": { "zh-CN": "评价好了", en: "Rated" },
  allowance: { "zh-CN": "我的额度", en: "Allowance" },
  notices: { "zh-CN": "通知政策", en: "Notices" },
  "notices.one": { "zh-CN": "一条通知", en: "One notice" },
  check: { "zh-CN": "自查能不能申请", en: "Self-check" },
  apply: { "zh-CN": "申请", en: "Applying" },
  "call-me": { "zh-CN": "请客服打给我", en: "Asking for a call" },
  told: { "zh-CN": "办好了", en: "Done" },
  family: { "zh-CN": "我的家人", en: "Family" },
  "family.one": { "zh-CN": "一位家人", en: "One family member" },
  "family.invite.one": { "zh-CN": "加一位家人", en: "Adding a family member" },
  "family.done": { "zh-CN": "家人办好了", en: "Family done" },
  "complain.topic": { "zh-CN": "意见投诉：什么事", en: "Speaking up: about what" },
  "complain.details": { "zh-CN": "意见投诉：哪里不好", en: "Speaking up: what was wrong" },
  "complain.reply": { "zh-CN": "意见投诉：要不要回话", en: "Speaking up: call back" },
  "complain.phone": { "zh-CN": "意见投诉：按电话", en: "Speaking up: telephone" },
  "complain.ask": { "zh-CN": "意见投诉：问上次的事", en: "Speaking up: asking again" },
  complained: { "zh-CN": "意见收到了", en: "Spoken up" },
};

export const usedScreenWord = (screen: string, locale: Locale) => wordOf(SCREENS, screen, locale);

const zh = {
  title: "一体机画面使用情况",
  link: "使用情况",
  lead: (since: string) => `${since} 起的 30 天，不记是谁。放弃多的排在前面。`,
  none: "这 30 天还没有数据。一体机配对后开始记数。",
  screen: "画面",
  given_up: "放弃",
  no_giving_up: "—",
  shown: "看了几次",
  mean: "平均停留",
  seconds: "秒",
  left: "退出或回首页",
  timed_out: "没人按，超时",
  helped: "按了求助",
};

const en: typeof zh = {
  title: "Use of the kiosks' screens",
  link: "Use of screens",
  lead: (since) => `30 days from ${since}; nobody is named. Where most give up comes first.`,
  none: "Nothing in these 30 days yet. Paired kiosks are counted.",
  screen: "Screen",
  given_up: "Gave up",
  no_giving_up: "—",
  shown: "Shown",
  mean: "Mean time",
  seconds: "s",
  left: "Left or went home",
  timed_out: "Timed out",
  helped: "Called for help",
};

export const kioskUseWords = { "zh-CN": zh, en };
