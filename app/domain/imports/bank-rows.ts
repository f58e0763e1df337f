/**
 * One row of a bank's answer: paid, partly paid, or returned with a reason. Nothing is matched by guess: the batch and the payee must be
 * ones that were ordered, and more than is in transit is an error of its cell, unless the row itself says that the excess waits in
 * suspense (挂账) because the bank did pay it.
 */
import type { Fen } from "../money/fen.ts";
import { fenAsNumber, subtractFen, sumFen } from "../money/fen.ts";
import { answerTo, paymentState } from "../reconciliation/payment-state.ts";
import type { PlainDate } from "../time/plain-date.ts";
import { parseYuanCell } from "./cells/numbers.ts";
import { plainText } from "./cells/plain-text.ts";
import type { BankColumnKey } from "./columns/bank-columns.ts";
import { BANK_FILE } from "./columns/bank-columns.ts";
import type { ImportContext, ImportPayment } from "./import-context.ts";
import { refusesFile } from "./problem.ts";
import type { RowRules } from "./read-import.ts";
import { readCreditCode, SeenRows } from "./row-fields.ts";
import type { RowReader } from "./row-reader.ts";

export type BankRecord = {
  readonly batchNo: string;
  readonly creditCode: string;
  readonly bookedOn: PlainDate;
  /** The bank's own number; of a return without one, made of batch, payee and day, so that the same return is known again. */
  readonly reference: string;
  /** Why the bank returned what it did not pay; null when nothing came back. */
  readonly reason: string | null;
  readonly amountFen: Fen;
  readonly returnedFen: Fen;
  readonly suspenseFen: Fen;
  /** The line is on file already and adds nothing. */
  readonly isKnown: boolean;
};

/** What a line that is not taken may be about: null where its cell says nothing that was ordered, which may then be any. */
export type LineLeft = {
  readonly rowNumber: number;
  readonly batchNo: string | null;
  readonly creditCode: string | null;
};

/** The word by which a row says that the excess is real and waits to be explained. */
export const SUSPENSE_MARK = "挂账";

type Reader = RowReader<BankColumnKey>;
type Reading = {
  readonly context: ImportContext;
  readonly references: SeenRows;
  /** In transit by batch and payee, as the rows above leave it. */
  readonly open: Map<string, Fen>;
  /** Lines with an error. */
  readonly faulty: LineLeft[];
  /** What the rows say was paid; null for one whose amount cannot be read. */
  readonly paid: (Fen | null)[];
};

const keyOf = (one: { readonly batchNo: string; readonly creditCode: string }) => `${one.batchNo}|${one.creditCode}`;

/** The payment that a row is about. Where a cell names none that was ordered, the other one says what it may be about. */
type About = { readonly payment: ImportPayment | null } & Pick<LineLeft, "batchNo" | "creditCode">;

function findPayment(reader: Reader, payments: readonly ImportPayment[]): About {
  const batchNo = reader.text("batchNo");
  const creditCode = readCreditCode(reader, "creditCode");
  const ofBatch = payments.filter((one) => one.batchNo === batchNo);
  const payment = ofBatch.find((one) => one.creditCode === creditCode) ?? null;
  if (batchNo !== null && creditCode !== null && payment === null)
    if (ofBatch.length === 0) reader.report("batchNo", "payment-batch-unknown");
    else reader.report("creditCode", "payment-payee-unknown");
  if (payment !== null) return { payment, batchNo: payment.batchNo, creditCode: payment.creditCode };
  if (ofBatch.length > 0) return { payment, batchNo, creditCode: null };
  const isPayee = payments.some((one) => one.creditCode === creditCode);
  return { payment, batchNo: null, creditCode: isPayee ? creditCode : null };
}

function readPaid(reader: Reader): Fen | null {
  const cell = reader.filled("paid");
  if (cell === null) return null;
  return parseYuanCell(cell) ?? reader.report("paid", "amount-unreadable");
}

function readDay(reader: Reader, payment: ImportPayment | null, asOf: PlainDate): PlainDate | null {
  const on = reader.date("bookedOn");
  if (on === null) return null;
  if (on > asOf) return reader.report("bookedOn", "bank-day-in-future", { today: asOf });
  if (payment !== null && on < payment.sentOn)
    return reader.report("bookedOn", "bank-day-before-order", { sent: payment.sentOn });
  return on;
}

type Said = { readonly payment: ImportPayment; readonly paidFen: Fen; readonly bookedOn: PlainDate };

function referenceOf(reader: Reader, { payment, paidFen, bookedOn }: Said, seen: SeenRows): string | null {
  const before = reader.problems.length;
  const given = reader.optionalText("reference");
  if (reader.problems.length > before) return null;
  if (given === null && paidFen > 0n) return reader.report("reference", "bank-reference-missing");
  const reference = given ?? `退-${keyOf(payment)}-${bookedOn}`;
  const earlier = seen.earlierRow(reference, reader.rowNumber);
  return earlier === null ? reference : reader.report("reference", "bank-reference-duplicate", { first_row: earlier });
}

/** What a line on file says must be what the row says: a bank's number is never used again for something else. */
function knownLine(reader: Reader, said: Said, reading: Reading, reference: string): BankRecord | "changed" | null {
  const { payment, paidFen, bookedOn } = said;
  const holder = reading.context.payments.find((one) => one.answers.some((answer) => answer.reference === reference));
  const known = holder?.answers.find((answer) => answer.reference === reference);
  if (holder === undefined || known === undefined) return null;
  if (keyOf(holder) !== keyOf(payment) || known.amountFen !== paidFen || known.bookedOn !== bookedOn) {
    reader.report("reference", "bank-line-changed");
    return "changed";
  }
  const { amountFen, returnedFen, suspenseFen } = known;
  const place = { batchNo: payment.batchNo, creditCode: payment.creditCode, bookedOn, reference };
  return { ...place, reason: null, amountFen, returnedFen, suspenseFen, isKnown: true };
}

function newLine(reader: Reader, said: Said, reading: Reading, reference: string): BankRecord | null {
  const { payment, paidFen, bookedOn } = said;
  const reason = reader.optionalText("reason");
  const key = keyOf(payment);
  const openFen = reading.open.get(key) ?? paymentState(payment.orderedFen, payment.answers).openFen;
  if (paidFen === 0n && reason === null) return reader.report("reason", "return-reason-missing");
  if (paidFen === 0n && openFen === 0n) return reader.report("paid", "return-of-nothing");
  const answer = answerTo(openFen, { paidFen, isReturn: reason !== null });
  const isExplained = plainText(reader.optionalText("treatment") ?? "") === SUSPENSE_MARK;
  if (answer.suspenseFen > 0n && !isExplained)
    return reader.report("paid", "paid-above-ordered", {
      ordered_fen: fenAsNumber(payment.orderedFen),
      open_fen: fenAsNumber(openFen),
    });
  const settled = sumFen([subtractFen(answer.amountFen, answer.suspenseFen), answer.returnedFen]);
  reading.open.set(key, subtractFen(openFen, settled));
  const place = { batchNo: payment.batchNo, creditCode: payment.creditCode, bookedOn, reference };
  return { ...place, reason, ...answer, isKnown: false };
}

function readAbout(reader: Reader, { payment }: About, reading: Reading): BankRecord | null {
  const paidFen = readPaid(reader);
  reading.paid.push(paidFen);
  const bookedOn = readDay(reader, payment, reading.context.asOf);
  if (payment === null || paidFen === null || bookedOn === null) return null;
  const said = { payment, paidFen, bookedOn };
  const reference = referenceOf(reader, said, reading.references);
  if (reference === null) return null;
  const known = knownLine(reader, said, reading, reference);
  if (known === "changed") return null;
  return known ?? newLine(reader, said, reading, reference);
}

function readLine(reader: Reader, reading: Reading): BankRecord | null {
  const about = findPayment(reader, reading.context.payments);
  const record = readAbout(reader, about, reading);
  if (refusesFile(reader.problems)) {
    const { batchNo, creditCode } = about;
    reading.faulty.push({ rowNumber: reader.rowNumber, batchNo, creditCode });
  }
  return record;
}

/** Beside an amount that cannot be read a total can only be too small; otherwise it must be what the rows come to. */
function checkTotals(reader: Reader, { paid }: Reading): void {
  const cell = reader.cell("paid");
  if (cell.kind === "empty" || plainText(cell.text) === "") return;
  const total = parseYuanCell(cell);
  if (total === null) return void reader.report("paid", "amount-unreadable");
  const known = paid.filter((one) => one !== null);
  const sum = sumFen(known);
  if (known.length < paid.length ? sum > total : sum !== total)
    reader.report("paid", "bank-total-differs", { rows_fen: fenAsNumber(sum) });
}

/** Rules for one reading of a bank's answer, and the lines that it found to be wrong. */
export function bankRows(context: ImportContext): {
  readonly rules: RowRules<BankColumnKey, BankRecord>;
  readonly faulty: readonly LineLeft[];
} {
  const open = new Map<string, Fen>();
  const reading: Reading = { context, references: new SeenRows(), open, faulty: [], paid: [] };
  return {
    rules: {
      file: BANK_FILE,
      keyColumn: "creditCode",
      faultyRows: "leave-out",
      read: (reader) => readLine(reader, reading),
      checkTotals: (reader) => checkTotals(reader, reading),
    },
    faulty: reading.faulty,
  };
}
