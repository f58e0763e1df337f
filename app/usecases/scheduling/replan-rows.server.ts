/** One stored month of a provider as replanning takes it, with what of it is agreed. */
import { identify, type ElderId, type ProviderId } from "#app/domain/identifiers.ts";
import { basketPart, subtypeNeedsOf } from "#app/domain/matching/basket-parts.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import type { BookedVisit } from "#app/domain/scheduling/month-plan/plan-input.ts";
import { planningLimitsOf, type PlanningLimits } from "#app/domain/scheduling/planning-limits.ts";
import { weekdayOfMonth } from "#app/domain/scheduling/recurrence.ts";
import type { Pin, Place, ReplanInput, StandingVisit } from "#app/domain/scheduling/replan/replan-input.ts";
import { localTimeOf } from "#app/domain/time/instant.ts";
import { plainDate, weekdayOf, type PlainDate } from "#app/domain/time/plain-date.ts";
import { addMonths, firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { mayMove } from "#app/domain/visits/delivery-state.ts";
import { isBookedByElder } from "#app/domain/visits/origin.ts";
import { isOfTheFour, sequenceOf } from "#app/domain/visits/visit.ts";
import type { ElderWithFacts } from "#db/repositories/elders.ts";
import { listSeries } from "#db/repositories/plans.ts";
import type { VisitRow } from "#db/repositories/visits.ts";
import { insideScope, type Unit } from "#db/transaction.ts";
import { gradeOn } from "../entitlement/elder-facts.ts";
import { loadMonthBefore } from "../planning/month-before.server.ts";
import { plannableElder, plannableWorker, workersByName } from "../planning/planning-rows.server.ts";
import type { ReplanFacts, StandingRow } from "./replan-facts.server.ts";

/**
 * Begun, or its time has come: started. Booked by the elder, or outside the month's four: confirmed. Put there by a person of the
 * office: marked.
 */
function pinOf(unit: Unit, visit: VisitRow): Pin | null {
  if (!mayMove(visit.deliveryState) || visit.plannedStart.getTime() <= unit.now) return "started";
  if (isBookedByElder(visit.origin) || !isOfTheFour(visit)) return "confirmed";
  return visit.moveReason === "person_decided" ? "marked" : null;
}

type MonthRows = {
  readonly facts: ReplanFacts;
  readonly month: PlainMonth;
  readonly limits: PlanningLimits;
  /** Visits that stand elsewhere by now, by number. */
  readonly moved: ReadonlyMap<string, Place>;
};

function standingVisit(unit: Unit, { facts, limits, moved }: MonthRows, one: StandingRow): StandingVisit[] {
  const { row, minutes, place } = one;
  const elder = facts.elders.get(row.elderId);
  if (!elder) return [];
  const needs = subtypeNeedsOf(row.subtypes, gradeOn(elder, place.date) ?? 1, facts.catalogue);
  return [
    {
      ...(moved.get(row.visitNo) ?? place),
      key: row.visitNo,
      elderId: identify<ElderId>(row.elderId),
      basket: { ...basketPart(needs, limits.visitMinMinutes), durationMinutes: minutes },
      sequence: isOfTheFour(row) ? sequenceOf(row) : null,
      pin: pinOf(unit, row),
    },
  ];
}

/** Visits of the span that belong to another month. */
function bookedVisit({ facts, moved }: MonthRows, { row, minutes, place }: StandingRow): BookedVisit[] {
  const elder = facts.elders.get(row.elderId)?.elder;
  if (!elder) return [];
  const home = { latitude: elder.latitude, longitude: elder.longitude };
  const now = moved.get(row.visitNo) ?? place;
  return [{ ...now, elderId: identify<ElderId>(elder.id), durationMinutes: minutes, home, sequence: null }];
}

/** Next month's dates by the elders' rules, for elders of whom nothing stands there yet. */
async function loadDatesAfter(
  unit: Unit,
  { facts, month }: MonthRows,
): Promise<ReadonlyMap<ElderId, readonly PlainDate[]>> {
  const later = new Set<string>();
  for (const { row } of facts.standing) if (row.serviceMonth > firstDateOf(month)) later.add(row.elderId);
  const next = addMonths(month, 1);
  const dates = new Map<ElderId, readonly PlainDate[]>();
  for (const { elderId, startsOn } of await listSeries(unit, month)) {
    const weekday = weekdayOf(plainDate(startsOn));
    if (!later.has(elderId)) dates.set(identify<ElderId>(elderId), [weekdayOfMonth(next, weekday, 1)]);
  }
  return dates;
}

/** @param moved visits of the span that stand elsewhere by now, by number */
export async function replanInputOf(
  unit: Unit,
  facts: ReplanFacts,
  month: PlainMonth,
  moved: ReadonlyMap<string, Place>,
): Promise<ReplanInput> {
  const policy = policyInForce(facts.policies, firstDateOf(month));
  const rows: MonthRows = { facts, month, moved, limits: planningLimitsOf(policy.parameters) };
  const isOfMonth = ({ row }: StandingRow) => row.serviceMonth === firstDateOf(month);
  const visits = facts.standing.filter(isOfMonth).flatMap((one) => standingVisit(unit, rows, one));
  const visitedIds = new Set<string>(visits.map(({ elderId }) => elderId));
  const visited = [...facts.elders.values()].filter(({ elder }: ElderWithFacts) => visitedIds.has(elder.id));
  const ownScope = insideScope(unit, { ...unit.scope, provider: identify<ProviderId>(facts.provider.id) });
  const before = await loadMonthBefore(ownScope, month, visited);
  const shared = { month, policy, catalogue: facts.catalogue, providerId: facts.provider.id, visitsWanted: 0 };
  const names = workersByName(facts.staff);
  return {
    month,
    provider: facts.provider,
    elders: visited.map((one) =>
      plannableElder(one, { ...shared, workersByName: names, before: before.ofElder(one.elder.id) }),
    ),
    workers: facts.staff.map(plannableWorker),
    visits,
    bookedVisits: [
      ...facts.standing.filter((one) => !isOfMonth(one)).flatMap((one) => bookedVisit(rows, one)),
      ...facts.beside,
    ],
    datesAfter: await loadDatesAfter(ownScope, rows),
    calendar: facts.calendar,
    limits: rows.limits,
    earliest: localTimeOf(unit.now),
  };
}
