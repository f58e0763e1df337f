/** Words of 我的家人: who may see what, said by the elder on the kiosk, and the page that a member of the family opens by the code. */
import type { CodedText, Locale } from "./locale.ts";
import { wordOf } from "./locale.ts";

const RELATIONS: Readonly<Record<string, CodedText>> = {
  son: { "zh-CN": "儿子", en: "Son" },
  daughter: { "zh-CN": "女儿", en: "Daughter" },
  spouse: { "zh-CN": "老伴", en: "Spouse" },
  grandchild: { "zh-CN": "孙辈", en: "Grandchild" },
  sibling: { "zh-CN": "兄弟姐妹", en: "Sibling" },
  in_law: { "zh-CN": "儿媳女婿", en: "In-law" },
  other: { "zh-CN": "亲友", en: "Friend" },
};

/** "儿子" of "son". */
export function relationWord(code: string, locale: Locale): string {
  return wordOf(RELATIONS, code, locale);
}

const SCOPES: Readonly<Record<string, CodedText>> = {
  schedule: { "zh-CN": "看日程", en: "See visits" },
  book: { "zh-CN": "帮我预约", en: "Book for me" },
  results: { "zh-CN": "看评价和记录", en: "See ratings" },
  alerts: { "zh-CN": "有急事先找他", en: "Call first" },
  pay: { "zh-CN": "帮我付钱", en: "Pay for me" },
};

/** A chip holds four characters at the larger letters. */
const SHORT_SCOPES: Readonly<Record<string, CodedText>> = {
  ...SCOPES,
  results: { "zh-CN": "看记录", en: "Ratings" },
  alerts: { "zh-CN": "急事找他", en: "Call first" },
};

export function scopeWord(code: string, locale: Locale, isShort = false): string {
  return wordOf(isShort ? SHORT_SCOPES : SCOPES, code, locale);
}

const zh = {
  task: "我的家人",
  title: "谁能看到我的情况？",
  caption: "点一位，可以改，也可以不让看。",
  caption_none: "让家人也看到谁哪天来。",
  for_whom: (name: string) => `${name} 的家人`,
  person: (relation: string, name: string) => `${relation} ${name}`,
  person_over: "一年到了，点这里再同意",
  add: "加一位家人",
  add_note: "家人用手机扫一扫",
  full: "已经有八位了，先去掉一位再加。",
  often: "试得太多了，过一会儿再来。",
  qr_title: "请家人用手机扫一扫",
  qr_caption: "5 分钟内有效。扫好了，这里会问您。",
  qr_label: "给家人扫的二维码",
  scanned: "扫好了",
  stop: "不加了",
  over_title: "时间到了，再来一次",
  over_caption: "二维码 5 分钟就换，这样才安全。",
  again: "再来一次",
  ask_title: (relation: string) => `${relation}想帮您，同意吗？`,
  ask_who: (name: string, phone: string) => `${name} ${phone}`,
  ask_caption: "打勾的他能看能办，点一下可以改。",
  agree: "同意",
  refuse: "不同意",
  linked_title: "好了，他能帮您了",
  linked_text: "以后随时可以在这里取消。",
  refused_title: "好的，没有让他看",
  staff_title: "这一位不能加",
  staff_text: "给您服务的机构的人，不能当家人。",
  one_until: (date: string) => `到${date}为止`,
  change: "改一改能看什么",
  remove: "不让他看了",
  remove_title: (relation: string) => `不让${relation}看了？`,
  remove_caption: "确认以后，他马上就看不到了。",
  keep: "算了",
  remove_yes: "确认",
  changed_title: "改好了",
  removed_title: "好了，他看不到了",
  see_family: "看我的家人",
  save: "就这样",
  done: "好了",
  ask_person: "打热线问一问",
};

const en: typeof zh = {
  task: "Family",
  title: "Who may see how I am?",
  caption: "Touch one to change or end it.",
  caption_none: "Let your family see who comes when.",
  for_whom: (name) => `Family of ${name}`,
  person: (relation, name) => `${relation} ${name}`,
  person_over: "A year is over, touch to agree again",
  add: "Add a person",
  add_note: "They scan it with a phone",
  full: "Eight are linked. Take one off first.",
  often: "Too many tries. Come back a little later.",
  qr_title: "Let your family scan this",
  qr_caption: "Good for 5 minutes. Then we ask you here.",
  qr_label: "Code for your family to scan",
  scanned: "Scanned",
  stop: "Stop",
  over_title: "Time is over, try again",
  over_caption: "The code changes every 5 minutes to be safe.",
  again: "Again",
  ask_title: (relation) => `${relation} wants to help. Agreed?`,
  ask_who: (name, phone) => `${name} ${phone}`,
  ask_caption: "Ticked is what they may do. Touch to change.",
  agree: "Agree",
  refuse: "No",
  linked_title: "Done, they can help you",
  linked_text: "You can end this here at any time.",
  refused_title: "Right, they see nothing",
  staff_title: "This person cannot be added",
  staff_text: "Whoever works for your provider cannot be family.",
  one_until: (date) => `Until ${date}`,
  change: "Change what they see",
  remove: "End it",
  remove_title: (relation) => `End it for ${relation}?`,
  remove_caption: "They see nothing from then on.",
  keep: "Keep",
  remove_yes: "End it",
  changed_title: "Changed",
  removed_title: "They see nothing now",
  see_family: "My family",
  save: "Save",
  done: "Done",
  ask_person: "Ask by phone",
};

export const familyWords = { "zh-CN": zh, en };

const phoneZh = {
  page: "帮家里老人",
  title: "帮家里的老人",
  lead: "填好后，老人在一体机上点同意，您就能看到谁哪天来。",
  name: "您的姓名",
  relation: "您是老人的",
  phone: "您的手机号",
  phone_help: "11 位，我们发一条短信。",
  send: "发短信",
  code: "短信里的 6 个数字",
  prove: "确认",
  resend: "再发一次",
  demo: (code: string) => `演示，没有真短信：${code}`,
  wrong: "数字不对，请再看一看短信。",
  missing: "请把三项都填好，手机号是 11 位。",
  wait: "短信刚发过，请等一分钟再试。",
  asked_title: "请老人在一体机上点同意",
  asked_text: "这一页会自己变，不用关。",
  refresh: "看看好了没有",
  agreed_title: "老人同意了",
  agreed_text: "同意的内容和期限，老人随时可以取消。",
  declined_title: "这次没有绑定",
  declined_text: "老人没有同意，或者您是为老人服务的机构的人员。",
  over_title: "二维码过时了",
  over_text: "请老人在一体机上，再点“加一位家人”。",
  kept: "我们只留您的姓名、称谓和手机号，期限一年，老人取消就停用。",
  message: (code: string) => `【床边】绑定家里老人请填 ${code}，5分钟内有效，不要告诉别人`,
};

const phoneEn: typeof phoneZh = {
  page: "Help your elder",
  title: "Help your elder",
  lead: "Once the elder agrees at the kiosk, you see who comes when.",
  name: "Your name",
  relation: "You are the elder's",
  phone: "Your mobile number",
  phone_help: "11 digits. We send a message.",
  send: "Send a message",
  code: "The 6 digits of the message",
  prove: "Confirm",
  resend: "Send again",
  demo: (code) => `Demo, no real message: ${code}`,
  wrong: "Those digits are not right. Please look again.",
  missing: "Please fill in all three; the number has 11 digits.",
  wait: "A message has just been sent. Please wait a minute.",
  asked_title: "Now the elder agrees at the kiosk",
  asked_text: "This page changes by itself. Leave it open.",
  refresh: "Look again",
  agreed_title: "The elder has agreed",
  agreed_text: "The elder can end this at any time.",
  declined_title: "Not linked",
  declined_text: "The elder did not agree, or you work for a provider that serves the elder.",
  over_title: "The code has run out",
  over_text: "Ask the elder to touch “Add a person” at the kiosk again.",
  kept: "We keep only your name, relation and number, for a year, and stop when the elder ends it.",
  message: (code) => `[Bedside] To be linked with your elder enter ${code}, good for 5 minutes. Tell nobody`,
};

export const familyPhoneWords = { "zh-CN": phoneZh, en: phoneEn };
