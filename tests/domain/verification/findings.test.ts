import { describe, expect, it } from "vitest";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { WorkCalendar } from "#app/domain/time/work-calendar.ts";
import type { FindingClosing } from "#app/domain/verification/findings.ts";
import { closeFinding, compareFindings, findingDueOn } from "#app/domain/verification/findings.ts";
import { verifyVisit } from "#app/domain/verification/verdict.ts";
import { aContext } from "./verification-builders.ts";

const closing: FindingClosing = {
  code: "R-START-FAR-OFF",
  state: "open",
  by: "desk-1",
  party: "provider",
  workersOfVisit: ["worker-1"],
  reason: "RC-ELDER-ASKED-TIME",
  resolution: "RS-CONFIRMED-ELDER",
  text: null,
};

describe("findings between two verdicts", () => {
  const { findings } = verifyVisit(aContext({ in: "09:20", out: "10:10" }));

  it("are those the case is about", () => {
    expect(findings.map((finding) => finding.code)).toEqual(["R-TOO-SHORT", "R-LATE-START"]);
  });

  it("open what is new, reopen what was cleared, keep what was closed, clear what is no longer true", () => {
    const changes = compareFindings(
      [
        { code: "R-LATE-START", state: "cleared" },
        { code: "R-NO-CHECKOUT", state: "open" },
        { code: "R-WRONG-DATE", state: "acknowledged" },
        { code: "R-TOO-LONG", state: "upheld" },
      ],
      findings,
    );
    expect(changes.opened.map((one) => one.code)).toEqual(["R-TOO-SHORT"]);
    expect(changes.reopened.map((one) => one.code)).toEqual(["R-LATE-START"]);
    expect(changes.kept).toEqual([]);
    expect(changes.cleared).toEqual(["R-NO-CHECKOUT", "R-TOO-LONG"]);
  });

  it("open again what a person closed when the verdict says that there is more", () => {
    const [first] = findings;
    if (!first) throw new Error("no finding");
    const changesFor = (state: "open" | "acknowledged") =>
      compareFindings([{ code: first.code, state: "acknowledged" }], [{ ...first, state }]);
    expect(changesFor("open")).toMatchObject({ reopened: [{ code: first.code }], kept: [], opened: [], cleared: [] });
    expect(changesFor("acknowledged")).toMatchObject({ reopened: [], kept: [{ code: first.code }] });
  });

  it("change nothing when the verdict is the same", () => {
    const stored = findings.map((finding) => ({ code: finding.code, state: "open" as const }));
    const changes = compareFindings(stored, findings);
    expect([changes.opened, changes.reopened, changes.cleared]).toEqual([[], [], []]);
    expect(changes.kept).toHaveLength(2);
  });
});

describe("closing a finding by action", () => {
  it("acknowledges with one reason and one resolution, and fixes what is at level fix", () => {
    expect(closeFinding(closing)).toBe("acknowledged");
    expect(closeFinding({ ...closing, code: "R-SERVICE-MISSING" })).toBe("fixed");
  });

  it.each([
    ["a block, whoever asks", { code: "R-WORKER-OVERLAP", party: "district" }, "finding-needs-corrected-fact"],
    ["what only a fact lifts", { code: "R-LATE-START" }, "finding-needs-corrected-fact"],
    ["a provider closing what is the street's", { code: "R-UNSCHEDULED" }, "finding-not-yours"],
    ["an operator closing what is the provider's", { party: "operator" }, "finding-not-yours"],
    ["the worker of the visit", { by: "worker-1" }, "finding-closer-is-worker"],
    ["a rule that does not exist", { code: "R-NONE" }, "finding-unknown-rule"],
    ["an unknown reason", { reason: "RC-NONE" }, "reason-unknown"],
    ["a finding already closed", { state: "acknowledged" }, "finding-cannot-acknowledge"],
  ] as const)("refuses %s", (_, change, code) => {
    expect(() => closeFinding({ ...closing, ...change })).toThrow(code);
  });

  it("lets the office above close what is the provider's", () => {
    expect(closeFinding({ ...closing, party: "street" })).toBe("acknowledged");
    expect(closeFinding({ ...closing, party: "district" })).toBe("acknowledged");
  });
});

describe("due day of a finding", () => {
  const due = { workingDays: 3, calendar: new WorkCalendar([]), claimOn: plainDate("2026-12-05") };

  it("is three working days later, over the weekend", () => {
    expect(findingDueOn({ level: "fix" }, plainDate("2026-11-05"), due)).toBe("2026-11-10");
  });

  it("is the claim day when that comes first", () => {
    expect(findingDueOn({ level: "acknowledge" }, plainDate("2026-12-03"), due)).toBe("2026-12-05");
  });

  it("does not exist for blocks and info", () => {
    expect(findingDueOn({ level: "block" }, plainDate("2026-11-05"), due)).toBeNull();
    expect(findingDueOn({ level: "info" }, plainDate("2026-11-05"), due)).toBeNull();
  });
});
