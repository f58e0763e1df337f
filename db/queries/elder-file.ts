/** Read model of an elder's file: profile, dated facts, the month's eligibility and what changed before. */
import { and, desc, eq } from "drizzle-orm";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { elderInScope } from "../repositories/elders.ts";
import { abilityAssessment, assistanceStatus, elder, recordRevision } from "../schema/elder.ts";
import { eligibilityResult } from "../schema/planning.ts";
import { street } from "../schema/reference.ts";
import type { Unit } from "../transaction.ts";

/** @returns null when there is no such elder in the scope */
export async function readElderFile(unit: Unit, elderNo: string, month: PlainMonth) {
  const [found] = await unit.orm
    .select({ elder, streetZh: street.nameZh, streetEn: street.nameEn })
    .from(elder)
    .innerJoin(street, eq(street.id, elder.streetId))
    .where(and(eq(elder.elderNo, elderNo), elderInScope(unit)));
  if (!found) return null;
  const { id } = found.elder;
  const assistance = await unit.orm.select().from(assistanceStatus).where(eq(assistanceStatus.elderId, id));
  const assessments = await unit.orm
    .select()
    .from(abilityAssessment)
    .where(eq(abilityAssessment.elderId, id))
    .orderBy(desc(abilityAssessment.assessedOn));
  const [eligibility] = await unit.orm
    .select()
    .from(eligibilityResult)
    .where(and(eq(eligibilityResult.elderId, id), eq(eligibilityResult.month, firstDateOf(month))));
  const revisions = await unit.orm
    .select({ version: recordRevision.version, by: recordRevision.changedBy, at: recordRevision.changedAt })
    .from(recordRevision)
    .where(and(eq(recordRevision.subjectType, "elder"), eq(recordRevision.subjectId, id)))
    .orderBy(desc(recordRevision.version));
  return { ...found, assistance, assessments, eligibility: eligibility ?? null, revisions };
}
