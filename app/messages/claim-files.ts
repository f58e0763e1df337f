/** Words of a provider's claim files: uploading, the preview, and what became of each row. */
import type { CodedText, Locale } from "./locale.ts";
import { wordOf } from "./locale.ts";

const RESULTS: Readonly<Record<string, CodedText>> = {
  matched: { "zh-CN": "进入申报", en: "Becomes a line" },
  changed: { "zh-CN": "改写原申报", en: "Asked anew" },
  unchanged: { "zh-CN": "已在申报里", en: "Claimed already" },
  pended: { "zh-CN": "暂缓", en: "Waits" },
  refused: { "zh-CN": "不予申报", en: "Refused" },
};

/** What became of a row. */
export function uploadResultWord(result: string, locale: Locale): string {
  return wordOf(RESULTS, result, locale);
}

const zh = {
  title: "申报明细文件",
  lead: "用自己的表格申报：逐行与服务记录核对，先看结果，再写入申报。",
  open: "上传申报明细",
  upload: "上传",
  file: "申报明细（.xlsx 或 .csv）",
  template: "空白表格",
  check: "检查文件",
  checked_title: (rows: string) => `${rows} 行已逐行核对，还没有写入`,
  checked_text: "下面是每一行会怎样。写入后仍可再传；提交申报后才交给街道。",
  refused_title: "文件不能用，什么都没有写入",
  refused_text: "请按下面的说明改好文件，再上传一次。",
  applied_title: "已写入申报",
  applied_text: "每一行都留在下面。进入申报的行在“申报”页提交。",
  to_claims: "去提交申报",
  rows_title: "逐行结果",
  rows_count: (rows: number) => `${rows} 行`,
  row: "行",
  visit: "上门单号",
  elder: "老人编号",
  day: "服务日期",
  asked: "申报",
  result: "结果",
  reasons: "理由",
  until: (day: string) => `到 ${day}`,
  lapsed: "已过期限，下次核对时拒绝",
  as_asked: "检查全部通过",
  all: "全部",
  beside_title: "机构申报了、但没有进入这份申报的行",
  beside_note: "服务记录未核实、与记录不符、重复或查无老人的行。它们不付款，也不会悄悄消失。",
  look_again: "再核对暂缓的行",
  looked_again: (looked: number, lines: number, refused: number) =>
    `核对了 ${looked} 行：${lines} 行进入申报，${refused} 行不予申报，其余仍在等。`,
};

const en: typeof zh = {
  title: "Claim files",
  lead: "Claim with your own workbook: each row is held against the visits on record; you see the result before anything is written.",
  open: "Upload a claim file",
  upload: "Upload",
  file: "Claims (.xlsx or .csv)",
  template: "Empty workbook",
  check: "Check the file",
  checked_title: (rows: string) => `${rows} rows were matched; nothing is written yet`,
  checked_text:
    "Below is what becomes of each row. You may upload again after writing; the street sees it once you submit.",
  refused_title: "The file cannot be used; nothing was written",
  refused_text: "Correct the file as shown below and upload it again.",
  applied_title: "Written into the claims",
  applied_text: "Every row is kept below. Submit the lines on the page of claims.",
  to_claims: "Go and submit",
  rows_title: "Row by row",
  rows_count: (rows: number) => `${rows} ${rows === 1 ? "row" : "rows"}`,
  row: "Row",
  visit: "Visit number",
  elder: "Elder number",
  day: "Day",
  asked: "Asked",
  result: "Result",
  reasons: "Reasons",
  until: (day: string) => `until ${day}`,
  lapsed: "its days have passed; refused when it is next looked at",
  as_asked: "All checks passed",
  all: "All",
  beside_title: "Rows that the provider asked for and that are no line of this claim",
  beside_note:
    "Rows whose visit is not verified, that contradict the record, come twice or name nobody on file. They are not paid, and they do not vanish.",
  look_again: "Look at waiting rows again",
  looked_again: (looked: number, lines: number, refused: number) =>
    `${looked} rows looked at: ${lines} became lines, ${refused} were refused, the others wait.`,
};

export const claimFileWords: Readonly<Record<Locale, typeof zh>> = { "zh-CN": zh, en };
