/** An elder's own bed, for a kiosk: number and state, nothing of its file. */
import type { ElderId } from "#app/domain/identifiers.ts";
import { findOpenBedOfElder } from "#db/repositories/family-beds.ts";
import { inReading, type Context } from "#db/transaction.ts";

/** Null for an elder without a bed that is open. */
export async function showOwnBed(
  context: Context,
  elderId: ElderId,
): Promise<{ readonly bedNo: string; readonly state: string } | null> {
  const row = await inReading(context, (unit) => findOpenBedOfElder(unit, elderId));
  return row === null ? null : { bedNo: row.bedNo, state: row.state };
}
