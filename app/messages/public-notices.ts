/** Words of notices for offices. */
import type { CodedText, Locale } from "./locale.ts";
import { wordOf } from "./locale.ts";

const STATES: Readonly<Record<string, CodedText>> = {
  draft: { "zh-CN": "草稿", en: "Draft" },
  published: { "zh-CN": "已发布", en: "Published" },
  withdrawn: { "zh-CN": "已撤下", en: "Withdrawn" },
};

const TASKS: Readonly<Record<string, CodedText>> = {
  apply: { "zh-CN": "可以申请", en: "Applications" },
  ask: { "zh-CN": "可以咨询", en: "Questions" },
};

export const noticeStateWord = (state: string, locale: Locale) => wordOf(STATES, state, locale);
export const noticeTaskWord = (task: string, locale: Locale) => wordOf(TASKS, task, locale);

const zh = {
  title: "通知",
  lead: "发布到一体机的通知，要写给老人听得懂的大白话版。",
  tab_all: "全部",
  caption: "通知",
  none: "还没有通知。",
  heading: "标题",
  heading_help: "最多 16 个字",
  heading_en: "英文标题",
  area: "范围",
  district: "全区",
  body: "正文",
  plain: "大白话版",
  plain_help: "最多 200 个字，读给老人听；没有它不能发布",
  plain_en: "英文大白话版",
  valid_from: "生效日期",
  valid_to: "截止日期",
  no_end: "长期",
  audience: "对象",
  task: "可办事项",
  task_none: "没有",
  state: "状态",
  sample: "示例",
  create: "写通知",
  create_send: "存草稿",
  change_send: "保存修改",
  publish: "发布",
  publish_send: "发布到一体机",
  publish_note: "发布后不能修改，只能撤下再写。",
  withdraw: "撤下",
  withdraw_send: "撤下通知",
  reason: "撤下原因",
  back: "通知",
  edit: "内容",
};

const en: typeof zh = {
  title: "Notices",
  lead: "Kiosks show a plain version that elders understand.",
  tab_all: "All",
  caption: "Notices",
  none: "No notices yet.",
  heading: "Title",
  heading_help: "At most 16 characters",
  heading_en: "Title in English",
  area: "Area",
  district: "Whole district",
  body: "Text",
  plain: "Plain version",
  plain_help: "At most 200 characters, read to elders; needed to publish",
  plain_en: "Plain version in English",
  valid_from: "From",
  valid_to: "Until",
  no_end: "No end",
  audience: "For whom",
  task: "What can be started",
  task_none: "Nothing",
  state: "State",
  sample: "Sample",
  create: "Write a notice",
  create_send: "Save as draft",
  change_send: "Save",
  publish: "Publish",
  publish_send: "Publish to kiosks",
  publish_note: "A published notice is not changed, only withdrawn.",
  withdraw: "Withdraw",
  withdraw_send: "Withdraw the notice",
  reason: "Reason",
  back: "Notices",
  edit: "Content",
};

export const publicNoticeWords = { "zh-CN": zh, en };
