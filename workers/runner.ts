/**
 * The loop that does jobs one after another: it asks the table, works, and sleeps when nothing is due. A wake-up only makes it look
 * sooner; asking is the guarantee. No failure of a job or of a question to the database ends it.
 */
import { escalateHelp } from "#app/usecases/help/escalate-help.server.ts";
import { runNextJob, type JobsAtWork } from "#app/usecases/jobs/run-next-job.server.ts";
import { isAnythingToSend } from "#app/usecases/messages/send-messages.server.ts";
import { isAnythingToPoll } from "#app/usecases/payments/poll-payments.server.ts";
import { startJob } from "#app/usecases/jobs/start-job.server.ts";
import { isAnythingToTell } from "#app/usecases/visits/run-day.server.ts";
import { finishDueDecisions } from "#app/usecases/claims/finish-decisions.server.ts";
import { isAnythingToJudge } from "#app/usecases/visits/judge-recorded.server.ts";
import type { Context } from "#db/transaction.ts";
import { dueRuns } from "./timetable.ts";

export type Runner = {
  /** Look now rather than at the next tick. */
  readonly wake: () => void;
  /** Stops claiming and waits for the job in hand. */
  readonly stop: () => Promise<void>;
};

export type RunnerSettings = {
  /** Context of the moment: the clock is asked for each job. */
  readonly contextNow: () => Context;
  readonly work: JobsAtWork;
  readonly pollMs: number;
  readonly onError: (thrown: unknown) => void;
};

/** Puts what the clock owes into the queue. A run that another process has put there already collides on its key. */
async function enqueueDue(context: Context): Promise<void> {
  for (const run of dueRuns(context.now)) await startJob({ ...context, actor: `system:${run.kind}` }, run);
}

/** How often the clock is asked what it owes. */
const CLOCK_MS = 60_000;

/** How often it is asked whether phones said something that is not judged yet. */
const RECORDED_MS = 5000;

async function enqueueRecorded(context: Context): Promise<void> {
  const run = { kind: "judge-recorded", subject: "visits", input: {} } as const;
  if (await isAnythingToJudge(context)) await startJob({ ...context, actor: `system:${run.kind}` }, run);
}

/** Steps of the late ladder fall on minutes. A minute in which nothing is due queues nothing. */
async function enqueueDay(context: Context): Promise<void> {
  const run = { kind: "run-day", subject: "day", input: {} } as const;
  if (await isAnythingToTell(context)) await startJob({ ...context, actor: `system:${run.kind}` }, run);
}

/** How often it is asked whether the channel has to be asked for a payment. */
const PAYMENTS_MS = 5000;

async function enqueuePayments(context: Context): Promise<void> {
  const run = { kind: "poll-payments", subject: "payments", input: {} } as const;
  if (await isAnythingToPoll(context)) await startJob({ ...context, actor: `system:${run.kind}` }, run);
}

/** How often it is asked whether somebody is to be told something; what has just happened brings a job of its own. */
const MESSAGES_MS = 5000;

async function enqueueMessages(context: Context): Promise<void> {
  const run = { kind: "send-messages", subject: "messages", input: {} } as const;
  if (await isAnythingToSend(context)) await startJob({ ...context, actor: `system:${run.kind}` }, run);
}

/** How often decisions of the audit workbench are looked at whose half minute is over. */
const DECISIONS_MS = 5000;

/** Short and repeated, so no job of its own: what is not brought to its line now is due at the next look. */
async function finishDecisions(context: Context): Promise<void> {
  await finishDueDecisions({ ...context, actor: "system:finish-decisions" });
}

/** Calls for help escalate by seconds, so they are asked about beside the jobs: one that takes minutes holds nobody's help up. */
const HELP_MS = 1000;

async function escalate(context: Context): Promise<void> {
  await escalateHelp({ ...context, actor: "system:escalate-help" });
}

/** Asks again once the time has passed since it last asked. */
function every(intervalMs: number, ask: (context: Context) => Promise<void>): (context: Context) => Promise<void> {
  let askedAt = -Infinity;
  return async (context) => {
    if (context.now - askedAt < intervalMs) return;
    askedAt = context.now;
    await ask(context);
  };
}

/** What the loop asks between two jobs, each in its own rhythm. */
function questions(takesPayments: boolean): ReturnType<typeof every>[] {
  return [
    every(CLOCK_MS, enqueueDue),
    every(RECORDED_MS, enqueueRecorded),
    every(CLOCK_MS, enqueueDay),
    every(DECISIONS_MS, finishDecisions),
    every(MESSAGES_MS, enqueueMessages),
    ...(takesPayments ? [every(PAYMENTS_MS, enqueuePayments)] : []),
  ];
}

/** One look at a time; what fails is tried again at the next. */
function watchHelp(
  contextNow: () => Context,
  onError: (thrown: unknown) => void,
): { readonly stop: () => Promise<void> } {
  let looking: Promise<void> | null = null;
  const timer = setInterval(() => {
    looking ??= escalate(contextNow())
      .catch(onError)
      .finally(() => {
        looking = null;
      });
  }, HELP_MS);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await looking;
    },
  };
}

export function startRunner({ contextNow, work, pollMs, onError }: RunnerSettings): Runner {
  let stopping = false;
  let wakeUp: () => void = () => {};
  const help = watchHelp(contextNow, onError);
  const asked = questions(work.payments != null);
  const sleep = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pollMs);
      timer.unref();
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function turn(): Promise<boolean> {
    const context = contextNow();
    for (const ask of asked) await ask(context);
    return runNextJob(context, work);
  }

  const loop = (async () => {
    while (!stopping) {
      const busy = await turn().catch((thrown: unknown) => {
        onError(thrown);
        return false;
      });
      if (!busy && !stopping) await sleep();
    }
  })();

  return {
    wake: () => wakeUp(),
    stop: async () => {
      stopping = true;
      wakeUp();
      await Promise.all([loop, help.stop()]);
    },
  };
}
