import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { RecurrenceFigures, RecurrenceRequest } from "#tests/benchmarks/recurrence-process.ts";

const script = fileURLToPath(new URL("../../benchmarks/recurrence-process.ts", import.meta.url));
const request: RecurrenceRequest = { rules: 1500, series: 0, months: 12, seed: 20261115, expanders: ["rrule"] };

function figuresUnder(zone: string): RecurrenceFigures {
  const output = execFileSync(process.execPath, ["--import", "tsx", script, JSON.stringify(request)], {
    env: { ...process.env, TZ: zone },
    encoding: "utf8",
  });
  return JSON.parse(output) as RecurrenceFigures;
}

describe("recurrence in a process of its own", { timeout: 120_000 }, () => {
  it("gives the same dates in closed form and by the library whatever the zone of the process", () => {
    const runs = ["UTC", "Asia/Shanghai", "America/New_York", "Pacific/Apia"].map(figuresUnder);
    expect(runs.map(({ offsetMinutes }) => offsetMinutes)).toEqual([0, 480, -300, 780]);
    const digests = runs.flatMap(({ expanders }) => expanders.map(({ digest }) => digest));
    expect(digests).toHaveLength(8);
    expect(new Set(digests).size).toBe(1);
  });
});
