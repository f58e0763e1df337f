/** Words of the page that shows long work. */
import type { CodedText, Locale } from "./locale.ts";

const KINDS: Readonly<Record<string, CodedText>> = {
  "judge-month": { "zh-CN": "核定本月资格", en: "Judging the month's eligibility" },
  "allocate-month": { "zh-CN": "分配服务机构", en: "Allocating elders to providers" },
  "plan-month": { "zh-CN": "排定本月上门", en: "Planning the month's visits" },
  "check-import": { "zh-CN": "检查导入的文件", en: "Checking the imported file" },
  "apply-import": { "zh-CN": "写入导入的文件", en: "Writing the imported file" },
  "import-calls": { "zh-CN": "导入回访结果", en: "Importing call-back results" },
  "offer-freed-slots": { "zh-CN": "空出来的时间给排队的老人", en: "Keeping freed times for those who wait" },
  "pass-on-offers": { "zh-CN": "没人接的转给下一家", en: "Passing on what nobody took" },
  "remind-activities": { "zh-CN": "提醒参加活动的人", en: "Reminding people of activities" },
  "close-month": { "zh-CN": "关账并付款", en: "Closing and paying the month" },
  "judge-recorded": { "zh-CN": "核对刚上传的记录", en: "Verifying what phones have just sent" },
  "run-day": { "zh-CN": "提醒迟到的上门", en: "Telling who is late" },
  "lapse-evidence": {
    "zh-CN": "到期的位置、照片和设备报文",
    en: "Letting positions, photos and unread messages lapse",
  },
  "poll-payments": { "zh-CN": "查询没有结果的付款", en: "Asking for payments without an outcome" },
  "reconcile-payments": { "zh-CN": "核对微信账单", en: "Comparing the WeChat Pay bills" },
  "send-messages": { "zh-CN": "发送通知", en: "Sending messages" },
  "escalate-appeals": { "zh-CN": "逾期申诉转区负责人", en: "Passing on overdue appeals" },
  "verify-month": { "zh-CN": "核对本月上门", en: "Verifying the month's visits" },
};

/** Kinds of work that have a name for people. */
export const NAMED_JOBS: readonly string[] = Object.keys(KINDS);

/** "排定本月上门"; a kind without words is shown by its code. */
export function jobTitle(kind: string, locale: Locale): string {
  return KINDS[kind]?.[locale] ?? kind;
}

const zh = {
  page_title: "进度",
  go_on: "继续",
  back: "返回",
  failed_detail: "没有改动任何内容。可以返回后再试一次；还不行请联系管理员。",
  leave: "可以离开这一页，工作会继续。",
  cancel: "停止",
  cancelling: "正在停止…",
  cancelled_detail: "什么都没有存下。需要时可以重新开始。",
};

const en: typeof zh = {
  page_title: "Progress",
  go_on: "Continue",
  back: "Back",
  failed_detail: "Nothing was changed. Go back and try again; if it fails again, ask the administrator.",
  leave: "You may leave this page; the work goes on.",
  cancel: "Stop",
  cancelling: "Stopping…",
  cancelled_detail: "Nothing was stored. Start again when you like.",
};

export const jobWords = { "zh-CN": zh, en };
