/**
 * Level 1: a place among what stands. On the visit's own day the same people first, then others of the provider; then the make-up days of
 * the shift rule (visit rules 2.2), the nearest first, the earlier on a tie, again the same people first. Among others the least change
 * and way wins, then who knows the elder best, then the order of the workers.
 */
import type { ReplanDraft } from "./replan-draft.ts";
import type { Slot, VisitCase } from "./replan-problem.ts";
import type { ReplanTeam, ReplanTeams } from "./replan-teams.ts";
import type { Ask, Room } from "./worker-routes.ts";

/** Starts are told in steps of this many minutes, but for a visit's own. */
const START_STEP_MINUTES = 5;

export type FoundSlot = Slot & { readonly cost: number; readonly familiar: number };

type StartRange = { readonly from: number; readonly to: number };

/** Says of a slot that it is passed over; for searches that must not come out the same each time. */
export type Blink = () => boolean;

const NEVER: Blink = () => false;

export class PlaceFinder {
  readonly draft: ReplanDraft;
  readonly teams: ReplanTeams;
  /** Places asked for so far: the measure of every budget. */
  asked = 0;

  constructor(draft: ReplanDraft, teams: ReplanTeams) {
    this.draft = draft;
    this.teams = teams;
  }

  /** The visit's own day first where it may stay on it, then the make-up days. */
  daysFor(visit: VisitCase): number[] {
    const own = this.mayStayOnDay(visit) ? [visit.aroundDay] : [];
    return visit.keepsTime ? own : [...own, ...this.makeUpDays(visit)];
  }

  mayStayOnDay(visit: VisitCase): boolean {
    return this.draft.problem.openness(visit.elder, visit.aroundDay) > 0 && this.draft.keepsGap(visit, visit.aroundDay);
  }

  makeUpDays(visit: VisitCase): number[] {
    const { problem } = this.draft;
    const days: number[] = [];
    for (let day = problem.firstOfMonth; day <= problem.lastOfMonth; day += 1)
      if (day !== visit.aroundDay && problem.openness(visit.elder, day) === 2 && this.draft.keepsGap(visit, day))
        days.push(day);
    const distance = (day: number) => Math.abs(day - visit.aroundDay);
    return days.sort((left, right) => distance(left) - distance(right) || left - right);
  }

  /** The first day of a list on which somebody can come. */
  onFirstOf(visit: VisitCase, days: readonly number[]): FoundSlot | null {
    for (const day of days) {
      const slot = this.on(visit, day);
      if (slot) return slot;
    }
    return null;
  }

  /** The best slot of a day whose gap and calendar the caller has asked: the same people, else the best others. */
  on(visit: VisitCase, day: number): FoundSlot | null {
    const ranges = this.startRanges(visit, day);
    if (ranges.length === 0) return null;
    const teams = this.teams.of(visit);
    const own = teams.find((team) => sameTeam(team.workers, visit.wishedTeam));
    const same = own ? this.withTeam(visit, day, own, ranges) : null;
    return same ?? this.bestOf(visit, day, ranges);
  }

  /** The slot of a day that costs least, whoever comes. */
  bestOf(visit: VisitCase, day: number, ranges: readonly StartRange[], blink: Blink = NEVER): FoundSlot | null {
    let best: FoundSlot | null = null;
    for (const team of this.teams.of(visit)) {
      if (blink()) continue;
      const slot = this.withTeam(visit, day, team, ranges);
      if (slot && (best === null || isCheaper(slot, best))) best = slot;
    }
    return best;
  }

  /** Starts at which the elder may be visited on a day; none on a day of no hours. */
  startRanges(visit: VisitCase, day: number): StartRange[] {
    const { problem } = this.draft;
    const { earliest } = problem.input;
    const minutes = visit.source.basket.durationMinutes;
    const first = day === problem.dayOf(earliest.date) ? earliest.minute + 1 : 0;
    const ranges: StartRange[] = [];
    for (const { startMinute, endMinute } of problem.hoursOn(visit.elder, day)) {
      // In hours shorter than the visit it starts when they open, as everywhere in planning.
      const range = { from: Math.max(first, startMinute), to: Math.max(startMinute, endMinute - minutes) };
      if (range.from <= range.to) ranges.push(range);
    }
    if (!visit.keepsTime || !visit.own) return ranges;
    const { start } = visit.own;
    return ranges.some(({ from, to }) => from <= start && start <= to) ? [{ from: start, to: start }] : [];
  }

  /** The best slot of a team on a day, or null. */
  withTeam(visit: VisitCase, day: number, team: ReplanTeam, ranges: readonly StartRange[]): FoundSlot | null {
    this.asked += 1;
    if (day > team.heldThrough) return null;
    if (visit.barsOwnTeam && day === visit.own?.day && sameTeam(team.workers, visit.own.team)) return null;
    const ask: Ask = { day, home: visit.elder, minutes: visit.source.basket.durationMinutes };
    const [first, second] = team.workers;
    if (first === undefined) return null;
    const rooms = this.draft.routes.rooms(first, ask);
    const others = second === undefined || rooms.length === 0 ? null : this.draft.routes.rooms(second, ask);
    let best: FoundSlot | null = null;
    for (const room of rooms)
      for (const other of others ?? [null])
        for (const range of ranges) {
          const from = Math.max(range.from, room.from, other?.from ?? 0);
          const to = Math.min(range.to, room.to, other?.to ?? Infinity);
          const start = from > to ? null : this.#startIn(visit, { from, to }, ask, { team, room, other });
          if (start === null) continue;
          const slot = { day, start, team: team.workers };
          const cost = this.draft.changeCost(visit, slot) + room.way + (other?.way ?? 0);
          const found = { ...slot, cost, familiar: team.familiar };
          if (
            best === null ||
            isCheaper(found, best) ||
            (found.cost === best.cost && this.#isNearer(visit, found, best))
          )
            best = found;
        }
    return best;
  }

  #isNearer(visit: VisitCase, left: Slot, right: Slot): boolean {
    const wished = visit.own?.start ?? 0;
    return Math.abs(left.start - wished) < Math.abs(right.start - wished);
  }

  /** The start nearest to the visit's own that hours and lunch allow; if any start of the range does, its ends do. */
  #startIn(
    visit: VisitCase,
    { from, to }: StartRange,
    ask: Ask,
    { team, room, other }: { readonly team: ReplanTeam; readonly room: Room; readonly other: Room | null },
  ): number | null {
    const wished = visit.own?.start ?? from;
    const nearest = Math.min(Math.max(wished, from), to);
    const even = [Math.ceil(from / START_STEP_MINUTES), Math.floor(to / START_STEP_MINUTES)].map(
      (steps) => steps * START_STEP_MINUTES,
    );
    const inside = even.filter((start) => from <= start && start <= to);
    const ordered = nearest === wished ? [nearest, ...inside] : byNearness(inside, wished);
    for (const start of [...ordered, from, to]) {
      const [first = 0, second = 0] = team.workers;
      if (!this.draft.routes.mayStart(first, ask, room, start)) continue;
      if (other === null || this.draft.routes.mayStart(second, ask, other, start)) return start;
    }
    return null;
  }
}

function byNearness(starts: readonly number[], wished: number): number[] {
  return [...starts].sort((left, right) => Math.abs(left - wished) - Math.abs(right - wished));
}

function isCheaper(left: FoundSlot, right: FoundSlot): boolean {
  return left.cost < right.cost || (left.cost === right.cost && left.familiar > right.familiar);
}

export function sameTeam(left: readonly number[], right: readonly number[]): boolean {
  return left.length === right.length && left.every((worker) => right.includes(worker));
}
