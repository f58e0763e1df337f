import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { monthShare, whyAllowed, WHY_MOST } from "#app/domain/kiosk/allowance.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";

const visit = (deliveryState: string, missedSide: string | null = null) => ({
  ...{ kind: "basket", waived: false },
  deliveryState,
  missedSide,
});

describe("the four numbers of a month", () => {
  it("say what is done, booked, open and owed", () => {
    expect(
      monthShare({
        allowed: 4,
        reservedOrUsed: 2,
        visits: [visit("done"), visit("accepted"), visit("cancelled"), visit("missed", "worker")],
        openDebts: 1,
      }),
    ).toEqual({ done: 1, booked: 1, open: 1, owed: 1 });
  });

  it("count as booked only what stands in the plan: a place that a missed visit still holds is owed", () => {
    const missed = [visit("done"), visit("done"), visit("done"), visit("missed", "worker")];
    expect(monthShare({ allowed: 4, reservedOrUsed: 4, visits: missed, openDebts: 0 })).toEqual({
      ...{ done: 3, booked: 0, open: 0, owed: 1 },
    });
    const standing = [...missed.slice(0, 3), visit("accepted")];
    expect(monthShare({ allowed: 4, reservedOrUsed: 4, visits: standing, openDebts: 0 })).toEqual({
      ...{ done: 3, booked: 1, open: 0, owed: 0 },
    });
  });

  it("count a visit that the elder missed as used, and one that nobody came to as free again", () => {
    const share = (side: string) =>
      monthShare({ allowed: 4, reservedOrUsed: 0, visits: [visit("missed", side)], openDebts: 0 });
    expect(share("elder")).toEqual({ done: 1, booked: 0, open: 3, owed: 0 });
    expect(share("worker")).toEqual({ done: 0, booked: 0, open: 4, owed: 0 });
  });

  it("always add up to what the month allows while no more stands than that, and are never below nothing", () => {
    const state = fc.constantFrom("planned", "offered", "accepted", "in_progress", "done", "missed", "cancelled");
    const visits = fc.array(fc.record({ state, side: fc.constantFrom("elder", "worker") }), { maxLength: 6 });
    fc.assert(
      fc.property(fc.nat(6), fc.nat(6), visits, fc.nat(6), (allowed, reservedOrUsed, list, openDebts) => {
        const share = monthShare({
          allowed,
          reservedOrUsed,
          visits: list.map(({ state: one, side }) => visit(one, side)),
          openDebts,
        });
        const parts = Object.values(share);
        expect(Math.min(...parts)).toBeGreaterThanOrEqual(0);
        if (share.done <= allowed) expect(parts.reduce((sum, part) => sum + part, 0)).toBe(allowed);
      }),
    );
  });
});

describe("why it is so many", () => {
  const facts = {
    visitsPerMonth: 4,
    minMinutes: 60,
    assessment: { on: plainDate("2026-03-02"), until: plainDate("2027-03-01") },
    share: { done: 1, booked: 1, open: 1, owed: 1 },
    cost: { price: "45", paid: "45", own: null },
  };

  it("is said in at most five sentences, the district's rule first", () => {
    const codes = whyAllowed(facts).map(({ code }) => code);
    expect(codes).toEqual(["month_rule", "assessed", "taken", "owed", "price"]);
    expect(codes.length).toBeLessThanOrEqual(WHY_MOST);
  });

  it("leaves out what does not apply", () => {
    const share = { done: 0, booked: 0, open: 4, owed: 0 };
    const codes = whyAllowed({ ...facts, share, assessment: null, cost: null }).map(({ code }) => code);
    expect(codes).toEqual(["month_rule"]);
  });
});
