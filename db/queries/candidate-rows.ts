/** Read model of the candidate list: every judged elder of the scope in a month, with what the list says about the person. */
import { and, asc, eq, sql } from "drizzle-orm";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { eligibilityInScope } from "../repositories/entitlements.ts";
import { abilityAssessment, assistanceStatus, elder } from "../schema/elder.ts";
import { allocation, eligibilityResult } from "../schema/planning.ts";
import { street } from "../schema/reference.ts";
import { visit } from "../schema/visit.ts";
import { provider } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";

/** What the newest assessment made by the date of the verdict says. */
const newest = (column: string) =>
  sql`(select ${sql.raw(column)} from ${abilityAssessment} a where a.elder_id = ${elder.id} and a.assessed_on <= ${eligibilityResult.judgedOn} order by a.assessed_on desc limit 1)`;

export async function listCandidateRows(unit: Unit, month: PlainMonth) {
  const first = firstDateOf(month);
  return unit.orm
    .select({
      elderId: elder.id,
      elderNo: elder.elderNo,
      name: elder.name,
      sex: elder.sex,
      birthOn: elder.birthOn,
      idNumberCipher: elder.idNumberCipher,
      phoneCipher: elder.phoneCipher,
      streetId: eligibilityResult.streetId,
      streetZh: street.nameZh,
      streetEn: street.nameEn,
      community: elder.community,
      serviceMode: elder.serviceMode,
      approvedOn: elder.approvedOn,
      verdict: eligibilityResult.verdict,
      visitsAllowed: eligibilityResult.visitsAllowed,
      judgedOn: eligibilityResult.judgedOn,
      judgedAt: eligibilityResult.judgedAt,
      reasons: eligibilityResult.reasons,
      policyVersion: eligibilityResult.policyVersion,
      providerName: provider.name,
      grade: sql<number | null>`${newest("a.grade")}`,
      assessedOn: sql<string | null>`${newest("a.assessed_on::text")}`,
      validUntil: sql<string | null>`${newest("a.valid_until::text")}`,
      assistanceKind: sql<
        string | null
      >`(select s.kind from ${assistanceStatus} s where s.elder_id = ${elder.id} order by s.from_on desc nulls last limit 1)`,
      inService: sql<boolean>`exists (select 1 from ${visit} v where v.elder_id = ${elder.id} and v.service_month < ${first})`,
    })
    .from(eligibilityResult)
    .innerJoin(elder, eq(elder.id, eligibilityResult.elderId))
    .innerJoin(street, eq(street.id, eligibilityResult.streetId))
    .leftJoin(allocation, and(eq(allocation.elderId, elder.id), eq(allocation.month, first)))
    .leftJoin(provider, eq(provider.id, allocation.providerId))
    .where(and(eq(eligibilityResult.month, first), eligibilityInScope(unit)))
    .orderBy(asc(elder.elderNo));
}

export type CandidateRow = Awaited<ReturnType<typeof listCandidateRows>>[number];
