/** Writes a plan over what stands: series with their exceptions and why, visits with their workers, and an offer for each elder concerned. */
import { asDate, instantAt, type Instant } from "#app/domain/time/instant.ts";
import { offerTimes } from "#app/domain/visits/offers.ts";
import { holdVisits, letVisitsGo } from "#db/repositories/offers.ts";
import { insertOffers, insertVisits, updateOffers, updateVisits } from "#db/repositories/visits.ts";
import { assignWorkers, liftVisits, rewriteVisits, type OfferedVisitRow } from "#db/repositories/plan-visits.ts";
import { deleteSeries, insertSeries } from "#db/repositories/plans.ts";
import { releaseWorkers } from "#db/repositories/visit-changes.ts";
import type { Unit } from "#db/transaction.ts";
import { returnPayments } from "../payments/return-payments.server.ts";
import { freeVisitNo, monthColumn, plannedColumns, rowsToReuse, type PlannedVisit } from "./planned-rows.ts";
import type { PlanningFacts } from "./planning-facts.server.ts";
import type { PublishedPlan } from "./kept-plan.ts";
import type { StandingElder } from "./standing-month.server.ts";

const PLANNER = "system:planner";

type Elders = ReadonlySet<string>;

/** Rows of the changed elders that stand and may be written. */
function rowsOfChanged({ standing }: PlanningFacts, changed: Elders): OfferedVisitRow[] {
  return [...changed].flatMap((elderId) => [...rowsToReuse(standing.byElder.get(elderId)).values()]);
}

const partOf = (elderId: string, part: number) => `${elderId}|${String(part)}`;

/**
 * Puts the plan's series in the place of those that the changed elders had; a series keeps its calendar identity and counts the change.
 * The visits have been taken out of them.
 * @returns ids by elder and part
 */
async function saveSeries(unit: Unit, { run, facts, plan }: PublishedPlan, changed: Elders) {
  const old = [...changed].flatMap((elderId) => facts.standing.byElder.get(elderId)?.series ?? []);
  const sequences = new Map(old.map((row) => [partOf(row.elderId, row.part), row.sequence + 1]));
  await deleteSeries(
    unit,
    old.map(({ id }) => id),
  );
  const series = plan.series.filter(({ elderId }) => changed.has(elderId));
  const ids = new Map(series.map(({ elderId, part }) => [partOf(elderId, part), unit.newId()]));
  const reasons = new Map(plan.reasons.map((reason) => [reason.elderId, reason]));
  await insertSeries(
    unit,
    series.map((one) => {
      const sequence = sequences.get(partOf(one.elderId, one.part)) ?? 0;
      const elder = facts.elders.get(one.elderId)?.elder;
      return {
        id: ids.get(partOf(one.elderId, one.part)) ?? "",
        uid: `${facts.input.month}-${elder?.elderNo ?? ""}-${String(one.part)}@bedside`,
        elderId: one.elderId,
        streetId: elder?.streetId ?? 0,
        providerId: one.providerId,
        runId: run.id,
        month: monthColumn(facts),
        part: one.part,
        rrule: one.rrule,
        startsOn: one.dtstartLocal.date,
        startMinute: one.dtstartLocal.minute,
        durationMinutes: one.durationMinutes,
        workerIds: [...one.workerIds],
        subtypes: [...one.subtypes],
        sequence,
        plannedSequence: sequence,
        explanation: reasons.get(one.elderId) ?? {},
      };
    }),
    series.flatMap((one) =>
      one.exceptions.map((exception) => ({
        seriesId: ids.get(partOf(one.elderId, one.part)) ?? "",
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

/** The first visit of each elder's month. */
function firstVisits(visits: readonly PlannedVisit[]): Map<string, PlannedVisit> {
  const first = new Map<string, PlannedVisit>();
  for (const visit of visits) {
    const known = first.get(visit.elderId);
    if (!known || visit.date < known.date) first.set(visit.elderId, visit);
  }
  return first;
}

function sentTimes(sentAt: Instant, first: PlannedVisit, { offerHours }: PlanningFacts) {
  const { replyBy, fillBy } = offerTimes(sentAt, instantAt(first.date, first.startMinute), offerHours);
  return { replyBy: asDate(replyBy), fillBy: asDate(fillBy) };
}

/** One offer for all visits of each changed elder; the one before is superseded. @returns ids by elder */
async function saveOffers(unit: Unit, { facts }: PublishedPlan, visits: readonly PlannedVisit[], changed: Elders) {
  const before = rowsOfChanged(facts, changed).flatMap(({ offerId }) => (offerId === null ? [] : [offerId]));
  const closed = { closedAt: asDate(unit.now), closedBy: PLANNER };
  await updateOffers(unit, [...new Set(before)], { state: "superseded", ...closed });
  await letVisitsGo(
    unit,
    rowsOfChanged(facts, changed).map(({ id }) => id),
  );
  const offered = firstVisits(visits);
  const ids = new Map([...offered.keys()].map((elderId) => [elderId, unit.newId()]));
  await insertOffers(
    unit,
    [...offered].map(([elderId, visit]) => ({
      id: ids.get(elderId) ?? "",
      providerId: visit.providerId,
      elderId,
      streetId: facts.elders.get(elderId)?.elder.streetId ?? 0,
      month: monthColumn(facts),
      state: "sent",
      sentAt: asDate(unit.now),
      ...sentTimes(unit.now, visit, facts),
    })),
  );
  return ids;
}

/** What the plan no longer has is called off; its number may be used again by a later plan. */
async function dropVisits(unit: Unit, rows: readonly OfferedVisitRow[]): Promise<void> {
  const ids = rows.filter((row) => row.deliveryState !== "cancelled").map(({ id }) => id);
  await releaseWorkers(unit, ids);
  await updateVisits(unit, ids, { deliveryState: "cancelled", cancelReason: "plan_changed", seriesId: null });
  await returnPayments(unit, PLANNER, ids, "visit_cancelled");
}

type Numbered = { readonly visit: PlannedVisit; readonly row: OfferedVisitRow | null };

function numbered(visits: readonly PlannedVisit[], standingOf: (elderId: string) => StandingElder | undefined) {
  return visits.map((visit): Numbered => {
    return { visit, row: rowsToReuse(standingOf(visit.elderId)).get(visit.sequence) ?? null };
  });
}

/**
 * Writes the visits of the changed elders: rows that stand are put elsewhere, new ones are added, the rest is called off.
 * @returns ids of the visits by elder and place in the month
 */
export async function saveVisits(unit: Unit, published: PublishedPlan, changed: Elders): Promise<Map<string, string>> {
  const { facts, plan } = published;
  const visits = plan.visits.filter(({ elderId }) => changed.has(elderId));
  const places = numbered(visits, (elderId) => facts.standing.byElder.get(elderId));
  const reused = new Set(places.flatMap(({ row }) => row?.id ?? []));
  await dropVisits(
    unit,
    rowsOfChanged(facts, changed).filter(({ id }) => !reused.has(id)),
  );
  await liftVisits(unit, [...reused]);
  const seriesIds = await saveSeries(unit, published, changed);
  const offerIds = await saveOffers(unit, published, visits, changed);
  const rows = places.map(({ visit, row }) => ({
    visit,
    isNew: row === null,
    columns: {
      id: row?.id ?? unit.newId(),
      ...plannedColumns(facts, visit),
      seriesId: visit.part === null ? null : (seriesIds.get(partOf(visit.elderId, visit.part)) ?? null),
      offerId: offerIds.get(visit.elderId) ?? null,
    },
  }));
  await rewriteVisits(
    unit,
    rows.filter(({ isNew }) => !isNew).map(({ columns }) => columns),
  );
  await insertVisits(
    unit,
    rows.filter(({ isNew }) => isNew).map(({ visit, columns }) => ({ ...columns, ...newColumns(facts, visit) })),
    [],
  );
  await holdVisits(
    unit,
    rows.flatMap(({ columns: { id, offerId } }) =>
      offerId === null ? [] : [{ offerId, visitId: id, state: "asked" }],
    ),
  );
  await assignWorkers(
    unit,
    rows.flatMap(({ visit, columns: { id, plannedStart, plannedEnd } }) =>
      visit.workerIds.map((workerId) => ({
        visitId: id,
        workerId,
        groupId: id,
        plannedStart,
        plannedEnd,
        assignedBy: PLANNER,
      })),
    ),
  );
  return new Map(rows.map(({ visit, columns }) => [partOf(visit.elderId, visit.sequence), columns.id]));
}

function newColumns(facts: PlanningFacts, visit: PlannedVisit) {
  return {
    visitNo: freeVisitNo(facts, visit),
    streetId: facts.elders.get(visit.elderId)?.elder.streetId ?? 0,
    elderId: visit.elderId,
    serviceMonth: monthColumn(facts),
  };
}
