/** Between a planned month and replanning: a plan as standing visits of one provider, and what became of it as a plan again. */
import { basketPart } from "#app/domain/matching/basket-parts.ts";
import type { MonthPlan, PlannedVisit } from "#app/domain/scheduling/month-plan/month-plan.ts";
import type { BookedVisit, PlanInput, PlannableProvider } from "#app/domain/scheduling/month-plan/plan-input.ts";
import { datesAfter } from "#app/domain/scheduling/month-plan/provider-problem.ts";
import type { Pin, ReplanEvent, ReplanInput, StandingVisit } from "#app/domain/scheduling/replan/replan-input.ts";
import type { Replan } from "#app/domain/scheduling/replan/replan-result.ts";
import type { VisitDebt } from "#app/domain/scheduling/visit-debt.ts";
import type { LocalTime } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { firstDateOf } from "#app/domain/time/plain-month.ts";
import { recheckPlan, type Recheck } from "./plan-recheck.ts";

export type PlannedDistrict = { readonly input: PlanInput; readonly plan: MonthPlan };

export type StandingOptions = {
  /** Default: nothing is over yet. */
  readonly earliest?: LocalTime;
  readonly pinOf?: (visit: PlannedVisit) => Pin | null;
};

/** Sequence is unique within an elder's month. */
export function keyOf({ input }: PlannedDistrict, { elderId, sequence }: PlannedVisit | VisitDebt): string {
  return `${input.elders.find(({ id }) => id === elderId)?.key ?? elderId}-${String(sequence)}`;
}

export function replanInputOf(
  district: PlannedDistrict,
  provider: PlannableProvider,
  { earliest, pinOf = () => null }: StandingOptions = {},
): ReplanInput {
  const { input, plan } = district;
  const elders = new Map(
    input.elders.flatMap((elder) => (elder.providerId === provider.id ? [[elder.id, elder] as const] : [])),
  );
  const workers = input.workers.filter((worker) => worker.providerId === provider.id);
  const own = new Set(workers.map(({ id }) => id));
  const visits = plan.visits.flatMap((visit): StandingVisit[] => {
    const elder = elders.get(visit.elderId);
    if (!elder) return [];
    const subtypes = elder.subtypes.filter(({ code }) => visit.subtypes.includes(code));
    const basket = {
      ...basketPart(subtypes, input.limits.visitMinMinutes),
      durationMinutes: visit.durationMinutes,
    };
    const { date, startMinute, workerIds, elderId, sequence } = visit;
    const key = `${elder.key}-${String(sequence)}`;
    return [{ key, elderId, basket, sequence, date, startMinute, workerIds, pin: pinOf(visit) }];
  });
  return {
    month: input.month,
    provider,
    elders: [...elders.values()],
    workers,
    visits,
    bookedVisits: input.bookedVisits.filter(
      ({ elderId, workerIds }) => elders.has(elderId) || workerIds.some((id) => own.has(id)),
    ),
    datesAfter: new Map(plan.series.map(({ elderId, weekday }) => [elderId, datesAfter({ input }, weekday)])),
    calendar: input.calendar,
    limits: input.limits,
    earliest: earliest ?? { date: addDays(firstDateOf(input.month), -1), minute: 0 },
  };
}

/** The facts of the whole district after the event. */
function inputAfter(input: PlanInput, event: ReplanEvent): PlanInput {
  switch (event.kind) {
    case "worker_away": {
      const { from, to } = event;
      return {
        ...input,
        workers: input.workers.map((worker) =>
          worker.id === event.workerId ? { ...worker, leave: [...worker.leave, { from, to }] } : worker,
        ),
      };
    }
    case "elder_away":
      return {
        ...input,
        elders: input.elders.map((elder) =>
          elder.id === event.elderId ? { ...elder, absences: [...elder.absences, event] } : elder,
        ),
      };
    case "elder_joins":
      return { ...input, elders: [...input.elders.filter(({ id }) => id !== event.elder.id), event.elder] };
    case "visit_cancelled":
      return input;
  }
}

/** The district's plan with what replanning decided, judged anew by the independent checker. Pinned visits that stay count as booked. */
export function recheckReplan(
  district: PlannedDistrict,
  standing: ReplanInput,
  event: ReplanEvent,
  result: Replan,
): Recheck {
  const { visits, debts, booked } = planAfter(district, standing, event, result);
  const after = inputAfter(district.input, event);
  const input = { ...after, bookedVisits: [...after.bookedVisits, ...booked] };
  return recheckPlan(input, { visits, debts });
}

/** Plan, debts and what stands without being asked, after replanning. */
export function planAfter(
  district: PlannedDistrict,
  standing: ReplanInput,
  event: ReplanEvent,
  result: Replan,
): Pick<MonthPlan, "visits" | "debts"> & { readonly booked: readonly BookedVisit[] } {
  const changes = new Map(result.changes.map((change) => [change.visitKey, change]));
  const pins = new Map(standing.visits.map(({ key, pin }) => [key, pin]));
  const { earliest } = standing;
  const isOver = ({ date, startMinute }: PlannedVisit) =>
    date < earliest.date || (date === earliest.date && startMinute <= earliest.minute);
  const visits: PlannedVisit[] = [];
  const debts = [...district.plan.debts];
  const booked: BookedVisit[] = [];
  const home = (visit: PlannedVisit) => {
    const found = district.input.elders.find(({ id }) => id === visit.elderId);
    if (!found) throw new Error("a visit of nobody");
    return found.home;
  };
  for (const visit of district.plan.visits) {
    const key = keyOf(district, visit);
    const outcome = changes.get(key)?.outcome ?? null;
    if (outcome?.kind === "placed") visits.push({ ...visit, ...outcome.to });
    else if (outcome?.kind === "owed") debts.push({ ...visit, originalOn: visit.date, reason: outcome.reason });
    else if (outcome?.kind === "held" || (pins.get(key) ?? null) !== null || (pins.has(key) && isOver(visit)))
      booked.push({ ...visit, home: home(visit) });
    else visits.push(visit);
  }
  if (event.kind === "elder_joins")
    for (const { visitKey, sequence, outcome } of result.changes) {
      if (!visitKey.startsWith(`${event.elder.key}+`)) continue;
      const { id: elderId, providerId, subtypes } = event.elder;
      const basket = basketPart(subtypes, standing.limits.visitMinMinutes);
      const shared = { elderId, sequence: sequence ?? 0 };
      if (outcome.kind === "placed" && providerId)
        visits.push({
          ...{ ...shared, ...outcome.to, providerId, part: null, subtypes: basket.subtypes },
          ...{ durationMinutes: basket.durationMinutes, originalDate: null, moveReason: null },
        });
      if (outcome.kind === "owed") debts.push({ ...shared, providerId, originalOn: null, reason: outcome.reason });
    }
  return { visits, debts, booked };
}
