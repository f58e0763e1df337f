import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  failedPermille,
  minimumOf,
  reaches,
  countContinuity,
  countLine,
  countOffer,
  countVisit,
  mostFrequentWorkers,
  percentTenths,
  sumCounted,
  usageScoreTenths,
  type ScoredVisit,
} from "#app/domain/scores/provider-score.ts";
import { plusMinutes } from "#app/domain/time/instant.ts";
import { SAMPLE_POLICY } from "#db/seed/policy-versions.ts";
import { at } from "../visits/visit-builders.ts";

const START = at("2026-11-03 09:00");
const NOW = at("2026-11-30 12:00");
const weights = SAMPLE_POLICY.parameters;

function aVisit(changed: Partial<ScoredVisit> = {}): ScoredVisit {
  return {
    deliveryState: "done",
    plannedStartAt: START,
    plannedEndAt: plusMinutes(START, 60),
    wasPlanned: true,
    startAt: START,
    hasLiveIn: true,
    hasLiveOut: true,
    corrections: [],
    missedReason: null,
    cancelReason: null,
    ...changed,
  };
}
const partsOf = (changed: Partial<ScoredVisit>) =>
  Object.fromEntries(countVisit(aVisit(changed), weights, NOW).map(({ part, counts }) => [part, counts]));

const endsOf = (corrections: readonly string[]) =>
  countVisit(aVisit({ corrections }), weights, NOW)
    .filter(({ part }) => part === "manual")
    .map(({ counts }) => counts);

describe("the usage score", () => {
  it.each([
    [{ part: 90, whole: 100 }, { part: 95, whole: 100 }, 920],
    [{ part: 70, whole: 100 }, { part: 100, whole: 100 }, 820],
    [{ part: 60, whole: 100 }, { part: 100, whole: 100 }, 760],
    [{ part: 100, whole: 100 }, { part: 50, whole: 100 }, 800],
    [{ part: 333, whole: 350 }, { part: 340, whole: 348 }, 962],
  ])("of %j live visits and %j clean lines is %i tenths", (live, clean, expected) => {
    expect(usageScoreTenths(live, clean, weights)).toBe(expected);
  });

  it("has no figure where nothing was counted", () => {
    expect(usageScoreTenths({ part: 0, whole: 0 }, { part: 1, whole: 1 }, weights)).toBeNull();
    expect(usageScoreTenths({ part: 1, whole: 1 }, { part: 0, whole: 0 }, weights)).toBeNull();
  });

  it("lies between nothing and a hundred, and never falls when one more visit is captured live", () => {
    const count = fc.integer({ min: 1, max: 5000 });
    fc.assert(
      fc.property(count, count, fc.double({ min: 0, max: 1, noNaN: true }), (accepted, submitted, share) => {
        const live = Math.floor((accepted - 1) * share);
        const clean = { part: Math.floor(submitted * share), whole: submitted };
        const before = usageScoreTenths({ part: live, whole: accepted }, clean, weights) ?? -1;
        const after = usageScoreTenths({ part: live + 1, whole: accepted }, clean, weights) ?? -1;
        expect(before).toBeGreaterThanOrEqual(0);
        expect(after).toBeLessThanOrEqual(1000);
        expect(after).toBeGreaterThanOrEqual(before);
      }),
    );
  });
});

describe("a visit", () => {
  it("done live and in time counts for everything, and not for the manual rate", () =>
    expect(partsOf({})).toEqual({ electronic: true, on_time: true, kept: true, manual: false }));
  it.each([
    [-30, true],
    [-31, false],
    [15, true],
    [16, false],
  ])("that starts %i minutes after its plan is in time: %s", (minutes, expected) =>
    expect(partsOf({ startAt: plusMinutes(START, minutes) }).on_time).toBe(expected),
  );
  it("with a corrected end is not electronic", () =>
    expect(partsOf({ corrections: ["RC-FORGOT-OUT"] }).electronic).toBe(false));
  it("whose correction had a reason outside is left out of the live ones and of the manual rate", () => {
    const parts = partsOf({ corrections: ["RC-NO-NETWORK"] });
    expect(parts).not.toHaveProperty("electronic");
    expect(parts.kept).toBe(true);
    expect(endsOf(["RC-NO-NETWORK"])).toEqual([false]);
  });
  it.each([
    [[], [false, false]],
    [["RC-FORGOT-OUT"], [true, false]],
    [
      ["RC-FORGOT-IN", "RC-FORGOT-OUT"],
      [true, true],
    ],
    [["RC-NO-NETWORK", "RC-FORGOT-OUT"], [true]],
    [["RC-NO-NETWORK", "RC-NO-NETWORK"], []],
  ])("with ends corrected for %j counts its ends in the manual rate as %j", (corrections, expected) =>
    expect(endsOf(corrections)).toEqual(expected),
  );
  it("whose two corrections had one reason outside is counted", () =>
    expect(partsOf({ corrections: ["RC-NO-NETWORK", "RC-FORGOT-OUT"] }).electronic).toBe(false));
  it("without a check-out from a phone is not electronic", () =>
    expect(partsOf({ hasLiveOut: false }).electronic).toBe(false));
});

describe("a word that was given", () => {
  const failed = { startAt: null, hasLiveIn: false, hasLiveOut: false };
  it.each([
    ["missed", { missedReason: "RC-WORKER-NO-SHOW" }, { kept: false, electronic: false }],
    ["missed", { missedReason: null }, { kept: false, electronic: false }],
    ["missed", { missedReason: "RC-NO-ANSWER" }, {}],
    ["cancelled", { cancelReason: "RC-ELDER-HOSPITAL" }, {}],
    ["cancelled", { cancelReason: "holiday" }, {}],
    ["cancelled", { cancelReason: "RC-WORKER-REPLACED" }, { kept: false, electronic: false }],
    ["cancelled", { cancelReason: "provider_ended" }, { kept: false, electronic: false }],
    ["accepted", {}, { kept: false, electronic: false }],
  ] as const)("of a visit that is %s with %j counts as %j", (deliveryState, reasons, expected) =>
    expect(partsOf({ ...failed, deliveryState, ...reasons })).toEqual(expected),
  );
  it("of a visit whose hour has not come is not counted yet", () =>
    expect(countVisit(aVisit({ ...failed, deliveryState: "accepted" }), weights, START)).toEqual([]));
  it("was not given for a visit that nobody had planned, which is still captured live or not", () =>
    expect(partsOf({ wasPlanned: false })).toEqual({ electronic: true, manual: false }));
});

describe("lines and offers", () => {
  it.each([
    ["accepted", null, true],
    ["rejected", null, false],
    ["accepted", "refuse", false],
    ["rejected", "approve", true],
    ["pended", "hold", true],
  ])("a line proposed as %s and decided as %s is clean: %s", (outcome, decision, expected) =>
    expect(countLine({ outcome, decision }).counts).toBe(expected),
  );
  it.each([
    ["accepted", 0, { replied: true, declined: false }],
    ["rejected", 1, { replied: false, declined: true }],
    ["expired", null, { replied: false }],
    ["withdrawn", null, {}],
    ["superseded", null, {}],
  ] as const)("an offer %s, answered %s minutes after its time, counts as %j", (state, after, expected) => {
    const repliedAt = after === null ? null : plusMinutes(START, after);
    const offer = { state, replyBy: START, repliedAt, declineReason: null };
    expect(Object.fromEntries(countOffer(offer, NOW).map(({ part, counts }) => [part, counts]))).toEqual(expected);
  });
  it("an open offer is not counted before its time has come", () => {
    const open = { state: "sent", replyBy: START, repliedAt: null, declineReason: null };
    expect(countOffer(open, plusMinutes(START, -1))).toEqual([]);
    expect(countOffer(open, START).map(({ counts }) => counts)).toEqual([false]);
  });
});

describe("continuity", () => {
  const served = (elderId: string, ...workers: string[]) => workers.map((workerId) => ({ elderId, workerId }));

  it("is kept by the worker whom the elder saw most, whatever the order of the visits", () => {
    const all = [...served("E1", "W2", "W1", "W2"), ...served("E2", "W3")];
    expect(mostFrequentWorkers(all)).toEqual(mostFrequentWorkers([...all].reverse()));
    expect([...mostFrequentWorkers(all)]).toEqual([
      ["E1", "W2"],
      ["E2", "W3"],
    ]);
  });
  it("of two workers who came equally often is kept by the one whose id sorts first", () =>
    expect(mostFrequentWorkers(served("E1", "W2", "W1")).get("E1")).toBe("W1"));
  it.each([
    [["W1"], "W1", [true]],
    [["W2", "W1"], "W1", [true]],
    [["W2"], "W1", [false]],
    [["W2"], undefined, []],
    [[], "W1", []],
  ])("of a visit by %j of an elder who knows %s counts as %j", (workers, known, expected) =>
    expect(countContinuity(workers, known).map(({ counts }) => counts)).toEqual(expected),
  );
});

describe("sums", () => {
  it("count each part by itself", () => {
    const visits = [aVisit(), aVisit({ startAt: plusMinutes(START, 40) }), aVisit({ corrections: ["RC-FORGOT-IN"] })];
    const sums = sumCounted(visits.flatMap((visit) => countVisit(visit, weights, NOW)));
    expect(sums.electronic).toEqual({ part: 2, whole: 3 });
    expect(sums.on_time).toEqual({ part: 2, whole: 3 });
    expect(sums.kept).toEqual({ part: 3, whole: 3 });
    expect(sums.manual).toEqual({ part: 1, whole: 6 });
    expect(sums.clean).toEqual({ part: 0, whole: 0 });
  });
  it.each([
    [1, 3, 333],
    [2, 3, 667],
    [1, 8, 125],
    [1, 16, 63],
    [0, 5, 0],
    [5, 5, 1000],
  ])("%i of %i is %i tenths of a percent", (part, whole, expected) =>
    expect(percentTenths({ part, whole })).toBe(expected),
  );
  it("nothing of nothing is no figure", () => expect(percentTenths({ part: 0, whole: 0 })).toBeNull());
});

describe("what a part has to reach", () => {
  it("is asked of three parts; the others are shown", () => {
    const { parameters } = SAMPLE_POLICY;
    expect(["on_time", "kept", "replied"].map((part) => minimumOf(part as "kept", parameters))).toEqual([90, 95, 95]);
    expect(minimumOf("continuity", parameters)).toBeNull();
  });

  it("is reached at the bound and not below, whatever the rounded figure says", () => {
    expect(reaches({ part: 90, whole: 100 }, 90)).toBe(true);
    expect(reaches({ part: 8999, whole: 10_000 }, 90)).toBe(false);
    expect(reaches({ part: 0, whole: 0 }, 90)).toBeNull();
    expect(reaches({ part: 1, whole: 2 }, null)).toBeNull();
  });
});

describe("failures in thousandths", () => {
  it("are none for a provider who has accepted nothing yet", () =>
    expect(failedPermille({ part: 0, whole: 0 })).toBe(0));
  it("count what was accepted and not done, rounded half up", () => {
    expect(failedPermille({ part: 97, whole: 100 })).toBe(30);
    expect(failedPermille({ part: 1999, whole: 2000 })).toBe(1);
    expect(failedPermille({ part: 2000, whole: 2001 })).toBe(0);
  });
});
