/**
 * Takes one job, does it and records how it ended. Work of a single unit of work is marked done inside that unit, so that its effect
 * and its end are one; work of several units asks in each whether the lease still holds. A refusal ends a job at once; anything else is
 * tried again, and after the last try the job is dead with its error. Nothing that a job throws leaves this function.
 */
import type { Scope } from "#app/domain/access/scope.ts";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { isCancellable, LEASE_SECONDS, retryAfterSeconds, type JobReport } from "#app/domain/jobs/job.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { asDate } from "#app/domain/time/instant.ts";
import type { BlobStore } from "#app/integrations/blobs/blob-store.server.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { RECORDING_GATEWAY, type MessageGateway } from "#app/integrations/messages/message-gateway.ts";
import type { PaymentChannel } from "../payments/payment-channel.ts";
import {
  claimJob,
  lockHeldJob,
  readLease,
  renewLease,
  requeueJob,
  saveJobResult,
  updateHeldJob,
  type JobRow,
} from "#db/repositories/jobs.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";

export type JobRun = {
  /** In the scope and the name of whoever started the work. */
  readonly context: Context;
  readonly crypto: CryptoProvider;
  readonly blobs: BlobStore;
  /** Through what people pay; null where nobody can. */
  readonly payments: PaymentChannel | null;
  /** Through what people are told. */
  readonly messages: MessageGateway;
  readonly input: unknown;
  readonly report: JobReport;
  /** Aborted when the job was called off or its lease is gone: what goes on then could not be stored anyway. */
  readonly signal: AbortSignal;
};

export type JobDefinition = {
  /** "one": the whole effect is one unit of work. "several": each unit may be repeated after a restart without harm. */
  readonly units: "one" | "several";
  /** @returns counts and codes for the page of the job; no personal data */
  readonly run: (run: JobRun) => Promise<Readonly<Record<string, unknown>>>;
};

export type Progress = { readonly stage: string | null; readonly done: number; readonly total: number };

export type JobsAtWork = {
  readonly definitions: Readonly<Record<string, JobDefinition>>;
  readonly crypto: CryptoProvider;
  readonly blobs: BlobStore;
  readonly payments?: PaymentChannel | null;
  /** Without one, messages are recorded and go nowhere. */
  readonly messages?: MessageGateway;
  readonly holder: string;
  /** Uniform in [0, 1), for the waiting time between tries. */
  readonly random: () => number;
  /** Told of each step at once; the table learns of it with the next renewal of the lease. */
  readonly onProgress: (jobId: string, progress: Progress) => void;
  readonly onError: (jobId: string, thrown: unknown) => void;
};

type Lease = { readonly id: string; readonly attempt: number };

function fence(lease: Lease, definition: JobDefinition): (unit: Unit) => Promise<void> {
  return async (unit) => {
    const kept =
      definition.units === "one"
        ? await updateHeldJob(unit, lease, { state: "done", finishedAt: asDate(unit.now), lastError: null })
        : await lockHeldJob(unit, lease);
    if (!kept) throw new Error(`the lease of job ${lease.id} was lost`);
  };
}

function words(thrown: unknown): string {
  if (isRefusal(thrown)) return JSON.stringify({ code: thrown.code, facts: thrown.facts });
  return JSON.stringify({ code: "job-failed", facts: {} });
}

async function recordFailure(context: Context, row: JobRow, thrown: unknown, random: number): Promise<void> {
  await inTransaction(context, async (unit) => {
    if (!isRefusal(thrown) && row.attempt < row.maxAttempts)
      await requeueJob(unit, row, retryAfterSeconds(row.attempt, random), words(thrown));
    else await updateHeldJob(unit, row, { state: "dead", lastError: words(thrown), finishedAt: asDate(unit.now) });
  });
}

/** How often the table is told where the work stands and asked whether it is still wanted. */
const LOOK_MS = 1000;

type Watched = { readonly progress: () => Progress; readonly onLost: () => void };

/**
 * Keeps the lease alive and the table's progress fresh while the work runs, and learns from the table that the lease is gone. An
 * embedded database is busy then: its lease needs no renewal, and it is asked only about work that can be called off.
 */
function keepLease(context: Context, row: JobRow, { progress, onLost }: Watched): () => void {
  const isEmbedded = context.database.kind === "pglite";
  if (isEmbedded && !isCancellable(row.kind)) return () => {};
  const isKept = () =>
    isEmbedded
      ? inReading(context, async (unit) => (await readLease(unit, row)) === "held")
      : inTransaction(context, (unit) => renewLease(unit, row, { leaseSeconds: LEASE_SECONDS, ...progress() }));
  let isAsking = false;
  const timer = setInterval(() => {
    if (isAsking) return;
    isAsking = true;
    void isKept()
      .then((kept) => {
        if (!kept) onLost();
      })
      // A database that does not answer says nothing about the lease: it is asked again.
      .catch(() => undefined)
      .finally(() => {
        isAsking = false;
      });
  }, LOOK_MS);
  return () => clearInterval(timer);
}

async function perform(context: Context, row: JobRow, work: JobsAtWork): Promise<void> {
  const definition = work.definitions[row.kind];
  if (!definition) throw new Error(`nobody knows how to do ${row.kind}`);
  let progress: Progress = { stage: null, done: 0, total: 0 };
  const unwanted = new AbortController();
  const stopKeeping = keepLease(context, row, { progress: () => progress, onLost: () => unwanted.abort() });
  try {
    const result = await definition.run({
      context: {
        ...context,
        scope: row.scope as Scope,
        actor: row.createdBy,
        beforeCommit: fence(row, definition),
      },
      crypto: work.crypto,
      blobs: work.blobs,
      payments: work.payments ?? null,
      messages: work.messages ?? RECORDING_GATEWAY,
      input: row.payload,
      report: (stage, done, total) => {
        progress = { stage, done, total };
        work.onProgress(row.id, progress);
      },
      signal: unwanted.signal,
    });
    await inTransaction(context, (unit) => recordEnd(unit, row, definition, result));
  } finally {
    stopKeeping();
  }
}

async function recordEnd(
  unit: Unit,
  row: JobRow,
  definition: JobDefinition,
  result: Readonly<Record<string, unknown>>,
): Promise<void> {
  if (definition.units === "several")
    await updateHeldJob(unit, row, { state: "done", finishedAt: asDate(unit.now), lastError: null });
  await saveJobResult(unit, row, result);
}

/** @returns false when no job is due */
export async function runNextJob(base: Context, work: JobsAtWork): Promise<boolean> {
  const context = { ...base, scope: WHOLE_DISTRICT };
  const row = await inTransaction(context, (unit) => claimJob(unit, work.holder, LEASE_SECONDS));
  if (row === null) return false;
  try {
    await perform(context, row, work);
  } catch (thrown) {
    // Work that was called off ends by whatever it was stopped by; its end is recorded already.
    const lease = await inReading(context, (unit) => readLease(unit, row)).catch(() => "lost");
    if (lease === "cancelled") return true;
    if (!isRefusal(thrown)) work.onError(row.id, thrown);
    await recordFailure(context, row, thrown, work.random());
  }
  return true;
}
