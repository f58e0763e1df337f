/** Words of 意见投诉 on the kiosk. Chips have at most four characters; nothing on these screens blames anybody. */
import type { CodedText, Locale } from "./locale.ts";
import { wordOf } from "./locale.ts";

const TOPICS: Readonly<Record<string, CodedText>> = {
  visit: { "zh-CN": "上门服务", en: "A visit" },
  worker: { "zh-CN": "护理员", en: "A care worker" },
  money: { "zh-CN": "补贴和钱", en: "Money" },
  other: { "zh-CN": "别的", en: "Other" },
};

const DETAILS: Readonly<Record<string, CodedText>> = {
  not_come: { "zh-CN": "没有来", en: "Not come" },
  late: { "zh-CN": "来晚了", en: "Late" },
  too_short: { "zh-CN": "时间不够", en: "Too short" },
  badly_done: { "zh-CN": "做得不好", en: "Badly done" },
  rude: { "zh-CN": "态度不好", en: "Rude" },
  took_money: { "zh-CN": "收了钱", en: "Took money" },
  broken: { "zh-CN": "东西坏了", en: "Broken" },
  unsafe: { "zh-CN": "不安全", en: "Not safe" },
  allowance_wrong: { "zh-CN": "补贴不对", en: "Wrong sum" },
  no_answer: { "zh-CN": "没人理", en: "No answer" },
  other: { "zh-CN": "别的", en: "Other" },
};

/** How a matter stands, as the person who spoke up is told. */
const STANDS: Readonly<Record<string, CodedText>> = {
  new: { "zh-CN": "收到了，等人办", en: "Received" },
  assigned: { "zh-CN": "有人在办了", en: "Somebody has it" },
  in_progress: { "zh-CN": "有人在办了", en: "Somebody has it" },
  waiting: { "zh-CN": "还在等消息", en: "Waiting for news" },
  resolved: { "zh-CN": "办好了", en: "Answered" },
  closed: { "zh-CN": "办好了", en: "Answered" },
};

export const complainTopicWord = (topic: string, locale: Locale) => wordOf(TOPICS, topic, locale);
export const complainDetailWord = (detail: string, locale: Locale) => wordOf(DETAILS, detail, locale);
export const complainStandWord = (state: string, locale: Locale) => wordOf(STANDS, state, locale);

/** Every word above, for the test of elders' words. */
export const COMPLAIN_CODES: readonly Readonly<Record<string, CodedText>>[] = [TOPICS, DETAILS, STANDS];

const zh = {
  task: "意见投诉",
  topic_title: "想说什么事？",
  topic_caption: "点一项，后面再说哪里不好。",
  details_title: "哪里不好？",
  details_caption: "可以多选，不选也行。",
  details_done: "说完了",
  reply_title: "要给您回话吗？",
  reply_caption: "匿名的，不会记您的名字。",
  reply_call: "打电话给我",
  reply_call_note: (name: string) => `打给 ${name}`,
  reply_call_phone: "下面按一下电话号码",
  reply_anonymous: "不用，匿名",
  reply_anonymous_note: "给您一个号，以后可以来问",
  phone_title: "打哪个电话？",
  phone_caption: "请按电话号码，一共 11 位。",
  phone_done: "好了",
  done_title: (number: string) => `收到了，编号 ${number}`,
  done_call: (days: number) => `${days} 个工作日内给您回话`,
  done_street: "街道马上会看，不经过服务机构。",
  done_code: (code: string) => `查询码 ${code}`,
  done_code_note: "请记下来，来问时要用。",
  done: "好了",
  ask: "问上次的事",
  ask_title: "请按编号和查询码",
  ask_caption: "先按编号，再按查询码，一共 10 位。",
  ask_wrong: "没找到，请再看一看号码",
  ask_go: "看结果",
  asked_title: (number: string, state: string) => `${number}：${state}`,
  asked_none: "还没有答复，请过几天再来。",
};

const en: typeof zh = {
  task: "Speak up",
  topic_title: "What is it about?",
  topic_caption: "Touch one. What was wrong comes next.",
  details_title: "What was wrong?",
  details_caption: "Several, or none.",
  details_done: "That is all",
  reply_title: "Shall we call you back?",
  reply_caption: "Without a name, nobody is noted.",
  reply_call: "Please call me",
  reply_call_note: (name) => `Call ${name}`,
  reply_call_phone: "Touch your number next",
  reply_anonymous: "No, no name",
  reply_anonymous_note: "You get a number to ask with",
  phone_title: "Which number?",
  phone_caption: "Touch the digits, 11 in all.",
  phone_done: "Done",
  done_title: (number) => `Received. Number ${number}`,
  done_call: (days) => (days === 1 ? "We call you within 1 working day" : `We call you within ${days} working days`),
  done_street: "The street office looks at it at once. The provider does not see it.",
  done_code: (code) => `Code ${code}`,
  done_code_note: "Please note both, to ask with.",
  done: "Done",
  ask: "Ask again",
  ask_title: "Your number and code",
  ask_caption: "First the number, then the code, 10 digits in all.",
  ask_wrong: "Not found. Please look at the number",
  ask_go: "Look",
  asked_title: (number, state) => `${number}: ${state}`,
  asked_none: "No answer yet. Please come again in some days.",
};

export const complainWords = { "zh-CN": zh, en };
