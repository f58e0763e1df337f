/** Batches with their progress, and one batch with its summary, its persons and those whom it did not reach. */
import type { CallSummary } from "#app/domain/call-backs/summary.ts";
import { errorsOf, latestResult, satisfactionOf, summariseRounds } from "#app/domain/call-backs/summary.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { instant, isoText } from "#app/domain/time/instant.ts";
import { monthOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { listBatchCalls, listPersonResults, type PersonResult } from "#db/queries/call-lists.ts";
import { listStaff } from "#db/repositories/access.ts";
import {
  countCalls,
  findBatch,
  findBatchById,
  findSecondRound,
  listBatches,
  type CallBackBatchRow,
} from "#db/repositories/call-backs.ts";
import { listStreets } from "#db/repositories/reference.ts";
import { findSampleSeed } from "#db/repositories/samples.ts";
import { listProviders } from "#db/repositories/workforce.ts";
import { inReading, type Context, type Unit } from "#db/transaction.ts";
import { groupBy } from "../visits/verification-facts.server.ts";
import { listedCall } from "./show-calls.server.ts";

export type Progress = Readonly<Record<"calls" | "open" | "answered" | "unreached" | "excluded", number>>;

function progressOf(counts: Awaited<ReturnType<typeof countCalls>>): Progress {
  const sum = (keep: (one: (typeof counts)[number]) => boolean) =>
    counts.filter(keep).reduce((total, { calls }) => total + calls, 0);
  return {
    calls: sum(() => true),
    open: sum(({ state }) => state === "open"),
    answered: sum(({ connection }) => connection === "answered"),
    unreached: sum(({ state, connection }) => state === "closed" && connection !== "answered"),
    excluded: sum(({ state }) => state === "excluded"),
  };
}

/** Every batch that has a call in the scope; for the whole district every batch. */
export async function showBatches(context: Context, month: PlainMonth) {
  return inReading(context, async (unit) => {
    const batches = await listBatches(unit);
    const counts = groupBy(
      await countCalls(
        unit,
        batches.map(({ id }) => id),
      ),
      ({ batchId }) => batchId,
    );
    const operators = await listStaff(unit, ["operator"]);
    return {
      month,
      hasSeed: (await findSampleSeed(unit, month)) !== null,
      operators: operators.map(({ actor, displayName }) => ({ actor, displayName })),
      batches: batches
        .map((batch) => ({
          ...{ batchNo: batch.batchNo, month: batch.month.slice(0, 7), round: batch.round },
          createdAt: isoText(instant(batch.createdAt)),
          progress: progressOf(counts.get(batch.id) ?? []),
        }))
        .filter(({ progress }) => unit.scope.streets === "all" || progress.calls > 0),
    };
  });
}

export const GROUPINGS = ["street", "provider"] as const;
export type Grouping = (typeof GROUPINGS)[number];

export type SummaryBlock = {
  readonly key: string;
  /** Names in both languages; null for the whole. */
  readonly zh: string | null;
  readonly en: string | null;
  readonly first: CallSummary;
  readonly second: CallSummary;
  readonly merged: CallSummary;
};

function blockOf(key: string, name: { zh: string; en: string } | null, persons: readonly PersonResult[]): SummaryBlock {
  return { key, zh: name?.zh ?? null, en: name?.en ?? null, ...summariseRounds(persons) };
}

/** One block a street or provider, by their names, and the whole last. */
export async function summaryBlocks(
  unit: Unit,
  persons: readonly PersonResult[],
  grouping: Grouping,
): Promise<SummaryBlock[]> {
  const names = new Map<string, { zh: string; en: string }>(
    grouping === "street"
      ? (await listStreets(unit)).map((one) => [String(one.id), { zh: one.nameZh, en: one.nameEn }] as const)
      : (await listProviders(unit)).map((one) => [one.id, { zh: one.name, en: one.name }] as const),
  );
  const keyOf = (person: PersonResult) => (grouping === "street" ? String(person.streetId) : person.providerId);
  const groups = [...groupBy(persons, keyOf)].map(([key, those]) =>
    blockOf(key, names.get(key) ?? { zh: key, en: key }, those),
  );
  groups.sort((left, right) => ((left.zh ?? "") < (right.zh ?? "") ? -1 : 1));
  return [...groups, blockOf("all", null, persons)];
}

/** A batch of a number; of a second round the first stands for it in the summary. Refuses "not-found". */
export async function requireBatch(unit: Unit, batchNo: string): Promise<CallBackBatchRow> {
  const batch = await findBatch(unit, batchNo);
  if (batch === null) throw new Refusal("not-found");
  return batch;
}

const PAGE_CALLS = 50;

export type BatchView = {
  readonly batchNo: string;
  readonly grouping: Grouping;
  readonly kind: "all" | "errors";
  readonly page: number;
};

export async function showBatch(context: Context, { batchNo, grouping, kind, page }: BatchView) {
  return inReading(context, async (unit) => {
    const batch = await requireBatch(unit, batchNo);
    const first = batch.firstBatchId === null ? batch : await findBatchById(unit, batch.firstBatchId);
    const persons = await listPersonResults(unit, { batchId: first?.id ?? batch.id });
    const progress = progressOf(await countCalls(unit, [batch.id]));
    const operators = await listStaff(unit, ["operator"]);
    const names = new Map(operators.map(({ actor, displayName }) => [actor, displayName]));
    const calls = await listBatchCalls(unit, batch.id, { kind, limit: PAGE_CALLS, offset: (page - 1) * PAGE_CALLS });
    const blocks = await summaryBlocks(unit, persons, grouping);
    const results = persons.map(latestResult);
    const merged = blocks.at(-1)?.merged;
    return {
      ...{ batchNo, grouping, kind, page, pageSize: PAGE_CALLS, month: monthOf(plainDate(batch.month)) },
      round: batch.round,
      firstBatchNo: batch.round === 1 ? null : (first?.batchNo ?? null),
      secondBatchNo: batch.round === 1 ? ((await findSecondRound(unit, batch.id))?.batchNo ?? null) : null,
      draw:
        batch.seed === null
          ? null
          : {
              ...{ seed: batch.seed, batchDigest: batch.batchDigest, publicValue: batch.publicValue },
              ...{ ratioPercent: batch.ratioPercent, size: batch.size, algorithm: batch.algorithm },
            },
      progress,
      satisfaction: merged ? satisfactionOf(merged) : { part: 0, whole: 0 },
      errors: errorsOf(results),
      blocks,
      operators: operators.map(({ actor, displayName }) => ({ actor, displayName })),
      total: kind === "errors" ? progress.unreached : progress.calls,
      calls: calls.map((row) => {
        const { assignedTo, ...call } = listedCall(row);
        return { ...call, operator: assignedTo === null ? null : (names.get(assignedTo) ?? assignedTo) };
      }),
    };
  });
}
