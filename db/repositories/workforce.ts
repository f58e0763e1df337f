/** Providers with their contracts and care workers with qualifications and leave, in the scope of the unit. */
import { and, asc, eq, inArray, sql, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { facility } from "../schema/reference.ts";
import { careWorker, provider, providerContract, workerLeave, workerQualification } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";
import { isOneOf, keyOfBytes, piecesOf, rowsByKey } from "./batches.ts";

export type ProviderRow = typeof provider.$inferSelect;
export type ContractRow = typeof providerContract.$inferSelect;
export type WorkerRow = typeof careWorker.$inferSelect;
export type FacilityRow = typeof facility.$inferSelect;

function providerInScope(unit: Unit): SQL {
  return unit.scope.provider === "all" ? sql`true` : eq(provider.id, unit.scope.provider);
}

function workerInScope(unit: Unit): SQL {
  return unit.scope.provider === "all" ? sql`true` : eq(careWorker.providerId, unit.scope.provider);
}

export async function listProviders(unit: Unit): Promise<ProviderRow[]> {
  return unit.orm.select().from(provider).where(providerInScope(unit)).orderBy(asc(provider.creditCode));
}

export async function listContracts(unit: Unit): Promise<ContractRow[]> {
  const ids = (await listProviders(unit)).map((row) => row.id);
  if (ids.length === 0) return [];
  return unit.orm
    .select()
    .from(providerContract)
    .where(inArray(providerContract.providerId, ids))
    .orderBy(asc(providerContract.contractNo));
}

/** Contracts of these providers, whatever the scope: the caller has asked it. */
export async function listContractsOfProviders(unit: Unit, providerIds: readonly string[]): Promise<ContractRow[]> {
  return unit.orm
    .select()
    .from(providerContract)
    .where(isOneOf(providerContract.providerId, providerIds))
    .orderBy(asc(providerContract.contractNo));
}

/** Writes providers, new or changed, and replaces the contracts of those given. */
export async function saveProviders(
  unit: Unit,
  rows: readonly (typeof provider.$inferInsert)[],
  contracts: readonly (typeof providerContract.$inferInsert)[],
): Promise<void> {
  for (const row of rows) {
    const { id, ...values } = row;
    await unit.orm
      .insert(provider)
      .values({ id, ...values })
      .onConflictDoUpdate({ target: provider.id, set: values });
  }
  const known = new Map((await listContracts(unit)).map((contract) => [contract.contractNo, contract.id]));
  for (const contract of contracts) {
    const { id, ...values } = contract;
    const knownId = known.get(contract.contractNo);
    if (knownId === undefined) await unit.orm.insert(providerContract).values({ id, ...values });
    else await unit.orm.update(providerContract).set(values).where(eq(providerContract.id, knownId));
  }
}

/** What planning and booking ask of a care worker. */
export type WorkerPlanRow = Pick<
  WorkerRow,
  | ("id" | "workerNo" | "name" | "sex" | "providerId" | "employedFrom" | "employedTo")
  | ("latitude" | "longitude" | "availability" | "weeklyMinutesMax")
>;

export type WorkerPlanFacts = {
  readonly worker: WorkerPlanRow;
  readonly qualifications: readonly (typeof workerQualification.$inferSelect)[];
  readonly leave: readonly (typeof workerLeave.$inferSelect)[];
};

export type WorkerWithFacts = WorkerPlanFacts & { readonly worker: WorkerRow };

/** Care workers of the scope with qualifications and leave, ordered by worker number; with `ids` only those. */
export async function listWorkersWithFacts(
  unit: Unit,
  ids: readonly string[] | null = null,
): Promise<WorkerWithFacts[]> {
  if (ids?.length === 0) return [];
  const only = (column: PgColumn) => (ids === null ? undefined : isOneOf(column, ids));
  const workers = await unit.orm
    .select()
    .from(careWorker)
    .where(and(workerInScope(unit), only(careWorker.id)))
    .orderBy(asc(careWorker.workerNo));
  const qualifications = rowsByKey(
    await unit.orm
      .select()
      .from(workerQualification)
      .where(only(workerQualification.workerId))
      .orderBy(asc(workerQualification.code)),
    (row) => row.workerId,
  );
  const leave = rowsByKey(
    await unit.orm.select().from(workerLeave).where(only(workerLeave.workerId)).orderBy(asc(workerLeave.fromOn)),
    (row) => row.workerId,
  );
  return workers.map((worker) => ({
    worker,
    qualifications: qualifications.get(worker.id) ?? [],
    leave: leave.get(worker.id) ?? [],
  }));
}

/** Workers on file by the blind index of their identity number. */
export async function mapKnownWorkers(unit: Unit): Promise<Map<string, WorkerRow>> {
  const rows = await unit.orm.select().from(careWorker).where(workerInScope(unit));
  return new Map(rows.map((row) => [keyOfBytes(row.idNumberIndex), row]));
}

/** The highest number given so far in the whole district, 0 without any. */
export async function lastWorkerNumber(unit: Unit): Promise<number> {
  const [row] = await unit.orm
    .select({ last: sql<string | null>`max(substring(${careWorker.workerNo} from 2)::int)::text` })
    .from(careWorker);
  return Number(row?.last ?? 0);
}

export type NewWorker = {
  readonly row: typeof careWorker.$inferInsert;
  readonly qualifications: readonly (typeof workerQualification.$inferInsert)[];
  readonly leave: readonly (typeof workerLeave.$inferInsert)[];
};

/** Writes care workers, new or changed, and replaces their qualifications and leave. */
export async function saveWorkers(unit: Unit, workers: readonly NewWorker[]): Promise<void> {
  const ids = workers.map((worker) => worker.row.id);
  for (const { row } of workers) {
    const { id, ...values } = row;
    await unit.orm
      .insert(careWorker)
      .values({ id, ...values })
      .onConflictDoUpdate({ target: careWorker.id, set: values });
  }
  for (const piece of piecesOf(ids, 1000)) {
    await unit.orm.delete(workerQualification).where(inArray(workerQualification.workerId, piece));
    await unit.orm.delete(workerLeave).where(inArray(workerLeave.workerId, piece));
  }
  for (const piece of piecesOf(workers.flatMap((worker) => worker.qualifications)))
    await unit.orm.insert(workerQualification).values(piece);
  for (const piece of piecesOf(workers.flatMap((worker) => worker.leave)))
    await unit.orm.insert(workerLeave).values(piece);
}

/** Writes a worker's leave, both days included; the same leave a second time changes nothing. The caller has asked the scope. */
export async function insertLeave(unit: Unit, row: typeof workerLeave.$inferInsert): Promise<void> {
  await unit.orm.insert(workerLeave).values(row).onConflictDoNothing();
}

export async function listFacilities(unit: Unit): Promise<FacilityRow[]> {
  return unit.orm.select().from(facility).orderBy(asc(facility.name));
}

/** Writes facilities, new or changed, by name. */
export async function saveFacilities(unit: Unit, rows: readonly (typeof facility.$inferInsert)[]): Promise<void> {
  for (const row of rows) {
    const { id, ...values } = row;
    await unit.orm
      .insert(facility)
      .values({ id, ...values })
      .onConflictDoUpdate({ target: facility.id, set: values });
  }
}

/** Locks care workers in the order of their ids, so that two bookings for one of them follow each other. */
export async function lockWorkers(unit: Unit, ids: readonly string[]): Promise<void> {
  await lockInOrder(unit, inArray(careWorker.id, [...ids]));
}

/** The same for care workers whom a wish names by their numbers. */
export async function lockWorkersByNumber(unit: Unit, workerNos: readonly string[]): Promise<void> {
  await lockInOrder(unit, inArray(careWorker.workerNo, [...workerNos]));
}

/** Rows are locked as they come out of the sorting. */
async function lockInOrder(unit: Unit, which: SQL): Promise<void> {
  await unit.orm.select({ id: careWorker.id }).from(careWorker).where(which).orderBy(asc(careWorker.id)).for("update");
}
