/** Read model of the audit workbench: lines of submitted claims that nobody has decided, and one of them. */
import { and, asc, between, eq, isNull, ne, notExists, sql, type SQL } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { claimInScope } from "../repositories/claims.ts";
import { visitInScope } from "../repositories/visits.ts";
import { idsWhoServed, namesWhoServed } from "../repositories/who-served.ts";
import { claim, claimLine } from "../schema/claim.ts";
import { elder } from "../schema/elder.ts";
import { lineDecision, lineDecisionEnd } from "../schema/line-decision.ts";
import { visit, visitWorker } from "../schema/visit.ts";
import { careWorker, provider } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";

function selectLines(unit: Unit, where: SQL | undefined) {
  return unit.orm
    .select({
      line: claimLine,
      claim,
      visit,
      elderNo: elder.elderNo,
      elderName: elder.name,
      provider: provider.name,
      creditCode: provider.creditCode,
      workers: namesWhoServed(visit.id),
    })
    .from(claimLine)
    .innerJoin(claim, eq(claim.id, claimLine.claimId))
    .innerJoin(visit, eq(visit.id, claimLine.visitId))
    .innerJoin(elder, eq(elder.id, visit.elderId))
    .innerJoin(provider, eq(provider.id, claim.providerId))
    .where(and(isNull(claimLine.voidedAt), claimInScope(unit), where));
}

/** Lines that wait for a decision: of a submitted claim, undecided, and without a decision that is still open. */
export async function listAuditLines(unit: Unit) {
  const stillOpen = unit.orm
    .select({ one: sql`1` })
    .from(lineDecision)
    .leftJoin(lineDecisionEnd, eq(lineDecisionEnd.decisionId, lineDecision.id))
    .where(and(eq(lineDecision.claimLineId, claimLine.id), isNull(lineDecisionEnd.decisionId)));
  return selectLines(unit, and(eq(claim.state, "submitted"), isNull(claimLine.decision), notExists(stillOpen))).orderBy(
    asc(visit.visitNo),
  );
}

export type AuditLineRow = Awaited<ReturnType<typeof listAuditLines>>[number];

/** The line of a visit, whatever was decided about it; null when the scope reaches none. */
export async function readAuditLine(unit: Unit, visitNo: string): Promise<AuditLineRow | null> {
  const [row] = await selectLines(unit, eq(visit.visitNo, visitNo));
  return row ?? null;
}

/** Number of the visit of a live line; null when the scope reaches none. */
export async function findVisitOfLine(unit: Unit, lineId: string): Promise<string | null> {
  const [row] = await selectLines(unit, eq(claimLine.id, lineId));
  return row?.visit.visitNo ?? null;
}

type Around = { readonly visitId: string; readonly elderId: string; readonly from: Instant; readonly to: Instant };

const shownVisit = {
  id: visit.id,
  visitNo: visit.visitNo,
  plannedStart: visit.plannedStart,
  plannedEnd: visit.plannedEnd,
  effectiveIn: visit.effectiveIn,
  effectiveOut: visit.effectiveOut,
  deliveryState: visit.deliveryState,
  approvalState: visit.approvalState,
  minutes: visit.minutes,
  elderName: elder.name,
  latitude: elder.latitude,
  longitude: elder.longitude,
};

/** Other visits of the elder in a span. */
export async function listVisitsOfElderAround(unit: Unit, { visitId, elderId, from, to }: Around) {
  return unit.orm
    .select(shownVisit)
    .from(visit)
    .innerJoin(elder, eq(elder.id, visit.elderId))
    .where(
      and(
        eq(visit.elderId, elderId),
        ne(visit.id, visitId),
        between(visit.plannedStart, asDate(from), asDate(to)),
        visitInScope(unit),
      ),
    )
    .orderBy(asc(visit.plannedStart));
}

/** Other visits, in a span, of those who served the visit, with which of them. */
export async function listVisitsOfWorkersAround(unit: Unit, { visitId, from, to }: Omit<Around, "elderId">) {
  return unit.orm
    .select({ ...shownVisit, worker: careWorker.name })
    .from(visit)
    .innerJoin(elder, eq(elder.id, visit.elderId))
    .innerJoin(visitWorker, eq(visitWorker.visitId, visit.id))
    .innerJoin(careWorker, eq(careWorker.id, visitWorker.workerId))
    .where(
      and(
        sql`${visitWorker.workerId} in (${idsWhoServed(visitId)})`,
        sql`${visitWorker.workerId} in (${idsWhoServed(visit.id)})`,
        ne(visit.id, visitId),
        between(visit.plannedStart, asDate(from), asDate(to)),
        visitInScope(unit),
      ),
    )
    .orderBy(asc(visit.plannedStart));
}
