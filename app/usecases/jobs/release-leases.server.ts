/** Called once when the only process that can hold leases starts: what it left running is due again. */
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { releaseAllLeases } from "#db/repositories/jobs.ts";
import { inTransaction, type Context } from "#db/transaction.ts";

export async function releaseLeases(context: Context): Promise<void> {
  await inTransaction({ ...context, scope: WHOLE_DISTRICT }, releaseAllLeases);
}
