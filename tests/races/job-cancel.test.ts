import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { instant } from "#app/domain/time/instant.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { cancelJob } from "#app/usecases/jobs/cancel-job.server.ts";
import { runNextJob, type JobDefinition } from "#app/usecases/jobs/run-next-job.server.ts";
import { showJob } from "#app/usecases/jobs/show-job.server.ts";
import { startJob } from "#app/usecases/jobs/start-job.server.ts";
import type { Database } from "#db/connection.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { inTransaction, rowsOf } from "#db/transaction.ts";
import { memoryBlobs } from "#tests/support/memory-blobs.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { testCrypto } from "#tests/support/small-district.ts";

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => database.close());

const later = () => testContext(database, { now: instant("2026-11-15T02:01:00Z") });

/** Stores a mark as its only effect; the office calls it off when its unit is about to commit, sooner or later. */
function storing(id: string, cancel: () => void): JobDefinition {
  return {
    units: "one",
    run: async ({ context }) => {
      await inTransaction(context, async (unit) => {
        cancel();
        await insertAuditEvent(unit, context.actor, {
          ...{ chain: "test", action: "work.do", subjectType: "mark", subjectId: id, facts: {} },
        });
      });
      return {};
    },
  };
}

it("a job that is called off while it commits is either done with its effect or cancelled without it", async () => {
  const ends = new Set<string>();
  for (let turn = 0; turn < 24; turn += 1) {
    const id = await startJob(testContext(database), { kind: "plan-month", subject: `race ${turn}`, input: {} });
    let answer: Promise<string> = Promise.resolve("");
    const cancelSoon = () => {
      answer = new Promise<void>((resolve) => setTimeout(resolve, turn % 8))
        .then(() => cancelJob(testContext(database), id))
        .then(() => "cancelled")
        .catch((thrown: unknown) => (isRefusal(thrown) ? thrown.code : String(thrown)));
    };
    await runNextJob(later(), {
      definitions: { "plan-month": storing(id, cancelSoon) },
      ...{
        crypto: testCrypto,
        blobs: memoryBlobs(),
        holder: "race",
        random: () => 0,
        onProgress: () => {},
        onError: () => {},
      },
    });
    const told = await answer;
    const { state } = await showJob(testContext(database), id);
    const marks = await inTransaction(testContext(database), async (unit) =>
      rowsOf(await unit.orm.execute(sql`select 1 from audit_event where subject_type = 'mark' and subject_id = ${id}`)),
    );
    ends.add(`${state}, the office was told ${told}, ${marks.length} stored`);
  }
  const allowed = [
    "done, the office was told job-over, 1 stored",
    "cancelled, the office was told cancelled, 0 stored",
  ];
  expect([...ends].filter((end) => !allowed.includes(end))).toEqual([]);
});
