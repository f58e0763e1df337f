/** Puts long work in the queue. Two people who start the same work get the same job: while a run for a subject is live, the table lets no second one in. */
import type { CanonicalValue } from "#app/domain/audit/canonical-bytes.ts";
import { MAX_TRIES, type JobKind } from "#app/domain/jobs/job.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { insertJob } from "#db/repositories/jobs.ts";
import { inTransaction, type Context } from "#db/transaction.ts";

export type JobRequest = {
  readonly kind: JobKind;
  /** What the work is about, such as "2026-12" or an import's id: while one run for it is live, no second one starts. */
  readonly subject: string;
  /** Checked by the job's own schema when it runs. */
  readonly input: Readonly<Record<string, CanonicalValue>>;
  /** Set by a timetable: this run happens once for ever. A person may start the same work again once the last run is over. */
  readonly onceKey?: string;
};

/** @returns id of the job to watch, at /jobs/<id> */
export async function startJob(context: Context, { kind, subject, input, onceKey }: JobRequest): Promise<string> {
  return inTransaction(context, async (unit) => {
    const id = unit.newId();
    const started = await insertJob(unit, {
      id,
      kind,
      subject,
      runKey: onceKey === undefined ? id : `${subject}|${onceKey}`,
      payload: input,
      scope: context.scope,
      createdBy: context.actor,
      maxAttempts: MAX_TRIES,
    });
    if (started.added)
      await insertAuditEvent(unit, context.actor, {
        chain: "jobs",
        action: "job.start",
        subjectType: "job",
        subjectId: started.id,
        facts: { kind, subject },
      });
    return started.id;
  });
}
