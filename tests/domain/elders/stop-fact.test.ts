import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CANCEL_CODE_OF_STOP,
  STOP_KINDS,
  isSameStop,
  saysTheSame,
  stoppedOn,
  type StopFact,
  type StopKind,
} from "#app/domain/elders/stop-fact.ts";
import { instant } from "#app/domain/time/instant.ts";
import { addDays, plainDate } from "#app/domain/time/plain-date.ts";
import { isCancelCode } from "#app/domain/visits/reasons.ts";

const on = (day: number) => plainDate(`2026-11-${String(day).padStart(2, "0")}`);
const fact = (kind: StopKind, from: number | null, to: number | null = null, note: string | null = null): StopFact => ({
  kind,
  from: from === null ? null : on(from),
  to: to === null ? null : on(to),
  note,
});
const ruleOn = (facts: readonly StopFact[], day: number) => stoppedOn(facts, on(day))?.ruleCode ?? null;

describe("a fact that stops money", () => {
  it.each([
    {
      name: "a death reaches its own day and all after",
      one: fact("death", 10),
      outside: [9],
      inside: [10, 30],
      rule: "R-DECEASED",
    },
    {
      name: "an institution reaches its first and last day",
      one: fact("institution", 10, 20),
      outside: [9, 21],
      inside: [10, 20],
      rule: "R-IN-INSTITUTION",
    },
    {
      name: "a move reaches its day and all after",
      one: fact("moved", 10),
      outside: [9],
      inside: [10, 30],
      rule: "R-NOT-ELIGIBLE",
    },
    {
      name: "a benefit reaches its first and last day",
      one: fact("benefit", 5, 20, "护理补贴"),
      outside: [4, 21],
      inside: [5, 20],
      rule: "R-NOT-ELIGIBLE",
    },
    {
      name: "a benefit without a first day reaches back",
      one: fact("benefit", null, 20, "护理补贴"),
      outside: [21],
      inside: [1, 20],
      rule: "R-NOT-ELIGIBLE",
    },
  ])("$name", ({ one, outside, inside, rule }) => {
    for (const day of outside) expect(ruleOn([one], day)).toBeNull();
    for (const day of inside) expect(ruleOn([one], day)).toBe(rule);
  });

  it("proves a stay in hospital only between the days of admission and discharge", () => {
    const stay = fact("hospital", 9, 14);
    expect([8, 9, 10, 13, 14, 15].map((day) => ruleOn([stay], day))).toEqual([
      null,
      "R-INPATIENT-EDGE",
      "R-INPATIENT",
      "R-INPATIENT",
      "R-INPATIENT-EDGE",
      null,
    ]);
    expect(stoppedOn([stay], on(9))?.isProven).toBe(false);
    expect(stoppedOn([stay], on(10))?.isProven).toBe(true);
  });

  it("names the weightiest: what is proven before the edge of a stay, and death before all", () => {
    expect(ruleOn([fact("hospital", 9, 14), fact("benefit", 1)], 14)).toBe("R-NOT-ELIGIBLE");
    expect(ruleOn([fact("benefit", 1), fact("hospital", 9, 14), fact("death", 12)], 12)).toBe("R-DECEASED");
    expect(ruleOn([fact("hospital", 9, 14), fact("institution", 12)], 13)).toBe("R-IN-INSTITUTION");
  });

  it("is found exactly where one of the facts holds, whatever their order", () => {
    const facts = fc.array(
      fc.record({
        kind: fc.constantFrom(...STOP_KINDS.filter((kind) => kind !== "charge")),
        start: fc.nat(20),
        days: fc.option(fc.nat(9)),
      }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(facts, fc.nat(29), (drawn, day) => {
        const made = drawn.map(({ kind, start, days }) =>
          fact(kind, start + 1, days === null ? null : start + 1 + days),
        );
        const at = addDays(on(1), day);
        const holds = made.some(({ from, to }) => (from ?? at) <= at && at <= (to ?? at));
        const found = stoppedOn(made, at);
        expect(found !== null).toBe(holds);
        expect(stoppedOn([...made].reverse(), at)?.ruleCode).toBe(found?.ruleCode);
      }),
    );
  });

  it("calls visits off with a code that visits may be called off with", () => {
    for (const kind of STOP_KINDS) expect(isCancelCode(CANCEL_CODE_OF_STOP[kind])).toBe(true);
  });
});

describe("what a list may correct", () => {
  it("is a person's one death or move, else the fact of the same kind and first day, a benefit by its name", () => {
    expect(isSameStop(fact("death", 10), fact("death", 11))).toBe(true);
    expect(isSameStop(fact("moved", 10), fact("moved", 11))).toBe(true);
    expect(isSameStop(fact("hospital", 10), fact("hospital", 10, 14))).toBe(true);
    expect(isSameStop(fact("hospital", 10), fact("hospital", 11))).toBe(false);
    expect(isSameStop(fact("hospital", 10), fact("institution", 10))).toBe(false);
    expect(isSameStop(fact("benefit", 10, null, "甲"), fact("benefit", 10, null, "乙"))).toBe(false);
  });

  it("says the same only when the days and the name are the same", () => {
    expect(saysTheSame(fact("hospital", 10, 14), fact("hospital", 10, 14))).toBe(true);
    expect(saysTheSame(fact("hospital", 10), fact("hospital", 10, 14))).toBe(false);
    expect(saysTheSame(fact("death", 10), fact("death", 11))).toBe(false);
    expect(saysTheSame(fact("hospital", 10, 14, "甲医院"), fact("hospital", 10, 14))).toBe(false);
  });
});

describe("an hour that another fund has paid for", () => {
  const at = (clock: string) => instant(`2026-11-10T${clock}:00+08:00`);
  const charge = (from: string, to: string, note = "护理保险"): StopFact => {
    return { kind: "charge", from: on(10), to: on(10), note, hours: { startAt: at(from), endAt: at(to) } };
  };
  const made = { startAt: at("09:00"), endAt: at("10:00") };

  it("reaches a visit that was made in it, and no other of the day, none that is to come", () => {
    expect(stoppedOn([charge("09:59", "11:00")], on(10), made)).toMatchObject({
      ruleCode: "R-DOUBLE-FUNDED",
      isProven: true,
    });
    expect(stoppedOn([charge("10:00", "11:00")], on(10), made)).toBeNull();
    expect(stoppedOn([charge("09:00", "10:00")], on(10))).toBeNull();
  });

  it("is the same fact for one fund and one beginning, and says the same with one end", () => {
    expect(isSameStop(charge("09:00", "10:00"), charge("09:00", "11:00"))).toBe(true);
    expect(saysTheSame(charge("09:00", "10:00"), charge("09:00", "11:00"))).toBe(false);
    expect(saysTheSame(charge("09:00", "10:00"), charge("09:00", "10:00"))).toBe(true);
    expect(isSameStop(charge("09:00", "10:00"), charge("09:30", "10:00"))).toBe(false);
    expect(isSameStop(charge("09:00", "10:00"), charge("09:00", "10:00", "养老券"))).toBe(false);
  });
});
