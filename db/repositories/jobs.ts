/** The job table: enqueue, claim under a lease, report, finish. A person's scope reaches the jobs that person started; the district's all. */
import { and, desc, eq, inArray, or, sql, type SQL } from "drizzle-orm";
import type { JobKind } from "#app/domain/jobs/job.ts";
import { asDate, plusMinutes } from "#app/domain/time/instant.ts";
import { job } from "../schema/operation.ts";
import { rowsOf, type Unit } from "../transaction.ts";

export type JobRow = typeof job.$inferSelect;

function jobInScope(unit: Unit, actor: string): SQL {
  const { streets, provider, worker } = unit.scope;
  return streets === "all" && provider === "all" && worker === "all" ? sql`true` : eq(job.createdBy, actor);
}

/**
 * Adds a job, unless a run for the same subject waits or works, or this run key was used before.
 * @returns the id of the job that stands for the request, and whether this call added it
 */
export async function insertJob(
  unit: Unit,
  row: Pick<JobRow, "id" | "subject" | "runKey" | "payload" | "scope" | "createdBy" | "maxAttempts"> & {
    kind: JobKind;
  },
): Promise<{ id: string; added: boolean }> {
  const added = await unit.orm
    .insert(job)
    .values({ ...row, runAt: asDate(unit.now) })
    .onConflictDoNothing()
    .returning({ id: job.id });
  if (added[0]) return { id: added[0].id, added: true };
  const [known] = await unit.orm
    .select({ id: job.id })
    .from(job)
    .where(
      and(
        eq(job.kind, row.kind),
        or(eq(job.runKey, row.runKey), and(eq(job.subject, row.subject), sql`${job.state} in ('queued', 'running')`)),
      ),
    )
    .orderBy(desc(job.createdAt))
    .limit(1);
  // The run that stood in the way ended between the two statements: the unit is tried again from the start.
  if (!known) throw Object.assign(new Error("the job that collided has just ended"), { code: "40001" });
  return { id: known.id, added: false };
}

/** One job as its starter or the district sees it; null outside the scope. */
export async function findJob(unit: Unit, id: string, actor: string): Promise<JobRow | null> {
  const [row] = await unit.orm
    .select()
    .from(job)
    .where(and(eq(job.id, id), jobInScope(unit, actor)));
  return row ?? null;
}

/** Takes the next job that is due, or whose holder let the lease run out. No two callers get the same row. */
export async function claimJob(unit: Unit, holder: string, leaseSeconds: number): Promise<JobRow | null> {
  const found = rowsOf<{ id: string }>(
    await unit.orm.execute(sql`
      update ${job} set state = 'running', attempt = attempt + 1, leased_by = ${holder},
        leased_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
      where id = (
        select id from ${job}
        where (state = 'queued' and run_at <= ${asDate(unit.now).toISOString()}::timestamptz)
          or (state = 'running' and leased_until < clock_timestamp())
        order by priority, run_at, id for update skip locked limit 1)
      returning id`),
  );
  if (!found[0]) return null;
  const [row] = await unit.orm.select().from(job).where(eq(job.id, found[0].id));
  return row ?? null;
}

type Lease = { readonly id: string; readonly attempt: number };

/** The attempt is the fencing token: a holder that was paused past its lease matches no row. */
function held({ id, attempt }: Lease): SQL | undefined {
  return and(eq(job.id, id), eq(job.attempt, attempt), eq(job.state, "running"));
}

/** Locks the job's row to the end of the unit when the lease is still this holder's. */
export async function lockHeldJob(unit: Unit, lease: Lease): Promise<boolean> {
  const rows = await unit.orm.select({ id: job.id }).from(job).where(held(lease)).for("update");
  return rows.length === 1;
}

/** Writes columns of a job whose lease is still held. @returns false when it was lost */
export async function updateHeldJob(
  unit: Unit,
  lease: Lease,
  values: Partial<typeof job.$inferInsert>,
): Promise<boolean> {
  const rows = await unit.orm.update(job).set(values).where(held(lease)).returning({ id: job.id });
  return rows.length === 1;
}

/**
 * Ends a job that waits or works. Whoever holds its lease holds it no more: none of its units commits from here on.
 * @returns false when the job had ended before
 */
export async function cancelLiveJob(unit: Unit, id: string): Promise<boolean> {
  const rows = await unit.orm
    .update(job)
    .set({ state: "cancelled", finishedAt: asDate(unit.now), leasedBy: null, leasedUntil: null })
    .where(and(eq(job.id, id), inArray(job.state, ["queued", "running"])))
    .returning({ id: job.id });
  return rows.length === 1;
}

/** Whether a lease is still this holder's, without waiting for it; the state that ended it otherwise. */
export async function readLease(unit: Unit, { id, attempt }: Lease): Promise<"held" | "cancelled" | "lost"> {
  const [row] = await unit.orm.select({ state: job.state, attempt: job.attempt }).from(job).where(eq(job.id, id));
  if (row?.state === "cancelled") return "cancelled";
  return row?.state === "running" && row.attempt === attempt ? "held" : "lost";
}

/** Adds what came out of a job that this attempt brought to its end. */
export async function saveJobResult(unit: Unit, { id, attempt }: Lease, result: unknown): Promise<void> {
  await unit.orm
    .update(job)
    .set({ result })
    .where(and(eq(job.id, id), eq(job.attempt, attempt), eq(job.state, "done")));
}

/** Renews the lease and stores where the work stands. */
export async function renewLease(
  unit: Unit,
  lease: Lease,
  given: { leaseSeconds: number; stage: string | null; done: number; total: number },
): Promise<boolean> {
  const rows = await unit.orm
    .update(job)
    .set({
      leasedUntil: sql`clock_timestamp() + make_interval(secs => ${given.leaseSeconds})`,
      progressStage: given.stage,
      progressDone: given.done,
      progressTotal: given.total,
    })
    .where(held(lease))
    .returning({ id: job.id });
  return rows.length === 1;
}

/** After a restart of the only process nobody holds a lease any more: what was running is due again at once. */
export async function releaseAllLeases(unit: Unit): Promise<void> {
  await unit.orm
    .update(job)
    .set({ state: "queued", leasedBy: null, leasedUntil: null })
    .where(eq(job.state, "running"));
}

/** Puts a job back for another try. */
export async function requeueJob(unit: Unit, lease: Lease, seconds: number, error: string): Promise<boolean> {
  return updateHeldJob(unit, lease, {
    state: "queued",
    leasedBy: null,
    leasedUntil: null,
    lastError: error,
    runAt: asDate(plusMinutes(unit.now, seconds / 60)),
  });
}
