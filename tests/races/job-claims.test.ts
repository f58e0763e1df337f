import { afterAll, beforeAll, expect, it } from "vitest";
import { instant } from "#app/domain/time/instant.ts";
import { memoryBlobs } from "#tests/support/memory-blobs.ts";
import { aesGcmProvider } from "#app/integrations/crypto/aes-gcm.server.ts";
import { runNextJob, type JobsAtWork } from "#app/usecases/jobs/run-next-job.server.ts";
import { startJob } from "#app/usecases/jobs/start-job.server.ts";
import type { Database } from "#db/connection.server.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => database.close());

it("a job is taken by exactly one of many workers that ask at once", async () => {
  let runs = 0;
  const work: JobsAtWork = {
    definitions: {
      "plan-month": {
        units: "several",
        run: async () => {
          runs += 1;
          return {};
        },
      },
    },
    crypto: aesGcmProvider("ab".repeat(32)),
    blobs: memoryBlobs(),
    holder: "race",
    random: () => 0,
    onProgress: () => {},
    onError: () => {},
  };
  await startJob(testContext(database), { kind: "plan-month", subject: "2026-12", input: {} });
  const later = testContext(database, { now: instant("2026-11-15T02:01:00Z") });
  const asked = await Promise.all(Array.from({ length: 8 }, () => runNextJob(later, work)));
  expect(asked.filter(Boolean)).toHaveLength(1);
  expect(runs).toBe(1);
});

it("two people who start the same work at once get one job", async () => {
  const request = { kind: "judge-month", subject: "2026-12", input: {} } as const;
  const started = await Promise.all(Array.from({ length: 6 }, () => startJob(testContext(database), request)));
  expect(new Set(started).size).toBe(1);
});
