/** What the page of a job shows: its state, where it stands, how it ended. */
import { isCancellable } from "#app/domain/jobs/job.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { findJob, type JobRow } from "#db/repositories/jobs.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import type { Progress } from "./run-next-job.server.ts";

export type ShownJob = {
  readonly id: string;
  readonly kind: string;
  readonly state: "queued" | "running" | "done" | "failed" | "cancelled";
  readonly stage: string | null;
  readonly done: number;
  readonly total: number | null;
  /** Code and facts of the refusal that ended it; null unless it failed. */
  readonly failure: { readonly code: string; readonly facts: Readonly<Record<string, string | number | null>> } | null;
  readonly result: Readonly<Record<string, unknown>>;
  /** It waits or works, and its kind can be called off. */
  readonly mayBeCancelled: boolean;
};

function stateOf(row: JobRow): ShownJob["state"] {
  if (row.state === "dead") return "failed";
  return row.state as Exclude<ShownJob["state"], "failed">;
}

/** The newest of what this process knows and what the table knows. Work that is over has no count: the last one was its last stage's. */
function progressOf(row: JobRow, live: Progress | undefined): Pick<ShownJob, "stage" | "done" | "total"> {
  if (row.state === "done" || row.state === "cancelled") return { stage: null, done: 0, total: null };
  const stored = { stage: row.progressStage, done: row.progressDone, total: row.progressTotal };
  const known = row.state === "running" && live ? live : stored;
  return { stage: known.stage ?? row.state, done: known.done, total: known.total > 0 ? known.total : null };
}

/**
 * Refuses "not-found" for a job that the scope does not reach.
 * @param live what the process that works on it last said, when that is this one
 */
export async function showJob(context: Context, jobId: string, live?: Progress): Promise<ShownJob> {
  if (!/^[0-9a-f-]{36}$/.test(jobId)) throw new Refusal("not-found");
  const row = await inTransaction(context, (unit) => findJob(unit, jobId, context.actor));
  if (row === null) throw new Refusal("not-found");
  const failure = row.state === "dead" ? (JSON.parse(row.lastError ?? "{}") as ShownJob["failure"]) : null;
  return {
    id: row.id,
    kind: row.kind,
    state: stateOf(row),
    ...progressOf(row, live),
    failure,
    mayBeCancelled: isCancellable(row.kind) && (row.state === "queued" || row.state === "running"),
    result: (row.result ?? {}) as Readonly<Record<string, unknown>>,
  };
}
