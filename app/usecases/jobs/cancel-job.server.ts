/** Calls long work off: it ends as cancelled and stores nothing, because none of its units can commit any more. */
import { isCancellable } from "#app/domain/jobs/job.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { cancelLiveJob, findJob } from "#db/repositories/jobs.ts";
import { inTransaction, type Context } from "#db/transaction.ts";

/**
 * Work that was called off before is left as it is. Refuses "not-found" for a job that the scope does not reach,
 * "job-not-cancellable" for a kind that stores as it goes, and "job-over" for one that has ended.
 */
export async function cancelJob(context: Context, jobId: string): Promise<void> {
  if (!/^[0-9a-f-]{36}$/.test(jobId)) throw new Refusal("not-found");
  await inTransaction(context, async (unit) => {
    const row = await findJob(unit, jobId, context.actor);
    if (row === null) throw new Refusal("not-found");
    if (!isCancellable(row.kind)) throw new Refusal("job-not-cancellable");
    if (row.state === "cancelled") return;
    if (!(await cancelLiveJob(unit, jobId))) throw new Refusal("job-over");
    await insertAuditEvent(unit, context.actor, {
      chain: "jobs",
      action: "job.cancel",
      subjectType: "job",
      subjectId: jobId,
      facts: { kind: row.kind, subject: row.subject },
    });
  });
}
