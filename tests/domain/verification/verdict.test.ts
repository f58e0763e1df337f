import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { RULE_VERSION } from "#app/domain/verification/rules.ts";
import { verifyVisit } from "#app/domain/verification/verdict.ts";
import { callback, checkIn, checkOut, noFix, taskDone } from "../visits/visit-builders.ts";
import type { ContextOptions } from "./verification-builders.ts";
import { aContext, aPolicy, anOtherVisit } from "./verification-builders.ts";

const verdictOf = (options: ContextOptions = {}) => verifyVisit(aContext(options));
const codesOf = (options: ContextOptions) => verdictOf(options).findings.map((finding) => finding.code);
const withoutPerson = [checkIn("2026-11-03 09:00"), taskDone("LC04"), checkOut("2026-11-03 10:05")];

describe("verdict on a visit", () => {
  it("verifies a visit in perfect order, without a finding", () => {
    expect(verdictOf()).toMatchObject({
      approvalState: "verified",
      findings: [],
      minutes: 65,
      strength: "strong",
      sixElementsComplete: true,
      missingElements: [],
      policyVersion: "sample-2024",
      ruleVersion: RULE_VERSION,
    });
  });

  it.each(["planned", "offered", "accepted", "en_route", "in_progress", "missed", "cancelled"] as const)(
    "gives no approval to a visit that is %s",
    (deliveryState) => {
      expect(verdictOf({ visit: { deliveryState } }).approvalState).toBe("none");
    },
  );

  it("is checking while the person proof may still come, and in violation after the deadline", () => {
    expect(verdictOf({ events: withoutPerson, asOf: "2026-11-04 12:00" }).approvalState).toBe("checking");
    expect(verdictOf({ events: withoutPerson, asOf: "2026-11-06 10:05" }).approvalState).toBe("in_violation");
  });

  it("verifies with an info finding and with one that only makes the line wait", () => {
    const options = {
      in: "09:20",
      out: "10:25",
      elderVisits: [anOtherVisit("2026-11-01 09:00", "2026-11-01 10:00")],
    };
    expect(codesOf(options)).toEqual(["R-LATE-START", "R-MIN-GAP"]);
    expect(verdictOf(options).approvalState).toBe("verified");
  });

  it("does not pay 59 minutes", () => {
    expect(verdictOf({ out: "09:59" })).toMatchObject({ approvalState: "in_violation", minutes: 59 });
  });

  it("keeps a fifth visit verified, because the quota acts at the claim", () => {
    const elderVisits = ["01", "05", "10", "15"].map((day) =>
      anOtherVisit(`2026-10-${day} 09:00`, `2026-10-${day} 10:00`, { visitNo: day }),
    );
    const inNovember = elderVisits.map((one, index) => ({
      ...one,
      ...anOtherVisit(`2026-11-01 0${index}:00`, `2026-11-01 0${index}:30`, { visitNo: `v${index}` }),
    }));
    const verdict = verdictOf({ elderVisits: inNovember });
    expect(verdict.findings.find((finding) => finding.code === "R-OVER-QUOTA")).toMatchObject({
      acts: "at_claim",
      holds: false,
      facts: { n: 5 },
    });
    expect(verdict.approvalState).toBe("verified");
    expect(verdictOf({ elderVisits }).findings).toEqual([]);
  });

  it("names the elements that are missing", () => {
    expect(verdictOf({ subtypes: [], out: null }).missingElements).toEqual(["service", "times"]);
    expect(verdictOf({ subtypes: ["XX99"] }).missingElements).toEqual(["service"]);
  });

  it("is the same for the same context", () => {
    const context = aContext({ in: "08:00", out: "08:30" });
    expect(verifyVisit(context)).toEqual(verifyVisit(context));
  });

  it("never verifies a visit below the minimum, whatever its times", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 59 }), fc.integer({ min: 0, max: 59 }), (minutes, seconds) => {
        const end = `2026-11-03 09:${String(minutes).padStart(2, "0")}:${String(seconds).padStart(2, "0")}`;
        const events = [checkIn("2026-11-03 09:00"), taskDone("LC04"), checkOut(end)];
        expect(verdictOf({ events }).approvalState).not.toBe("verified");
      }),
    );
  });
});

describe("modes of a rule", () => {
  const short = { out: "09:30" };

  it("off makes no finding", () => {
    expect(
      codesOf({ ...short, policy: aPolicy({}, { "R-TOO-SHORT": "off", "R-SHORTER-THAN-PLAN": "off" }) }),
    ).not.toContain("R-TOO-SHORT");
  });

  it("warn_only says what would have been and holds nothing", () => {
    const verdict = verdictOf({ ...short, policy: aPolicy({}, { "R-TOO-SHORT": "warn_only" }) });
    expect(verdict.findings.find((finding) => finding.code === "R-TOO-SHORT")).toMatchObject({
      mode: "warn_only",
      wouldHave: true,
      holds: false,
    });
    expect(verdict.approvalState).toBe("verified");
  });

  it("enforce holds, and only from its start date", () => {
    const modeSince = (since: string) => ({
      ...aPolicy(),
      ruleModes: { ...aPolicy().ruleModes, "R-TOO-SHORT": { mode: "enforce" as const, since: plainDate(since) } },
    });
    expect(verdictOf({ ...short, policy: modeSince("2026-11-03") }).approvalState).toBe("in_violation");
    expect(verdictOf({ ...short, policy: modeSince("2026-11-04") }).approvalState).toBe("verified");
  });
});

describe("findings that people closed", () => {
  const offPlan = { in: "10:30", out: "11:40" };

  it("hold no longer once acknowledged", () => {
    expect(verdictOf(offPlan).approvalState).toBe("in_violation");
    const closed = [{ code: "R-START-FAR-OFF", state: "acknowledged" as const, decidedByTwo: false, facts: {} }];
    expect(verdictOf({ ...offPlan, closed }).approvalState).toBe("verified");
  });

  it("still hold when upheld", () => {
    const closed = [{ code: "R-START-FAR-OFF", state: "upheld" as const, decidedByTwo: false, facts: {} }];
    expect(verdictOf({ ...offPlan, closed }).approvalState).toBe("in_violation");
  });

  it("of level block are not lifted by an acknowledgement, only by two persons of the district", () => {
    const workerVisits = [anOtherVisit("2026-11-03 09:30", "2026-11-03 10:40")];
    const facts = { other: workerVisits.map(({ visitNo }) => visitNo).join(",") };
    const closedBy = (decidedByTwo: boolean) => [
      { code: "R-WORKER-OVERLAP", state: "acknowledged" as const, decidedByTwo, facts },
    ];
    expect(verdictOf({ workerVisits, closed: closedBy(false) }).approvalState).toBe("in_violation");
    expect(verdictOf({ workerVisits, closed: closedBy(true) }).approvalState).toBe("verified");
  });

  it("are open again when more comes to light than was seen, and stay closed while it is less", () => {
    const [first, second] = [
      anOtherVisit("2026-11-03 09:30", "2026-11-03 10:40", { visitNo: "v-1" }),
      anOtherVisit("2026-11-03 08:30", "2026-11-03 09:40", { visitNo: "v-2" }),
    ];
    const approvalOf = (seen: string, workerVisits: readonly ReturnType<typeof anOtherVisit>[]) =>
      verdictOf({
        workerVisits,
        closed: [{ code: "R-WORKER-OVERLAP", state: "withdrawn", decidedByTwo: true, facts: { other: seen } }],
      }).approvalState;
    expect(approvalOf("v-1", [first])).toBe("verified");
    expect(approvalOf("v-1,v-2", [second])).toBe("verified");
    expect(approvalOf("v-1", [first, second])).toBe("in_violation");
    expect(approvalOf("v-1", [second])).toBe("in_violation");
  });

  it("that name how many are open again at one more", () => {
    const approvalOf = (denials: number) =>
      verdictOf({
        more: Array.from({ length: denials }, (_, place) => callback(false, `2026-11-04 1${place}:00`)),
        closed: [{ code: "R-CALLBACK-DENIED", state: "withdrawn", decidedByTwo: true, facts: { denials: 1 } }],
      }).findings.find(({ code }) => code === "R-CALLBACK-DENIED")?.state;
    expect([approvalOf(1), approvalOf(2)]).toEqual(["withdrawn", "open"]);
  });

  it("stand in for a class of proof that somebody looked into", () => {
    const events = [checkIn("2026-11-03 09:00", noFix), taskDone("LC04"), checkOut("2026-11-03 10:05", noFix)];
    const closed = ["R-NO-PLACE-PROOF", "R-LOCATION-MISSING", "R-NO-PERSON-PROOF"].map((code) => ({
      code,
      state: "acknowledged" as const,
      decidedByTwo: false,
      facts: {},
    }));
    expect(verdictOf({ events, closed }).approvalState).toBe("verified");
    expect(verdictOf({ events, closed: closed.slice(0, 2) }).approvalState).toBe("in_violation");
    expect(verdictOf({ events, closed: closed.slice(0, 2) }).strength).toBe("weak");
  });
});
