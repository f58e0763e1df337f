/** Posts journals of people's own money in the open month. The period's lock is taken last but one, after the order's: always in that order. */
import type { Journal } from "#app/domain/ledger/journal.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import type { OrderWithVisit } from "#db/repositories/payment-orders.ts";
import type { Unit } from "#db/transaction.ts";
import { lockOpenPeriod } from "../reconciliation/open-period.server.ts";
import { postJournals } from "../reconciliation/post-journals.server.ts";

/** @param orders name the visits and providers that the journals speak of */
export async function postOwnMoney(
  unit: Unit,
  actor: string,
  journalsOf: (month: PlainMonth) => readonly Journal[],
  orders: readonly OrderWithVisit[],
): Promise<void> {
  const { period, month } = await lockOpenPeriod(unit);
  await postJournals(unit, journalsOf(month), {
    periodId: period.id,
    closingRun: null,
    postedBy: actor,
    providerIds: new Map(orders.map((one) => [one.creditCode, one.providerId])),
    visitIds: new Map(orders.map((one) => [one.visitNo, one.order.visitId])),
  });
}
