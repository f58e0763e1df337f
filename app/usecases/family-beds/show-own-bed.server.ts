/** An elder's beds by number and state, nothing of their files: for a kiosk the open one, for the elder's file all. */
import type { ElderId } from "#app/domain/identifiers.ts";
import { findElderPlace } from "#db/queries/bed-elders.ts";
import { findOpenBedOfElder, listBedsOfElder } from "#db/repositories/family-beds.ts";
import { inReading, type Context } from "#db/transaction.ts";

/** Null for an elder without a bed that is open. */
export async function showOwnBed(
  context: Context,
  elderId: ElderId,
): Promise<{ readonly bedNo: string; readonly state: string } | null> {
  const row = await inReading(context, (unit) => findOpenBedOfElder(unit, elderId));
  return row === null ? null : { bedNo: row.bedNo, state: row.state };
}

/** Beds of an elder of the scope, the last first; none for anybody else. */
export async function listElderBeds(
  context: Context,
  elderNo: string,
): Promise<{ readonly bedNo: string; readonly state: string; readonly since: string | null }[]> {
  return inReading(context, async (unit) => {
    const elder = await findElderPlace(unit, elderNo);
    const rows = elder === null ? [] : await listBedsOfElder(unit, elder.id);
    return rows.map(({ bedNo, state, stateSince }) => ({ bedNo, state, since: stateSince }));
  });
}
