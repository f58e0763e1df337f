import { describe, expect, it } from "vitest";
import {
  BED_STATES,
  BED_STEP_RULES,
  BED_STEPS,
  BED_TRANSITIONS,
  bedStateAfter,
  COUNTED_STATES,
  ENDED_STATES,
  isBedState,
  isBedStep,
  mayPlanWorks,
  stepsFrom,
  type BedState,
  type BedStepKind,
} from "#app/domain/family-beds/lifecycle.ts";
import { Refusal } from "#app/domain/refusal.ts";

/** Written by hand from the district's reference, so that a changed table shows. */
const ALLOWED: Readonly<Record<BedStepKind, Partial<Record<BedState | "none", BedState>>>> = {
  apply: { none: "applied" },
  return_papers: { applied: "returned" },
  resubmit: { returned: "applied" },
  pass_street: { applied: "street_reviewed" },
  reject: {
    applied: "rejected",
    street_reviewed: "rejected",
    assessed: "rejected",
    waiting: "rejected",
    district_approved: "rejected",
    in_publicity: "rejected",
  },
  assess: { street_reviewed: "assessed" },
  queue: { assessed: "waiting" },
  approve: { assessed: "district_approved", waiting: "district_approved" },
  publish: { district_approved: "in_publicity" },
  clear_publicity: { in_publicity: "publicised" },
  survey: { publicised: "surveyed" },
  plan: { surveyed: "planned" },
  revise_plan: { planned: "planned", building: "building" },
  contract: { planned: "contracted" },
  start_works: { contracted: "building" },
  report_works: { building: "in_acceptance" },
  rework: { in_acceptance: "building" },
  accept: { in_acceptance: "accepted" },
  start_service: { accepted: "active" },
  change: { active: "active" },
  suspend: { active: "suspended" },
  resume: { suspended: "active" },
  propose_exit: { accepted: "exit_pending", active: "exit_pending", suspended: "exit_pending" },
  exit: { exit_pending: "exited" },
  close: { exited: "closed" },
  withdraw: {
    applied: "withdrawn",
    returned: "withdrawn",
    street_reviewed: "withdrawn",
    assessed: "withdrawn",
    waiting: "withdrawn",
    district_approved: "withdrawn",
    in_publicity: "withdrawn",
    publicised: "withdrawn",
    surveyed: "withdrawn",
    planned: "withdrawn",
    contracted: "withdrawn",
    building: "withdrawn",
    in_acceptance: "withdrawn",
  },
};

describe("the life of a family bed", () => {
  for (const kind of BED_STEPS)
    for (const state of ["none", ...BED_STATES] as const) {
      const to = ALLOWED[kind][state];
      it(`${to === undefined ? "refuses" : "allows"} ${kind} from ${state}`, () => {
        if (to === undefined) {
          expect(() => bedStateAfter(state, kind)).toThrow(Refusal);
        } else {
          expect(bedStateAfter(state, kind)).toBe(to);
        }
      });
    }

  it("leads to acceptance only through works, plan, agreement, publicity and both reviews", () => {
    const before = (to: string) => BED_TRANSITIONS.filter((one) => one[2] === to && one[0] !== to).map((one) => one[0]);
    const path = ["accepted"];
    for (let to = "accepted"; to !== "applied"; to = path[0] ?? "") {
      const [from] = before(to).filter((one) => one !== "waiting" && !path.includes(one));
      path.unshift(from ?? "applied");
    }
    expect(path).toEqual([
      ...["applied", "street_reviewed", "assessed", "district_approved", "in_publicity", "publicised", "surveyed"],
      ...["planned", "contracted", "building", "in_acceptance", "accepted"],
    ]);
  });

  it("counts no state that can be reached without acceptance", () => {
    const uncounted = BED_TRANSITIONS.filter(
      ([from, kind, to]) =>
        kind !== "accept" && COUNTED_STATES.includes(to) && !COUNTED_STATES.includes(from as BedState),
    );
    expect(uncounted).toEqual([]);
  });

  it("knows its words, and what can be done next", () => {
    expect(isBedState("applied") && isBedStep("accept")).toBe(true);
    expect(isBedState("none") || isBedStep("jump")).toBe(false);
    expect(stepsFrom("suspended")).toEqual(["resume", "propose_exit"]);
    expect(ENDED_STATES.flatMap(stepsFrom)).toEqual(["close"]);
  });

  it("asks for a reason wherever somebody is turned away", () => {
    for (const kind of ["return_papers", "reject", "rework", "exit", "withdraw"] as const)
      expect(BED_STEP_RULES[kind].needsNote).toBe(true);
  });
});

describe("the works of a bed", () => {
  it("are planned from the survey on until they are reported done, and in no other state", () => {
    expect(BED_STATES.filter(mayPlanWorks)).toEqual(["surveyed", "planned", "building"]);
  });
});
