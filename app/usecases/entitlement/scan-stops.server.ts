/** A scan of the past and of what is planned: every fact on file that stops money, from lists and rosters, against all visits. */
import type { StopEffects } from "#app/domain/claims/stop-visit.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { listEldersWithFacts } from "#db/repositories/elders.ts";
import { listCharges, listStoppedElders } from "#db/repositories/stop-facts.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { groupBy } from "../visits/group-by.ts";
import { stopMoney } from "./stop-money.server.ts";
import { storedStops } from "./stored-stops.ts";

/** Refuses "import-needs-district": a scan reaches every street. */
export async function scanStops(context: Context): Promise<StopEffects> {
  if (context.scope.streets !== "all") throw new Refusal("import-needs-district");
  return inTransaction(context, async (unit) => {
    const found = await listEldersWithFacts(unit, await listStoppedElders(unit));
    const ids = found.map((one) => one.elder.id);
    const charges = groupBy(await listCharges(unit, ids), (row) => row.elderId);
    const stops = new Map(found.map((one) => [one.elder.id, storedStops(one, charges.get(one.elder.id))]));
    return stopMoney(unit, { actor: context.actor, stops, importId: null });
  });
}
