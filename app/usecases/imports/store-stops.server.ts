/**
 * Lists that stop money: their rows against the elders on file, the facts written with their history, and what follows for visits and
 * claims. Whoever a list names and no roster knows is said and left out: lists of authorities cover more than a district's elders.
 */
import type { StopEffects } from "#app/domain/claims/stop-visit.ts";
import { isSameStop, saysTheSame } from "#app/domain/elders/stop-fact.ts";
import { quotedValue, type ImportProblem } from "#app/domain/imports/problem.ts";
import type { ImportReading } from "#app/domain/imports/read-import.ts";
import { stopFactOf, type StopRecord } from "#app/domain/imports/stop-rows.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { keyOfBytes } from "#db/repositories/batches.ts";
import { listEldersWithFacts } from "#db/repositories/elders.ts";
import {
  listCharges,
  listStopPersons,
  replaceBenefit,
  replaceCharge,
  replaceStay,
  updateElderStops,
} from "#db/repositories/stop-facts.ts";
import type { Unit } from "#db/transaction.ts";
import { stopMoney } from "../entitlement/stop-money.server.ts";
import { storedStops, type StoredStop } from "../entitlement/stored-stops.ts";
import { groupBy } from "../visits/group-by.ts";
import type { StoreKeys } from "./compare-rows.server.ts";
import type { StoredCounts } from "./import-outcome.ts";
import { keepHistory } from "./store-elders.server.ts";

type StopChange = {
  readonly elderId: string;
  readonly record: StopRecord;
  /** The fact on file that the row corrects or takes back; null for a new one. */
  readonly before: StoredStop | null;
};

export type ComparedStops = {
  readonly counts: StoredCounts;
  readonly problems: readonly ImportProblem[];
  readonly changes: readonly StopChange[];
  /** All facts of the elders named, as they will stand. */
  readonly stops: ReadonlyMap<string, readonly StoredStop[]>;
};

function notOnFile(reading: ImportReading<StopRecord>, row: ImportReading<StopRecord>["rows"][number]): ImportProblem {
  return {
    sheet: reading.sheet,
    row: row.rowNumber,
    column: reading.keyLetter,
    header: "身份证号",
    value: quotedValue(row.record.idNumber, "id-number"),
    code: "person-not-on-file",
    level: "warning",
    facts: {},
  };
}

/** Whether a row changes anything, and how. A fact that only a roster told becomes one of a list. */
function changeOf(known: readonly StoredStop[], record: StopRecord): "inserted" | "updated" | "unchanged" {
  const before = known.find((one) => isSameStop(one, stopFactOf(record)));
  if (before === undefined) return record.isRevoked ? "unchanged" : "inserted";
  return !record.isRevoked && before.listed && saysTheSame(before, stopFactOf(record)) ? "unchanged" : "updated";
}

async function storedByPerson(unit: Unit, rows: ImportReading<StopRecord>["rows"], crypto: CryptoProvider) {
  const indexes = new Map(
    rows.map(({ record }) => [record.idNumber, crypto.blindIndex(record.idNumber, "id-number")] as const),
  );
  const persons = await listStopPersons(unit, [...indexes.values()]);
  const idOf = new Map(persons.map((person) => [keyOfBytes(person.idNumberIndex), person.id]));
  const found = await listEldersWithFacts(
    unit,
    persons.map(({ id }) => id),
  );
  const ids = found.map((one) => one.elder.id);
  const charges = groupBy(await listCharges(unit, ids), (row) => row.elderId);
  const stops = new Map<string, readonly StoredStop[]>(
    found.map((one) => [one.elder.id, storedStops(one, charges.get(one.elder.id))]),
  );
  const elderOf = (record: StopRecord) => idOf.get(keyOfBytes(indexes.get(record.idNumber) ?? new Uint8Array()));
  return { stops, elderOf };
}

/** Sorts the rows against the facts on file in the scope. */
export async function compareStops(
  unit: Unit,
  reading: ImportReading<StopRecord>,
  crypto: CryptoProvider,
): Promise<ComparedStops> {
  const { stops, elderOf } = await storedByPerson(unit, reading.rows, crypto);
  const counts = { inserted: 0, updated: 0, unchanged: 0 };
  const changes: StopChange[] = [];
  const problems: ImportProblem[] = [];
  for (const row of reading.rows) {
    const { record } = row;
    const elderId = elderOf(record);
    if (elderId === undefined) {
      problems.push(notOnFile(reading, row));
      counts.unchanged += 1;
      continue;
    }
    const known = stops.get(elderId) ?? [];
    const change = changeOf(known, record);
    counts[change] += 1;
    if (change === "unchanged") continue;
    const fact = stopFactOf(record);
    const others = known.filter((one) => !isSameStop(one, fact));
    changes.push({ elderId, record, before: known.find((one) => isSameStop(one, fact)) ?? null });
    stops.set(elderId, record.isRevoked ? others : [...others, { ...fact, listed: true }]);
  }
  return { counts, problems, changes, stops };
}

/** Writes one fact into the elder's file, whose version moves on. */
async function storeStop(unit: Unit, { elderId, record }: StopChange): Promise<void> {
  const { kind, from, to, note, hours, isRevoked } = record;
  const row = { id: unit.newId(), elderId, fromOn: from, toOn: to, listed: true };
  if (kind === "hospital" || kind === "institution")
    await replaceStay(unit, { elderId, kind, fromOn: from }, isRevoked ? null : { ...row, kind, place: note });
  if (kind === "benefit") {
    const benefit = note ?? "";
    // A benefit that stands on a list of those that exclude the visits excludes them.
    const kept = isRevoked ? null : { ...row, benefit, exclusive: true, confirmed: true };
    await replaceBenefit(unit, { elderId, benefit, fromOn: from }, kept);
  }
  if (kind === "charge" && hours !== undefined) {
    const [fund, startAt, endAt] = [note ?? "", asDate(hours.startAt), asDate(hours.endAt)];
    const kept = isRevoked ? null : { id: unit.newId(), elderId, fund, startAt, endAt };
    await replaceCharge(unit, { elderId, fund, startAt: hours.startAt }, kept);
  }
  await updateElderStops(unit, elderId, {
    ...(kind === "death" && { deathOn: isRevoked ? null : from, deathListed: !isRevoked }),
    ...(kind === "moved" && { hukouUntil: isRevoked ? null : addDays(from, -1) }),
  });
}

/** Stores the facts inside the caller's unit and carries out what they stop. */
export async function storeStops(
  unit: Unit,
  { changes, stops }: ComparedStops,
  { actor, batchId }: Pick<StoreKeys, "actor" | "batchId">,
): Promise<StopEffects> {
  await keepHistory(unit, [...new Set(changes.map(({ elderId }) => elderId))], actor);
  for (const change of changes) await storeStop(unit, change);
  return stopMoney(unit, { actor, stops, importId: batchId });
}
