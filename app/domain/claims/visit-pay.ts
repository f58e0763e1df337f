/**
 * What became of one visit's money, in one step and one reason: what a care worker is told of an own visit. The money goes to the
 * provider; what of it is wages is theirs to agree. Where the month is closed its settlement says it, before that the claim line, and
 * before that the visit.
 */
import type { Fen } from "../money/fen.ts";
import type { DeliveryState, MissedSide } from "../visits/delivery-state.ts";
import { countsAsVerified, type ApprovalState } from "./approval-state.ts";
import type { LineDecision } from "./claim.ts";
import type { LineOutcome } from "./match-line.ts";

export const PAY_STEPS = [
  "not_served",
  "under_way",
  "in_check",
  "questioned",
  "waived",
  "to_claim",
  "claimed",
  "held",
  "cut",
  "refused",
  "approved",
  "partly_paid",
  "paid",
] as const;
export type PayStep = (typeof PAY_STEPS)[number];

export type VisitPay = {
  readonly step: PayStep;
  /** The visit's price, what is asked, or what is approved, as far as it has come; null where nothing is paid. */
  readonly amountFen: Fen | null;
  /** Code of the rule, the difference or the decision behind it; null where the step says all. */
  readonly code: string | null;
};

export type PaidVisit = {
  readonly deliveryState: DeliveryState;
  readonly missedSide: MissedSide | null;
  readonly approvalState: ApprovalState;
  readonly waived: boolean;
  /** Price of the visit. */
  readonly priceFen: Fen;
};

/** The live claim line. */
export type PaidLine = {
  readonly outcome: LineOutcome["kind"];
  /** First failing check; null without one. */
  readonly code: string | null;
  readonly askedFen: Fen;
  /** What the checks let pass. */
  readonly proposedFen: Fen;
  readonly decision: LineDecision | null;
};

/** The line of a closed month, and how much of the provider's order the bank has confirmed. */
export type SettledLine = {
  readonly outcome: LineOutcome["kind"];
  readonly code: string | null;
  readonly approvedFen: Fen;
  /** Null while nothing was ordered. */
  readonly payment: { readonly orderedFen: Fen; readonly confirmedFen: Fen } | null;
};

function fromVisit({ deliveryState, missedSide, approvalState, waived, priceFen }: PaidVisit): VisitPay {
  if (deliveryState === "missed")
    return { step: "not_served", amountFen: null, code: `missed-${missedSide ?? "undecided"}` };
  if (deliveryState === "cancelled") return { step: "not_served", amountFen: null, code: null };
  if (deliveryState !== "done") return { step: "under_way", amountFen: priceFen, code: null };
  if (approvalState === "rejected") return { step: "refused", amountFen: null, code: null };
  if (waived) return { step: "waived", amountFen: null, code: null };
  if (approvalState === "in_violation") return { step: "questioned", amountFen: priceFen, code: null };
  return { step: countsAsVerified(approvalState) ? "to_claim" : "in_check", amountFen: priceFen, code: null };
}

function fromDecision(decision: LineDecision, { askedFen, proposedFen, code }: PaidLine): VisitPay {
  switch (decision.kind) {
    case "approve":
      return { step: "approved", amountFen: proposedFen, code: proposedFen < askedFen ? code : null };
    case "cut":
      return { step: "cut", amountFen: decision.adjustedFen, code: decision.reason };
    case "hold":
      return { step: "held", amountFen: askedFen, code: decision.reason };
    case "refuse":
      return { step: "refused", amountFen: null, code: decision.reason };
  }
}

function fromLine(line: PaidLine): VisitPay {
  const { outcome, code, askedFen, proposedFen, decision } = line;
  if (decision !== null) return fromDecision(decision, line);
  switch (outcome) {
    case "accepted":
      return { step: "claimed", amountFen: askedFen, code: null };
    case "cut_back":
      return { step: "cut", amountFen: proposedFen, code };
    case "pended":
      return { step: "held", amountFen: askedFen, code };
    case "rejected":
      return { step: "refused", amountFen: null, code };
  }
}

function fromSettlement({ outcome, code, approvedFen, payment }: SettledLine): VisitPay {
  if (approvedFen === 0n)
    return outcome === "pended" ? { step: "held", amountFen: null, code } : { step: "refused", amountFen: null, code };
  const confirmedFen = payment?.confirmedFen ?? 0n;
  const isWhole = payment !== null && confirmedFen >= payment.orderedFen;
  const step = confirmedFen === 0n ? "approved" : isWhole ? "paid" : "partly_paid";
  return { step, amountFen: approvedFen, code: outcome === "cut_back" ? code : null };
}

/** @param line null while the provider has claimed nothing; @param settled null while the month is open */
export function payOfVisit(visit: PaidVisit, line: PaidLine | null, settled: SettledLine | null): VisitPay {
  if (settled !== null) return fromSettlement(settled);
  return line === null ? fromVisit(visit) : fromLine(line);
}
