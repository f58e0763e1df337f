/** The month while it is replanned: where each visit stands now, what that changes, and how to take steps back. */
import type { DisruptionCosts } from "./disruption.ts";
import type { ReplanProblem, Slot, VisitCase } from "./replan-problem.ts";
import { WorkerRoutes } from "./worker-routes.ts";

type Step = { readonly visit: number; readonly before: Slot | null };

/** Compared in this order: visits left without a place, people told of a change, changes and way in minutes of travel. */
export type Score = { readonly waiting: number; readonly told: number; readonly minutes: number };

export function isBetter(left: Score, right: Score): boolean {
  if (left.waiting !== right.waiting) return left.waiting < right.waiting;
  if (left.told !== right.told) return left.told < right.told;
  return left.minutes < right.minutes;
}

export class ReplanDraft {
  readonly problem: ReplanProblem;
  readonly visits: readonly VisitCase[];
  readonly routes: WorkerRoutes;
  readonly costs: DisruptionCosts;
  readonly #slots: (Slot | null)[];
  readonly #ofElder: number[][];
  readonly #steps: Step[] = [];
  readonly #touched = new Set<number>();
  #way = 0;

  constructor(problem: ReplanProblem, visits: readonly VisitCase[], costs: DisruptionCosts) {
    this.problem = problem;
    this.visits = visits;
    this.costs = costs;
    this.routes = new WorkerRoutes(problem);
    this.#slots = visits.map(({ own }) => own);
    this.#ofElder = problem.input.elders.map(() => []);
    for (const visit of visits) {
      this.#ofElder[visit.elder]?.push(visit.index);
      if (visit.own) this.#putStops(visit, visit.own);
    }
    for (const [index, booked] of problem.input.bookedVisits.entries())
      for (const id of booked.workerIds) {
        const worker = problem.workerIndex.get(id);
        if (worker === undefined) continue;
        const { startMinute: start, durationMinutes } = booked;
        const stop = { start, end: start + durationMinutes, home: problem.bookedHome(index), visit: -1 };
        this.routes.add(worker, problem.dayOf(booked.date), stop);
      }
  }

  slotOf(visit: VisitCase): Slot | null {
    return this.#slots[visit.index] ?? null;
  }

  visitAt(index: number): VisitCase {
    const visit = this.visits[index];
    if (!visit) throw new RangeError("a stop belongs to a visit");
    return visit;
  }

  /** Puts a visit where it is told, or nowhere; the caller has asked whether it may stand there. */
  place(visit: VisitCase, slot: Slot | null): void {
    this.#steps.push({ visit: visit.index, before: this.slotOf(visit) });
    this.#touched.add(visit.index);
    this.#move(visit, slot);
  }

  /** A mark to which `backTo` returns. */
  mark(): number {
    return this.#steps.length;
  }

  backTo(mark: number): void {
    for (let step = this.#steps.length; step > mark; step -= 1) {
      const last = this.#steps.pop();
      if (last) this.#move(this.visitAt(last.visit), last.before);
    }
  }

  /** Visits placed since a mark, with where they stand now. */
  since(mark: number): { visit: VisitCase; slot: Slot | null }[] {
    const moved = new Set(this.#steps.slice(mark).map(({ visit }) => visit));
    return [...moved].map((index) => {
      const visit = this.visitAt(index);
      return { visit, slot: this.slotOf(visit) };
    });
  }

  #move(visit: VisitCase, slot: Slot | null): void {
    const before = this.slotOf(visit);
    const days = [...(before?.team ?? []).map((worker) => ({ worker, day: before?.day ?? 0 }))];
    for (const worker of slot?.team ?? [])
      if (slot && !days.some((one) => one.worker === worker && one.day === slot.day))
        days.push({ worker, day: slot.day });
    for (const { worker, day } of days) this.#way -= this.routes.wayOf(worker, day);
    for (const worker of before?.team ?? []) this.routes.remove(worker, before?.day ?? 0, visit.index);
    if (slot) this.#putStops(visit, slot);
    for (const { worker, day } of days) this.#way += this.routes.wayOf(worker, day);
    this.#slots[visit.index] = slot;
  }

  #putStops(visit: VisitCase, { day, start, team }: Slot): void {
    const end = start + visit.source.basket.durationMinutes;
    for (const worker of team) this.routes.add(worker, day, { start, end, home: visit.elder, visit: visit.index });
  }

  /** Far enough from all other visits of the elder as they stand now. */
  keepsGap(visit: VisitCase, day: number): boolean {
    const gap = this.problem.input.limits.placing.min_gap_days;
    for (const other of this.#ofElder[visit.elder] ?? []) {
      const stands = other === visit.index ? null : (this.#slots[other] ?? this.#agreed(other));
      if (stands && Math.abs(stands.day - day) < gap) return false;
    }
    return this.problem.fixedDays(visit.elder).every((fixed) => Math.abs(fixed - day) >= gap);
  }

  /** An agreed visit for which nobody was found keeps its day until a person settles it. */
  #agreed(index: number): Slot | null {
    const visit = this.visitAt(index);
    return visit.keepsTime ? visit.own : null;
  }

  /** Minutes of travel that the change of a visit from its own place to a slot is worth. */
  changeCost({ own, wishedTeam }: VisitCase, { day, start, team }: Slot): number {
    const { workerChangeMinutes, timeShiftMinutes, dayChangeMinutes, shiftOverMinutes } = this.costs;
    let cost = 0;
    for (const worker of team) if (!wishedTeam.includes(worker)) cost += workerChangeMinutes;
    if (!own) return cost;
    if (day !== own.day) cost += dayChangeMinutes;
    if (Math.abs(start - own.start) > shiftOverMinutes) cost += timeShiftMinutes;
    return cost;
  }

  isChanged(visit: VisitCase): boolean {
    const slot = this.slotOf(visit);
    return slot !== visit.own && !(slot && visit.own && sameSlot(slot, visit.own));
  }

  /** Visits that stand elsewhere than before or wait, in the order in which they were first touched. */
  changed(): VisitCase[] {
    return [...this.#touched].map((index) => this.visitAt(index)).filter((visit) => this.isChanged(visit));
  }

  /** Elders told of a change though nothing happened to them. */
  othersChanged(hitElders: ReadonlySet<number>): number {
    const elders = this.changed().flatMap(({ elder }) => (hitElders.has(elder) ? [] : [elder]));
    return new Set(elders).size;
  }

  score(): Score {
    const told = new Set<number>();
    let [waiting, minutes] = [0, this.#way];
    for (const visit of this.changed()) {
      const slot = this.slotOf(visit);
      told.add(visit.elder);
      for (const worker of visit.own?.team ?? []) told.add(-1 - worker);
      for (const worker of slot?.team ?? []) told.add(-1 - worker);
      if (slot) minutes += this.changeCost(visit, slot);
      else waiting += 1;
    }
    return { waiting, told: told.size, minutes };
  }

  /** Way of all that was moved, in minutes more than at the beginning. */
  get wayAdded(): number {
    return this.#way;
  }
}

function sameSlot(left: Slot, right: Slot): boolean {
  return (
    left.day === right.day &&
    left.start === right.start &&
    left.team.length === right.team.length &&
    left.team.every((worker) => right.team.includes(worker))
  );
}
