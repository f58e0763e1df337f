/**
 * Long work that a person starts or the clock starts: it waits in the district's own table, is taken under a lease, and ends as done,
 * dead or cancelled. Pure values and rules; the table is db/schema/operation.ts, who runs it stands in workers/.
 */
export const JOB_KINDS = [
  "judge-month",
  "allocate-month",
  "plan-month",
  "verify-month",
  "judge-recorded",
  "run-day",
  "lapse-evidence",
  "offer-freed-slots",
  "escalate-appeals",
  "pass-on-offers",
  "remind-activities",
  "close-month",
  "check-import",
  "apply-import",
  "import-calls",
  "poll-payments",
  "reconcile-payments",
  "send-messages",
] as const;

export type JobKind = (typeof JOB_KINDS)[number];

export function isJobKind(text: string): text is JobKind {
  return (JOB_KINDS as readonly string[]).includes(text);
}

/** Work that a person may call off: it stores nothing before its end, so that stopping leaves nothing half done. */
const CANCELLABLE: readonly string[] = ["plan-month"] satisfies JobKind[];

export function isCancellable(kind: string): boolean {
  return CANCELLABLE.includes(kind);
}

/** Where work that is being done stands: the stage, and how many of how many pieces. */
export type JobReport = (stage: string, done: number, total: number) => void;

/** A lease outlives the longest pause of a healthy worker; it is renewed at a third of its length (reliability design, section 12). */
export const LEASE_SECONDS = 45;

/** Tries before a job is dead. A refusal is final at once: the same rule would say no again. */
export const MAX_TRIES = 4;

/**
 * Exponential waiting with jitter, so that jobs that failed together do not come back together.
 * @param attempt tries made so far, at least 1
 * @param random uniform in [0, 1)
 * @returns whole seconds, at most ten minutes and a half
 */
export function retryAfterSeconds(attempt: number, random: number): number {
  const base = Math.min(600, 5 * 2 ** (attempt - 1));
  return Math.round(base * (1 + random / 20));
}
