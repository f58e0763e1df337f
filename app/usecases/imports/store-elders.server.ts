/** Writes the elders of a checked roster: new ones, changed ones with their history, and leaves the same ones alone. */
import type { ElderRecord } from "#app/domain/imports/elder-rows.ts";
import type { ImportedRow } from "#app/domain/imports/read-import.ts";
import { asDate } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { keyOfBytes } from "#db/repositories/batches.ts";
import {
  insertElders,
  insertRevisions,
  lastElderNumber,
  listEldersById,
  mapElderFacts,
  mapKnownElders,
  replaceElderFacts,
  updateElder,
  type KnownElder,
  type NewElderRow,
} from "#db/repositories/elders.ts";
import type { Unit } from "#db/transaction.ts";
import { compareRows, type ComparedRows, type StoreKeys } from "./compare-rows.server.ts";
import { judgeAgain } from "../visits/judge-again.server.ts";
import { revisionOf } from "./revision-of.ts";

type Placed = { readonly row: NewElderRow; readonly record: ElderRecord };

function elderRow(
  record: ElderRecord,
  digest: string,
  keys: StoreKeys,
  known: { id: string; elderNo: string; version: number; listedDeathOn: string | null },
): NewElderRow {
  const { crypto } = keys;
  const seal = (column: string, value: string) => crypto.encrypt(value, { table: "elder", column, row: known.id });
  const streetId = keys.streetIds.get(record.street);
  if (streetId === undefined) throw new Error(`street without a row: ${record.street}`);
  return {
    id: known.id,
    elderNo: known.elderNo,
    version: known.version,
    name: record.fullName,
    sex: record.sex,
    birthOn: record.birthOn,
    idNumberCipher: seal("id_number", record.idNumber),
    idNumberIndex: crypto.blindIndex(record.idNumber, "id-number"),
    phoneCipher: record.phone === null ? null : seal("phone", record.phone),
    phoneIndex: record.phone === null ? null : crypto.blindIndex(record.phone, "phone"),
    hukouDistrict: record.registeredDistrict,
    hukouAddressCipher: seal("hukou_address", record.registeredAddress),
    streetId,
    community: record.community,
    addressCipher: seal("address", record.address),
    residenceSince: record.residentSince,
    latitude: record.place.latitude,
    longitude: record.place.longitude,
    positionQuality: record.place.quality,
    livingSituation: record.living,
    serviceMode: record.serviceMode,
    subtypes: [...record.subtypes],
    windows: record.windows,
    preferredProvider: record.wishedProvider,
    workerSex: record.workerSex,
    refusedWorkers: [...record.refusedWorkers],
    deathOn: record.diedOn ?? known.listedDeathOn,
    consentOn: record.consentOn,
    note: record.remark,
    rowDigest: digest,
  };
}

function factRows(unit: Unit, placed: readonly Placed[], crypto: CryptoProvider) {
  const all = placed.map(({ row, record }) => ({ elderId: row.id, record }));
  return {
    assistance: all.map(({ elderId, record }) => ({
      id: unit.newId(),
      elderId,
      kind: record.assistance.kind,
      fromOn: record.assistance.from,
      toOn: record.assistance.to,
    })),
    assessments: all.flatMap(({ elderId, record: { assessment } }) =>
      assessment === null
        ? []
        : [
            {
              id: unit.newId(),
              elderId,
              assessedOn: assessment.assessedOn,
              validUntil: assessment.expiresOn,
              grade: assessment.grade,
              source: "roster",
            },
          ],
    ),
    absences: all.flatMap(({ elderId, record }) =>
      record.absences.map((absence) => ({
        id: unit.newId(),
        elderId,
        kind: absence.kind,
        // A stay without a date is held from the day of the file on: nothing is known of the days before.
        fromOn: absence.from ?? asDate(unit.now).toISOString().slice(0, 10),
        toOn: absence.to,
        place: absence.place,
      })),
    ),
    benefits: all.flatMap(({ elderId, record }) =>
      record.benefits.map((benefit) => ({
        id: unit.newId(),
        elderId,
        benefit: benefit.name,
        fromOn: benefit.from,
        toOn: benefit.to,
        // Which benefits exclude each other is not confirmed: only those that say so in the roster do.
        exclusive: benefit.name.includes("互斥"),
      })),
    ),
    contacts: all.flatMap(({ elderId, record: { contact } }) => {
      if (contact === null) return [];
      const id = unit.newId();
      const phoneCipher =
        contact.phone === null
          ? null
          : crypto.encrypt(contact.phone, { table: "elder_contact", column: "phone", row: id });
      const phoneIndex = contact.phone === null ? null : crypto.blindIndex(contact.phone, "phone");
      return [{ id, elderId, ordinal: 1, name: contact.name, phoneCipher, phoneIndex }];
    }),
  };
}

/** Sorts the roster's rows against the elders on file in the scope. */
export async function compareElders(
  unit: Unit,
  rows: readonly ImportedRow<ElderRecord>[],
  crypto: CryptoProvider,
): Promise<ComparedRows<ElderRecord, KnownElder>> {
  const known = await mapKnownElders(unit);
  return compareRows(rows, (record) => known.get(keyOfBytes(crypto.blindIndex(record.idNumber, "id-number"))));
}

/** What the changed elders were, with the dated facts that a file is about to replace. */
export async function keepHistory(unit: Unit, ids: readonly string[], actor: string): Promise<void> {
  const before = await listEldersById(unit, ids);
  const facts = await mapElderFacts(unit, ids);
  await insertRevisions(
    unit,
    before.map(({ idNumberIndex: _index, phoneIndex: _phone, ...kept }) =>
      revisionOf(unit, { subjectType: "elder", row: { ...kept, facts: facts.get(kept.id) ?? null }, actor }),
    ),
  );
}

/** Stores the rows inside the caller's unit of work. Numbers new elders on in the order of the file. */
export async function storeElders(
  unit: Unit,
  { rows }: ComparedRows<ElderRecord, KnownElder>,
  keys: StoreKeys,
): Promise<void> {
  let last = await lastElderNumber(unit);
  const fresh: Placed[] = [];
  const changed: Placed[] = [];
  for (const { record, digest, before } of rows) {
    if (before === undefined) {
      last += 1;
      const identity = {
        id: unit.newId(),
        elderNo: `E${String(last).padStart(6, "0")}`,
        version: 1,
        listedDeathOn: null,
      };
      fresh.push({ record, row: elderRow(record, digest, keys, identity) });
    } else changed.push({ record, row: elderRow(record, digest, keys, { ...before, version: before.version + 1 }) });
  }
  await keepHistory(
    unit,
    changed.map(({ row }) => row.id),
    keys.actor,
  );
  await insertElders(
    unit,
    fresh.map(({ row }) => row),
  );
  for (const { row } of changed) await updateElder(unit, row);
  const all = [...fresh, ...changed];
  await replaceElderFacts(
    unit,
    all.map(({ row }) => row.id),
    factRows(unit, all, keys.crypto),
  );
  await judgeAgain(unit, { of: "elder", ids: changed.map(({ row }) => row.id) });
}
