import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { APPROVAL_STATES } from "#app/domain/claims/approval-state.ts";
import { placeVisit, sumMissing, sumOutlook, type OutlookVisit } from "#app/domain/claims/month-outlook.ts";
import { fen, sumFen } from "#app/domain/money/fen.ts";
import { DELIVERY_STATES } from "#app/domain/visits/delivery-state.ts";

function aVisit(changed: Partial<OutlookVisit> = {}): OutlookVisit {
  return {
    visitNo: "2026-11-E000001-1",
    amountFen: fen(3500n),
    deliveryState: "done",
    approvalState: "verified",
    standing: [],
    hasPlaceProof: true,
    hasPersonProof: true,
    missedReason: null,
    ...changed,
  };
}

describe("a visit before its month ends", () => {
  it.each([
    ["verified and undisputed", {}, "verified", []],
    ["in a locked batch", { approvalState: "locked", standing: ["R-TOO-LONG"] }, "verified", []],
    ["verified with a finding that waits", { standing: ["R-MIN-GAP"] }, "at_risk", ["R-MIN-GAP"]],
    ["held by two rules", { approvalState: "in_violation", standing: ["R-A", "R-B"] }, "at_risk", ["R-A", "R-B"]],
    ["without a person proof", { approvalState: "checking", hasPersonProof: false }, "at_risk", ["person_proof"]],
    [
      "without either proof",
      { approvalState: "checking", hasPersonProof: false, hasPlaceProof: false },
      "at_risk",
      ["place_proof", "person_proof"],
    ],
    ["with both proofs and not verified", { approvalState: "checking" }, "at_risk", ["record"]],
    ["that goes on", { approvalState: "none", deliveryState: "in_progress" }, "at_risk", ["record"]],
    ["missed without a reason", { approvalState: "none", deliveryState: "missed" }, "at_risk", ["missed_unexplained"]],
    [
      "missed for a reason",
      { approvalState: "none", deliveryState: "missed", missedReason: "RC-NO-ANSWER" },
      "lost",
      [],
    ],
    ["cancelled", { approvalState: "none", deliveryState: "cancelled" }, "lost", []],
    ["not accepted by the offices", { approvalState: "rejected" }, "lost", []],
    ["still ahead", { approvalState: "none", deliveryState: "accepted" }, "coming", []],
  ] as const)("%s is placed and says what it waits for", (_name, changed, place, missing) => {
    expect(placeVisit(aVisit(changed as Partial<OutlookVisit>))).toMatchObject({ place, missing });
  });
});

describe("the sums", () => {
  const visit = fc.record({
    amountFen: fc.bigInt({ min: 0n, max: 10_000n }).map(fen),
    deliveryState: fc.constantFrom(...DELIVERY_STATES),
    approvalState: fc.constantFrom(...APPROVAL_STATES),
    standing: fc.subarray(["R-A", "R-B", "R-C"]),
    hasPlaceProof: fc.boolean(),
    hasPersonProof: fc.boolean(),
    missedReason: fc.constantFrom(null, "RC-NO-ANSWER"),
  });

  it("add up to all visits and all yuan, and only what is at risk waits for something", () => {
    fc.assert(
      fc.property(fc.array(visit, { maxLength: 40 }), (given) => {
        const placed = given.map((one) => placeVisit(aVisit(one)));
        const sums = Object.values(sumOutlook(placed));
        expect(sums.reduce((total, one) => total + one.visits, 0)).toBe(given.length);
        expect(sumFen(sums.map((one) => one.fen))).toBe(sumFen(given.map((one) => one.amountFen)));
        for (const one of placed) expect(one.missing.length > 0).toBe(one.place === "at_risk");
      }),
    );
  });

  it("of what is missing name the dearest first and count a visit under each thing it waits for", () => {
    const placed = [
      aVisit({ standing: ["R-A", "R-B"], amountFen: fen(1000n) }),
      aVisit({ standing: ["R-B"], amountFen: fen(500n) }),
      aVisit({ amountFen: fen(9000n) }),
    ].map(placeVisit);
    expect(sumMissing(placed)).toEqual([
      { code: "R-B", visits: 2, fen: 1500n },
      { code: "R-A", visits: 1, fen: 1000n },
    ]);
  });
});
