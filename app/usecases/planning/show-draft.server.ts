/** A plan before it is published: its figures, what it would change of what stands, and who would be told. Names masked. */
import { maskName } from "#app/domain/access/masking.ts";
import type { ElderId } from "#app/domain/identifiers.ts";
import { Refusal } from "#app/domain/refusal.ts";
import {
  changesBetween,
  toldOf,
  type PlanChange,
  type PlanDifference,
} from "#app/domain/scheduling/month-plan/plan-changes.ts";
import type { Place } from "#app/domain/scheduling/replan/replan-input.ts";
import { instant, isoText, localDateOf, type LocalTime } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { monthOf } from "#app/domain/time/plain-month.ts";
import { sequenceOf } from "#app/domain/visits/visit.ts";
import { findPublishedPlan, findRunWithResult, type RunWithResult } from "#db/repositories/planning-runs.ts";
import { listProviders, listWorkersWithFacts } from "#db/repositories/workforce.ts";
import { inReading, type Context, type Unit } from "#db/transaction.ts";
import { employerIn, inputDigestOf, loadFacts, type PlanningFacts } from "./planning-facts.server.ts";
import { keptPlanOf, placedVisits, type KeptPlan } from "./kept-plan.ts";
import { changeableVisits } from "./standing-month.server.ts";
import type { StoredStats } from "./stored-stats.ts";

export type DraftPlace = LocalTime & { readonly workers: readonly string[] };

export type DraftLine = {
  readonly visitNo: string;
  readonly elderNo: string;
  /** Masked. */
  readonly elder: string;
  readonly from: DraftPlace | null;
  readonly to: DraftPlace | null;
  readonly differs: readonly (PlanDifference | "added" | "gone")[];
};

export type DraftCounts = {
  readonly added: number;
  readonly moved: number;
  readonly gone: number;
  /** Visits of the month's four that the plan leaves alone. */
  readonly kept: number;
};

/** Why a draft cannot be published any more; null when it can. */
export type DraftBar = "published" | "replaced" | "other-published" | "facts-changed" | "month-has-begun" | null;

/** Who is told, with how many visits come, go, or change for them; names masked, a provider's as it is. */
export type DraftTold = {
  readonly key: string;
  readonly name: string;
  /** Of whom a care worker is; null for a provider. */
  readonly of: string | null;
  readonly added: number;
  readonly gone: number;
  readonly changed: number;
};

function countsOf(changes: readonly PlanChange[], kept: number): DraftCounts {
  return {
    added: changes.filter(({ from }) => from === null).length,
    moved: changes.filter(({ from, to }) => from !== null && to !== null).length,
    gone: changes.filter(({ to }) => to === null).length,
    kept,
  };
}

async function linesOf(unit: Unit, facts: PlanningFacts, changes: readonly PlanChange[]): Promise<DraftLine[]> {
  const names = new Map((await listWorkersWithFacts(unit)).map(({ worker }) => [worker.id as string, worker.name]));
  const shown = (place: Place | null): DraftPlace | null =>
    place && {
      date: place.date,
      minute: place.startMinute,
      workers: place.workerIds.map((id) => maskName(names.get(id) ?? "")),
    };
  const numberOf = (elderId: ElderId, sequence: number) =>
    facts.standing.byElder.get(elderId)?.rows.find((row) => sequenceOf(row) === sequence)?.visitNo;
  return changes.map(({ elderId, sequence, from, to, differs }) => {
    const elder = facts.elders.get(elderId)?.elder;
    const elderNo = elder?.elderNo ?? "";
    return {
      visitNo: numberOf(elderId, sequence) ?? `${facts.input.month}-${elderNo}-${String(sequence)}`,
      elderNo,
      elder: maskName(elder?.name ?? ""),
      from: shown(from),
      to: shown(to),
      differs: from === null ? ["added"] : to === null ? ["gone"] : differs,
    };
  });
}

async function barOf(unit: Unit, { run }: RunWithResult, facts: PlanningFacts): Promise<DraftBar> {
  if (run.state === "published" || run.state === "replaced") return run.state;
  const isPlannedAgain = [...facts.standing.byElder.values()].some(({ series }) => series.length > 0);
  if (isPlannedAgain && localDateOf(unit.now) >= plainDate(run.month)) return "month-has-begun";
  const { madeOver } = run.stats as StoredStats;
  if (madeOver !== undefined && (await findPublishedPlan(unit, facts.input.month)) !== madeOver)
    return "other-published";
  return inputDigestOf(facts, run.seed) === run.inputDigest ? null : "facts-changed";
}

/** By number, so that somebody can be looked up. */
async function toldPeople(unit: Unit, facts: PlanningFacts, changes: readonly PlanChange[]) {
  const told = toldOf(changes, employerIn(facts));
  const providers = new Map((await listProviders(unit)).map(({ id, name }) => [id, name]));
  const staff = new Map((await listWorkersWithFacts(unit)).map(({ worker }) => [worker.id, worker]));
  const byKey = (left: DraftTold, right: DraftTold) => (left.key < right.key ? -1 : 1);
  return {
    elders: told.elders.length,
    workers: told.workers
      .map(({ id, ...counts }): DraftTold => {
        const worker = staff.get(id);
        const of = providers.get(worker?.providerId ?? "") ?? null;
        return { key: worker?.workerNo ?? id, name: maskName(worker?.name ?? ""), of, ...counts };
      })
      .sort(byKey),
    providers: told.providers
      .map(({ id, ...counts }): DraftTold => ({ key: id, name: providers.get(id) ?? "", of: null, ...counts }))
      .sort((left, right) => (left.name < right.name ? -1 : 1)),
  };
}

async function changesOf(unit: Unit, facts: PlanningFacts, plan: KeptPlan, bar: DraftBar) {
  if (bar !== null) return { isFirst: false, changes: [], lines: [] };
  const before = changeableVisits(facts.standing);
  const changes = changesBetween(before, placedVisits(plan));
  // Of a first plan everything is new: its counts say so, and a list of a month's visits would say nothing more.
  const isFirst = before.length === 0;
  return { isFirst, changes, lines: isFirst ? [] : await linesOf(unit, facts, changes) };
}

/** Refuses "not-found" for a run that was not kept whole. */
export async function showDraft(context: Context, runId: string) {
  return inReading(context, async (unit) => {
    const found = await findRunWithResult(unit, runId);
    if (found === null) throw new Refusal("not-found");
    const { run, result } = found;
    const month = monthOf(plainDate(run.month));
    const facts = await loadFacts(unit, month);
    const { plan } = keptPlanOf(result);
    const bar = await barOf(unit, found, facts);
    const { isFirst, changes, lines } = await changesOf(unit, facts, plan, bar);
    const stats = run.stats as StoredStats;
    return {
      runId,
      month,
      seed: run.seed,
      state: run.state,
      createdAt: isoText(instant(run.createdAt)),
      stats,
      bar,
      mayPublish: bar === null,
      isFirst,
      counts: countsOf(changes, stats.visitsKept ?? 0),
      told: await toldPeople(unit, facts, changes),
      lines,
    };
  });
}
