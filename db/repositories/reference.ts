/** Reference data of the district: streets, catalogue, work calendar, policy versions. Public within the district, so no scope applies. */
import { asc, count, eq, sql } from "drizzle-orm";
import type { ServiceSubtype } from "#app/domain/catalogue/service-subtype.ts";
import { storedPolicyParametersSchema } from "#app/domain/policy/policy-parameters.ts";
import type { PolicyVersion, RuleMode, RuleModeName } from "#app/domain/policy/policy-version.ts";
import { withRuleModeChanges } from "#app/domain/policy/rule-mode-change.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import type { CalendarDay } from "#app/domain/time/work-calendar.ts";
import { isQualificationCode } from "#app/domain/workforce/qualification.ts";
import { calendarDay, policyVersion, ruleModeChange, serviceSubtype, street } from "../schema/reference.ts";
import { questionSet } from "../ask-together.ts";
import { forgetReference, keptReference, keptRows } from "../kept-reference.ts";
import type { Unit } from "../transaction.ts";

export type Street = typeof street.$inferSelect;

export async function countStreets(unit: Unit): Promise<number> {
  const [row] = await unit.orm.select({ streets: count() }).from(street);
  return row?.streets ?? 0;
}

/** For pages: up to a minute old. */
export async function listStreets(unit: Unit): Promise<readonly Street[]> {
  return keptReference(unit, "streets", () => readStreets(unit));
}

/** As they stand in the database at this moment: for work that writes what it names by them. */
export async function readStreets(unit: Unit): Promise<readonly Street[]> {
  return unit.orm.select().from(street).orderBy(asc(street.id));
}

const askPolicies = questionSet([], ({ orm }) => ({
  adopted: orm.select().from(policyVersion).orderBy(asc(policyVersion.effectiveFrom)),
  changes: orm
    .select()
    .from(ruleModeChange)
    .where(eq(ruleModeChange.state, "approved"))
    .orderBy(asc(ruleModeChange.decidedAt), asc(ruleModeChange.id)),
}));

/** The streets without asking the database, when they were asked for a short while ago. */
export const keptStreets = (district: object) => keptRows<Street>(district, "streets");

/** Every policy version, oldest first, with the modes of rules that two persons changed since it was adopted. */
export async function listPolicyVersions(unit: Unit): Promise<PolicyVersion[]> {
  const { adopted, changes } = await askPolicies(unit, {});
  const versions = adopted.map((row) => ({
    id: row.id,
    effectiveFrom: plainDate(row.effectiveFrom),
    effectiveTo: row.effectiveTo === null ? null : plainDate(row.effectiveTo),
    sourceDocument: row.sourceDocument,
    confirmed: row.confirmed,
    parameters: storedPolicyParametersSchema.parse(row.parameters),
    ruleModes: row.ruleModes as Record<string, RuleMode>,
  }));
  return withRuleModeChanges(
    versions,
    changes.map(({ ruleCode, mode, fromOn }) => ({ ruleCode, mode: mode as RuleModeName, from: plainDate(fromOn) })),
  );
}

/** The subtypes of a catalogue version in the order of the published list. */
export async function listSubtypes(unit: Unit, catalogueVersion: string): Promise<readonly ServiceSubtype[]> {
  return keptReference(unit, `catalogue ${catalogueVersion}`, () => readSubtypes(unit, catalogueVersion));
}

async function readSubtypes(unit: Unit, catalogueVersion: string): Promise<ServiceSubtype[]> {
  const rows = await unit.orm
    .select()
    .from(serviceSubtype)
    .where(eq(serviceSubtype.catalogueVersion, catalogueVersion))
    .orderBy(asc(serviceSubtype.position));
  return rows.map((row) => ({
    ...row,
    categoryCode: row.categoryCode as ServiceSubtype["categoryCode"],
    funding: row.funding as ServiceSubtype["funding"],
    qualifications: row.qualifications.filter(isQualificationCode),
  }));
}

export async function listCalendarDays(unit: Unit): Promise<readonly CalendarDay[]> {
  return keptReference(unit, "calendar", () => readCalendarDays(unit));
}

async function readCalendarDays(unit: Unit): Promise<CalendarDay[]> {
  const rows = await unit.orm.select().from(calendarDay).orderBy(asc(calendarDay.date));
  return rows.map((row) => ({ date: plainDate(row.date), kind: row.kind === "work" ? "work" : "off", name: row.name }));
}

export type ReferenceData = {
  readonly streets: readonly Omit<Street, "officialCode">[];
  readonly catalogueVersion: string;
  readonly subtypes: readonly ServiceSubtype[];
  readonly calendar: readonly CalendarDay[];
  readonly policies: readonly PolicyVersion[];
};

/** Adds reference data that is not there yet; what is there stays as it is. */
export async function insertReferenceData(unit: Unit, data: ReferenceData): Promise<void> {
  await unit.orm
    .insert(street)
    .values([...data.streets])
    .onConflictDoNothing();
  const subtypes = data.subtypes.map((subtype, position) => ({
    ...subtype,
    catalogueVersion: data.catalogueVersion,
    position,
    qualifications: [...subtype.qualifications],
    grades: [...subtype.grades],
  }));
  await unit.orm.insert(serviceSubtype).values(subtypes).onConflictDoNothing();
  await unit.orm
    .insert(calendarDay)
    .values([...data.calendar])
    .onConflictDoNothing();
  const [known] = await unit.orm.select({ versions: count() }).from(policyVersion);
  if ((known?.versions ?? 0) === 0)
    await unit.orm.insert(policyVersion).values(data.policies.map((policy) => ({ ...policy, adoptedAt: sql`now()` })));
  forgetReference(unit);
}
