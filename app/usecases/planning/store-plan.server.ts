/** Stores a planned month: series with their exceptions and why, offers, visits with their workers, debts. */
import type { ElderId } from "#app/domain/identifiers.ts";
import type { MonthPlan } from "#app/domain/scheduling/month-plan/month-plan.ts";
import { asDate, instantAt, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { firstDateOf } from "#app/domain/time/plain-month.ts";
import { offerTimes } from "#app/domain/visits/offers.ts";
import { holdVisits } from "#db/repositories/offers.ts";
import { insertSeries } from "#db/repositories/plans.ts";
import { insertDebts, insertOffers, insertVisits } from "#db/repositories/visits.ts";
import type { Unit } from "#db/transaction.ts";
import { CATALOGUE_IN_FORCE } from "./catalogue-in-force.ts";
import type { PlanningFacts } from "./planning-facts.server.ts";
import type { RemedyFacts } from "./month-remedies.server.ts";

export async function saveSeries(
  unit: Unit,
  facts: PlanningFacts,
  plan: MonthPlan,
  runId: string,
): Promise<Map<string, string>> {
  const { month } = facts.input;
  const ids = new Map(plan.series.map((series) => [`${series.elderId}|${series.part}`, unit.newId()]));
  const reasons = new Map(plan.reasons.map((reason) => [reason.elderId, reason]));
  await insertSeries(
    unit,
    plan.series.map((series) => ({
      id: ids.get(`${series.elderId}|${series.part}`) ?? "",
      uid: `${month}-${facts.elders.get(series.elderId)?.elder.elderNo ?? ""}-${series.part}@bedside`,
      elderId: series.elderId,
      streetId: facts.elders.get(series.elderId)?.elder.streetId ?? 0,
      providerId: series.providerId,
      runId,
      month: firstDateOf(month),
      part: series.part,
      rrule: series.rrule,
      startsOn: series.dtstartLocal.date,
      startMinute: series.dtstartLocal.minute,
      durationMinutes: series.durationMinutes,
      workerIds: [...series.workerIds],
      subtypes: [...series.subtypes],
      explanation: reasons.get(series.elderId) ?? {},
    })),
    plan.series.flatMap((series) =>
      series.exceptions.map((exception) => ({
        seriesId: ids.get(`${series.elderId}|${series.part}`) ?? "",
        originalOn: exception.originalOn,
        kind: exception.kind,
        movedToOn: exception.kind === "moved" ? exception.movedTo.date : null,
        movedToMinute: exception.kind === "moved" ? exception.movedTo.minute : null,
        reason: exception.reason,
      })),
    ),
  );
  return ids;
}

type VisitKeys = { readonly visit: string; readonly offer: string | null; readonly series: string | null };

function visitRow(facts: PlanningFacts, visit: MonthPlan["visits"][number], ids: VisitKeys) {
  const { month } = facts.input;
  const elder = facts.elders.get(visit.elderId)?.elder;
  const contractId = facts.allocations.get(visit.elderId)?.contractId ?? null;
  const start = instantAt(visit.date, visit.startMinute);
  return {
    id: ids.visit,
    visitNo: `${month}-${elder?.elderNo ?? ""}-${visit.sequence}`,
    streetId: elder?.streetId ?? 0,
    providerId: visit.providerId,
    elderId: visit.elderId,
    contractId,
    seriesId: ids.series,
    offerId: ids.offer,
    occurrenceOn: visit.originalDate ?? visit.date,
    moveReason: visit.moveReason,
    serviceMonth: firstDateOf(month),
    plannedStart: asDate(start),
    plannedEnd: asDate(plusMinutes(start, visit.durationMinutes)),
    subtypes: [...visit.subtypes],
    plannedFen: contractId === null ? 0n : (facts.contracts.get(contractId)?.priceFen ?? 0n),
    deliveryState: "offered",
    policyVersion: facts.policyId,
    catalogueVersion: CATALOGUE_IN_FORCE,
    workerIds: visit.workerIds,
  };
}

/** The first visit of each elder's month. */
function firstVisits(plan: MonthPlan): Map<string, MonthPlan["visits"][number]> {
  const first = new Map<string, MonthPlan["visits"][number]>();
  for (const visit of plan.visits) {
    const known = first.get(visit.elderId);
    if (!known || visit.date < known.date) first.set(visit.elderId, visit);
  }
  return first;
}

function sentTimes(sentAt: Instant, first: MonthPlan["visits"][number], { offerHours }: PlanningFacts) {
  const { replyBy, fillBy } = offerTimes(sentAt, instantAt(first.date, first.startMinute), offerHours);
  return { replyBy: asDate(replyBy), fillBy: asDate(fillBy) };
}

export async function saveVisits(
  unit: Unit,
  facts: PlanningFacts,
  plan: MonthPlan,
  seriesIds: ReadonlyMap<string, string>,
): Promise<void> {
  const { month } = facts.input;
  const offers = new Map(plan.visits.map((visit) => [visit.elderId as string, unit.newId()]));
  const bundle = firstVisits(plan);
  await insertOffers(
    unit,
    [...bundle].map(([elderId, visit]) => ({
      id: offers.get(elderId) ?? "",
      providerId: visit.providerId,
      elderId,
      streetId: facts.elders.get(elderId)?.elder.streetId ?? 0,
      month: firstDateOf(month),
      state: "sent",
      sentAt: asDate(unit.now),
      ...sentTimes(unit.now, visit, facts),
    })),
  );
  const rows = plan.visits.map((visit) =>
    visitRow(facts, visit, {
      visit: unit.newId(),
      offer: offers.get(visit.elderId) ?? null,
      series: visit.part === null ? null : (seriesIds.get(`${visit.elderId}|${visit.part}`) ?? null),
    }),
  );
  await insertVisits(
    unit,
    rows.map(({ workerIds: _workers, ...row }) => row),
    rows.flatMap((row) =>
      row.workerIds.map((workerId) => ({
        visitId: row.id,
        workerId,
        groupId: row.id,
        plannedStart: row.plannedStart,
        plannedEnd: row.plannedEnd,
        assignedBy: "system:planner",
      })),
    ),
  );
  await holdVisits(
    unit,
    rows.flatMap((row) => (row.offerId === null ? [] : [{ offerId: row.offerId, visitId: row.id, state: "asked" }])),
  );
}

export async function saveDebts(
  unit: Unit,
  facts: PlanningFacts,
  plan: MonthPlan,
  remedies: ReadonlyMap<ElderId, RemedyFacts>,
): Promise<void> {
  await insertDebts(
    unit,
    plan.debts.map((debt) => ({
      id: unit.newId(),
      elderId: debt.elderId,
      streetId: facts.elders.get(debt.elderId)?.elder.streetId ?? 0,
      providerId: debt.providerId,
      month: firstDateOf(facts.input.month),
      sequence: debt.sequence,
      originalOn: debt.originalOn,
      reason: debt.reason,
      facts: remedies.get(debt.elderId) ?? {},
    })),
  );
}
