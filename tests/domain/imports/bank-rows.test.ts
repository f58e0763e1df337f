import { describe, expect, it } from "vitest";
import { bankRows } from "#app/domain/imports/bank-rows.ts";
import { BANK_FILE } from "#app/domain/imports/columns/bank-columns.ts";
import { readImport } from "#app/domain/imports/read-import.ts";
import { fen } from "#app/domain/money/fen.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { aContext, numberCell, sheetOf } from "./import-fixtures.ts";

const CODE = "52320699MJ0000018T";
const known = {
  reference: "B0",
  bookedOn: plainDate("2026-11-05"),
  amountFen: fen(3000),
  returnedFen: fen(0),
  suspenseFen: fen(0),
};
const payment = {
  batchNo: "BF2026-10-1",
  creditCode: CODE,
  orderedFen: fen(10_000),
  sentOn: plainDate("2026-11-04"),
  answers: [known],
};
type Row = Readonly<Record<string, string | ReturnType<typeof numberCell>>>;
const read = (...rows: Row[]) =>
  readImport(
    [
      sheetOf(
        BANK_FILE,
        rows.map((row) => ({ batchNo: "BF2026-10-1", creditCode: CODE, bookedOn: "2026-11-06", ...row })),
      ),
    ],
    bankRows(aContext({ payments: [payment] })).rules,
  );
const codes = (reading: ReturnType<typeof read>) => reading.problems.map(({ code, column }) => `${code} ${column}`);

describe("a bank's answer", () => {
  it("is read against what the lines on file and the rows above leave in transit", () => {
    const reading = read({ paid: "50.00", reference: "B1" }, { paid: "20.00", reference: "B2" });
    expect(reading.problems).toEqual([]);
    expect(reading.rows.map(({ record }) => record.amountFen)).toEqual([5000n, 2000n]);
    expect(codes(read({ paid: "50.00", reference: "B1" }, { paid: "20.01", reference: "B2" }))).toEqual([
      "paid-above-ordered C",
    ]);
  });

  it("takes the rest back where a reason stands, and gives a return without a number one that it is known by again", () => {
    const [row] = read({ paid: "30.00", reference: "B1", reason: "限额" }).rows;
    expect(row?.record).toMatchObject({ amountFen: 3000n, returnedFen: 4000n, suspenseFen: 0n });
    const [whole] = read({ paid: "0", reason: "户名不符" }).rows;
    expect(whole?.record).toMatchObject({ reference: `退-BF2026-10-1|${CODE}-2026-11-06`, returnedFen: 7000n });
  });

  it("lets an excess wait in suspense only where the row says so", () => {
    const [row] = read({ paid: "70.01", reference: "B1", treatment: "挂账" }).rows;
    expect(row?.record).toMatchObject({ amountFen: 7001n, suspenseFen: 1n });
  });

  it("knows a line again whose file comes twice, and refuses its number for anything else", () => {
    const same = { paid: "30.00", reference: "B0", bookedOn: "2026-11-05" };
    expect(read(same).rows.map(({ record }) => record.isKnown)).toEqual([true]);
    expect(codes(read({ ...same, bookedOn: "2026-11-06" }))).toEqual(["bank-line-changed E"]);
  });

  it("refuses numbers that a spreadsheet keeps as numbers, amounts it cannot read, and a return of nothing", () => {
    expect(codes(read({ paid: "1.00", reference: numberCell("6222000011112222") }))).toEqual([
      "number-in-text-column E",
    ]);
    expect(codes(read({ paid: "-1", reference: "B1" }))).toEqual(["amount-unreadable C"]);
    expect(codes(read({ paid: "70.00", reference: "B1" }, { paid: "0", reason: "x" }))).toEqual([
      "return-of-nothing C",
    ]);
  });
});
