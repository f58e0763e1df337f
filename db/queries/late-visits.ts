/** Visits of closed months that are verified now and were not paid then: what their evidence, come late, is worth. */
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { placeReached } from "../repositories/scope-conditions.ts";
import { settlementLine } from "../schema/claim.ts";
import { ledgerPeriod } from "../schema/ledger.ts";
import { settlementAdjustment } from "../schema/recovery.ts";
import { visit } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";

/** Verified since their month was closed, part of the basket, not waived, with no line of their own and nothing added yet. */
export async function listLateVisits(unit: Unit) {
  return unit.orm
    .select({ visit })
    .from(visit)
    .innerJoin(ledgerPeriod, and(eq(ledgerPeriod.month, visit.serviceMonth), eq(ledgerPeriod.state, "closed")))
    .leftJoin(settlementLine, and(eq(settlementLine.visitId, visit.id), isNull(settlementLine.voidedByRun)))
    .leftJoin(settlementAdjustment, eq(settlementAdjustment.visitId, visit.id))
    .where(
      and(
        eq(visit.approvalState, "verified"),
        eq(visit.kind, "basket"),
        eq(visit.waived, false),
        isNull(settlementLine.id),
        isNull(settlementAdjustment.id),
        sql`${visit.verifiedAt} > ${ledgerPeriod.closedAt}`,
        placeReached(unit, visit),
      ),
    )
    .orderBy(asc(visit.visitNo));
}
