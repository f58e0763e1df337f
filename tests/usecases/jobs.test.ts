import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identify, type StreetId } from "#app/domain/identifiers.ts";
import type { JobKind } from "#app/domain/jobs/job.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { instant } from "#app/domain/time/instant.ts";
import { memoryBlobs } from "#tests/support/memory-blobs.ts";
import { aesGcmProvider } from "#app/integrations/crypto/aes-gcm.server.ts";
import { releaseLeases } from "#app/usecases/jobs/release-leases.server.ts";
import { runNextJob, type JobDefinition, type JobsAtWork } from "#app/usecases/jobs/run-next-job.server.ts";
import { showJob } from "#app/usecases/jobs/show-job.server.ts";
import { startJob } from "#app/usecases/jobs/start-job.server.ts";
import type { Database } from "#db/connection.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { inTransaction, rowsOf, type Context } from "#db/transaction.ts";
import { sql } from "drizzle-orm";
import { testContext, testDatabase } from "#tests/support/database.ts";

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => database.close());

const start = instant("2026-11-15T02:00:00Z");
const later = (minutes: number): Context => testContext(database, { now: instant(start + minutes * 60_000) });

/** The effect of the work in these tests: one audit row, counted by its subject. */
async function leaveMark(context: Context, mark: string): Promise<void> {
  await inTransaction(context, (unit) =>
    insertAuditEvent(unit, context.actor, {
      chain: "test",
      action: "work.do",
      subjectType: "mark",
      subjectId: mark,
      facts: {},
    }),
  );
}

async function marks(mark: string): Promise<{ actor: string }[]> {
  return inTransaction(testContext(database), async (unit) =>
    rowsOf<{ actor: string }>(
      await unit.orm.execute(sql`select actor from audit_event where subject_type = 'mark' and subject_id = ${mark}`),
    ),
  );
}

function work(kind: JobKind, definition: JobDefinition, errors: unknown[] = []): JobsAtWork {
  return {
    definitions: { [kind]: definition },
    crypto: aesGcmProvider("ab".repeat(32)),
    blobs: memoryBlobs(),
    holder: "test",
    random: () => 0,
    onProgress: () => {},
    onError: (_id, thrown) => errors.push(thrown),
  };
}

const queue = (subject: string, kind: JobKind = "plan-month") =>
  startJob(testContext(database, { actor: "user:liu" }), { kind, subject, input: { month: "2026-12" } });

describe("a job", () => {
  it("does its work in the name of whoever started it, and is done together with its effect", async () => {
    const id = await queue("done");
    const definition: JobDefinition = {
      units: "one",
      run: async ({ context, input, report }) => {
        report("plan", 1, 2);
        await leaveMark(context, "done");
        return { month: (input as { month: string }).month };
      },
    };
    expect(await runNextJob(later(1), work("plan-month", definition))).toBe(true);
    expect(await marks("done")).toEqual([{ actor: "user:liu" }]);
    expect(await showJob(later(1), id)).toMatchObject({
      ...{ state: "done", stage: null, done: 0, total: null },
      ...{ result: { month: "2026-12" }, failure: null },
    });
    expect(await runNextJob(later(1), work("plan-month", definition))).toBe(false);
  });

  it("is one job for two people who start the same work while it waits, and a second one afterwards", async () => {
    const [first, second] = [await queue("same"), await queue("same")];
    expect(second).toBe(first);
    await runNextJob(later(1), work("plan-month", { units: "several", run: async () => ({}) }));
    const third = await queue("same");
    expect(third).not.toBe(first);
    await runNextJob(later(1), work("plan-month", { units: "several", run: async () => ({}) }));
  });

  it("of a timetable runs once for its key, however often the clock asks", async () => {
    const request = { kind: "verify-month", subject: "2026-10", input: {}, onceKey: "2026-11-15" } as const;
    const id = await startJob(testContext(database), request);
    await runNextJob(later(1), work("verify-month", { units: "several", run: async () => ({}) }));
    expect(await startJob(testContext(database), request)).toBe(id);
    expect(await runNextJob(later(1), work("verify-month", { units: "several", run: async () => ({}) }))).toBe(false);
  });

  it("that a rule refuses ends at once with the rule's code, and leaves no effect", async () => {
    const id = await queue("refused");
    const definition: JobDefinition = {
      units: "one",
      run: async ({ context }) =>
        inTransaction(context, async () => {
          throw new Refusal("month-already-planned", { month: "2026-12" });
        }),
    };
    await runNextJob(later(1), work("plan-month", definition));
    expect(await showJob(later(1), id)).toMatchObject({
      state: "failed",
      failure: { code: "month-already-planned", facts: { month: "2026-12" } },
    });
  });

  it("that breaks waits and is tried again, four times in all, then stands as failed", async () => {
    const id = await queue("breaks");
    const errors: unknown[] = [];
    const definition: JobDefinition = {
      units: "one",
      run: async ({ context }) => {
        await leaveMark({ ...context, beforeCommit: async () => Promise.reject(new Error("power cut")) }, "breaks");
        return {};
      },
    };
    const broken = work("plan-month", definition, errors);
    await runNextJob(later(1), broken);
    expect(await showJob(later(1), id)).toMatchObject({ state: "queued" });
    expect(await runNextJob(later(1), broken)).toBe(false);
    for (const minutes of [2, 4, 8]) await runNextJob(later(minutes), broken);
    expect(await showJob(later(9), id)).toMatchObject({ state: "failed", failure: { code: "job-failed" } });
    expect(errors).toHaveLength(4);
    expect(await marks("breaks")).toEqual([]);
  });

  it("whose lease was lost rolls its effect back", async () => {
    const id = await queue("lost");
    const definition: JobDefinition = {
      units: "one",
      run: async ({ context }) => {
        // Another process takes the job over: its try has the next number.
        await inTransaction(testContext(database), async (unit) =>
          unit.orm.execute(sql`update job set attempt = attempt + 1 where id = ${id}`),
        );
        await leaveMark(context, "lost");
        return {};
      },
    };
    await runNextJob(later(1), work("plan-month", definition));
    expect(await marks("lost")).toEqual([]);
    expect(await showJob(later(1), id)).toMatchObject({ state: "running" });
    await releaseLeases(testContext(database));
    await runNextJob(later(2), work("plan-month", { units: "several", run: async () => ({}) }));
    expect(await showJob(later(2), id)).toMatchObject({ state: "done" });
  });

  it("is seen by its starter and by the district, and by nobody else", async () => {
    const scope = { streets: [identify<StreetId>(3)], provider: "all", worker: "all" } as const;
    const mine = testContext(database, { actor: "user:street", scope });
    const id = await startJob(mine, { kind: "plan-month", subject: "seen", input: {} });
    expect(await showJob(mine, id)).toMatchObject({ state: "queued" });
    expect(await showJob(testContext(database), id)).toMatchObject({ id });
    await expect(showJob({ ...mine, actor: "user:other" }, id)).rejects.toMatchObject({ code: "not-found" });
    await expect(showJob(mine, "../etc")).rejects.toMatchObject({ code: "not-found" });
    await runNextJob(later(1), work("plan-month", { units: "several", run: async () => ({}) }));
  });
});
