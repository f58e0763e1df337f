/** What an event does to the facts, and which visits must look for another place because of it. */
import type { ElderId } from "../../identifiers.ts";
import { basketPart } from "../../matching/basket-parts.ts";
import { Refusal } from "../../refusal.ts";
import { periodContains } from "../../time/plain-date.ts";
import type { PlannableElder } from "../month-plan/plan-input.ts";
import { byKey } from "../month-plan/provider-problem.ts";
import type { Place, ReplanEvent, ReplanInput, StandingVisit } from "./replan-input.ts";
import { ReplanProblem, type Slot, type VisitCase } from "./replan-problem.ts";
import type { ChangeReason } from "./replan-result.ts";

/** Visits wanted by an elder who joins are numbered after this, until they are stored. */
const NEW_VISIT = "+";

export type Affected = { readonly problem: ReplanProblem; readonly visits: readonly VisitCase[] };

/**
 * Refuses "not-found" for an event about somebody or something that the input does not name, and "visit-already-started" for a cancelled visit that has begun.
 */
export function affectedVisits(input: ReplanInput, event: ReplanEvent): Affected {
  assertKnown(input, event);
  const problem = new ReplanProblem(inOrder(afterEvent(input, event)));
  const standing = problem.input.visits.map((visit, index) => standingCase(problem, visit, index, event));
  return { problem, visits: [...standing, ...newCases(problem, standing.length, event)] };
}

function assertKnown(input: ReplanInput, event: ReplanEvent): void {
  switch (event.kind) {
    case "worker_away":
      if (!input.workers.some(({ id }) => id === event.workerId)) throw new Refusal("not-found");
      return;
    case "elder_away":
      if (!input.elders.some(({ id }) => id === event.elderId)) throw new Refusal("not-found");
      return;
    case "visit_cancelled": {
      const visit = input.visits.find(({ key }) => key === event.visitKey);
      if (!visit) throw new Refusal("not-found");
      if (!mayChange(input, visit)) throw new Refusal("visit-already-started");
      return;
    }
    case "elder_joins":
      return;
  }
}

/** The facts from now on: the leave, the absence, the elder who joins. */
function afterEvent(input: ReplanInput, event: ReplanEvent): ReplanInput {
  switch (event.kind) {
    case "worker_away":
      return {
        ...input,
        workers: input.workers.map((one) => (one.id === event.workerId ? withLeave(one, event) : one)),
      };
    case "elder_away":
      return {
        ...input,
        elders: input.elders.map((one) => (one.id === event.elderId ? withAbsence(one, event) : one)),
      };
    case "visit_cancelled":
      return input;
    case "elder_joins":
      return { ...input, elders: [...input.elders.filter(({ id }) => id !== event.elder.id), event.elder] };
  }
}

type Event<Kind extends ReplanEvent["kind"]> = Extract<ReplanEvent, { kind: Kind }>;

function withLeave(
  worker: ReplanInput["workers"][number],
  { from, to }: Event<"worker_away">,
): ReplanInput["workers"][number] {
  return { ...worker, leave: [...worker.leave, { from, to }] };
}

function withAbsence(elder: PlannableElder, { from, to, reason }: Event<"elder_away">): PlannableElder {
  return { ...elder, absences: [...elder.absences, { from, to, reason }] };
}

/** The order of the lists must not matter. */
function inOrder(input: ReplanInput): ReplanInput {
  return {
    ...input,
    elders: sorted(input.elders),
    workers: sorted(input.workers),
    visits: sorted(input.visits),
  };
}

/** The list itself when it is in order already, as lists from the store are. */
function sorted<Item extends { readonly key: string }>(list: readonly Item[]): readonly Item[] {
  const isInOrder = list.every((one, index) => index === 0 || byKey(list[index - 1] ?? one, one) <= 0);
  return isInOrder ? list : [...list].sort(byKey);
}

/** Neither begun nor past. */
function mayChange({ earliest }: Pick<ReplanInput, "earliest">, { pin, date, startMinute }: StandingVisit): boolean {
  if (pin === "started") return false;
  return date > earliest.date || (date === earliest.date && startMinute > earliest.minute);
}

function causeOf(visit: StandingVisit, event: ReplanEvent): ChangeReason | null {
  switch (event.kind) {
    case "worker_away":
      return visit.workerIds.includes(event.workerId) && periodContains(event, visit.date) ? "worker_on_leave" : null;
    case "elder_away":
      return visit.elderId === event.elderId && periodContains(event, visit.date) ? event.reason : null;
    case "visit_cancelled":
      return visit.key === event.visitKey ? "visit_cancelled" : null;
    case "elder_joins":
      return null;
  }
}

function standingCase(problem: ReplanProblem, visit: StandingVisit, index: number, event: ReplanEvent): VisitCase {
  const own = slotOf(problem, visit);
  const isOpen = mayChange(problem.input, visit);
  return {
    index,
    // What may not change any more is as good as begun, whatever its delivery state says.
    source: isOpen ? visit : { ...visit, pin: "started" },
    elder: elderOf(problem, visit.elderId),
    own,
    aroundDay: own.day,
    wishedTeam: own.team,
    cause: isOpen ? causeOf(visit, event) : null,
    keepsTime: visit.pin !== null || visit.sequence === null,
    barsOwnTeam: event.kind === "visit_cancelled" && visit.key === event.visitKey,
  };
}

function elderOf(problem: ReplanProblem, id: ElderId): number {
  const elder = problem.elderIndex.get(id);
  if (elder === undefined) throw new Refusal("not-found");
  return elder;
}

/** Workers of another provider are nobody here; the visit counts as having nobody in their place. */
function slotOf(problem: ReplanProblem, { date, startMinute, workerIds }: Place): Slot {
  const team: number[] = [];
  for (const id of workerIds) {
    const worker = problem.workerIndex.get(id);
    if (worker !== undefined) team.push(worker);
  }
  return { day: problem.dayOf(date), start: startMinute, team };
}

/** The visits of an elder who joins, numbered after those that stand or are booked. */
function newCases(problem: ReplanProblem, first: number, event: ReplanEvent): VisitCase[] {
  if (event.kind !== "elder_joins") return [];
  const { input } = problem;
  const { elder } = event;
  const taken = new Set<number | null>([
    ...input.visits.filter(({ elderId }) => elderId === elder.id).map(({ sequence }) => sequence),
    ...input.bookedVisits
      .filter(({ elderId, date }) => elderId === elder.id && date.startsWith(input.month))
      .map(({ sequence }) => sequence),
  ]);
  const free = Array.from({ length: input.limits.visitsPerMonth }, (_, place) => place + 1).filter(
    (sequence) => !taken.has(sequence),
  );
  const basket = basketPart(elder.subtypes, input.limits.visitMinMinutes);
  return free.slice(0, elder.visitsWanted).map((sequence, place) => ({
    index: first + place,
    source: { key: `${elder.key}${NEW_VISIT}${String(sequence)}`, elderId: elder.id, basket, sequence, pin: null },
    elder: elderOf(problem, elder.id),
    own: null,
    aroundDay: problem.firstOfMonth,
    wishedTeam: [],
    cause: "elder_joined",
    keepsTime: false,
    barsOwnTeam: false,
  }));
}
