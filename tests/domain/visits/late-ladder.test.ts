import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DeliveryState } from "#app/domain/visits/delivery-state.ts";
import { askLadder, type LadderVisit, type NoticeKind, type ToldNotice } from "#app/domain/visits/late-ladder.ts";
import { plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { SAMPLE_POLICY } from "#db/seed/policy-versions.ts";
import { at } from "./visit-builders.ts";

const START = at("2026-11-03 09:00");
const policy = SAMPLE_POLICY.parameters;

function aVisit(changed: Partial<LadderVisit> = {}): LadderVisit {
  return {
    startAt: START,
    endAt: plusMinutes(START, 60),
    deliveryState: "accepted",
    hasWorker: true,
    isExplained: false,
    noAnswerAt: null,
    unsafeAt: null,
    ...changed,
  };
}

/** A clock that asks at these minutes and writes down what it hears. */
class Teller {
  told: ToldNotice[] = [];
  visit: LadderVisit;
  constructor(changed: Partial<LadderVisit> = {}) {
    this.visit = aVisit(changed);
  }
  ask(minutes: number): string[] {
    const now: Instant = plusMinutes(START, minutes);
    const { tell, end, isMissed } = askLadder(this.visit, this.told, now, policy);
    this.told = this.told.map((one) =>
      end.some((over) => over.kind === one.kind && over.audience === one.audience && over.forStartAt === one.forStartAt)
        ? { ...one, ended: true }
        : one,
    );
    for (const rung of tell) this.told.push({ ...rung, forStartAt: this.visit.startAt, ended: false });
    if (isMissed) this.visit = { ...this.visit, deliveryState: "missed" };
    return tell.filter((rung) => !rung.overtaken).map((rung) => `${rung.kind}>${rung.audience}`);
  }
  open(): string[] {
    return this.told.filter((one) => !one.ended && !one.overtaken).map((one) => `${one.kind}>${one.audience}`);
  }
}

describe("a visit to which no care worker goes yet", () => {
  it("is told to provider and street alone, each step once, and to the worker as soon as there is one", () => {
    const teller = new Teller({ hasWorker: false });
    expect([-120, 10, 20, 21].map((minutes) => teller.ask(minutes))).toEqual([[], [], ["late_provider>provider"], []]);
    teller.visit = { ...teller.visit, hasWorker: true };
    expect(teller.ask(22)).toEqual(["late_worker>worker"]);
    expect(teller.ask(23)).toEqual([]);
  });
});

describe("a visit that nobody checks in to", () => {
  it.each([
    [-121, []],
    [-120, ["reminder>worker"]],
    [-1, ["reminder>worker"]],
    [0, []],
    [9, []],
    [10, ["late_worker>worker"]],
    [19, ["late_worker>worker"]],
    [20, ["late_worker>worker", "late_provider>provider"]],
    [30, ["late_worker>worker", "late_provider>provider", "late_street>street"]],
    [59, ["late_worker>worker", "late_provider>provider", "late_street>street"]],
    [60, ["presumed_missed>worker", "presumed_missed>provider", "presumed_missed>street"]],
    [3000, ["presumed_missed>worker", "presumed_missed>provider", "presumed_missed>street"]],
  ])("is told about at minute %i, though nothing ran before, as %j", (minutes, expected) => {
    expect(new Teller().ask(minutes)).toEqual(expected);
  });

  it("climbs the ladder step by step, each told once, and only the last of a party stays open", () => {
    const teller = new Teller();
    const heard = Array.from({ length: 240 }, (_, index) => teller.ask(index - 130)).flat();
    expect(heard).toEqual([
      "reminder>worker",
      "late_worker>worker",
      "late_provider>provider",
      "late_street>street",
      "presumed_missed>worker",
      "presumed_missed>provider",
      "presumed_missed>street",
    ]);
    expect(teller.open()).toEqual(["presumed_missed>worker", "presumed_missed>provider", "presumed_missed>street"]);
    expect(teller.visit.deliveryState).toBe("missed");
  });

  it("keeps the steps that an outage swallowed as overtaken", () => {
    const teller = new Teller();
    teller.ask(65);
    expect(teller.told.filter((one) => one.overtaken).map((one) => one.kind)).toEqual([
      "reminder",
      "late_worker",
      "late_provider",
      "late_street",
    ]);
    expect(teller.ask(66)).toEqual([]);
  });

  it("is presumed missed at sixty minutes and not at fifty-nine", () => {
    expect(askLadder(aVisit(), [], plusMinutes(START, 59), policy).isMissed).toBe(false);
    expect(askLadder(aVisit(), [], plusMinutes(START, 60), policy).isMissed).toBe(true);
    expect(askLadder(aVisit({ deliveryState: "missed" }), [], plusMinutes(START, 60), policy).isMissed).toBe(false);
  });

  it("follows the policy's minutes", () => {
    const quick = { ...policy, alert_worker_min: 5, alert_missed_min: 30 };
    const tell = (minutes: number) =>
      askLadder(aVisit(), [], plusMinutes(START, minutes), quick).tell.filter((one) => !one.overtaken);
    expect(tell(4)).toEqual([]);
    expect(tell(5).map((one) => one.kind)).toEqual(["late_worker"]);
    expect(askLadder(aVisit(), [], plusMinutes(START, 30), quick).isMissed).toBe(true);
  });
});

describe("a check-in", () => {
  it("ends what was told and clears those who had heard that the visit was late", () => {
    const teller = new Teller();
    for (const minutes of [-120, 10, 20, 30]) teller.ask(minutes);
    teller.visit = { ...teller.visit, deliveryState: "in_progress" };
    expect(teller.ask(35)).toEqual(["all_clear>provider", "all_clear>street"]);
    expect(teller.open()).toEqual(["all_clear>provider", "all_clear>street"]);
    expect(teller.ask(36)).toEqual([]);
  });
  it("in time clears nobody, because nobody was worried", () => {
    const teller = new Teller();
    teller.ask(-120);
    teller.visit = { ...teller.visit, deliveryState: "in_progress" };
    expect(teller.ask(5)).toEqual([]);
    expect(teller.open()).toEqual([]);
  });
  it("that arrives after the visit was presumed missed ends the presumption backwards and keeps its history", () => {
    const teller = new Teller();
    teller.ask(60);
    teller.visit = { ...teller.visit, deliveryState: "done" };
    expect(teller.ask(300)).toEqual(["all_clear>provider", "all_clear>street"]);
    expect(teller.told.filter((one) => one.kind === "presumed_missed" && one.ended)).toHaveLength(3);
  });
});

describe("a check-out that does not come", () => {
  it.each([
    [74, []],
    [75, ["check_out_reminder>worker"]],
    [179, ["check_out_reminder>worker"]],
    [180, ["check_out_reminder>worker", "check_out_missing>provider"]],
  ])("is told about at minute %i as %j", (minutes, expected) => {
    expect(new Teller({ deliveryState: "in_progress" }).ask(minutes)).toEqual(expected);
  });
  it("is over with the check-out", () => {
    const teller = new Teller({ deliveryState: "in_progress" });
    teller.ask(200);
    teller.visit = { ...teller.visit, deliveryState: "done" };
    expect(teller.ask(201)).toEqual([]);
    expect(teller.open()).toEqual([]);
  });
});

describe("a worker at the door", () => {
  it("who gets no answer is not late: provider and street hear of the elder instead", () => {
    const teller = new Teller();
    for (const minutes of [-120, 10]) teller.ask(minutes);
    teller.visit = { ...teller.visit, deliveryState: "missed", noAnswerAt: plusMinutes(START, 15) };
    expect(teller.ask(16)).toEqual(["no_answer>provider", "no_answer>street"]);
    expect(teller.ask(61)).toEqual([]);
    expect(teller.open()).toEqual(["no_answer>provider", "no_answer>street"]);
    teller.visit = { ...teller.visit, isExplained: true };
    teller.ask(90);
    expect(teller.open()).toEqual([]);
  });
  it("who finds danger is heard of whatever the visit's state", () => {
    const teller = new Teller({ deliveryState: "in_progress", unsafeAt: plusMinutes(START, 5) });
    expect(teller.ask(6)).toEqual(["unsafe>provider", "unsafe>street"]);
  });
});

describe("a visit that is moved", () => {
  it("begins a ladder of its own, and what was told of the old time is over", () => {
    const teller = new Teller();
    teller.ask(12);
    teller.visit = { ...teller.visit, startAt: plusMinutes(START, 180), endAt: plusMinutes(START, 240) };
    expect(teller.ask(13)).toEqual([]);
    expect(teller.open()).toEqual([]);
    expect(teller.ask(190)).toEqual(["late_worker>worker"]);
  });
});

describe("a visit that is called off", () => {
  it("is told about no more", () => {
    const teller = new Teller();
    teller.ask(25);
    teller.visit = { ...teller.visit, deliveryState: "cancelled" };
    expect(teller.ask(70)).toEqual([]);
    expect(teller.open()).toEqual([]);
  });
});

describe("whenever it is asked", () => {
  const minutes = fc.array(fc.integer({ min: -200, max: 400 }), { minLength: 1, maxLength: 12 });
  const states: readonly DeliveryState[] = ["accepted", "en_route", "in_progress", "done", "missed", "cancelled"];

  it("tells each step to each party once, and nothing when asked twice at one moment", () => {
    fc.assert(
      fc.property(minutes, fc.constantFrom(...states), (asked, last) => {
        const teller = new Teller();
        const order = [...asked].sort((a, b) => a - b);
        order.forEach((minute, index) => {
          if (index === order.length - 1) teller.visit = { ...teller.visit, deliveryState: last };
          teller.ask(minute);
          expect(teller.ask(minute)).toEqual([]);
        });
        const keys = teller.told.map((one) => `${one.kind} ${one.audience} ${one.forStartAt}`);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  it("leaves the same open, however often it was asked before", () => {
    fc.assert(
      fc.property(minutes, (asked) => {
        const often = new Teller();
        for (const minute of [...asked].sort((a, b) => a - b)) often.ask(minute);
        often.ask(400);
        const once = new Teller();
        once.ask(400);
        const isLate = (kinds: string[]) => kinds.filter((kind) => !kind.startsWith("reminder" satisfies NoticeKind));
        expect(isLate(often.open()).sort()).toEqual(isLate(once.open()).sort());
      }),
    );
  });
});
