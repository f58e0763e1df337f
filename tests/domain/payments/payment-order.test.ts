import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fen } from "#app/domain/money/fen.ts";
import { instant, plusMinutes } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import {
  isOpen,
  isPaid,
  nextPollAt,
  ORDER_STATES,
  ORDER_STEPS,
  orderNoOf,
  paidState,
  refundableFen,
  refundNoOf,
  stateAfter,
} from "#app/domain/payments/payment-order.ts";

const MADE = instant("2026-11-16T09:40:00+08:00");

describe("an order's state", () => {
  it.each([
    ["created", "ask", "prepaying"],
    ["prepaying", "answer", "paying"],
    ["paying", "pay", "paid"],
    ["prepaying", "pay", "paid"],
    ["expired", "pay", "paid"],
    ["closed", "pay", "paid"],
    ["paying", "close", "closed"],
    ["paying", "expire", "expired"],
    ["paid", "pay", null],
    ["paid", "close", null],
    ["paid", "expire", null],
    ["refunded", "ask", null],
    ["expired", "ask", null],
  ] as const)("%s, %s gives %s", (state, step, expected) => {
    expect(stateAfter(state, step)).toBe(expected);
  });

  it("once paid is left by no step, whatever the steps and their order", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ORDER_STEPS), { maxLength: 12 }), (steps) => {
        const walked = steps.reduce(
          (state, step) => stateAfter(state, step) ?? state,
          "created" as (typeof ORDER_STATES)[number],
        );
        const wasPaid = steps.includes("pay");
        expect(isPaid(walked)).toBe(wasPaid);
      }),
    );
    for (const state of ORDER_STATES) expect(isOpen(state) && isPaid(state)).toBe(false);
  });
});

describe("a paid order", () => {
  it("is refunding, partly refunded or refunded by what went back, and never gives back more than was paid", () => {
    const stand = (refunded: number, refunding: number) => ({
      amountFen: fen(1_000),
      refundedFen: fen(refunded),
      refundingFen: fen(refunding),
    });
    expect(paidState(stand(0, 0))).toBe("paid");
    expect(paidState(stand(0, 1))).toBe("refunding");
    expect(paidState(stand(400, 600))).toBe("refunding");
    expect(paidState(stand(400, 0))).toBe("partly_refunded");
    expect(paidState(stand(1_000, 0))).toBe("refunded");
    expect(refundableFen(stand(400, 100))).toBe(500n);
  });
});

describe("what no notification settles", () => {
  it("is asked for at 1, 5 and 30 minutes, 6 and 24 hours, and then left to a person", () => {
    const minutes = [0, 1, 2, 3, 4].map((done) => (Number(nextPollAt(MADE, done)) - MADE) / 60_000);
    expect(minutes).toEqual([1, 5, 30, 360, 1_440]);
    expect(nextPollAt(MADE, 5)).toBeNull();
    expect(nextPollAt(MADE, 0)).toBe(plusMinutes(MADE, 1));
  });
});

describe("numbers", () => {
  it("are the same whenever they are made, within the channel's length and letters", () => {
    const id = "0199a5f0-1c2d-7e3f-8a4b-5c6d7e8f9a0b";
    const orderNo = orderNoOf(id, plainDate("2026-11-16"));
    expect(orderNo).toBe("BS202611165c6d7e8f9a0b");
    expect(orderNo).toMatch(/^[0-9A-Za-z_\-|*]{6,32}$/);
    expect(refundNoOf(orderNo, 7)).toBe(`${orderNo}R07`);
    expect(() => refundNoOf(orderNo, 51)).toThrow();
    try {
      refundNoOf(orderNo, 51);
    } catch (thrown) {
      expect(isRefusal(thrown, "refunds-too-many")).toBe(true);
    }
  });
});
