/**
 * What a care worker's leave does to the provider's visits, month by month, and everything that stands against it. Preview and
 * confirmation both ask here, so that what was shown is what is judged again.
 */
import { canonicalJson } from "#app/domain/audit/canonical-bytes.ts";
import { identify, type WorkerId } from "#app/domain/identifiers.ts";
import { conflictsOf } from "#app/domain/matching/visit-conflicts.ts";
import { Refusal } from "#app/domain/refusal.ts";
import type { BookedVisit } from "#app/domain/scheduling/month-plan/plan-input.ts";
import type { Place, ReplanEvent, ReplanInput } from "#app/domain/scheduling/replan/replan-input.ts";
import type { ReplanCounts, VisitChange } from "#app/domain/scheduling/replan/replan-result.ts";
import { replan } from "#app/domain/scheduling/replan/replan.ts";
import { localDateOf } from "#app/domain/time/instant.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { addMonths, monthOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { assertLeavePeriod, type LeaveReason } from "#app/domain/workforce/leave.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { listWorkersWithFacts, type WorkerRow } from "#db/repositories/workforce.ts";
import type { Unit } from "#db/transaction.ts";
import { loadReplanFacts, type ReplanFacts, type StandingRow } from "./replan-facts.server.ts";
import { replanInputOf } from "./replan-rows.server.ts";

export type WorkerAbsence = {
  readonly workerNo: string;
  readonly from: PlainDate;
  /** Last day, included. */
  readonly to: PlainDate;
  readonly reason: LeaveReason;
};

export type DecidedChange = { readonly change: VisitChange; readonly standing: StandingRow };

export type DecidedAbsence = {
  readonly worker: WorkerRow;
  readonly absence: WorkerAbsence;
  readonly facts: ReplanFacts;
  /** In the order of the visits' numbers. */
  readonly changes: readonly DecidedChange[];
  /** Summed over the months. */
  readonly counts: Pick<ReplanCounts, "hit" | "sameDay" | "makeUpDay" | "owed" | "held" | "othersTold">;
  /** Names what was shown: equal digests are equal changes. */
  readonly digest: string;
};

type AwayEvent = Extract<ReplanEvent, { kind: "worker_away" }>;

function* monthsOf(from: PlainDate, to: PlainDate): Generator<PlainMonth> {
  for (let month = monthOf(from); month <= monthOf(to); month = addMonths(month, 1)) yield month;
}

/** The months one after the other: where a visit of the first goes, counts for the second. */
async function replanMonths(unit: Unit, facts: ReplanFacts, event: AwayEvent, seed: string) {
  const moved = new Map<string, Place>();
  const changes: VisitChange[] = [];
  const counts = { hit: 0, sameDay: 0, makeUpDay: 0, owed: 0, held: 0, othersTold: 0 };
  for (const month of monthsOf(event.from, event.to)) {
    const input = await replanInputOf(unit, facts, month, moved);
    const result = replan(input, event, seed);
    assertNoConflicts(input, event, result.changes);
    changes.push(...result.changes);
    for (const { visitKey, outcome } of result.changes) if (outcome.kind === "placed") moved.set(visitKey, outcome.to);
    for (const key of Object.keys(counts) as (keyof typeof counts)[]) counts[key] += result.counts[key];
  }
  return { changes, counts };
}

/** What stands after the change, as each visit meets it. */
function standingAfter(
  input: ReplanInput,
  changes: ReadonlyMap<string, VisitChange>,
): ReadonlyMap<string, BookedVisit> {
  const homes = new Map(input.elders.map(({ id, home }) => [id, home]));
  const after = new Map<string, BookedVisit>();
  for (const visit of input.visits) {
    const outcome = changes.get(visit.key)?.outcome ?? null;
    const home = homes.get(visit.elderId);
    if (outcome?.kind === "owed" || !home) continue;
    const { elderId, sequence, basket } = visit;
    const { date, startMinute, workerIds } = outcome?.kind === "placed" ? outcome.to : visit;
    const shared = { elderId, sequence, home, durationMinutes: basket.durationMinutes };
    after.set(visit.key, { ...shared, date, startMinute, workerIds });
  }
  return after;
}

/**
 * Asks of each new place what moving a visit by hand asks. Refuses "replan-conflict" with the visit and the codes: that would be a
 * mistake of replanning, which must not be written.
 */
function assertNoConflicts(input: ReplanInput, event: AwayEvent, changes: readonly VisitChange[]): void {
  const after = standingAfter(input, new Map(changes.map((change) => [change.visitKey, change])));
  const leave = { from: event.from, to: event.to };
  for (const { visitKey, elderId, outcome } of changes) {
    const elder = input.elders.find(({ id }) => id === elderId);
    const basket = input.visits.find(({ key }) => key === visitKey)?.basket;
    if (outcome.kind !== "placed" || !elder || !basket) continue;
    const workers = input.workers
      .filter(({ id }) => outcome.to.workerIds.includes(id))
      .map((worker) => (worker.id === event.workerId ? { ...worker, leave: [...worker.leave, leave] } : worker));
    const others = [...after].flatMap(([key, visit]) => (key === visitKey ? [] : [visit]));
    const { provider, calendar, limits } = input;
    const surroundings = { elder, provider, basket, calendar, limits, visits: [...others, ...input.bookedVisits] };
    const conflicts = conflictsOf({ ...outcome.to, workers }, surroundings);
    if (conflicts.length > 0)
      throw new Refusal("replan-conflict", { visitNo: visitKey, why: conflicts.map(({ code }) => code).join(" ") });
  }
}

/**
 * Decides the leave in one unit and writes nothing.
 * @param lock true to hold the provider's visits and workers for the rest of the unit
 * Refuses "not-found" for a worker outside the scope, what `assertLeavePeriod` refuses, and "replan-conflict".
 */
export async function decideAbsence(unit: Unit, absence: WorkerAbsence, lock: boolean): Promise<DecidedAbsence> {
  const { workerNo, from, to } = absence;
  assertLeavePeriod(from, to, localDateOf(unit.now));
  const worker = (await listWorkersWithFacts(unit)).find((one) => one.worker.workerNo === workerNo)?.worker;
  if (!worker) throw new Refusal("not-found");
  const facts = await loadReplanFacts(unit, { providerId: worker.providerId, from, to }, lock);
  const event = { kind: "worker_away" as const, workerId: identify<WorkerId>(worker.id), from, to };
  const { changes, counts } = await replanMonths(unit, facts, event, `${workerNo}|${from}|${to}`);
  const rows = new Map(facts.standing.map((one) => [one.row.visitNo, one]));
  return {
    worker,
    absence,
    facts,
    changes: changes.flatMap((change) => {
      const standing = rows.get(change.visitKey);
      return standing ? [{ change, standing }] : [];
    }),
    counts,
    digest: sha256Hex(canonicalJson(changes)),
  };
}
