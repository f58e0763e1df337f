/** Calls off the last visit of a few demonstration elders, as families do, so that the kiosk has somebody who can book one. */
import { localDateOf, instant } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { listDemoElders } from "#db/queries/demo-elders.ts";
import { listVisitsOfElder } from "#db/repositories/elder-visits.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { cancelVisit } from "../scheduling/cancel-visit.server.ts";

const ELDERS = 4;
/** The first elders stay as they were planned: their month is full, which the kiosk shows too. */
const LEFT_ALONE = 10;
/** Far enough ahead that the time can be taken again. */
const DAYS_AHEAD = 3;

/** Deterministic: the first elders after the ones left alone. Nothing happens at the end of a month, when no visit is far enough ahead. */
export async function leaveSomeToBook(context: Context, month: PlainMonth): Promise<void> {
  const visitNos = await inTransaction(context, async (unit) => {
    const rows = (await listDemoElders(unit, month)).filter((row) => row.sharing === 1 && row.standing === row.allowed);
    const earliest = addDays(localDateOf(unit.now), DAYS_AHEAD);
    const chosen: string[] = [];
    for (const { id } of rows.slice(LEFT_ALONE)) {
      if (chosen.length === ELDERS) break;
      const visit = (await listVisitsOfElder(unit, id, month)).at(-1);
      if (!visit || visit.deliveryState !== "accepted" || localDateOf(instant(visit.plannedStart)) < earliest) continue;
      chosen.push(visit.visitNo);
    }
    return chosen;
  });
  for (const visitNo of visitNos) await cancelVisit({ ...context, actor: "demo:street" }, visitNo, "plan_changed");
}
