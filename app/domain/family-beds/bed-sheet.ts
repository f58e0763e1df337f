/**
 * The sheet of applications that streets keep (床位申请表): one row an elder, with who does what where that is named already. Reading says what
 * stands there; whether it holds is asked by the same use cases as on the screens.
 */
import { headerKey } from "../imports/headers.ts";
import { cellAt, type SheetRows } from "../imports/sheet-rows.ts";
import { isPlainDate, type PlainDate } from "../time/plain-date.ts";
import type { ApplicationChannel } from "./step-facts.ts";

/** Headers of the sheet; what stands behind the first is understood too. */
export const BED_SHEET_HEADERS = {
  elderNo: ["老人编号", "编号"],
  appliedOn: ["申请日期"],
  channel: ["申请方式"],
  applicant: ["申请人"],
  consent: ["知情同意依据", "知情同意书编号"],
  assessment: ["能力评估机构代码"],
  survey: ["评估设计机构代码"],
  works: ["实施机构代码"],
  acceptance: ["验收机构代码"],
  provider: ["服务机构代码"],
  note: ["备注"],
} as const;
type Key = keyof typeof BED_SHEET_HEADERS;
const KEYS = Object.keys(BED_SHEET_HEADERS) as Key[];
export const SHEET_BODIES = ["assessment", "survey", "works", "acceptance", "provider"] as const;

const CHANNELS: Readonly<Record<string, ApplicationChannel>> = {
  ...{ 一体机: "kiosk", 电话: "phone", 社区: "community", 社区代办: "community", 窗口: "on_behalf" },
  ...{ 窗口代办: "on_behalf", 代办: "on_behalf" },
};

export type SheetApplication = {
  readonly rowNumber: number;
  readonly elderNo: string;
  /** Null for today. */
  readonly appliedOn: PlainDate | null;
  readonly channel: ApplicationChannel;
  readonly applicant: string | null;
  readonly consent: string;
  readonly note: string | null;
  /** Credit codes by task; what is empty is not named yet. */
  readonly bodies: readonly { readonly role: (typeof SHEET_BODIES)[number]; readonly creditCode: string }[];
};

export type SheetProblem = { readonly rowNumber: number; readonly code: string; readonly field: string };

function columnsOf(sheet: SheetRows): { readonly at: number; readonly columns: ReadonlyMap<Key, number> } | null {
  for (const [at, row] of sheet.rows.entries()) {
    const names = row.cells.map((cell) => headerKey(cell.text));
    const columns = new Map(
      KEYS.flatMap((key) => {
        const column = names.findIndex((name) => BED_SHEET_HEADERS[key].some((one) => headerKey(one) === name));
        return column === -1 ? [] : [[key, column] as const];
      }),
    );
    if (columns.has("elderNo") && columns.has("consent")) return { at, columns };
  }
  return null;
}

const orNull = (text: string): string | null => (text === "" ? null : text);

/** Rows of the first sheet that has the headers; problems name row and header. A sheet without them gives "bed-sheet-headers" on row 0. */
export function readBedSheet(sheets: readonly SheetRows[]): {
  readonly rows: readonly SheetApplication[];
  readonly problems: readonly SheetProblem[];
} {
  const found = sheets.flatMap((sheet) => {
    const head = columnsOf(sheet);
    return head === null ? [] : [{ sheet, ...head }];
  })[0];
  if (found === undefined) return { rows: [], problems: [{ rowNumber: 0, code: "bed-sheet-headers", field: "" }] };
  const problems: SheetProblem[] = [];
  const rows = found.sheet.rows.slice(found.at + 1).map((row): SheetApplication => {
    const text = (key: Key) => {
      const column = found.columns.get(key);
      return column === undefined ? "" : cellAt(row, column).text.trim();
    };
    const day = text("appliedOn").replaceAll("/", "-");
    if (day !== "" && !isPlainDate(day))
      problems.push({ rowNumber: row.rowNumber, code: "bed-date-wrong", field: "appliedOn" });
    const channel = text("channel") === "" ? "on_behalf" : CHANNELS[text("channel")];
    if (channel === undefined)
      problems.push({ rowNumber: row.rowNumber, code: "bed-step-incomplete", field: "channel" });
    return {
      ...{ rowNumber: row.rowNumber, elderNo: text("elderNo").toUpperCase(), appliedOn: isPlainDate(day) ? day : null },
      ...{ channel: channel ?? "on_behalf", applicant: orNull(text("applicant")), consent: text("consent") },
      note: orNull(text("note")),
      bodies: SHEET_BODIES.flatMap((role) => (text(role) === "" ? [] : [{ role, creditCode: text(role) }])),
    };
  });
  return { rows, problems };
}
