/**
 * The lane of care workers' phones. Batches that arrive while the last ones are being written are written together, in one transaction: in the
 * morning, and when a network comes back, the database writes to disk once for many phones. A batch that cannot go with the others is
 * stored by itself beside the lane and holds up nobody.
 */
import { Gather } from "#app/usecases/devices/gather.ts";
import { storeAlone, storeTogether, type StoreBatch } from "#app/usecases/visits/receive-events.server.ts";
import type { ReadBatch } from "#app/usecases/visits/store-batches.server.ts";
import { withNamedStatements, type Context } from "#db/transaction.ts";

/** Phones of one transaction at most: it ends soon enough that nobody waits long for a street's log. */
const GATHERED_AT_MOST = 24;

/** @param contextNow of the whole district */
export function openPhoneLane(contextNow: () => Context): StoreBatch {
  const gather = new Gather(
    (batches: readonly ReadBatch[]) => storeTogether(withNamedStatements(contextNow()), batches),
    GATHERED_AT_MOST,
  );
  return async (context, batch) => (await gather.ask(batch)) ?? storeAlone(context, batch);
}
