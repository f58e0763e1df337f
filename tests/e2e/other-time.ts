/** The next month's visits offered, and another day proposed for one of them that has not been answered: for an elder, or for anybody. */
import { instant, localTimeOf } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { judgeMonth } from "#app/usecases/entitlement/judge-month.server.ts";
import { allocateMonth } from "#app/usecases/planning/allocate-month.server.ts";
import { planAndOfferMonth } from "#app/usecases/planning/plan-month.server.ts";
import { proposeTimes } from "#app/usecases/visits/propose-times.server.ts";
import { listDemoElders } from "#db/queries/demo-elders.ts";
import { listVisitsOfElder } from "#db/repositories/elder-visits.ts";
import { inTransaction, type Context } from "#db/transaction.ts";

/** Throws when no visit can have another day. */
export async function askForAnotherTime(context: Context, month: PlainMonth, elderId?: string): Promise<void> {
  await judgeMonth(context, month);
  await allocateMonth(context, month, "demo");
  await planAndOfferMonth(context, month, "demo");
  const visits = await inTransaction(context, async (unit) => {
    const ids = elderId === undefined ? (await listDemoElders(unit, month)).map(({ id }) => id) : [elderId];
    const lists = await Promise.all(ids.map((id) => listVisitsOfElder(unit, id, month)));
    return lists.flat().filter(({ deliveryState }) => deliveryState === "offered");
  });
  for (const { offerId, visitNo, plannedStart } of visits) {
    if (offerId === null) continue;
    const { date, minute } = localTimeOf(instant(plannedStart));
    for (const days of [1, 2, 3, 4]) {
      const alternatives = [{ date: addDays(date, days), minute }];
      const outcome = await proposeTimes(context, { offerId, visitNo, alternatives, note: null });
      if (outcome.state === "proposed") return;
    }
  }
  throw new Error("no visit can have another day");
}
