/**
 * The sheet 回访数据 as an outside call centre fills it in: the words of its answers read back into codes, and every cell that cannot be
 * meant named by its place. The sheet has no column for the nine results: they stand in 总结, like the reason why nobody was served.
 */
import { columnLetter, EMPTY_CELL, type RawCell, type SheetRows } from "../imports/sheet-rows.ts";
import { quotedValue } from "../imports/problem.ts";
import { Refusal } from "../refusal.ts";
import type { Connection } from "./connection.ts";
import { readAnswers, type CallAnswers, type GivenAnswers } from "./questionnaire.ts";

/** Columns that are read, by machine name, with their headers on the form. */
export const CALL_SHEET_HEADERS = {
  number: "序号",
  elder: "服务对象",
  phone: "电话",
  idNumber: "身份证",
  person: "是否本人",
  served: "是否享受上门服务",
  services: "享受服务项目",
  visitsAMonth: "服务次数/月",
  minutesPerVisit: "服务时长/次",
  sameWorker: "服务人员是否固定",
  uniformBadge: "是否着工作服戴工牌",
  contactLeft: "是否留下联系方式",
  knowsProvider: "是否清楚服务组织名称",
  overall: "总体评价",
  suggestions: "意见建议",
  remark: "备注",
  result: "总结",
} as const;
export type CallSheetColumn = keyof typeof CALL_SHEET_HEADERS;

/** What may be wrong with a cell. */
export const CELL_CODES = [
  "missing",
  "unknown",
  "out-of-range",
  "number-as-number",
  "no-such-person",
  "twice",
] as const;

export type CallSheetProblem = {
  /** "AB7". */
  readonly cell: string;
  readonly header: string;
  /** Masked and shortened. */
  readonly value: string;
  readonly code: (typeof CELL_CODES)[number];
};

export type CallSheetRow = {
  readonly position: number;
  readonly connection: Connection;
  readonly answers: CallAnswers | null;
};

/** A person of the batch, as the sheet has to name it. */
export type SheetPerson = {
  readonly position: number;
  readonly name: string;
  /** What the sheet says of somebody whose call has ended is not read: it stands there as it was exported. */
  readonly isOpen: boolean;
};

/** Words of the form by column, to codes. */
export type SheetWords = {
  readonly connections: ReadonlyMap<string, Connection>;
  readonly answers: ReadonlyMap<string, string>;
  readonly subtypes: ReadonlyMap<string, string>;
};

type Columns = ReadonlyMap<CallSheetColumn, number>;
type Line = { readonly rowNumber: number; readonly cells: readonly RawCell[] };

const ANSWER_COLUMNS = [
  "person",
  "served",
  "sameWorker",
  "uniformBadge",
  "contactLeft",
  "knowsProvider",
  "overall",
] as const;

const plainHeader = (text: string) => text.normalize("NFKC").replace(/\s|\(.*\)$/g, "");

function findHeader({ rows }: SheetRows): { readonly columns: Columns; readonly after: number } | null {
  const wanted = new Map(Object.entries(CALL_SHEET_HEADERS).map(([key, header]) => [plainHeader(header), key]));
  for (const row of rows.slice(0, 12)) {
    const columns = new Map<CallSheetColumn, number>();
    for (const [column, cell] of row.cells.entries()) {
      const key = wanted.get(plainHeader(cell.text)) as CallSheetColumn | undefined;
      if (key !== undefined && !columns.has(key)) columns.set(key, column);
    }
    if (columns.size === wanted.size) return { columns, after: row.rowNumber };
  }
  return null;
}

class SheetReading {
  readonly problems: CallSheetProblem[] = [];
  readonly #columns: Columns;
  readonly #words: SheetWords;

  constructor(columns: Columns, words: SheetWords) {
    this.#columns = columns;
    this.#words = words;
  }

  cell(line: Line, key: CallSheetColumn): RawCell {
    return line.cells[this.#columns.get(key) ?? -1] ?? EMPTY_CELL;
  }

  text(line: Line, key: CallSheetColumn): string {
    return this.cell(line, key).text.normalize("NFKC").trim();
  }

  note(line: Line, key: CallSheetColumn, code: CallSheetProblem["code"]): void {
    const kind = key === "phone" ? "phone" : key === "idNumber" ? "id-number" : null;
    this.problems.push({
      cell: `${columnLetter(this.#columns.get(key) ?? 0)}${line.rowNumber}`,
      header: CALL_SHEET_HEADERS[key],
      value: quotedValue(this.cell(line, key).text, kind),
      code,
    });
  }

  /** Numbers of people typed as numbers have lost digits. */
  requireTexts(line: Line): void {
    for (const key of ["phone", "idNumber"] as const)
      if (this.cell(line, key).kind === "number") this.note(line, key, "number-as-number");
  }

  #given(line: Line): GivenAnswers {
    const word = (key: CallSheetColumn) => {
      const text = this.text(line, key);
      return this.#words.answers.get(`${key}|${text}`) ?? text;
    };
    const named = this.text(line, "services")
      .split(/[、,;\s]+/)
      .filter((text) => text !== "");
    const result = this.text(line, "result");
    return {
      ...Object.fromEntries(ANSWER_COLUMNS.map((key) => [key, word(key)])),
      notServed: this.#words.answers.get(`notServed|${result}`) ?? "",
      chosenServices: named.flatMap((text) => this.#words.subtypes.get(text) ?? []),
      otherService: named.filter((text) => !this.#words.subtypes.has(text)).join("、"),
      visitsAMonth: this.text(line, "visitsAMonth"),
      minutesPerVisit: this.text(line, "minutesPerVisit"),
      // The rating of a sheet was asked once; whoever filled it in is taken at their word.
      overallConfirmed: "sheet",
      suggestions: this.text(line, "suggestions"),
      remark: this.text(line, "remark"),
    };
  }

  /** Null for a line without a result, or with a problem that was noted. */
  outcome(line: Line): Omit<CallSheetRow, "position"> | null {
    const result = this.text(line, "result");
    const connection = this.#words.connections.get(result);
    if (connection !== undefined && connection !== "answered") return { connection, answers: null };
    if (this.text(line, "person") === "") {
      if (result !== "")
        this.note(
          line,
          connection === "answered" ? "person" : "result",
          connection === "answered" ? "missing" : "unknown",
        );
      return null;
    }
    const { answers, problems } = readAnswers(this.#given(line));
    for (const { key, code } of problems)
      this.note(
        line,
        key === "notServed" ? "result" : key in CALL_SHEET_HEADERS ? (key as CallSheetColumn) : "remark",
        code,
      );
    return answers === null ? null : { connection: "answered", answers };
  }
}

/**
 * Reads the first sheet that has the form's header. Refuses "call-sheet-unknown" when none has it.
 * @returns every person with a result, and every cell that is wrong; with a problem nothing is to be imported
 */
export function readCallSheet(
  sheets: readonly SheetRows[],
  persons: readonly SheetPerson[],
  words: SheetWords,
): { readonly rows: readonly CallSheetRow[]; readonly problems: readonly CallSheetProblem[] } {
  const found = sheets.flatMap((sheet) => {
    const header = findHeader(sheet);
    return header === null ? [] : [{ sheet, header }];
  })[0];
  if (found === undefined) throw new Refusal("call-sheet-unknown");
  const reading = new SheetReading(found.header.columns, words);
  const byPosition = new Map(persons.map((person) => [person.position, person]));
  const rows = new Map<number, CallSheetRow>();
  for (const line of found.sheet.rows.filter(({ rowNumber }) => rowNumber > found.header.after)) {
    const number = reading.text(line, "number");
    // The totals, the signature line and the watermark have no number.
    if (!/^\d+$/.test(number)) continue;
    const position = Number(number);
    const person = byPosition.get(position);
    reading.requireTexts(line);
    if (person?.name !== reading.text(line, "elder"))
      reading.note(line, person === undefined ? "number" : "elder", "no-such-person");
    else if (rows.has(position)) reading.note(line, "number", "twice");
    else if (person.isOpen) {
      const outcome = reading.outcome(line);
      if (outcome !== null) rows.set(position, { position, ...outcome });
    }
  }
  return { rows: [...rows.values()], problems: reading.problems };
}
