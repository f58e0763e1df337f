/** The district in which a fleet drives: visits of a month that are accepted, elders with digits on record, the key for digits. */
import { hash } from "@node-rs/argon2";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { asDate, instant } from "#app/domain/time/instant.ts";
import { VISIT_PIN_TRIES } from "#app/domain/visits/visit-pin.ts";
import type { PinKey } from "#app/domain/visits/sync-message.ts";
import { givePinKey } from "#app/usecases/visits/give-pin-key.server.ts";
import type { Database } from "#db/connection.server.ts";
import { listEldersById } from "#db/repositories/elders.ts";
import { saveVisitPin } from "#db/repositories/visit-intake.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { testCrypto } from "#tests/support/small-district.ts";
import { acceptedVisits } from "#tests/usecases/visits/visit-district.ts";
import type { FleetVisit } from "./fleet-stories.ts";

export type FleetDistrict = { readonly visits: readonly FleetVisit[]; readonly pinKey: PinKey };

/**
 * The product's hash of digits is slow on purpose; the cost stands in the hash, so that cheap ones are compared by the same code in no time,
 * thousands of times a seed.
 */
const CHEAP = { memoryCost: 8, timeCost: 1, parallelism: 1 } as const;

async function putDigitsOnRecord(context: Context, digits: ReadonlyMap<string, string>): Promise<void> {
  const setAt = asDate(context.now);
  const rows = await Promise.all(
    [...digits].map(async ([elderId, those]) => ({ elderId, pinHash: await hash(those, CHEAP) })),
  );
  await inTransaction(context, async (unit) => {
    for (const row of rows)
      await saveVisitPin(unit, { ...row, triesLeft: VISIT_PIN_TRIES, setBy: context.actor, setAt });
  });
}

export async function prepareFleetDistrict(database: Database, elders: number): Promise<FleetDistrict> {
  const context = testContext(database, { scope: WHOLE_DISTRICT, now: instant("2026-11-28T02:00:00Z") });
  const accepted = await acceptedVisits(database, elders);
  const elderIds = [...new Set(accepted.map(({ visit }) => visit.elderId))].sort();
  const rows = await inTransaction(context, (unit) => listEldersById(unit, elderIds));
  const homes = new Map(rows.map(({ id, latitude, longitude }) => [id, { latitude, longitude }]));
  const digits = new Map(
    elderIds
      // Every other elder has digits on record.
      .filter((_, index) => index % 2 === 0)
      .map((id, index) => [id, String(135_790 + 2 * index)]),
  );
  await putDigitsOnRecord(context, digits);
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
