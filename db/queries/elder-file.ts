/** Read model of an elder's file: profile, dated facts, the month's eligibility, allocation and debts, and what changed before. */
import { and, asc, desc, eq } from "drizzle-orm";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { elderInScope } from "../repositories/elders.ts";
import { abilityAssessment, assistanceStatus, elder, elderContact, recordRevision } from "../schema/elder.ts";
import { allocation, eligibilityResult } from "../schema/planning.ts";
import { street } from "../schema/reference.ts";
import { visitDebt } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";

/** What the month says of an elder whom the caller has found in its scope. */
async function readMonth(unit: Unit, elderId: string, month: PlainMonth) {
  const first = firstDateOf(month);
  const [eligibility] = await unit.orm
    .select()
    .from(eligibilityResult)
    .where(and(eq(eligibilityResult.elderId, elderId), eq(eligibilityResult.month, first)));
  const [allocated] = await unit.orm
    .select()
    .from(allocation)
    .where(and(eq(allocation.elderId, elderId), eq(allocation.month, first)));
  const debts = await unit.orm
    .select({
      sequence: visitDebt.sequence,
      originalOn: visitDebt.originalOn,
      reason: visitDebt.reason,
      facts: visitDebt.facts,
      state: visitDebt.state,
    })
    .from(visitDebt)
    .where(and(eq(visitDebt.elderId, elderId), eq(visitDebt.month, first)))
    .orderBy(asc(visitDebt.sequence));
  return { eligibility: eligibility ?? null, allocation: allocated ?? null, debts };
}

/** Newest first; `before` is the row as it was, personal fields still ciphertext. */
async function readRevisions(unit: Unit, elderId: string) {
  return unit.orm
    .select({
      version: recordRevision.version,
      before: recordRevision.before,
      by: recordRevision.changedBy,
      at: recordRevision.changedAt,
    })
    .from(recordRevision)
    .where(and(eq(recordRevision.subjectType, "elder"), eq(recordRevision.subjectId, elderId)))
    .orderBy(desc(recordRevision.version));
}

/** @returns null when there is no such elder in the scope */
export async function readElderFile(unit: Unit, elderNo: string, month: PlainMonth) {
  const [found] = await unit.orm
    .select({ elder, streetZh: street.nameZh, streetEn: street.nameEn })
    .from(elder)
    .innerJoin(street, eq(street.id, elder.streetId))
    .where(and(eq(elder.elderNo, elderNo), elderInScope(unit)));
  if (!found) return null;
  const { id } = found.elder;
  const contacts = await unit.orm
    .select()
    .from(elderContact)
    .where(eq(elderContact.elderId, id))
    .orderBy(asc(elderContact.ordinal));
  const assistance = await unit.orm
    .select()
    .from(assistanceStatus)
    .where(eq(assistanceStatus.elderId, id))
    .orderBy(desc(assistanceStatus.fromOn));
  const assessments = await unit.orm
    .select()
    .from(abilityAssessment)
    .where(eq(abilityAssessment.elderId, id))
    .orderBy(desc(abilityAssessment.assessedOn));
  return {
    ...found,
    contacts,
    assistance,
    assessments,
    ...(await readMonth(unit, id, month)),
    revisions: await readRevisions(unit, id),
  };
}

export type ElderFileRows = NonNullable<Awaited<ReturnType<typeof readElderFile>>>;
