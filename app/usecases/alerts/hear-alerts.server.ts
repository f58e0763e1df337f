/** Hears that the operators' list of alerts looks different. A notice may be lost, so who listens also looks now and then. */
import { alertChannel } from "#db/repositories/alerts.ts";
import type { Context } from "#db/transaction.ts";

/** @returns what ends the listening */
export async function hearAlerts(
  { database }: Pick<Context, "database">,
  onChange: () => void,
): Promise<() => Promise<void>> {
  return database.listen(alertChannel(database.districtSchema), onChange);
}
