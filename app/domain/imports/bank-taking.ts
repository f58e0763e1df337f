/**
 * Which lines of a bank's answer are taken when others of the same file are wrong. A line that pays is the bank's own fact: its number, its
 * day and its amount stand whatever else the file says. A line that returns what is left, or whose excess waits in suspense, speaks of the
 * other lines of its payment: it is left out beside a wrong line that may be about the same payment. Of two lines under one number neither
 * is taken, because nothing says which is meant. What is left out stands as a difference until a corrected file comes.
 */
import type { BankRecord, LineLeft } from "./bank-rows.ts";
import { BANK_FILE, type BankColumnKey } from "./columns/bank-columns.ts";
import { levelOf, quotedValue, type ImportProblem, type ImportProblemCode, type ProblemFacts } from "./problem.ts";
import type { ImportedRow, ImportReading } from "./read-import.ts";
import { columnOfLetters, EMPTY_CELL, type SheetRow, type SheetRows } from "./sheet-rows.ts";

export type BankTaking = {
  readonly reading: ImportReading<BankRecord>;
  /** In the order of the file. */
  readonly left: readonly LineLeft[];
};

/** Lines that were left out as the file has them, and what is wrong with them; enough to give them back when the file is gone. */
export type LeftRows = { readonly sheet: SheetRows; readonly problems: readonly ImportProblem[] };

type Row = ImportedRow<BankRecord>;

const mayBeAbout = (left: LineLeft, { batchNo, creditCode }: BankRecord) =>
  (left.batchNo === null || left.batchNo === batchNo) && (left.creditCode === null || left.creditCode === creditCode);

/** Booked by what the other lines of the payment leave open. */
const dependsOnOthers = ({ reason, suspenseFen }: BankRecord) => reason !== null || suspenseFen > 0n;

type Fault = { readonly row: Row; readonly key: BankColumnKey; readonly value: string } & {
  readonly code: ImportProblemCode;
  readonly facts: ProblemFacts;
};

function problemOf({ sheet, letters }: ImportReading<BankRecord>, fault: Fault): ImportProblem {
  const { row, key, value, code, facts } = fault;
  const header = BANK_FILE.columns.find((column) => column.key === key)?.header ?? key;
  const place = { sheet, row: row.rowNumber, column: letters.get(key) ?? "", header };
  return { ...place, value: quotedValue(value, null), code, level: levelOf(code), facts };
}

/** The first of two lines under one number; the second has its problem already. */
function doubled(reading: ImportReading<BankRecord>): Fault[] {
  return reading.problems.flatMap((problem) => {
    if (problem.code !== "bank-reference-duplicate") return [];
    const row = reading.rows.find((one) => one.rowNumber === problem.facts["first_row"]);
    const facts = { first_row: problem.row };
    return row ? [{ row, key: "reference", value: row.record.reference, code: problem.code, facts } as const] : [];
  });
}

function waiting(rows: readonly Row[], left: readonly LineLeft[]): Fault[] {
  return rows.flatMap((row) => {
    const beside =
      row.record.isKnown || !dependsOnOthers(row.record) ? undefined : left.find((one) => mayBeAbout(one, row.record));
    const value = row.record.reason ?? "";
    return beside
      ? [{ row, key: "reason", value, code: "bank-line-waits", facts: { first_row: beside.rowNumber } } as const]
      : [];
  });
}

const leftOf = ({ row }: Fault): LineLeft => {
  const { batchNo, creditCode } = row.record;
  return { rowNumber: row.rowNumber, batchNo, creditCode };
};

/**
 * @param faulty lines with an error of their own
 * A file of which nothing can be taken is refused as a whole, and so is one whose columns or totals are wrong.
 */
export function takeBankLines(reading: ImportReading<BankRecord>, faulty: readonly LineLeft[]): BankTaking {
  if (reading.refused) return { reading, left: [] };
  const twice = doubled(reading);
  const once = reading.rows.filter((row) => !twice.some((fault) => fault.row === row));
  const certain = [...faulty, ...twice.map(leftOf)].toSorted((one, other) => one.rowNumber - other.rowNumber);
  const held = waiting(once, certain);
  const rows = once.filter((row) => !held.some((fault) => fault.row === row));
  const added = [...twice, ...held].map((fault) => problemOf(reading, fault));
  return {
    reading: {
      ...reading,
      rows,
      problems: [...reading.problems, ...added].toSorted((one, other) => one.row - other.row),
      refused: rows.length === 0,
    },
    left: [...certain, ...held.map(leftOf)].toSorted((one, other) => one.rowNumber - other.rowNumber),
  };
}

/**
 * The lines left out, below the header of their file. Rows and columns keep their places, so that a problem still names its cell. Columns that
 * the file's reader does not know stay behind: they may hold account numbers.
 * @returns null when every line was taken
 */
export function leftRows(sheets: readonly SheetRows[], { reading, left }: BankTaking): LeftRows | null {
  if (left.length === 0) return null;
  const known = new Set([...reading.letters.values()].map(columnOfLetters));
  const numbers = new Set(left.map(({ rowNumber }) => rowNumber));
  const kept = (row: SheetRow): SheetRow => ({
    ...row,
    cells: row.cells.map((cell, column) => (known.has(column) ? cell : EMPTY_CELL)),
  });
  const rows = sheets.find(({ sheet }) => sheet === reading.sheet)?.rows ?? [];
  return {
    sheet: {
      sheet: reading.sheet,
      rows: rows.filter(({ rowNumber }) => rowNumber === reading.headerRow || numbers.has(rowNumber)).map(kept),
    },
    problems: reading.problems.filter(({ row }) => numbers.has(row)),
  };
}
