/** Writes facilities: known by name. */
import type { FacilityRecord } from "#app/domain/imports/facility-rows.ts";
import type { ImportedRow } from "#app/domain/imports/read-import.ts";
import { insertRevisions } from "#db/repositories/elders.ts";
import { listFacilities, saveFacilities, type FacilityRow } from "#db/repositories/workforce.ts";
import type { Unit } from "#db/transaction.ts";
import { compareRows, streetIdOf, type ComparedRows, type StoreKeys } from "./compare-rows.server.ts";
import { revisionOf } from "./revision-of.ts";

/** Sorts facilities against those on file. */
export async function compareFacilities(
  unit: Unit,
  rows: readonly ImportedRow<FacilityRecord>[],
): Promise<ComparedRows<FacilityRecord, FacilityRow>> {
  const known = new Map((await listFacilities(unit)).map((row) => [row.name, row]));
  return compareRows(rows, (record) => known.get(record.name));
}

/** Stores the compared facilities. */
export async function storeFacilities(
  unit: Unit,
  { rows }: ComparedRows<FacilityRecord, FacilityRow>,
  keys: StoreKeys,
): Promise<void> {
  const changed = rows.flatMap(({ before }) => before ?? []);
  await insertRevisions(
    unit,
    changed.map((row) => revisionOf(unit, { subjectType: "facility", row, actor: keys.actor })),
  );
  await saveFacilities(
    unit,
    rows.map(({ record, digest, before }) => ({
      id: before?.id ?? unit.newId(),
      version: (before?.version ?? 0) + 1,
      rowDigest: digest,
      kind: record.kind,
      name: record.name,
      streetId: streetIdOf(keys, record.street),
      community: record.community,
      address: record.address,
      latitude: record.place.latitude,
      longitude: record.place.longitude,
      phone: record.phone,
      openingHours: record.openingHours,
      capacity: record.capacity,
    })),
  );
}
