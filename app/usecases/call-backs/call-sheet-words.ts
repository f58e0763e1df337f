/** The words of the form 回访数据, in its own language whatever the reader's: codes to words for writing, words to codes for reading. */
import { CONNECTIONS, type Connection } from "#app/domain/call-backs/connection.ts";
import { QUESTIONNAIRE } from "#app/domain/call-backs/questionnaire.ts";
import type { SheetWords } from "#app/domain/call-backs/call-sheet.ts";
import type { ServiceSubtype } from "#app/domain/catalogue/service-subtype.ts";

export const CONNECTION_ON_SHEET: Readonly<Record<Connection, string>> = {
  answered: "已接听",
  hung_up: "接通后挂断",
  no_answer: "无人接听",
  switched_off: "关机",
  busy: "占线",
  no_such_number: "空号",
  suspended: "停机",
  barred: "限制呼入",
  wrong_information: "信息有误",
};

const ANSWER_ON_SHEET: Readonly<Record<string, string>> = {
  self: "是",
  family: "家属",
  yes: "是",
  no: "否",
  unclear: "不清楚",
  satisfied: "满意",
  fairly: "基本满意",
  dissatisfied: "不满意",
  not_served: "未享受，信息存在",
  deceased: "去世",
  moved: "已搬离",
};

/** Questions 2 and 10 have a longer word for "not sure". */
const LONG_UNCLEAR = "不清楚，不记得";
const LONG: readonly string[] = ["served", "overall"];

/** The word of an answer; empty for none. */
export function answerOnSheet(key: string, code: string | null): string {
  if (code === null) return "";
  return code === "unclear" && LONG.includes(key) ? LONG_UNCLEAR : (ANSWER_ON_SHEET[code] ?? code);
}

/** Both spellings of "not sure" are read, and commas of either width: NFKC makes them one. */
export function sheetWords(subtypes: readonly ServiceSubtype[]): SheetWords {
  const plain = (text: string) => text.normalize("NFKC");
  const answers = QUESTIONNAIRE.questions.flatMap(({ key, options }) =>
    options.flatMap((code) => [
      [`${key}|${plain(answerOnSheet(key, code))}`, code] as const,
      ...(code === "unclear"
        ? [[`${key}|${plain(LONG_UNCLEAR)}`, code] as const, [`${key}|不清楚`, code] as const]
        : []),
      ...(code === "not_served" ? [[`${key}|未享受信息存在`, code] as const] : []),
    ]),
  );
  return {
    connections: new Map(CONNECTIONS.map((code) => [CONNECTION_ON_SHEET[code], code])),
    answers: new Map(answers),
    subtypes: new Map(subtypes.map(({ code, nameZh }) => [plain(nameZh), code])),
  };
}
