/** The month command as a process of its own: what an office's script sees of it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TEST_DATABASE } from "#tests/support/database.ts";
import { createScratchDatabase, type ScratchDatabase } from "#tests/support/scratch-database.ts";
import { monthRig } from "./month-rig.ts";

let rig: Awaited<ReturnType<typeof monthRig>>;
let scratch: ScratchDatabase | null = null;

beforeAll(async () => {
  rig = await monthRig();
  if (TEST_DATABASE === "postgres") scratch = await createScratchDatabase();
});
afterAll(async () => {
  rig.close();
  await scratch?.drop();
});

const counts = expect.toSatisfy((value: unknown) =>
  Object.values(value as object).every((count) => Number.isInteger(count)),
);
const whole = expect.toSatisfy((value: unknown) => Number.isInteger(value));
const digest = expect.stringMatching(/^[0-9a-f]{64}$/);

// Each call starts the whole product on an empty database; a busy machine takes its time.
describe("npm run month", { timeout: 300_000 }, () => {
  it("takes a roster as CSV, on a scratch or a given database, and prints exactly the promised result", () => {
    const database = scratch === null ? [] : ["--database", scratch.url];
    const { status, stdout, stderr } = rig.month("elders.csv", "--seed", "7", "--simulate", "--json", ...database);
    expect([status, status === 0 ? "" : stderr]).toEqual([0, ""]);
    const result = JSON.parse(stdout) as Record<string, unknown>;
    expect(result).toEqual({
      ...{ candidates: 20, eligible: whole, excluded: counts, allocated: whole, visits_planned: whole },
      ...{ visit_debt: counts, conflicts: 0, delivered: whole, verified: whole, findings: counts },
      ...{ claimed_fen: whole, approved_fen: whole, paid_fen: whole, ledger_sum_fen: 0 },
      ...{ input_digest: digest, result_digest: digest, stage_ms: expect.any(Object) as object },
    });
    expect(result["paid_fen"]).toBe(result["approved_fen"]);
  });
});
