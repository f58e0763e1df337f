/** Elders and their dated facts. Personal fields are ciphertext here; the use case holds the key. */
import { and, asc, eq, inArray, not, sql, type Placeholder, type SQL } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import {
  abilityAssessment,
  assistanceStatus,
  elder,
  elderAbsence,
  elderBenefit,
  elderContact,
  recordRevision,
} from "../schema/elder.ts";
import { questionSet } from "../ask-together.ts";
import type { Unit } from "../transaction.ts";
import { isOneOf, keyOfBytes, piecesOf } from "./batches.ts";
import { elderReached } from "./scope-conditions.ts";

export type ElderRow = typeof elder.$inferSelect;
export type NewElderRow = typeof elder.$inferInsert;
export type ElderFactRows = {
  readonly assistance: readonly (typeof assistanceStatus.$inferInsert)[];
  readonly assessments: readonly (typeof abilityAssessment.$inferInsert)[];
  readonly absences: readonly (typeof elderAbsence.$inferInsert)[];
  readonly benefits: readonly (typeof elderBenefit.$inferInsert)[];
  readonly contacts: readonly (typeof elderContact.$inferInsert)[];
};

/** Which elders the scope reaches. */
export function elderInScope(unit: Unit): SQL {
  return elderReached(unit, { streetId: elder.streetId, elderId: elder.id });
}

/** Facts of elders of the scope, by the column that names the elder. */
function factsInScope(unit: Unit, elderId: PgColumn): SQL {
  const { streets, provider, worker } = unit.scope;
  if (streets === "all" && provider === "all" && worker === "all") return sql`true`;
  return inArray(elderId, unit.orm.select({ id: elder.id }).from(elder).where(elderInScope(unit)));
}

export type KnownElder = Pick<ElderRow, "id" | "elderNo" | "rowDigest" | "version" | "idNumberIndex"> & {
  /** Day of a death that stands on a list; null otherwise. */
  readonly listedDeathOn: string | null;
};

/** Elders on file by the blind index of their identity number. */
export async function mapKnownElders(unit: Unit): Promise<Map<string, KnownElder>> {
  const rows = await unit.orm
    .select({
      id: elder.id,
      elderNo: elder.elderNo,
      rowDigest: elder.rowDigest,
      version: elder.version,
      idNumberIndex: elder.idNumberIndex,
      listedDeathOn: sql<string | null>`case when ${elder.deathListed} then ${elder.deathOn}::text end`,
    })
    .from(elder)
    .where(elderInScope(unit));
  return new Map(rows.map((row) => [keyOfBytes(row.idNumberIndex), row]));
}

/** Numbers of the scope's elders by id. */
export async function mapElderNumbers(unit: Unit): Promise<Map<string, string>> {
  const rows = await unit.orm.select({ id: elder.id, elderNo: elder.elderNo }).from(elder).where(elderInScope(unit));
  return new Map(rows.map((row) => [row.id, row.elderNo]));
}

/** Streets of the scope's elders by elder number. */
export async function mapStreetsOfElders(unit: Unit): Promise<Map<string, number>> {
  const rows = await unit.orm
    .select({ elderNo: elder.elderNo, streetId: elder.streetId })
    .from(elder)
    .where(elderInScope(unit));
  return new Map(rows.map((row) => [row.elderNo, row.streetId]));
}

/** The highest number given so far, 0 without any. */
export async function lastElderNumber(unit: Unit): Promise<number> {
  const [row] = await unit.orm
    .select({ last: sql<string | null>`max(substring(${elder.elderNo} from 2)::int)::text` })
    .from(elder);
  return Number(row?.last ?? 0);
}

export async function insertElders(unit: Unit, rows: readonly NewElderRow[]): Promise<void> {
  for (const piece of piecesOf(rows, 200)) await unit.orm.insert(elder).values(piece);
}

/** Overwrites one elder's row with the next version. The caller has stored the revision. */
export async function updateElder(unit: Unit, row: NewElderRow): Promise<void> {
  const { id, ...values } = row;
  await unit.orm
    .update(elder)
    .set(values)
    .where(and(eq(elder.id, id), elderInScope(unit)));
}

/** Another telephone number on one elder's file, as the next version. The caller has stored the revision. */
export async function updateElderPhone(
  unit: Unit,
  id: string,
  phone: Pick<ElderRow, "phoneCipher" | "phoneIndex">,
): Promise<void> {
  await unit.orm
    .update(elder)
    .set({ ...phone, version: sql`${elder.version} + 1` })
    .where(and(eq(elder.id, id), elderInScope(unit)));
}

/** What a row was before it changed; append-only. */
export async function insertRevisions(
  unit: Unit,
  rows: readonly (typeof recordRevision.$inferInsert)[],
): Promise<void> {
  for (const piece of piecesOf(rows)) await unit.orm.insert(recordRevision).values(piece);
}

export async function listEldersById(unit: Unit, ids: readonly string[]): Promise<ElderRow[]> {
  const found: ElderRow[] = [];
  for (const piece of piecesOf(ids, 1000))
    found.push(
      ...(await unit.orm
        .select()
        .from(elder)
        .where(and(inArray(elder.id, piece), elderInScope(unit)))),
    );
  return found;
}

/** Replaces the dated facts that a roster carries for these elders; what stands on a list of an authority stays. */
export async function replaceElderFacts(unit: Unit, elderIds: readonly string[], facts: ElderFactRows): Promise<void> {
  for (const piece of piecesOf(elderIds, 1000)) {
    await unit.orm.delete(assistanceStatus).where(inArray(assistanceStatus.elderId, piece));
    await unit.orm
      .delete(abilityAssessment)
      .where(and(inArray(abilityAssessment.elderId, piece), eq(abilityAssessment.source, "roster")));
    await unit.orm
      .delete(elderAbsence)
      .where(and(inArray(elderAbsence.elderId, piece), eq(elderAbsence.listed, false)));
    await unit.orm
      .delete(elderBenefit)
      .where(and(inArray(elderBenefit.elderId, piece), eq(elderBenefit.listed, false)));
    await unit.orm.delete(elderContact).where(inArray(elderContact.elderId, piece));
  }
  const put = async (table: PgTable, rows: readonly Record<string, unknown>[]) => {
    for (const piece of piecesOf(rows)) await unit.orm.insert(table).values(piece as never);
  };
  await put(assistanceStatus, facts.assistance);
  await put(abilityAssessment, facts.assessments);
  await put(elderAbsence, facts.absences);
  await put(elderBenefit, facts.benefits);
  await put(elderContact, facts.contacts);
}

export async function insertAbsences(unit: Unit, rows: readonly (typeof elderAbsence.$inferInsert)[]): Promise<void> {
  for (const piece of piecesOf(rows)) await unit.orm.insert(elderAbsence).values(piece);
}

/** The dated facts and contacts of these elders as they stand, by elder. */
export async function mapElderFacts(unit: Unit, elderIds: readonly string[]) {
  const empty = () => ({
    assistance: [] as (typeof assistanceStatus.$inferSelect)[],
    assessments: [] as (typeof abilityAssessment.$inferSelect)[],
    absences: [] as (typeof elderAbsence.$inferSelect)[],
    benefits: [] as (typeof elderBenefit.$inferSelect)[],
    contacts: [] as (typeof elderContact.$inferSelect)[],
  });
  const facts = new Map(elderIds.map((id) => [id, empty()]));
  for (const piece of piecesOf(elderIds, 1000)) {
    const rows = {
      assistance: await unit.orm.select().from(assistanceStatus).where(inArray(assistanceStatus.elderId, piece)),
      assessments: await unit.orm.select().from(abilityAssessment).where(inArray(abilityAssessment.elderId, piece)),
      absences: await unit.orm.select().from(elderAbsence).where(inArray(elderAbsence.elderId, piece)),
      benefits: await unit.orm.select().from(elderBenefit).where(inArray(elderBenefit.elderId, piece)),
      contacts: await unit.orm.select().from(elderContact).where(inArray(elderContact.elderId, piece)),
    };
    for (const row of rows.assistance) facts.get(row.elderId)?.assistance.push(row);
    for (const row of rows.assessments) facts.get(row.elderId)?.assessments.push(row);
    for (const row of rows.absences) facts.get(row.elderId)?.absences.push(row);
    for (const row of rows.benefits) facts.get(row.elderId)?.benefits.push(row);
    for (const row of rows.contacts) facts.get(row.elderId)?.contacts.push(row);
  }
  return facts;
}

/** Which of these persons (blind indexes) are elders of another street: asked beyond the scope, answered with nothing but yes. */
export async function listEldersElsewhere(unit: Unit, indexes: readonly Uint8Array[]): Promise<Set<string>> {
  if (unit.scope.streets === "all") return new Set();
  const found = new Set<string>();
  for (const piece of piecesOf(indexes, 1000)) {
    const rows = await unit.orm
      .select({ idNumberIndex: elder.idNumberIndex })
      .from(elder)
      .where(and(inArray(elder.idNumberIndex, piece), not(elderInScope(unit))));
    for (const row of rows) found.add(keyOfBytes(row.idNumberIndex));
  }
  return found;
}

export type ElderWithFacts = {
  readonly elder: ElderRow;
  readonly assistance: readonly (typeof assistanceStatus.$inferSelect)[];
  readonly assessments: readonly (typeof abilityAssessment.$inferSelect)[];
  readonly absences: readonly (typeof elderAbsence.$inferSelect)[];
  readonly benefits: readonly (typeof elderBenefit.$inferSelect)[];
};

function groupByElder<Row extends { elderId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.elderId);
    if (group) group.push(row);
    else groups.set(row.elderId, [row]);
  }
  return groups;
}

/** Elders of the scope with the dated facts that eligibility needs, ordered by elder number; with `ids` only those. */
export async function listEldersWithFacts(unit: Unit, ids: readonly string[] | null = null): Promise<ElderWithFacts[]> {
  if (ids?.length === 0) return [];
  const only = (column: PgColumn) => (ids === null ? undefined : isOneOf(column, ids));
  const factsOf = (column: PgColumn) => and(factsInScope(unit, column), only(column));
  const elders = await unit.orm
    .select()
    .from(elder)
    .where(and(elderInScope(unit), only(elder.id)))
    .orderBy(asc(elder.elderNo));
  const assistance = groupByElder(
    await unit.orm.select().from(assistanceStatus).where(factsOf(assistanceStatus.elderId)),
  );
  const assessments = groupByElder(
    await unit.orm.select().from(abilityAssessment).where(factsOf(abilityAssessment.elderId)),
  );
  const absences = groupByElder(await unit.orm.select().from(elderAbsence).where(factsOf(elderAbsence.elderId)));
  const benefits = groupByElder(await unit.orm.select().from(elderBenefit).where(factsOf(elderBenefit.elderId)));
  return elders.map((row) => ({
    elder: row,
    assistance: assistance.get(row.id) ?? [],
    assessments: assessments.get(row.id) ?? [],
    absences: absences.get(row.id) ?? [],
    benefits: benefits.get(row.id) ?? [],
  }));
}

/** Keeps others from booking for the same elder until the unit ends; nothing for an elder outside the scope. */
export async function lockElder(unit: Unit, id: string): Promise<void> {
  await unit.orm
    .select({ id: elder.id })
    .from(elder)
    .where(and(eq(elder.id, id), elderInScope(unit)))
    .for("update");
}

/** One elder, when the scope reaches it, and its dated facts: to be asked together, also with more. */
export function elderQuestions(unit: Unit, id: Placeholder) {
  const { orm } = unit;
  return {
    elders: orm
      .select()
      .from(elder)
      .where(and(eq(elder.id, id), elderInScope(unit))),
    assistance: orm.select().from(assistanceStatus).where(eq(assistanceStatus.elderId, id)),
    assessments: orm.select().from(abilityAssessment).where(eq(abilityAssessment.elderId, id)),
    absences: orm.select().from(elderAbsence).where(eq(elderAbsence.elderId, id)),
    benefits: orm.select().from(elderBenefit).where(eq(elderBenefit.elderId, id)),
  };
}

const askElder = questionSet(["id"], (unit, { id }) => elderQuestions(unit, id));

/** One elder with the dated facts, in the scope; null when there is none. `lock` keeps others from booking for the same elder meanwhile. */
export async function findElderWithFacts(unit: Unit, id: string, lock = false): Promise<ElderWithFacts | null> {
  if (lock) await lockElder(unit, id);
  const { elders, ...facts } = await askElder(unit, { id });
  const [row] = elders;
  return row === undefined ? null : { elder: row, ...facts };
}
