/** Work that is called off: it ends as cancelled, stores nothing, and what had ended before stays as it is. */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identify, type StreetId } from "#app/domain/identifiers.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { instant } from "#app/domain/time/instant.ts";
import { judgeMonth } from "#app/usecases/entitlement/judge-month.server.ts";
import { cancelJob } from "#app/usecases/jobs/cancel-job.server.ts";
import {
  runNextJob,
  type JobDefinition,
  type JobRun,
  type JobsAtWork,
} from "#app/usecases/jobs/run-next-job.server.ts";
import { showJob } from "#app/usecases/jobs/show-job.server.ts";
import { startJob } from "#app/usecases/jobs/start-job.server.ts";
import { allocateMonth } from "#app/usecases/planning/allocate-month.server.ts";
import { publishDraft } from "#app/usecases/planning/publish-plan.server.ts";
import { startPlanning } from "#app/usecases/planning/start-planning.server.ts";
import { showPlan } from "#app/usecases/screens/show-plan.server.ts";
import type { Database } from "#db/connection.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { inTransaction, rowsOf } from "#db/transaction.ts";
import { JOB_DEFINITIONS } from "#workers/definitions.ts";
import { memoryBlobs } from "#tests/support/memory-blobs.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { loadSmallDistrict, SMALL_DISTRICT_MONTH as month, testCrypto } from "#tests/support/small-district.ts";

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => database.close());

const later = () => testContext(database, { now: instant("2026-11-15T02:01:00Z") });
const planner = () => testContext(database, { actor: "user:liu" });

function work(definitions: JobsAtWork["definitions"], changes: Partial<JobsAtWork> = {}): JobsAtWork {
  return {
    definitions,
    crypto: testCrypto,
    blobs: memoryBlobs(),
    holder: "test",
    random: () => 0,
    onProgress: () => {},
    onError: (_id, thrown) => expect.unreachable(String(thrown)),
    ...changes,
  };
}

const queue = (subject: string) => startJob(planner(), { kind: "plan-month", subject, input: {} });

/** Chain by chain. */
async function auditOf(id: string): Promise<string[]> {
  const rows = await inTransaction(testContext(database), async (unit) =>
    rowsOf<{ action: string; actor: string }>(
      await unit.orm.execute(sql`select action, actor from audit_event where subject_id = ${id} order by chain, seq`),
    ),
  );
  return rows.map(({ action, actor }) => `${action} ${actor}`);
}

/** Leaves a mark on the job at its end, as stored work would. */
const leavingMark = (id: string, before: (job: JobRun) => Promise<void>): JobDefinition => ({
  units: "one",
  run: async (job) => {
    await before(job);
    await inTransaction(job.context, (unit) =>
      insertAuditEvent(unit, job.context.actor, {
        ...{ chain: "test", action: "work.do", subjectType: "job", subjectId: id, facts: {} },
      }),
    );
    return {};
  },
});

describe("a job that is called off", () => {
  it("while it waits never begins, and another one may be started for the same subject", async () => {
    const id = await queue("waits");
    expect(await showJob(planner(), id)).toMatchObject({ state: "queued", mayBeCancelled: true });
    await cancelJob(planner(), id);
    expect(await showJob(planner(), id)).toMatchObject({
      ...{ state: "cancelled", stage: null, done: 0, total: null, failure: null, mayBeCancelled: false },
    });
    expect(await runNextJob(later(), work({}))).toBe(false);
    const next = await queue("waits");
    expect(next).not.toBe(id);
    await cancelJob(planner(), next);
    expect(await auditOf(id)).toEqual(["job.start user:liu", "job.cancel user:liu"]);
  });

  it("while it works learns of it, stores nothing, is tried no second time and is no error", async () => {
    const id = await queue("works");
    const definition = leavingMark(id, async ({ signal }) => {
      await cancelJob(planner(), id);
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      signal.throwIfAborted();
    });
    expect(await runNextJob(later(), work({ "plan-month": definition }))).toBe(true);
    expect(await showJob(planner(), id)).toMatchObject({ state: "cancelled", failure: null });
    expect(await runNextJob(later(), work({}))).toBe(false);
    expect(await auditOf(id)).toEqual(["job.start user:liu", "job.cancel user:liu"]);
  });

  it("cannot store even when it has not noticed yet", async () => {
    const id = await queue("deaf");
    const definition = leavingMark(id, () => cancelJob(planner(), id));
    await runNextJob(later(), work({ "plan-month": definition }));
    expect(await showJob(planner(), id)).toMatchObject({ state: "cancelled" });
    expect(await auditOf(id)).toEqual(["job.start user:liu", "job.cancel user:liu"]);
  });

  it("twice is called off once", async () => {
    const id = await queue("twice");
    await cancelJob(planner(), id);
    await cancelJob(testContext(database, { actor: "user:wang" }), id);
    expect(await auditOf(id)).toEqual(["job.start user:liu", "job.cancel user:liu"]);
  });

  it("after it was done is refused with words, and stays done", async () => {
    const id = await queue("done");
    await runNextJob(later(), work({ "plan-month": leavingMark(id, async () => {}) }));
    await expect(cancelJob(planner(), id)).rejects.toMatchObject({ code: "job-over" });
    expect(await showJob(planner(), id)).toMatchObject({ state: "done", mayBeCancelled: false });
    expect(await auditOf(id)).toEqual(["job.start user:liu", "work.do user:liu"]);
  });

  it("after a rule refused it is refused too, and keeps its reason", async () => {
    const id = await queue("refused");
    const refusing: JobDefinition = { units: "one", run: () => Promise.reject(new Refusal("month-already-planned")) };
    await runNextJob(later(), work({ "plan-month": refusing }));
    await expect(cancelJob(planner(), id)).rejects.toMatchObject({ code: "job-over" });
    expect(await showJob(planner(), id)).toMatchObject({ state: "failed", failure: { code: "month-already-planned" } });
  });

  it("must be of a kind that stores at its end only", async () => {
    const id = await startJob(planner(), { kind: "close-month", subject: "2026-10", input: {} });
    expect(await showJob(planner(), id)).toMatchObject({ state: "queued", mayBeCancelled: false });
    await expect(cancelJob(planner(), id)).rejects.toMatchObject({ code: "job-not-cancellable" });
    await runNextJob(later(), work({ "close-month": { units: "several", run: async () => ({}) } }));
    expect(await showJob(planner(), id)).toMatchObject({ state: "done" });
  });

  it("must be one's own or of one's district: any district planner may, another street's clerk finds nothing", async () => {
    const id = await queue("foreign");
    const scope = { streets: [identify<StreetId>(3)], provider: "all", worker: "all" } as const;
    const clerk = testContext(database, { actor: "user:street", scope });
    await expect(cancelJob(clerk, id)).rejects.toMatchObject({ code: "not-found" });
    await expect(cancelJob(planner(), "../etc")).rejects.toMatchObject({ code: "not-found" });
    await cancelJob(testContext(database, { actor: "user:wang" }), id);
    expect(await auditOf(id)).toEqual(["job.start user:liu", "job.cancel user:wang"]);
  });
});

describe("the planning of a month that is called off", () => {
  it("leaves no plan, no visit and no promise, and the month can be planned afterwards", async () => {
    await loadSmallDistrict(database, 60);
    const context = testContext(database);
    await judgeMonth(context, month);
    await allocateMonth(context, month, "1");
    const counts = () =>
      inTransaction(context, async (unit) =>
        rowsOf<{ visits: number; reserved: number; runs: number }>(
          await unit.orm.execute(sql`select (select count(*)::int from visit) as visits,
            (select coalesce(sum(visits_reserved), 0)::int from entitlement_month) as reserved,
            (select count(*)::int from planning_run where kind = 'plan') as runs`),
        ),
      );
    const id = await startPlanning(planner(), month, "1");
    let cancelled: Promise<void> | null = null;
    const stages: string[] = [];
    const onProgress: JobsAtWork["onProgress"] = (_id, { stage, done, total }) => {
      stages.push(`${stage ?? ""} ${String(done)} of ${String(total)}`);
      cancelled ??= cancelJob(planner(), id);
    };
    await runNextJob(later(), work(JOB_DEFINITIONS, { onProgress }));
    await cancelled;
    expect(stages[0]).toMatch(/^plan 0 of [1-9]/);
    expect(await showJob(planner(), id)).toMatchObject({ state: "cancelled" });
    expect(await counts()).toEqual([{ visits: 0, reserved: 0, runs: 0 }]);

    const again = await startPlanning(planner(), month, "1");
    expect(again).not.toBe(id);
    await runNextJob(later(), work(JOB_DEFINITIONS));
    expect(await showJob(planner(), again)).toMatchObject({ state: "done" });
    const { result } = await showJob(planner(), again);
    expect(await counts()).toEqual([{ visits: 0, reserved: 0, runs: 1 }]);
    await publishDraft(context, String(result["run"]));
    const { stats } = await showPlan(context, month);
    expect(stats?.lowerBound ?? Infinity).toBeLessThanOrEqual((stats?.cost ?? 0) + 1e-6);
    expect(stats?.milliseconds?.plan).toBeGreaterThan(0);
    expect((await counts())[0]).toMatchObject({ visits: stats?.visitsPlaced, runs: 1 });
  });
});
