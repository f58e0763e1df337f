/** Read models of money that stops: an elder's visits with their claim line and their paid line, and the list of clawbacks. */
import { and, desc, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import { placeReached } from "../repositories/scope-conditions.ts";
import { visitInScope, type VisitRow } from "../repositories/visits.ts";
import { piecesOf } from "../repositories/batches.ts";
import { claim, claimLine, clawback, settlementLine } from "../schema/claim.ts";
import { elder } from "../schema/elder.ts";
import { street } from "../schema/reference.ts";
import { visit } from "../schema/visit.ts";
import { provider } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";

export type StoppableVisit = {
  readonly visit: VisitRow;
  /** The live line of a claim that is not settled, and what was decided on it. */
  readonly claim: { readonly lineId: string; readonly decision: string | null } | null;
  /** The live line of a closed month; null when it is not settled. */
  readonly settled: { readonly lineId: string; readonly approvedFen: bigint } | null;
  /** A clawback was proposed of it before. */
  readonly isClawedBack: boolean;
};

/** Every visit of these elders that was not called off, in the order of its start. */
export async function listStoppableVisits(unit: Unit, elderIds: readonly string[]): Promise<StoppableVisit[]> {
  const found: StoppableVisit[] = [];
  for (const piece of piecesOf(elderIds, 500)) {
    const rows = await unit.orm
      .select({
        visit,
        claimLineId: claimLine.id,
        claimState: claim.state,
        decision: claimLine.decision,
        settledId: settlementLine.id,
        approvedFen: settlementLine.approvedFen,
        clawbackId: clawback.id,
      })
      .from(visit)
      .leftJoin(claimLine, and(eq(claimLine.visitId, visit.id), isNull(claimLine.voidedAt)))
      .leftJoin(claim, eq(claim.id, claimLine.claimId))
      .leftJoin(settlementLine, and(eq(settlementLine.visitId, visit.id), isNull(settlementLine.voidedByRun)))
      .leftJoin(clawback, eq(clawback.settlementLineId, settlementLine.id))
      .where(and(inArray(visit.elderId, piece), ne(visit.deliveryState, "cancelled"), visitInScope(unit)))
      .orderBy(visit.plannedStart, visit.visitNo);
    found.push(
      ...rows.map((row) => ({
        visit: row.visit,
        claim:
          row.claimLineId === null || row.claimState === "settled"
            ? null
            : { lineId: row.claimLineId, decision: row.decision },
        settled: row.settledId === null ? null : { lineId: row.settledId, approvedFen: row.approvedFen ?? 0n },
        isClawedBack: row.clawbackId !== null,
      })),
    );
  }
  return found;
}

/** More than a district decides in a year. */
const MOST_CLAWBACKS = 500;

/** Clawbacks of the scope: what waits for a decision first, then the newest. */
export async function listClawbacks(unit: Unit) {
  return unit.orm
    .select({
      clawback,
      visitNo: visit.visitNo,
      plannedStart: visit.plannedStart,
      elderNo: elder.elderNo,
      elderName: elder.name,
      provider: provider.name,
      streetZh: street.nameZh,
      streetEn: street.nameEn,
    })
    .from(clawback)
    .innerJoin(visit, eq(visit.id, clawback.visitId))
    .innerJoin(elder, eq(elder.id, visit.elderId))
    .innerJoin(provider, eq(provider.id, clawback.providerId))
    .innerJoin(street, eq(street.id, clawback.streetId))
    .where(placeReached(unit, clawback))
    .orderBy(sql`${clawback.state} <> 'proposed'`, desc(clawback.proposedAt), clawback.findingNo)
    .limit(MOST_CLAWBACKS);
}
