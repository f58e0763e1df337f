/** Family beds, what happened to them, who does what for them, and their papers. In the scope of the unit. */
import { and, asc, eq, exists, isNull, notInArray, or, sql, type SQL } from "drizzle-orm";
import { ENDED_STATES } from "#app/domain/family-beds/lifecycle.ts";
import { familyBed, familyBedBody, familyBedDocument, familyBedEvent } from "../schema/family-bed.ts";
import { organisation } from "../schema/organisation.ts";
import { provider } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";
import { streetReached } from "./scope-conditions.ts";

export type FamilyBedRow = typeof familyBed.$inferSelect;
export type FamilyBedEventRow = typeof familyBedEvent.$inferSelect;
export type FamilyBedDocumentRow = typeof familyBedDocument.$inferSelect;

/** Beds of the scope's streets; for a provider those that it serves. */
export function bedReached(unit: Unit): SQL {
  const { provider: providerScope } = unit.scope;
  if (providerScope === "all") return streetReached(unit, familyBed.streetId);
  const served = unit.orm
    .select({ one: sql`1` })
    .from(familyBedBody)
    .innerJoin(organisation, eq(organisation.id, familyBedBody.organisationId))
    .innerJoin(provider, eq(provider.creditCode, organisation.creditCode))
    .where(
      and(
        eq(familyBedBody.bedId, familyBed.id),
        eq(familyBedBody.role, "provider"),
        isNull(familyBedBody.endedOn),
        eq(provider.id, providerScope),
      ),
    );
  return and(streetReached(unit, familyBed.streetId), exists(served)) ?? sql`true`;
}

/** Places of the number in the name of a bed: JC-000123. */
const NUMBER_WIDTH = 6;

/** The next free number of a bed. The lock keeps two applications from taking the same. */
export async function nextBedNumber(unit: Unit): Promise<string> {
  await unit.orm.execute(sql`select pg_advisory_xact_lock(hashtext('family_bed_number'))`);
  const [last] = await unit.orm.select({ no: sql<string | null>`max(${familyBed.bedNo})` }).from(familyBed);
  const number = Number(last?.no?.slice(3) ?? "0") + 1;
  return `JC-${String(number).padStart(NUMBER_WIDTH, "0")}`;
}

export async function insertFamilyBed(
  unit: Unit,
  row: Pick<FamilyBedRow, "id" | "bedNo" | "elderId" | "streetId" | "createdAt">,
): Promise<void> {
  await unit.orm.insert(familyBed).values(row);
}

/** The bed that an elder has and that is not over, whoever asks. */
export async function findOpenBedOfElder(unit: Unit, elderId: string): Promise<FamilyBedRow | null> {
  const [row] = await unit.orm
    .select()
    .from(familyBed)
    .where(and(eq(familyBed.elderId, elderId), notInArray(familyBed.state, [...ENDED_STATES])));
  return row ?? null;
}

/** Beds of an elder, the last first. */
export async function listBedsOfElder(unit: Unit, elderId: string): Promise<FamilyBedRow[]> {
  return unit.orm
    .select()
    .from(familyBed)
    .where(and(eq(familyBed.elderId, elderId), bedReached(unit)))
    .orderBy(sql`${familyBed.createdAt} desc`);
}

export async function findFamilyBed(unit: Unit, bedNo: string): Promise<FamilyBedRow | null> {
  const [row] = await unit.orm
    .select()
    .from(familyBed)
    .where(and(eq(familyBed.bedNo, bedNo), bedReached(unit)));
  return row ?? null;
}

/** One bed of the scope, locked for the rest of the unit. */
export async function lockFamilyBed(unit: Unit, bedNo: string): Promise<FamilyBedRow | null> {
  const [row] = await unit.orm
    .select()
    .from(familyBed)
    .where(and(eq(familyBed.bedNo, bedNo), bedReached(unit)))
    .for("update", { of: familyBed });
  return row ?? null;
}

export async function listBedEvents(unit: Unit, bedId: string): Promise<FamilyBedEventRow[]> {
  return unit.orm.select().from(familyBedEvent).where(eq(familyBedEvent.bedId, bedId)).orderBy(asc(familyBedEvent.seq));
}

/** Writes down what happened; the table refuses what is no step, and its trigger makes the bed what it says. */
export async function insertBedEvent(unit: Unit, row: typeof familyBedEvent.$inferInsert): Promise<void> {
  await unit.orm.insert(familyBedEvent).values(row);
}

export type BedBody = {
  readonly id: string;
  readonly role: string;
  readonly organisationId: string;
  readonly name: string;
  readonly creditCode: string;
  readonly fromOn: string;
  readonly endedOn: string | null;
  readonly namedBy: string;
  readonly namedAt: Date;
  readonly questionedAt: Date | null;
};

/** Bodies of a bed, those that ended too, in the order in which they were named. */
export async function listBedBodies(unit: Unit, bedId: string): Promise<BedBody[]> {
  return unit.orm
    .select({
      id: familyBedBody.id,
      role: familyBedBody.role,
      organisationId: familyBedBody.organisationId,
      name: organisation.name,
      creditCode: organisation.creditCode,
      fromOn: familyBedBody.fromOn,
      endedOn: familyBedBody.endedOn,
      namedBy: familyBedBody.namedBy,
      namedAt: familyBedBody.namedAt,
      questionedAt: familyBedBody.questionedAt,
    })
    .from(familyBedBody)
    .innerJoin(organisation, eq(organisation.id, familyBedBody.organisationId))
    .where(eq(familyBedBody.bedId, bedId))
    .orderBy(asc(familyBedBody.namedAt), asc(familyBedBody.id));
}

/** Names a body; the table refuses one that is linked with another body of the bed. */
export async function insertBedBody(unit: Unit, row: typeof familyBedBody.$inferInsert): Promise<void> {
  await unit.orm.insert(familyBedBody).values(row);
}

/** Ends the body that holds a task. */
export async function endBedBody(
  unit: Unit,
  { bedId, role }: { readonly bedId: string; readonly role: string },
  ended: { readonly endedOn: string; readonly endedBy: string },
): Promise<void> {
  await unit.orm
    .update(familyBedBody)
    .set(ended)
    .where(and(eq(familyBedBody.bedId, bedId), eq(familyBedBody.role, role), isNull(familyBedBody.endedOn)));
}

export async function listBedDocuments(unit: Unit, bedId: string): Promise<FamilyBedDocumentRow[]> {
  return unit.orm
    .select()
    .from(familyBedDocument)
    .where(eq(familyBedDocument.bedId, bedId))
    .orderBy(asc(familyBedDocument.addedAt), asc(familyBedDocument.id));
}

export async function insertBedDocuments(
  unit: Unit,
  rows: readonly (typeof familyBedDocument.$inferInsert)[],
): Promise<void> {
  if (rows.length > 0) await unit.orm.insert(familyBedDocument).values([...rows]);
}

/** One stored paper of a bed that the scope reaches. */
export async function findBedDocument(unit: Unit, bedNo: string, id: string): Promise<FamilyBedDocumentRow | null> {
  const [row] = await unit.orm
    .select({ document: familyBedDocument })
    .from(familyBedDocument)
    .innerJoin(familyBed, eq(familyBed.id, familyBedDocument.bedId))
    .where(and(eq(familyBed.bedNo, bedNo), eq(familyBedDocument.id, id), bedReached(unit)));
  return row?.document ?? null;
}

/** Open beds of elders, for whoever only asks whether there is one. */
export async function mapOpenBeds(unit: Unit): Promise<Map<string, string>> {
  const rows = await unit.orm
    .select({ elderId: familyBed.elderId, bedNo: familyBed.bedNo })
    .from(familyBed)
    .where(and(notInArray(familyBed.state, [...ENDED_STATES]), or(bedReached(unit))));
  return new Map(rows.map((row) => [row.elderId, row.bedNo]));
}
