/** Read model of a provider's scores and outlook: visits of a span with what was recorded of their ends, claim lines, offers. In the scope. */
import { and, asc, eq, gte, isNull, lt, ne, sql } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { providerReached } from "../repositories/scope-conditions.ts";
import { visitInScope } from "../repositories/visits.ts";
import { claim, claimLine } from "../schema/claim.ts";
import { elder } from "../schema/elder.ts";
import { visitEvent } from "../schema/visit-event.ts";
import { finding } from "../schema/finding.ts";
import { offer, visit, visitWorker } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";

type Span = { readonly from: Instant; readonly to: Instant };

const within = (unit: Unit, { from, to }: Span) =>
  and(visitInScope(unit), gte(visit.plannedStart, asDate(from)), lt(visit.plannedStart, asDate(to)));

/** One row a visit of a half-open span, in the order of the starts. */
export async function listScoredVisits(unit: Unit, span: Span) {
  const ends = unit.orm
    .select({
      visitId: visitEvent.visitId,
      hasIn: sql<boolean>`bool_or(${visitEvent.kind} = 'check_in')`.as("has_in"),
      hasOut: sql<boolean>`bool_or(${visitEvent.kind} = 'check_out')`.as("has_out"),
      // Of several corrections of one end the last stands: a later key of the same name takes the earlier one's place.
      corrections: sql<
        Record<string, string>
      >`jsonb_object_agg(${visitEvent.body} #>> '{correction,field}', ${visitEvent.body} #>> '{correction,reason}' order by ${visitEvent.receivedAt}) filter (where ${visitEvent.body} #>> '{correction,field}' in ('check_in_at', 'check_out_at') and ${visitEvent.body} #>> '{correction,approvedBy}' is not null)`.as(
        "corrections",
      ),
    })
    .from(visitEvent)
    .innerJoin(visit, eq(visit.id, visitEvent.visitId))
    .where(and(within(unit, span), sql`${visitEvent.kind} in ('check_in', 'check_out', 'correction')`))
    .groupBy(visitEvent.visitId)
    .as("ends");
  return unit.orm
    .select({
      visit,
      elderName: elder.name,
      hasIn: sql<boolean>`coalesce(${ends.hasIn}, false)`,
      hasOut: sql<boolean>`coalesce(${ends.hasOut}, false)`,
      corrections: sql<Record<string, string>>`coalesce(${ends.corrections}, '{}'::jsonb)`,
    })
    .from(visit)
    .innerJoin(elder, eq(elder.id, visit.elderId))
    .leftJoin(ends, eq(ends.visitId, visit.id))
    .where(within(unit, span))
    .orderBy(asc(visit.plannedStart), asc(visit.visitNo));
}

/** Who did the visits of a span, one row a visit and care worker. */
export async function listServed(unit: Unit, span: Span) {
  return unit.orm
    .select({ visitNo: visit.visitNo, elderId: visit.elderId, workerId: visitWorker.workerId })
    .from(visit)
    .innerJoin(visitWorker, and(eq(visitWorker.visitId, visit.id), eq(visitWorker.released, false)))
    .where(and(within(unit, span), eq(visit.deliveryState, "done")))
    .orderBy(asc(visit.plannedStart), asc(visit.visitNo), asc(visitWorker.workerId));
}

/** Submitted lines of visits of a span. */
export async function listScoredLines(unit: Unit, span: Span) {
  return unit.orm
    .select({ visitNo: visit.visitNo, outcome: claimLine.outcome, decision: claimLine.decision })
    .from(claimLine)
    .innerJoin(claim, eq(claim.id, claimLine.claimId))
    .innerJoin(visit, eq(visit.id, claimLine.visitId))
    .where(and(within(unit, span), isNull(claimLine.voidedAt), ne(claim.state, "open")))
    .orderBy(asc(visit.plannedStart), asc(visit.visitNo));
}

/** Offers that were to be answered in a span. */
export async function listScoredOffers(unit: Unit, { from, to }: Span) {
  return unit.orm
    .select({
      offerId: offer.id,
      state: offer.state,
      replyBy: offer.replyBy,
      repliedAt: offer.repliedAt,
      declineReason: offer.declineReason,
      elderName: elder.name,
    })
    .from(offer)
    .innerJoin(elder, eq(elder.id, offer.elderId))
    .where(
      and(providerReached(unit, offer.providerId), gte(offer.replyBy, asDate(from)), lt(offer.replyBy, asDate(to))),
    )
    .orderBy(asc(offer.replyBy), asc(offer.id));
}

/** Codes of standing findings that hold or wait, by visit of a span; what only warns or informs is left out. */
export async function listStandingCodes(unit: Unit, span: Span): Promise<Map<string, string[]>> {
  const rows = await unit.orm
    .select({ visitId: finding.visitId, code: finding.ruleCode })
    .from(finding)
    .innerJoin(visit, eq(visit.id, finding.visitId))
    .where(
      and(
        within(unit, span),
        sql`${finding.state} in ('open', 'upheld')`,
        eq(finding.wouldHave, false),
        ne(finding.level, "info"),
      ),
    )
    .orderBy(asc(finding.ruleCode));
  const codes = new Map<string, string[]>();
  for (const row of rows) codes.set(row.visitId, [...(codes.get(row.visitId) ?? []), row.code]);
  return codes;
}
