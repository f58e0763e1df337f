import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fen } from "#app/domain/money/fen.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { instant, plusMinutes } from "#app/domain/time/instant.ts";
import { chargedTo, REFUND_REASONS, requireRefundable, type RefundableOrder } from "#app/domain/payments/refund.ts";
import { refundableFen } from "#app/domain/payments/payment-order.ts";

const PAID = instant("2026-11-16T09:40:00+08:00");
const order = (change: Partial<RefundableOrder> = {}): RefundableOrder => ({
  state: "paid",
  amountFen: fen(1_200),
  refundedFen: fen(0),
  refundingFen: fen(0),
  paidAt: PAID,
  refundCount: 0,
  lastRefundAt: null,
  ...change,
});

function codeOf(change: Partial<RefundableOrder>, amount: number, now = plusMinutes(PAID, 10)): string {
  try {
    requireRefundable(order(change), fen(amount), now);
    return "allowed";
  } catch (thrown) {
    return isRefusal(thrown) ? thrown.code : "thrown";
  }
}

describe("a refund", () => {
  it.each([
    ["of all", {}, 1_200, "allowed"],
    ["of a part", {}, 1, "allowed"],
    ["of more than was paid", {}, 1_201, "refund-above-paid"],
    ["of nothing", {}, 0, "refund-amount-not-positive"],
    ["below nothing", {}, -1, "refund-amount-not-positive"],
    ["of what is bound already", { refundedFen: fen(500), refundingFen: fen(600) }, 101, "refund-above-paid"],
    ["of the rest", { refundedFen: fen(500), refundingFen: fen(600) }, 100, "allowed"],
    ["of what was never paid", { state: "paying", paidAt: null }, 1, "refund-of-unpaid"],
    ["the 51st", { refundCount: 50 }, 1, "refunds-too-many"],
    ["the 50th", { refundCount: 49 }, 1, "allowed"],
  ] as const)("%s is judged", (_what, change, amount, code) => {
    expect(codeOf(change, amount)).toBe(code);
  });

  it("is possible up to 365 days after the payment and a minute after the one before", () => {
    expect(codeOf({}, 1, plusMinutes(PAID, 365 * 1_440))).toBe("allowed");
    expect(codeOf({}, 1, plusMinutes(PAID, 365 * 1_440 + 1))).toBe("refund-too-late");
    const lastRefundAt = plusMinutes(PAID, 10);
    expect(codeOf({ lastRefundAt }, 1, plusMinutes(PAID, 10.9))).toBe("refund-too-soon");
    expect(codeOf({ lastRefundAt }, 1, plusMinutes(PAID, 11))).toBe("allowed");
  });

  it("in parts never sums to more than was paid, whatever is asked", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 900 }), { maxLength: 60 }), (wishes) => {
        let state = order();
        wishes.forEach((wish, index) => {
          try {
            requireRefundable(state, fen(wish), plusMinutes(PAID, index + 1));
          } catch {
            return;
          }
          state = {
            ...state,
            refundedFen: fen(state.refundedFen + BigInt(wish)),
            refundCount: state.refundCount + 1,
            lastRefundAt: plusMinutes(PAID, index + 1),
          };
        });
        expect(refundableFen(state)).toBeGreaterThanOrEqual(0n);
        expect(state.refundedFen).toBeLessThanOrEqual(1_200n);
        expect(state.refundCount).toBeLessThanOrEqual(50);
      }),
    );
  });

  it("of a visit that the audit refused is charged to the provider, every other to nobody", () => {
    expect(REFUND_REASONS.filter((reason) => chargedTo(reason, false) === "provider")).toEqual(["audit_refused"]);
    expect(REFUND_REASONS.filter((reason) => chargedTo(reason, true) === "nobody")).toEqual([]);
  });
});
