/** Writes care workers with qualifications and leave: known by identity number. */
import type { ImportedRow } from "#app/domain/imports/read-import.ts";
import type { WorkerRecord } from "#app/domain/imports/worker-rows.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { keyOfBytes } from "#db/repositories/batches.ts";
import { insertRevisions } from "#db/repositories/elders.ts";
import {
  lastWorkerNumber,
  listProviders,
  listWorkersWithFacts,
  mapKnownWorkers,
  saveWorkers,
  type WorkerRow,
} from "#db/repositories/workforce.ts";
import type { Unit } from "#db/transaction.ts";
import { compareRows, streetIdOf, type ComparedRows, type StoreKeys } from "./compare-rows.server.ts";
import { judgeAgain } from "../visits/judge-again.server.ts";
import { revisionOf } from "./revision-of.ts";

function workerRow(
  record: WorkerRecord,
  keys: StoreKeys,
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

/** Sorts care workers against those on file. */
export async function compareWorkers(
  unit: Unit,
  rows: readonly ImportedRow<WorkerRecord>[],
  crypto: CryptoProvider,
): Promise<ComparedRows<WorkerRecord, WorkerRow>> {
  const known = await mapKnownWorkers(unit);
  return compareRows(rows, (record) => known.get(keyOfBytes(crypto.blindIndex(record.idNumber, "id-number"))));
}

async function keepHistory(unit: Unit, ids: ReadonlySet<string>, actor: string): Promise<void> {
  if (ids.size === 0) return;
  const before = (await listWorkersWithFacts(unit)).filter(({ worker }) => ids.has(worker.id));
  await insertRevisions(
    unit,
    before.map(({ worker: { idNumberIndex: _index, phoneIndex: _phone, ...kept }, qualifications, leave }) =>
      revisionOf(unit, { subjectType: "care_worker", row: { ...kept, qualifications, leave }, actor }),
    ),
  );
}

/** Stores the compared care workers. Numbers new ones on in the order of the file. */
export async function storeWorkers(
  unit: Unit,
  { rows }: ComparedRows<WorkerRecord, WorkerRow>,
  keys: StoreKeys,
): Promise<void> {
  await keepHistory(unit, new Set(rows.flatMap(({ before }) => before?.id ?? [])), keys.actor);
  const providers = new Map((await listProviders(unit)).map((row) => [row.creditCode, row.id]));
  let last = await lastWorkerNumber(unit);
  const workers = [];
  for (const { record, digest, before } of rows) {
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
  await judgeAgain(unit, { of: "worker", ids: rows.flatMap(({ before }) => before?.id ?? []) });
}
