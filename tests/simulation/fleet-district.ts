/** The district in which a fleet drives: visits of a month that are accepted, elders with digits on record, the key for digits. */
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { instant } from "#app/domain/time/instant.ts";
import type { PinKey } from "#app/domain/visits/sync-message.ts";
import { givePinKey } from "#app/usecases/visits/give-pin-key.server.ts";
import type { Database } from "#db/connection.server.ts";
import { listEldersById } from "#db/repositories/elders.ts";
import { inTransaction } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { givePin, testCrypto } from "#tests/support/small-district.ts";
import { acceptedVisits } from "#tests/usecases/visits/visit-district.ts";
import type { FleetVisit } from "./fleet-stories.ts";

export type FleetDistrict = { readonly visits: readonly FleetVisit[]; readonly pinKey: PinKey };

/** Every other elder has digits on record. Hashing them is slow on purpose, so no more than so many have them. */
const MOST_WITH_DIGITS = 40;

export async function prepareFleetDistrict(database: Database, elders: number): Promise<FleetDistrict> {
  const context = testContext(database, { scope: WHOLE_DISTRICT, now: instant("2026-11-28T02:00:00Z") });
  const accepted = await acceptedVisits(database, elders);
  const elderIds = [...new Set(accepted.map(({ visit }) => visit.elderId))].sort();
  const rows = await inTransaction(context, (unit) => listEldersById(unit, elderIds));
  const homes = new Map(rows.map(({ id, latitude, longitude }) => [id, { latitude, longitude }]));
  const digits = new Map(
    elderIds
      .filter((_, index) => index % 2 === 0)
      .slice(0, MOST_WITH_DIGITS)
      .map((id, index) => [id, String(135_790 + 2 * index)]),
  );
  for (const [elderId, those] of digits) await givePin(context, elderId, those);
  const pinKey = await inTransaction(context, (unit) => givePinKey(unit, testCrypto));
  return {
    pinKey,
    visits: accepted.map(({ visit, workerId }) => ({
      ...visit,
      workerId,
      home: homes.get(visit.elderId) ?? { latitude: 32, longitude: 120.9 },
      digits: digits.get(visit.elderId) ?? null,
    })),
  };
}
