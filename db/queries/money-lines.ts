/** Read model of a month's claim lines with what stands around them: visit, elder, provider, street, settlement. */
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { namesTextWhoServed } from "../repositories/who-served.ts";
import { claimInScope } from "../repositories/claims.ts";
import { claim, claimLine, settlementLine } from "../schema/claim.ts";
import { elder } from "../schema/elder.ts";
import { street } from "../schema/reference.ts";
import { visit } from "../schema/visit.ts";
import { provider } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";

/** Grade of the newest assessment made by the day of the visit. */
const gradeOnDay = sql<number | null>`(
  select a.grade from ability_assessment a
  where a.elder_id = ${elder.id} and a.assessed_on <= ${visit.plannedStart}::date order by a.assessed_on desc limit 1)`;

/** One row a claim line, by provider, street, elder and visit. */
export async function listMoneyLines(unit: Unit, month: PlainMonth, claimId?: string) {
  return unit.orm
    .select({
      line: claimLine,
      claim,
      settlement: settlementLine,
      visit,
      elderNo: elder.elderNo,
      elderId: elder.id,
      elderName: elder.name,
      idNumberCipher: elder.idNumberCipher,
      grade: gradeOnDay,
      workers: namesTextWhoServed(visit.id),
      provider: provider.name,
      creditCode: provider.creditCode,
      streetZh: street.nameZh,
      streetEn: street.nameEn,
    })
    .from(claimLine)
    .innerJoin(claim, eq(claim.id, claimLine.claimId))
    .innerJoin(visit, eq(visit.id, claimLine.visitId))
    .innerJoin(elder, eq(elder.id, visit.elderId))
    .innerJoin(provider, eq(provider.id, claim.providerId))
    .innerJoin(street, eq(street.id, claim.streetId))
    .leftJoin(settlementLine, and(eq(settlementLine.visitId, visit.id), isNull(settlementLine.voidedByRun)))
    .where(
      and(
        eq(claim.month, firstDateOf(month)),
        isNull(claimLine.voidedAt),
        claimInScope(unit),
        claimId === undefined ? undefined : eq(claim.id, claimId),
      ),
    )
    .orderBy(asc(provider.creditCode), asc(claim.streetId), asc(elder.elderNo), asc(visit.visitNo));
}

export type MoneyLineRow = Awaited<ReturnType<typeof listMoneyLines>>[number];
