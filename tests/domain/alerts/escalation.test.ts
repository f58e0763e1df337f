import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dueSteps, ladderOf, LADDER_STEPS, nextDue, type StoredStep } from "#app/domain/alerts/escalation.ts";
import { instant, type Instant } from "#app/domain/time/instant.ts";

const stored = instant("2026-11-15T02:00:00Z");
const limits = { redSeconds: [30, 60, 120, 180], orangeSeconds: 300 };
const after = (seconds: number) => (stored + seconds * 1000) as Instant;
const kept = (level: "red" | "orange" | "yellow"): StoredStep[] =>
  ladderOf(level, stored, limits).map((step) => ({ ...step, toldAt: null, endedAt: null }));

describe("the ladder", () => {
  it("of a red alert: seats, shift lead and family, street duty, supervisor", () => {
    expect(kept("red").map(({ step, dueAt }) => `${step}@${(dueAt - stored) / 1000}`)).toEqual([
      "seats@30",
      "lead@60",
      "family@60",
      "street@120",
      "supervisor@180",
    ]);
  });

  it("of an orange alert goes to the lead and the street; a yellow one has none", () => {
    expect(kept("orange").map(({ step, dueAt }) => `${step}@${(dueAt - stored) / 1000}`)).toEqual([
      "orange_lead@300",
      "orange_street@600",
    ]);
    expect(kept("yellow")).toEqual([]);
  });

  it("is due on its second, not before", () => {
    expect(dueSteps(kept("red"), instant(after(30) - 1))).toEqual([]);
    expect(dueSteps(kept("red"), after(30)).map(({ step }) => step)).toEqual(["seats"]);
  });

  it("knows when it must be looked at next", () => {
    expect(nextDue(kept("red"))).toBe(after(30));
    expect(nextDue(kept("yellow"))).toBeNull();
    expect(new Set(LADDER_STEPS).size).toBe(LADDER_STEPS.length);
  });

  it("tells each step once and at the first look after its time, however the process stops and starts", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 12 }), (looks) => {
        const steps = kept("red");
        const told = new Map<string, Instant>();
        for (const at of [...looks].sort((left, right) => left - right).map(after))
          for (const due of dueSteps(
            steps.map((one) => ({ ...one, toldAt: told.get(one.step) ?? null })),
            at,
          )) {
            expect(told.has(due.step)).toBe(false);
            told.set(due.step, at);
          }
        const last = Math.max(-1, ...looks);
        for (const { step, dueAt } of steps) {
          const firstLook = looks
            .map(after)
            .filter((at) => at >= dueAt)
            .sort((left, right) => left - right)[0];
          expect(told.get(step)).toBe(after(last) >= dueAt && last >= 0 ? firstLook : undefined);
        }
      }),
    );
  });
});
