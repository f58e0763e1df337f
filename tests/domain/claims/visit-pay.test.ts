import { describe, expect, it } from "vitest";
import { payOfVisit, type PaidLine, type PaidVisit, type SettledLine } from "#app/domain/claims/visit-pay.ts";
import { fen, ZERO_FEN } from "#app/domain/money/fen.ts";

const PRICE = fen(4500);

const visit = (change: Partial<PaidVisit> = {}): PaidVisit => ({
  deliveryState: "done",
  missedSide: null,
  approvalState: "verified",
  waived: false,
  priceFen: PRICE,
  ...change,
});
const line = (change: Partial<PaidLine> = {}): PaidLine => ({
  outcome: "accepted",
  code: null,
  askedFen: PRICE,
  proposedFen: PRICE,
  decision: null,
  ...change,
});
const settled = (change: Partial<SettledLine> = {}): SettledLine => ({
  outcome: "accepted",
  code: null,
  approvedFen: PRICE,
  payment: { orderedFen: fen(90_000), confirmedFen: ZERO_FEN },
  ...change,
});

describe("what became of a visit's money", () => {
  it.each([
    [{}, "to_claim", PRICE, null],
    [{ approvalState: "locked" }, "to_claim", PRICE, null],
    [{ approvalState: "checking" }, "in_check", PRICE, null],
    [{ approvalState: "in_violation" }, "questioned", PRICE, null],
    [{ approvalState: "rejected" }, "refused", null, null],
    [{ waived: true }, "waived", null, null],
    [{ deliveryState: "in_progress", approvalState: "none" }, "under_way", PRICE, null],
    [{ deliveryState: "missed", missedSide: "worker" }, "not_served", null, "missed-worker"],
    [{ deliveryState: "missed" }, "not_served", null, "missed-undecided"],
    [{ deliveryState: "cancelled" }, "not_served", null, null],
  ] as const)("before a claim, case %#", (change, step, amountFen, code) => {
    expect(payOfVisit(visit(change), null, null)).toEqual({ step, amountFen, code });
  });

  it.each([
    [{}, "claimed", PRICE, null],
    [{ outcome: "cut_back", proposedFen: fen(4000), code: "R-CLAIM-PRICE" }, "cut", fen(4000), "R-CLAIM-PRICE"],
    [{ outcome: "pended", code: "R-CLAIM-NOT-VERIFIED" }, "held", PRICE, "R-CLAIM-NOT-VERIFIED"],
    [{ outcome: "rejected", code: "R-TOO-SHORT" }, "refused", null, "R-TOO-SHORT"],
    [{ decision: { kind: "approve", by: "a" } }, "approved", PRICE, null],
    [
      { proposedFen: fen(4499), code: "R-CLAIM-PRICE", decision: { kind: "approve", by: "a" } },
      "approved",
      fen(4499),
      "R-CLAIM-PRICE",
    ],
    [{ decision: { kind: "cut", by: "a", adjustedFen: fen(1), reason: "RC-SPLIT" } }, "cut", fen(1), "RC-SPLIT"],
    [{ decision: { kind: "hold", by: "a", reason: "RC-OTHER" } }, "held", PRICE, "RC-OTHER"],
    [{ decision: { kind: "refuse", by: "a", reason: "RC-OTHER" } }, "refused", null, "RC-OTHER"],
  ] as const)("with a claim line, case %#", (change, step, amountFen, code) => {
    expect(payOfVisit(visit(), line(change as Partial<PaidLine>), null)).toEqual({ step, amountFen, code });
  });

  it.each([
    [0, "approved"],
    [1, "partly_paid"],
    [89_999, "partly_paid"],
    [90_000, "paid"],
  ] as const)("settled, with %d of 90000 fen confirmed by the bank, is %s", (confirmed, step) => {
    const payment = { orderedFen: fen(90_000), confirmedFen: fen(confirmed) };
    expect(payOfVisit(visit(), line(), settled({ payment }))).toEqual({ step, amountFen: PRICE, code: null });
  });

  it("settled without an order waits for the payment, and what was not approved says why", () => {
    expect(payOfVisit(visit(), line(), settled({ payment: null })).step).toBe("approved");
    const none = { approvedFen: ZERO_FEN, code: "R-OVER-QUOTA" };
    expect(payOfVisit(visit(), line(), settled({ ...none, outcome: "rejected" }))).toEqual({
      step: "refused",
      amountFen: null,
      code: "R-OVER-QUOTA",
    });
    expect(payOfVisit(visit(), line(), settled({ ...none, outcome: "pended" })).step).toBe("held");
    const cut = settled({ outcome: "cut_back", approvedFen: fen(4400), code: "R-DISSATISFIED" });
    expect(payOfVisit(visit(), line(), cut)).toEqual({
      step: "approved",
      amountFen: fen(4400),
      code: "R-DISSATISFIED",
    });
  });
});
