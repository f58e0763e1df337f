/** A plan's visits as rows, and which elders' rows it changes: those of all others are not written. */
import { groupBy } from "../visits/verification-facts.server.ts";
import { asDate, instantAt, plusMinutes } from "#app/domain/time/instant.ts";
import { firstDateOf } from "#app/domain/time/plain-month.ts";
import { sequenceOf } from "#app/domain/visits/visit.ts";
import type { OfferedVisitRow } from "#db/repositories/plan-visits.ts";
import { CATALOGUE_IN_FORCE } from "./catalogue-in-force.ts";
import type { PlanningFacts } from "./planning-facts.server.ts";
import type { KeptPlan } from "./kept-plan.ts";
import type { StandingElder } from "./standing-month.server.ts";

export type PlannedVisit = KeptPlan["visits"][number];

/** What a plan says about a visit, whatever its row is. */
export function plannedColumns(facts: PlanningFacts, visit: PlannedVisit) {
  const contractId = facts.allocations.get(visit.elderId)?.contractId ?? null;
  const start = instantAt(visit.date, visit.startMinute);
  return {
    providerId: visit.providerId,
    contractId,
    occurrenceOn: visit.originalDate ?? visit.date,
    moveReason: visit.moveReason,
    plannedStart: asDate(start),
    plannedEnd: asDate(plusMinutes(start, visit.durationMinutes)),
    subtypes: [...visit.subtypes],
    plannedFen: contractId === null ? 0n : (facts.contracts.get(contractId)?.priceFen ?? 0n),
    deliveryState: "offered",
    policyVersion: facts.policyId,
    catalogueVersion: CATALOGUE_IN_FORCE,
  };
}

/** The elder's rows that a new plan may write, by place in the month. */
export function rowsToReuse(standing: StandingElder | undefined): ReadonlyMap<number, OfferedVisitRow> {
  return new Map(standing?.isFree === true ? standing.rows.map((row) => [sequenceOf(row), row]) : []);
}

/** A number of the month that no visit of the elder bears: the place in the month where it is free. */
export function freeVisitNo(facts: PlanningFacts, visit: PlannedVisit): string {
  const elderNo = facts.elders.get(visit.elderId)?.elder.elderNo ?? "";
  const taken = new Set(facts.standing.byElder.get(visit.elderId)?.rows.map(({ visitNo }) => visitNo));
  for (let place = visit.sequence; ; place += 1) {
    const visitNo = `${facts.input.month}-${elderNo}-${String(place)}`;
    if (!taken.has(visitNo)) return visitNo;
  }
}

function isSameVisit(facts: PlanningFacts, row: OfferedVisitRow, visit: PlannedVisit): boolean {
  const planned = plannedColumns(facts, visit);
  const workers = facts.standing.workersOf(row.id);
  return (
    row.deliveryState === "offered" &&
    row.plannedStart.getTime() === planned.plannedStart.getTime() &&
    row.plannedEnd.getTime() === planned.plannedEnd.getTime() &&
    row.providerId === planned.providerId &&
    row.contractId === planned.contractId &&
    row.plannedFen === planned.plannedFen &&
    row.policyVersion === planned.policyVersion &&
    row.subtypes.join() === planned.subtypes.join() &&
    workers.length === visit.workerIds.length &&
    workers.every((id) => visit.workerIds.includes(id))
  );
}

/** Elders of whom the plan says anything else than what stands. */
export function changedElders(facts: PlanningFacts, plan: KeptPlan): ReadonlySet<string> {
  const planned = groupBy(plan.visits, ({ elderId }) => elderId as string);
  const changed = new Set<string>();
  for (const [elderId, visits] of planned) {
    const rows = rowsToReuse(facts.standing.byElder.get(elderId));
    const live = [...rows.values()].filter((row) => row.deliveryState !== "cancelled").length;
    const isSame = (visit: PlannedVisit) => {
      const row = rows.get(visit.sequence);
      return row !== undefined && isSameVisit(facts, row, visit);
    };
    if (live !== visits.length || !visits.every(isSame)) changed.add(elderId);
  }
  for (const [elderId, { isFree, rows }] of facts.standing.byElder)
    if (isFree && !planned.has(elderId) && rows.some((row) => row.deliveryState !== "cancelled")) changed.add(elderId);
  return changed;
}

/** First day of the plan's month, as stored. */
export const monthColumn = ({ input }: PlanningFacts) => firstDateOf(input.month);
