/** Whether a screen of the operations centre would look different now: alerts and calls for help, seats, calls. */
import { instant } from "#app/domain/time/instant.ts";
import { alertVersion } from "#db/queries/alert-desk.ts";
import { seatsVersion } from "#db/queries/centre-floor.ts";
import { callsVersion } from "#db/repositories/centre-calls.ts";
import { inReading, type Context, type Unit } from "#db/transaction.ts";

const DAY_MS = 86_400_000;

/** Digits and dots. */
export async function centreVersionIn(unit: Unit): Promise<string> {
  const calls = await callsVersion(unit, instant(unit.now - DAY_MS));
  return [await alertVersion(unit), await seatsVersion(unit), calls].join(".");
}

export async function showCentreVersion(context: Context): Promise<string> {
  return inReading(context, centreVersionIn);
}
