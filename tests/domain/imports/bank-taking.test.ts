/** A bank's answer with wrong lines: what is taken beside them, what waits, and when the whole file is refused. */
import { describe, expect, it } from "vitest";
import { bankRows } from "#app/domain/imports/bank-rows.ts";
import { takeBankLines } from "#app/domain/imports/bank-taking.ts";
import { BANK_FILE } from "#app/domain/imports/columns/bank-columns.ts";
import { readImport } from "#app/domain/imports/read-import.ts";
import { fen } from "#app/domain/money/fen.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { aContext, sheetOf } from "./import-fixtures.ts";

const [ONE, TWO] = ["52320699MJ0000018T", "91320699MA7000034A"] as const;
const BATCH = "BF2026-10-1";
const payment = (creditCode: string) => ({
  batchNo: BATCH,
  creditCode,
  orderedFen: fen(10_000),
  sentOn: plainDate("2026-11-04"),
  answers: [],
});

type Row = Readonly<Record<string, string>>;

/** Rows of payee ONE unless they say another; the first of them is row 3 of the sheet. */
function take(...rows: Row[]) {
  const { rules, faulty } = bankRows(aContext({ payments: [payment(ONE), payment(TWO)] }));
  const filled = rows.map((row) =>
    row["batchNo"] === "合计" ? row : { batchNo: BATCH, creditCode: ONE, bookedOn: "2026-11-06", ...row },
  );
  const { reading, left } = takeBankLines(readImport([sheetOf(BANK_FILE, filled)], rules), faulty);
  return {
    taken: reading.rows.map(({ rowNumber }) => rowNumber),
    left: left.map(({ rowNumber }) => rowNumber),
    problems: reading.problems.map(({ row, column, code }) => `${column}${row} ${code}`),
    refused: reading.refused,
  };
}

const paid = { paid: "30.00", reference: "B1" };
const returned = { paid: "0", reason: "户名不符" };

describe("beside a wrong line", () => {
  it("lines that pay are taken, and each wrong cell is named", () => {
    expect(take(paid, { paid: "x", reference: "B2" }, { creditCode: TWO, paid: "1.00", reference: "B3" })).toEqual({
      taken: [3, 5],
      left: [4],
      problems: ["C4 amount-unreadable"],
      refused: false,
    });
  });

  it("a return waits where the wrong line may be about the same payment, and is taken where it cannot", () => {
    const wrongDay = { paid: "10.00", reference: "B2", bookedOn: "2099-01-01" };
    expect(take(wrongDay, returned, paid)).toMatchObject({
      left: [3, 4, 5],
      problems: ["D3 bank-day-in-future", "F4 bank-line-waits", "C5 paid-above-ordered"],
    });
    expect(take(wrongDay, { ...returned, creditCode: TWO })).toMatchObject({ taken: [4], left: [3] });
    // Who a line is about when its payee was never ordered nobody can say.
    const nobody = { ...paid, creditCode: "91320699MA1TEST02X" };
    expect(take(nobody, { ...returned, creditCode: TWO }, { paid: "1.00", reference: "B9" })).toMatchObject({
      taken: [5],
      left: [3, 4],
    });
    // A batch that is not known, of a payee that is: the other payee's return is certain.
    const elsewhere = { ...paid, batchNo: "BF2026-10-9" };
    expect(take(elsewhere, { ...returned, creditCode: TWO })).toMatchObject({ taken: [4], left: [3] });
    expect(take(elsewhere, returned, { paid: "1.00", creditCode: TWO, reference: "B9" })).toMatchObject({
      taken: [5],
      left: [3, 4],
    });
  });

  it("an excess that waits in suspense waits like a return", () => {
    const excess = { paid: "100.01", reference: "B7", treatment: "挂账" };
    const other = { paid: "1.00", reference: "B8", creditCode: TWO };
    expect(take(excess, other)).toMatchObject({ taken: [3, 4], problems: [] });
    expect(take({ paid: "x", reference: "B2" }, excess, other)).toMatchObject({ taken: [5], left: [3, 4] });
  });

  it("neither of two lines under one number is taken", () => {
    expect(take(paid, { ...paid, paid: "40.00" }, { paid: "1.00", reference: "B3" })).toMatchObject({
      taken: [5],
      left: [3, 4],
      problems: ["E3 bank-reference-duplicate", "E4 bank-reference-duplicate"],
    });
  });
});

describe("a file", () => {
  it("of which nothing can be taken is refused as a whole", () => {
    expect(take({ paid: "x", reference: "B2" })).toMatchObject({ taken: [], refused: true });
    expect(take({ paid: "x", reference: "B2" }, returned)).toMatchObject({ taken: [], refused: true });
  });

  it.each([
    ["31.00", false],
    ["30.99", true],
    ["31.01", true],
    ["一百", true],
    ["", false],
  ])("whose total says %s for rows of 31.00 is refused: %s", (total, refused) => {
    const answer = take(paid, { paid: "1.00", reference: "B2" }, { batchNo: "合计", paid: total });
    expect(answer.refused).toBe(refused);
    expect(answer.left).toEqual([]);
    expect(answer.problems).toHaveLength(refused ? 1 : 0);
  });

  it("has its wrong lines in its total as well, and beside an amount that cannot be read a total can only be too small", () => {
    const future = { paid: "1.00", reference: "B2", bookedOn: "2099-01-01" };
    expect(take(paid, future, { batchNo: "合计", paid: "31.00" }).refused).toBe(false);
    expect(take(paid, future, { batchNo: "合计", paid: "30.00" }).refused).toBe(true);
    const unread = { paid: "1.0.0", reference: "B2" };
    expect(take(paid, unread, { batchNo: "合计", paid: "30.00" }).refused).toBe(false);
    expect(take(paid, unread, { batchNo: "合计", paid: "29.99" }).refused).toBe(true);
  });
});
