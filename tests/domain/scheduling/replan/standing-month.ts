/** Small months of one provider that stand as they were planned, and what a replan makes of them. */
import { basketPart, type SubtypeNeed } from "#app/domain/matching/basket-parts.ts";
import type { PlannableElder, PlannableWorker } from "#app/domain/scheduling/month-plan/plan-input.ts";
import type { ReplanInput, StandingVisit } from "#app/domain/scheduling/replan/replan-input.ts";
import type { replan } from "#app/domain/scheduling/replan/replan.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { calendar2026 } from "../holidays-2026.ts";
import { anElder, aProvider, limits, SUBTYPES, workerId } from "../month-plan/district.ts";

/** A Tuesday; the next day is a Wednesday. */
export const TUESDAY = plainDate("2026-11-10");
export const WEDNESDAY = plainDate("2026-11-11");

export function visit(elder: PlannableElder, worker: string, at: Partial<StandingVisit> = {}): StandingVisit {
  return {
    key: `${elder.key}-1`,
    elderId: elder.id,
    basket: basketPart(elder.subtypes, 60),
    sequence: 1,
    date: TUESDAY,
    startMinute: 540,
    workerIds: [workerId(worker)],
    pin: null,
    ...at,
  };
}

export function month(
  elders: readonly PlannableElder[],
  workers: readonly PlannableWorker[],
  visits: readonly StandingVisit[],
  changes: Partial<ReplanInput> = {},
): ReplanInput {
  return {
    month: plainMonth("2026-11"),
    provider: aProvider("P0"),
    elders,
    workers,
    visits,
    bookedVisits: [],
    datesAfter: new Map(),
    calendar: calendar2026,
    limits,
    earliest: { date: plainDate("2026-11-01"), minute: 0 },
    ...changes,
  };
}

export const hour = (subtypes: readonly SubtypeNeed[] = [SUBTYPES.cleaning]) => subtypes;
export const ada = anElder("A", { subtypes: hour() });
export const away = (worker: string, from = TUESDAY, to = from) => ({
  kind: "worker_away" as const,
  workerId: workerId(worker),
  from,
  to,
});
export const outcomes = (result: ReturnType<typeof replan>) =>
  Object.fromEntries(
    result.changes.map(({ visitKey, outcome }) => [
      visitKey,
      outcome.kind === "placed"
        ? `${outcome.to.date} ${String(outcome.to.startMinute)} ${outcome.to.workerIds.join("+")}`
        : outcome.kind === "owed"
          ? outcome.reason
          : outcome.kind,
    ]),
  );
