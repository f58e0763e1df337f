/**
 * The independent check of a plan: every hard rule is computed again from the plan and the input alone. It shares no code with the
 * search beside the formula of the way, certificates, and the reading of weekly windows; a solver's own word is never taken.
 */
import { monthOf } from "../../time/plain-month.ts";
import { travelMinutes } from "../travel.ts";
import type { MonthPlan, PlannedVisit } from "./month-plan.ts";
import { elderViolations } from "./plan-check-elders.ts";
import { workerViolations } from "./plan-check-workers.ts";
import type { PlanInput } from "./plan-input.ts";
import type { PlanViolation } from "./plan-violation.ts";

/** Every broken hard rule; empty for a plan that may be published. */
export function checkPlan(input: PlanInput, plan: Pick<MonthPlan, "series" | "visits" | "debts">): PlanViolation[] {
  return [...workerViolations(input, plan.visits), ...elderViolations(input, plan)];
}

/** Way between homes over all workers' days of the month, booked visits included, without the ways from and to the bases. */
export function travelOfVisits(input: PlanInput, visits: readonly PlannedVisit[]): number {
  const homes = new Map(input.elders.map((elder) => [elder.id, elder.home]));
  const days = new Map<string, { startMinute: number; home: { latitude: number; longitude: number } }[]>();
  const standing = [
    ...visits.map((visit) => ({ ...visit, home: homes.get(visit.elderId) })),
    ...input.bookedVisits.filter(({ date }) => monthOf(date) === input.month),
  ];
  for (const { workerIds, date, startMinute, home } of standing)
    for (const workerId of workerIds) {
      const name = `${workerId} ${date}`;
      if (home) days.set(name, [...(days.get(name) ?? []), { startMinute, home }]);
    }
  let minutes = 0;
  for (const stops of days.values()) {
    stops.sort((left, right) => left.startMinute - right.startMinute);
    for (const [index, stop] of stops.entries()) {
      const previous = stops[index - 1];
      if (previous) minutes += travelMinutes(previous.home, stop.home, input.limits);
    }
  }
  return minutes;
}
