/** What the month command refuses before it has a result; no matter on which database. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { monthRig } from "./month-rig.ts";

let rig: Awaited<ReturnType<typeof monthRig>>;

beforeAll(async () => {
  rig = await monthRig();
});
afterAll(() => rig.close());

// Each call starts the whole product; a busy machine takes its time.
describe("npm run month", { timeout: 300_000 }, () => {
  it("ends with status 2 and names the cell when a file cannot be used, and prints no result", () => {
    const { status, stdout, stderr } = rig.month("broken.csv", "--json");
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("身份证号");
  });
  it("ends with status 2 for a file that is not there and for a month that is none", () => {
    expect(rig.month("nowhere.csv").status).toBe(2);
    expect(rig.month("elders.csv", "--month", "2026-13").status).toBe(2);
  });
});
