/** Writes providers with contracts, care workers and facilities of checked files. */
import type { FacilityRecord } from "#app/domain/imports/facility-rows.ts";
import type { ProviderRecord } from "#app/domain/imports/provider-rows.ts";
import { canonicalText } from "#app/domain/imports/canonical-text.ts";
import type { ImportedRow } from "#app/domain/imports/read-import.ts";
import type { WorkerRecord } from "#app/domain/imports/worker-rows.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { keyOfBytes } from "#db/repositories/batches.ts";
import {
  listFacilities,
  listProviders,
  mapKnownWorkers,
  saveFacilities,
  saveProviders,
  saveWorkers,
} from "#db/repositories/workforce.ts";
import type { Unit } from "#db/transaction.ts";
import { classify, type StoredCounts } from "./import-outcome.ts";

type Keys = { readonly crypto: CryptoProvider; readonly streetIds: ReadonlyMap<string, number> };

function streetIdOf(keys: Keys, slug: string): number {
  const id = keys.streetIds.get(slug);
  if (id === undefined) throw new Error(`street without a row: ${slug}`);
  return id;
}

function providerRow(record: ProviderRecord, keys: Keys, known: { id: string; version: number; digest: string }) {
  const seal = (column: string, value: string | null) =>
    value === null ? null : keys.crypto.encrypt(value, { table: "provider", column, row: known.id });
  return {
    id: known.id,
    version: known.version,
    rowDigest: known.digest,
    name: record.name,
    creditCode: record.creditCode,
    kind: record.kind,
    address: record.address,
    latitude: record.place.latitude,
    longitude: record.place.longitude,
    contactName: record.contactName,
    phoneCipher: seal("phone", record.contactPhone),
    bankName: record.bankName,
    bankAccountCipher: seal("bank_account", record.bankAccount),
    state: record.state,
  };
}

/** Providers are known by credit code; a contract by its number. */
export async function storeProviders(
  unit: Unit,
  records: readonly ProviderRecord[],
  keys: Keys,
): Promise<StoredCounts> {
  const known = new Map((await listProviders(unit)).map((row) => [row.creditCode, row]));
  const counts = { inserted: 0, updated: 0, unchanged: 0 };
  const rows = [];
  const contracts = [];
  for (const record of records) {
    const digest = sha256Hex(canonicalText(record));
    const before = known.get(record.creditCode);
    const kind = classify(before, digest);
    counts[kind] += 1;
    if (kind === "unchanged") continue;
    const id = before?.id ?? unit.newId();
    rows.push(providerRow(record, keys, { id, version: (before?.version ?? 0) + 1, digest }));
    for (const contract of record.contracts)
      contracts.push({
        id: unit.newId(),
        providerId: id,
        contractNo: contract.contractNo,
        fromOn: contract.from,
        toOn: contract.to,
        coversAllStreets: contract.allStreets,
        streetIds: contract.streets.map((slug) => streetIdOf(keys, slug)),
        coversAllSubtypes: contract.allSubtypes,
        subtypes: [...contract.subtypes],
        priceFen: contract.priceFen,
        monthlyCapacity: contract.monthlyCapacity,
      });
  }
  await saveProviders(unit, rows, contracts);
  return counts;
}

function workerRow(
  record: WorkerRecord,
  keys: Keys,
  known: { id: string; workerNo: string; version: number; digest: string; providerId: string },
) {
  const seal = (column: string, value: string) =>
    keys.crypto.encrypt(value, { table: "care_worker", column, row: known.id });
  return {
    id: known.id,
    workerNo: known.workerNo,
    version: known.version,
    rowDigest: known.digest,
    providerId: known.providerId,
    name: record.fullName,
    sex: record.sex,
    birthOn: record.birthOn,
    idNumberCipher: seal("id_number", record.idNumber),
    idNumberIndex: keys.crypto.blindIndex(record.idNumber, "id-number"),
    phoneCipher: seal("phone", record.phone),
    phoneIndex: keys.crypto.blindIndex(record.phone, "phone"),
    employedFrom: record.employedFrom,
    employedTo: record.employedTo,
    homeStreetId: record.homeStreet === null ? null : streetIdOf(keys, record.homeStreet),
    latitude: record.place.latitude,
    longitude: record.place.longitude,
    availability: record.availability,
    weeklyMinutesMax: record.weeklyHoursMax === null ? null : Math.round(record.weeklyHoursMax * 60),
    dialects: [...record.dialects],
  };
}

/** Care workers are known by identity number. */
export async function storeWorkers(
  unit: Unit,
  imported: readonly ImportedRow<WorkerRecord>[],
  keys: Keys,
): Promise<StoredCounts> {
  const known = await mapKnownWorkers(unit);
  const providers = new Map((await listProviders(unit)).map((row) => [row.creditCode, row.id]));
  let last = Math.max(0, ...[...known.values()].map((row) => Number(row.workerNo.slice(1))));
  const counts = { inserted: 0, updated: 0, unchanged: 0 };
  const workers = [];
  for (const { record, text } of imported) {
    const digest = sha256Hex(text);
    const before = known.get(keyOfBytes(keys.crypto.blindIndex(record.idNumber, "id-number")));
    const kind = classify(before, digest);
    counts[kind] += 1;
    if (kind === "unchanged") continue;
    if (before === undefined) last += 1;
    const id = before?.id ?? unit.newId();
    const workerNo = before?.workerNo ?? `W${String(last).padStart(5, "0")}`;
    const providerId = providers.get(record.provider);
    if (providerId === undefined) throw new Error(`provider without a row: ${record.provider}`);
    workers.push({
      row: workerRow(record, keys, { id, workerNo, version: (before?.version ?? 0) + 1, digest, providerId }),
      qualifications: record.qualifications.map((one) => ({ workerId: id, ...one })),
      leave: record.leave.map((period) => ({ id: unit.newId(), workerId: id, fromOn: period.from, toOn: period.to })),
    });
  }
  await saveWorkers(unit, workers);
  return counts;
}

/** Facilities are known by name. */
export async function storeFacilities(
  unit: Unit,
  imported: readonly ImportedRow<FacilityRecord>[],
  keys: Keys,
): Promise<StoredCounts> {
  const known = new Map((await listFacilities(unit)).map((row) => [row.name, row]));
  const counts = { inserted: 0, updated: 0, unchanged: 0 };
  const rows = [];
  for (const { record, text } of imported) {
    const digest = sha256Hex(text);
    const before = known.get(record.name);
    const kind = classify(before, digest);
    counts[kind] += 1;
    if (kind === "unchanged") continue;
    rows.push({
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
    });
  }
  await saveFacilities(unit, rows);
  return counts;
}
