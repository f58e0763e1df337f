/**
 * Compares one day: downloads its bills once, holds them against orders and refunds, posts what agrees as arrived with its fee, and keeps every
 * difference under its name, and its money in suspense, until it is explained or agrees at a later run.
 */
import { fen } from "#app/domain/money/fen.ts";
import type { FundBillLine, TradeBillLine } from "#app/domain/payments/bill-line.ts";
import {
  reconcileDay as compareDay,
  RETURNED_TWICE,
  type Difference,
  type HeldMovement,
} from "#app/domain/payments/day-reconciliation.ts";
import { settledJournal, settledKey } from "#app/domain/payments/payment-journals.ts";
import { asDate, instantAt, localDateOf } from "#app/domain/time/instant.ts";
import { addDays, type PlainDate } from "#app/domain/time/plain-date.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { readFundBill, readTradeBill } from "#app/integrations/wechat-pay/read-bills.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import {
  findBill,
  insertBill,
  insertDifference,
  listDifferences,
  listOpenDays,
} from "#db/repositories/payment-bills.ts";
import { findJournalId } from "#db/repositories/ledger.ts";
import { askForNumbers, listMovements, movementsOf } from "#db/repositories/payment-orders.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import type { PaymentChannel } from "./payment-channel.ts";
import { postOwnMoney } from "./post-own-money.server.ts";
import { endDifference, suspendLines } from "./suspend-lines.server.ts";

export type DayReport = { readonly lines: number; readonly agreed: number; readonly differences: number };

type Bills = { readonly trade: Uint8Array | null; readonly fund: Uint8Array | null };

const numberOf = (line: TradeBillLine) => (line.kind === "payment" ? line.orderNo : (line.refundNo ?? line.orderNo));

/** The bills as they were first fetched; the channel is asked only for what is not there. */
async function billsOf(context: Context, { gateway }: PaymentChannel, on: PlainDate): Promise<Bills> {
  const kept = await inReading(context, async (unit) => ({
    trade: await findBill(unit, on, "trade"),
    fund: await findBill(unit, on, "fund"),
  }));
  return {
    trade: kept.trade === null ? await gateway.tradeBill(on) : kept.trade.content,
    fund: kept.fund === null ? await gateway.fundFlowBill(on) : kept.fund.content,
  };
}

async function keepBills(unit: Unit, on: PlainDate, bills: Bills, read: Read): Promise<void> {
  const common = { billOn: on, fetchedAt: asDate(unit.now) };
  const digest = (content: Uint8Array | null) => sha256Hex(content ?? new Uint8Array());
  const tradeId = unit.newId();
  await insertBill(
    unit,
    {
      ...common,
      id: tradeId,
      kind: "trade",
      content: bills.trade,
      digest: digest(bills.trade),
      lineCount: read.trades.length,
    },
    read.trades.map((line, index) => ({
      billId: tradeId,
      line: index + 1,
      kind: line.kind,
      at: asDate(line.at),
      number: numberOf(line),
      channelNo: line.transactionId,
      amountFen: line.amountFen,
      feeFen: line.feeFen,
    })),
  );
  const fundId = unit.newId();
  await insertBill(
    unit,
    {
      ...common,
      id: fundId,
      kind: "fund",
      content: bills.fund,
      digest: digest(bills.fund),
      lineCount: read.funds.length,
    },
    read.funds.map((line, index) => ({
      billId: fundId,
      line: index + 1,
      kind: line.kind,
      at: asDate(line.at),
      number: line.flowNo,
      channelNo: line.businessNo,
      amountFen: line.changeFen,
      feeFen: 0n,
    })),
  );
}

type Read = { readonly trades: readonly TradeBillLine[]; readonly funds: readonly FundBillLine[] };

/** What this day's bill must have: a movement near midnight that the bill of the day beside it had is settled, and no bill has it twice. */
async function expectedOf(unit: Unit, held: readonly HeldMovement[], trades: readonly TradeBillLine[]) {
  const listed = new Set(trades.map((line) => settledKey(line.kind, numberOf(line))));
  const expected: HeldMovement[] = [];
  for (const one of held) {
    const key = settledKey(one.kind, one.number);
    if (listed.has(key) || (await findJournalId(unit, key)) === null) expected.push(one);
  }
  return expected;
}

async function factsOf(unit: Unit, on: PlainDate, read: Read, merchantId: string) {
  const moved = await listMovements(unit, instantAt(on, 0), instantAt(addDays(on, 1), 0));
  const ours = await movementsOf(unit, read.trades.map(numberOf));
  const movement = (kind: HeldMovement["kind"]) => (row: { number: string; amountFen: bigint }) => ({
    kind,
    number: row.number,
    amountFen: fen(row.amountFen),
  });
  const held = [...moved.paid.map(movement("payment")), ...moved.refunded.map(movement("refund"))];
  return {
    merchantId,
    held: await expectedOf(unit, held, read.trades),
    ours: new Map(
      ours.map(({ number, amountFen, movedAt }) => [number, { amountFen: fen(amountFen), isMoved: movedAt !== null }]),
    ),
    trades: read.trades,
    funds: read.funds,
  };
}

/** A later month may be open when a day is compared again: what is in the books already stays in its own. */
async function notYetPosted(unit: Unit, lines: readonly TradeBillLine[]): Promise<TradeBillLine[]> {
  const left: TradeBillLine[] = [];
  for (const line of lines)
    if ((await findJournalId(unit, settledKey(line.kind, numberOf(line)))) === null) left.push(line);
  return left;
}

/** New differences are opened; those of an earlier run that are gone have come to agree. */
async function keepDifferences(unit: Unit, on: PlainDate, differences: readonly Difference[]): Promise<void> {
  for (const one of differences)
    await insertDifference(unit, { id: unit.newId(), billOn: on, openedAt: asDate(unit.now), ...one });
  const still = new Set(differences.map(({ kind, subject }) => `${kind}|${subject}`));
  for (const row of await listDifferences(unit, on))
    if (row.resolvedAt === null && row.kind !== RETURNED_TWICE && !still.has(`${row.kind}|${row.subject}`))
      await endDifference(unit, row, { by: "system:reconcile", resolution: "agrees-now", to: "treasury.bank" });
}

/**
 * May run any number of times for a day; each line is posted once. Throws GatewayError when a bill cannot be fetched, and refuses a bill that
 * is not whole ("bill-sums-differ" and its like): nothing of such a day is posted.
 */
export async function reconcileDay(context: Context, channel: PaymentChannel, on: PlainDate): Promise<DayReport> {
  const bills = await billsOf(context, channel, on);
  const read: Read = {
    trades: bills.trade === null ? [] : readTradeBill(bills.trade),
    funds: bills.fund === null ? [] : readFundBill(bills.fund),
  };
  return inTransaction(context, async (unit) => {
    const facts = await factsOf(unit, on, read, channel.merchant.merchantId);
    // The bill of a day that is not over grows: it is compared and not kept. No bill for a day of which we hold something is one that is late.
    const isLate = bills.trade === null && facts.held.length > 0;
    const isFinal = on < localDateOf(unit.now) && !isLate;
    if (isFinal) await keepBills(unit, on, bills, read);
    const { agreed, differences } = compareDay(facts);
    // The channel is asked for what its bill has and we do not hold; a later run finds it.
    await askForNumbers(
      unit,
      differences.filter(({ kind }) => kind === "missing-here").map(({ subject }) => subject),
    );
    const arrived = await notYetPosted(unit, agreed);
    if (arrived.length > 0)
      await postOwnMoney(unit, context.actor, (month) => arrived.map((line) => settledJournal(line, month)), []);
    await keepDifferences(unit, on, differences);
    if (isFinal) await suspendLines(unit, context.actor, on, differences);
    await insertAuditEvent(unit, context.actor, {
      chain: "money",
      action: "payment.reconcile",
      subjectType: "payment_bill",
      subjectId: on,
      facts: { lines: read.trades.length, agreed: agreed.length, differences: differences.length },
    });
    return { lines: read.trades.length, agreed: agreed.length, differences: differences.length };
  });
}

/** Open differences are looked at again for as long as a person would look for them. */
const DAYS_AGAIN_MOST = 31;

/** Compares a day, and again those before it that have an open difference: what came late agrees now. */
export async function reconcileDays(context: Context, channel: PaymentChannel, on: PlainDate): Promise<DayReport> {
  const report = await reconcileDay(context, channel, on);
  const open = await inReading(context, (unit) => listOpenDays(unit, DAYS_AGAIN_MOST));
  for (const day of open) if (day < on) await reconcileDay(context, channel, day);
  return report;
}
