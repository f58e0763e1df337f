import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instant } from "#app/domain/time/instant.ts";
import {
  knownSteps,
  ROTATING_CODE,
  rotatingDigits,
  rotatingStep,
  stepBytes,
  stepPeriod,
} from "#app/domain/visits/rotating-code.ts";

const anyInstant = fc.integer({ min: 1_600_000_000_000, max: 2_000_000_000_000 }).map(instant);

describe("the steps of a gateway's code", () => {
  it("are counted in whole steps from 1970", () => {
    expect(rotatingStep(instant(0), 30)).toBe(0);
    expect(rotatingStep(instant(29_999), 30)).toBe(0);
    expect(rotatingStep(instant(30_000), 30)).toBe(1);
    expect([...stepBytes(0x0102)]).toEqual([0, 0, 0, 0, 0, 0, 1, 2]);
  });

  it("are known to somebody from when a fast clock shows them until a day after, and among them are all that count", () => {
    fc.assert(
      fc.property(anyInstant, fc.integer({ min: -6, max: 6 }), (at, away) => {
        const step = rotatingStep(at) + away;
        const { fromAt, toAt } = stepPeriod(step);
        const counts = fromAt <= at && at < toAt;
        expect(counts).toBe(Math.abs(away) <= ROTATING_CODE.driftSteps);
        expect(knownSteps(at).includes(step)).toBe(fromAt <= at);
      }),
    );
  });

  it("are looked for back through a day, the latest first, each once", () => {
    const steps = knownSteps(instant("2026-11-03T01:00:30Z"));
    const now = rotatingStep(instant("2026-11-03T01:00:30Z"));
    expect([steps[0], steps.at(-1)]).toEqual([now + 2, now - 1442]);
    expect(new Set(steps).size).toBe(steps.length);
  });
});

describe("the digits of a keyed digest", () => {
  it("are those of RFC 4226, appendix D", () => {
    const bytes = Uint8Array.from(Buffer.from("cc93cf18508d94934c64b65d8ba7667fb7cde4b0", "hex"));
    expect(rotatingDigits(bytes, 6)).toBe("755224");
  });

  it("keep their leading zeros", () => {
    expect(rotatingDigits(Uint8Array.of(0, 0, 0, 7, 0), 8)).toBe("00000007");
  });
});
