/** Free slots for one elder: for booking at a kiosk or by the hotline, and for visits that must find another place. */
import type { WorkerId } from "../identifiers.ts";
import { startsInside, windowsOn } from "../scheduling/date-windows.ts";
import type { PlannableWorker } from "../scheduling/month-plan/plan-input.ts";
import { visitableWindows } from "../scheduling/month-plan/plan-input.ts";
import type { DayStop } from "../scheduling/worker-day.ts";
import { addedTravelMinutes } from "../scheduling/worker-day.ts";
import type { WorkerDays } from "../scheduling/worker-days.ts";
import type { PlainDate } from "../time/plain-date.ts";
import { addDays } from "../time/plain-date.ts";
import type { VisitSurroundings } from "./visit-conflicts.ts";
import { dateConflicts, timeConflicts, workerDaysOf } from "./visit-conflicts.ts";
import { holdsBasket, wishAgainst } from "./worker-fit.ts";

export type SlotRequest = VisitSurroundings & {
  /** Workers of the elder's provider. */
  readonly workers: readonly PlannableWorker[];
  readonly from: PlainDate;
  /** Last date, included. */
  readonly to: PlainDate;
  /** Slots wanted at most. */
  readonly count: number;
  /** Slots of one date at most, so that choices differ. */
  readonly perDate: number;
  /** Least minutes between two slots of one date. */
  readonly apartMinutes: number;
};

export type ProposedSlot = {
  readonly date: PlainDate;
  readonly startMinute: number;
  readonly durationMinutes: number;
  readonly workerIds: readonly WorkerId[];
  readonly reasons: {
    /** Visits of the last 90 days with the elder, of the member who has most. */
    readonly familiarVisits: number;
    /** Minutes of way that the visit adds to the workers' day. */
    readonly addedTravelMinutes: number;
  };
};

const START_STEP_MINUTES = 15;

/**
 * Up to `count` slots in order of their dates and times. Of the teams free at a time the one the elder knows best comes, then the
 * one with the least way, then the first by key. Every slot keeps every hard rule; taking one may close another.
 */
export function proposeSlots(request: SlotRequest): ProposedSlot[] {
  const days = workerDaysOf(request);
  const teams = teamsOf(request);
  const slots: ProposedSlot[] = [];
  for (let date = request.from; date <= request.to && slots.length < request.count; date = addDays(date, 1)) {
    if (dateConflicts({ date }, request).length > 0) continue;
    slots.push(...slotsOn(request, teams, days, date).slice(0, request.count - slots.length));
  }
  return slots;
}

function teamsOf({ workers, elder, provider, basket }: SlotRequest): PlannableWorker[][] {
  const own = workers
    .filter((worker) => worker.providerId === provider.id && wishAgainst(elder, worker) === null)
    .sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0));
  if (basket.workersNeeded === 1) return own.map((worker) => [worker]);
  return own.flatMap((first, place) => own.slice(place + 1).map((second) => [first, second]));
}

function slotsOn(
  request: SlotRequest,
  teams: readonly PlannableWorker[][],
  days: WorkerDays,
  date: PlainDate,
): ProposedSlot[] {
  const { elder, basket, calendar, limits } = request;
  const qualified = teams.filter((team) => holdsBasket(team, basket, date));
  const windows = windowsOn(visitableWindows(elder, limits), date, calendar);
  const found: ProposedSlot[] = [];
  for (const { from, to } of startsInside(windows, basket.durationMinutes))
    for (let start = from; start <= to && found.length < request.perDate; start = nextStart(start)) {
      const last = found.at(-1);
      if (last && start - last.startMinute < request.apartMinutes) continue;
      if (timeConflicts({ date, startMinute: start }, request).length > 0) continue;
      const slot = bestSlot(request, qualified, days, { date, startMinute: start });
      if (slot) found.push(slot);
    }
  return found;
}

/** The next quarter of an hour. */
function nextStart(start: number): number {
  return (Math.floor(start / START_STEP_MINUTES) + 1) * START_STEP_MINUTES;
}

function bestSlot(
  { elder, basket, limits }: SlotRequest,
  teams: readonly PlannableWorker[][],
  days: WorkerDays,
  { date, startMinute }: { readonly date: PlainDate; readonly startMinute: number },
): ProposedSlot | null {
  const stop: DayStop = { startMinute, endMinute: startMinute + basket.durationMinutes, home: elder.home };
  let best: ProposedSlot | null = null;
  for (const team of teams) {
    if (!team.every((worker) => days.accepts(worker, date, stop))) continue;
    const familiar = team.map(({ id }) => elder.familiar.find(({ workerId }) => workerId === id)?.visits ?? 0);
    const way = team.map(({ id }) => addedTravelMinutes(days.stopsOn(id, date), stop, limits));
    const slot: ProposedSlot = {
      date,
      startMinute,
      durationMinutes: basket.durationMinutes,
      workerIds: team.map(({ id }) => id),
      reasons: {
        familiarVisits: Math.max(...familiar),
        addedTravelMinutes: way.reduce((sum, minutes) => sum + minutes, 0),
      },
    };
    if (best === null || isBetter(slot, best)) best = slot;
  }
  return best;
}

function isBetter(slot: ProposedSlot, than: ProposedSlot): boolean {
  const [one, other] = [slot.reasons, than.reasons];
  if (one.familiarVisits !== other.familiarVisits) return one.familiarVisits > other.familiarVisits;
  return one.addedTravelMinutes < other.addedTravelMinutes;
}
