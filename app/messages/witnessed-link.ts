/** Words of a consent before a witness, on the care worker's phone and at an office's desk. */
import type { CodedText, Locale } from "./locale.ts";
import { wordOf } from "./locale.ts";

const SPEAKERS: Readonly<Record<string, CodedText>> = {
  elder: { "zh-CN": "老人自己", en: "The elder" },
  guardian: { "zh-CN": "监护人", en: "A guardian" },
};

const WAYS: Readonly<Record<string, CodedText>> = {
  spoken: { "zh-CN": "当面说同意", en: "Said so, face to face" },
  signed: { "zh-CN": "签字", en: "Signed" },
  guardian_paper: { "zh-CN": "出示监护证明", en: "Showed the guardian's paper" },
};

export const speakerWord = (code: string, locale: Locale) => wordOf(SPEAKERS, code, locale);
export const consentWayWord = (code: string, locale: Locale) => wordOf(WAYS, code, locale);

const zh = {
  title: "绑定家属",
  link: "老人不方便去一体机？当面绑定家属",
  lead: "老人当面同意，旁边要有见证人。您只是记录人，不能绑定自己。",
  standing: "已经绑定的",
  standing_none: "还没有家属。",
  until: (date: string) => `到 ${date}`,
  family: "家属",
  name: "家属姓名",
  relation: "家属是老人的",
  phone: "家属手机号",
  phone_help: "家属用这个号进入，要收短信",
  consent: "同意",
  consented_by: "谁同意",
  consent_how: "怎么同意",
  witness: "见证人姓名",
  witness_help: "不能是您，也不能是家属本人",
  scopes: "老人同意家属做什么",
  to_on: "到哪天为止",
  save: "记下同意",
  saved: "记下了。家属现在可以用手机号进入。",
  missing: "有没填的，请看一下。",
  bad_phone: "手机号要 11 位。",
  back: "返回",
};

const en: typeof zh = {
  title: "Link a family member",
  link: "Cannot go to a kiosk? Link a family member here",
  lead: "The elder agrees face to face, with a witness. You only write it down and cannot link yourself.",
  standing: "Linked already",
  standing_none: "No family member yet.",
  until: (date) => `until ${date}`,
  family: "Family member",
  name: "Name of the family member",
  relation: "Relation to the elder",
  phone: "Mobile number",
  phone_help: "The family member signs in with this number and a message",
  consent: "Consent",
  consented_by: "Who agrees",
  consent_how: "How",
  witness: "Name of the witness",
  witness_help: "Neither you nor the family member",
  scopes: "What the elder agrees to",
  to_on: "Until which day",
  save: "Write down the consent",
  saved: "Written down. The family member can sign in with the number now.",
  missing: "Something is missing. Please look.",
  bad_phone: "A mobile number has 11 digits.",
  back: "Back",
};

export const witnessedLinkWords = { "zh-CN": zh, en };
