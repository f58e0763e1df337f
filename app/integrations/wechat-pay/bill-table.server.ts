/**
 * The table form of WeChat Pay's bills: perhaps a byte-order mark, a header, rows whose cells begin with a backtick so that spreadsheets
 * leave them alone, a header of sums and one line of sums; UTF-8, or GBK when a spreadsheet saved it again. Columns are found by name,
 * because the channel has added some and renamed others (总金额 became 应结订单金额 in 2018).
 */
import { decodedText } from "#app/integrations/workbooks/read-csv.server.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { fen, type Fen } from "#app/domain/money/fen.ts";
import { parseSignedYuan } from "#app/domain/money/yuan-text.ts";
import { instant, type Instant } from "#app/domain/time/instant.ts";
import { unpackedBill } from "./unpack-bill.server.ts";

export type BillCells = {
  readonly line: number;
  cell(...names: readonly string[]): string;
  /** Whether the bill has a column of one of these names. */
  has(...names: readonly string[]): boolean;
};
export type BillTable = { readonly rows: readonly BillCells[]; readonly sums: BillCells };

/** Names of columns as they are asked for: the channel writes 收支金额(元) with brackets of either width. */
const columnName = (text: string) => text.replaceAll("（", "(").replaceAll("）", ")");

/** A row by its cells: backticks begin each one, so that commas within a name part nothing; headers are plain. */
function cellsOf(line: string): string[] {
  const plain = line.replace(/^"|"$/g, "").replace(/","/g, ",");
  const cells = plain.startsWith("`") ? plain.slice(1).split(/,`/) : plain.split(/[,，]/);
  return cells.map((cell) => cell.trim());
}

function named(header: readonly string[], cells: readonly string[], line: number): BillCells {
  if (cells.length < header.length) throw new Refusal("bill-row-short", { line });
  return {
    line,
    has: (...names) => header.some((name) => names.includes(name)),
    cell: (...names) => {
      const at = header.findIndex((name) => names.includes(name));
      if (at === -1) throw new Refusal("bill-column-missing", { column: names[0] ?? "" });
      return cells[at] ?? "";
    },
  };
}

/** Reads the table. Refuses "bill-packing-broken", "file-encoding-unknown", "bill-without-summary", "bill-row-short", "bill-column-missing". */
export function readBillTable(bytes: Uint8Array, summaryName: string): BillTable {
  const lines = decodedText(unpackedBill(bytes))
    .split(/\r?\n/)
    .map((text, index) => ({ text: text.trim(), line: index + 1 }))
    .filter(({ text }) => text !== "");
  const summaryAt = lines.findIndex(({ text }) => cellsOf(text)[0] === summaryName);
  const sums = lines[summaryAt + 1];
  if (summaryAt < 1 || !sums || lines.length !== summaryAt + 2) throw new Refusal("bill-without-summary");
  const header = cellsOf(lines[0]?.text ?? "").map(columnName);
  const summaryHeader = cellsOf(lines[summaryAt]?.text ?? "").map(columnName);
  return {
    rows: lines.slice(1, summaryAt).map(({ text, line }) => named(header, cellsOf(text), line)),
    sums: named(summaryHeader, cellsOf(sums.text), sums.line),
  };
}

/** Yuan with up to five decimals, of which only two may say something: "0.01", "0", "0.00000". Refuses "bill-amount-unreadable". */
export function billFen(cells: BillCells, ...names: readonly string[]): Fen {
  const text = cells.cell(...names);
  const amount = parseSignedYuan(text.replace(/(\.\d{2})0{1,3}$/, "$1"));
  if (amount === null) throw new Refusal("bill-amount-unreadable", { line: cells.line, column: names[0] ?? "" });
  return amount;
}

/** A whole count, which some bills write as "45.0". */
export function billCount(cells: BillCells, ...names: readonly string[]): number {
  const text = /^(\d{1,9})(\.0+)?$/.exec(cells.cell(...names))?.[1];
  if (text === undefined) throw new Refusal("bill-amount-unreadable", { line: cells.line, column: names[0] ?? "" });
  return Number(text);
}

/** "2014-11-10 16:33:45" in the zone of the channel. Refuses "bill-time-unreadable". */
export function billTime(cells: BillCells, name: string): Instant {
  const parts = /^(\d{4}-\d{2}-\d{2})\s*(\d{2})[:：](\d{2})[:：](\d{2})$/.exec(cells.cell(name));
  const at = Date.parse(parts ? `${parts[1]}T${parts[2]}:${parts[3]}:${parts[4]}+08:00` : "");
  if (!Number.isFinite(at)) throw new Refusal("bill-time-unreadable", { line: cells.line });
  return instant(at);
}

/** Refuses "bill-sums-differ" and names the sum that the rows do not give. */
export function requireSum(said: bigint | number, found: bigint | number, sum: string): void {
  if (said !== found) throw new Refusal("bill-sums-differ", { sum, said: said.toString(), found: found.toString() });
}

export const sumOf = (amounts: readonly bigint[]) => fen(amounts.reduce((sum, amount) => sum + amount, 0n));
