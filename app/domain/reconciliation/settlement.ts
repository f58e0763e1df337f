/**
 * Reconciliation of a provider's month: planned, delivered, verified, claimed, approved, paid, in visits and in fen,
 * and every difference between two neighbours under a code. The way from planned to paid is explained without a rest.
 */
import type { Fen } from "../money/fen.ts";
import { ZERO_FEN, addFen, fen, subtractFen, sumFen } from "../money/fen.ts";
import type { MatchedLine } from "../claims/match-line.ts";
import type { DeliveryState, MissedSide } from "../visits/delivery-state.ts";
import type { MatchedPayment } from "./match-bank-lines.ts";

export const STAGES = ["planned", "delivered", "verified", "claimed", "approved", "paid"] as const;
export type Stage = (typeof STAGES)[number];

export type StageTotal = { readonly count: number; readonly amountFen: Fen };

/** What goes lost between two stages (positive) or comes in (negative), under one code. */
export type StageDifference = {
  readonly from: Stage;
  readonly to: Stage;
  readonly code: string;
  readonly count: number;
  readonly amountFen: Fen;
};

/** One visit of the month as the five rooms before the bank know it. */
export type StagedVisit = {
  readonly visitNo: string;
  readonly providerCode: string;
  /** Null for a visit nobody planned. */
  readonly plannedFen: Fen | null;
  /** Contract price on the date, what the visit is worth when it counts. */
  readonly priceFen: Fen;
  readonly deliveryState: DeliveryState;
  readonly missedSide: MissedSide | null;
  readonly cancelReason: string | null;
  readonly verified: boolean;
  /** First finding that keeps it from counting; null while only a proof is awaited. */
  readonly heldBy: string | null;
  readonly waived: boolean;
};

export type SettlementFacts = {
  readonly providerCode: string;
  readonly visits: readonly StagedVisit[];
  readonly lines: readonly MatchedLine[];
  /** Null while no payment was ordered. */
  readonly payment: Pick<MatchedPayment, "orderedFen" | "paidFen" | "word"> | null;
  /** What the bank sent back and nobody has ordered again; nothing where it is left out. */
  readonly returnedFen?: Fen;
  /** In transit, and the bank's answer about it had an error that no later file has put right; nothing where it is left out. */
  readonly faultyFen?: Fen;
  readonly nettedFen: Fen;
  /** Of closed months, paid with this one: late evidence and appeals that were upheld. */
  readonly lateFen?: Fen;
  readonly withheldFen: Fen;
};

export type ProviderSettlement = {
  readonly providerCode: string;
  readonly stages: Readonly<Record<Stage, StageTotal>>;
  readonly differences: readonly StageDifference[];
};

/** What one visit adds to a difference; null for an amount of the provider's whole month. */
export type DifferencePart = {
  readonly visitNo: string | null;
  readonly code: string;
  readonly count: number;
  readonly amountFen: Fen;
};
type Part = DifferencePart;

const valueOf = (visit: StagedVisit): Fen => visit.plannedFen ?? visit.priceFen;
const isDelivered = (visit: StagedVisit) => visit.deliveryState === "done";

function notDeliveredCode(visit: StagedVisit): string {
  if (visit.deliveryState === "missed") return `missed-${visit.missedSide ?? "undecided"}`;
  if (visit.deliveryState === "cancelled") return `cancelled-${visit.cancelReason ?? "without-code"}`;
  return `still-${visit.deliveryState.replace("_", "-")}`;
}

function plannedToDelivered(visits: readonly StagedVisit[]): Part[] {
  return visits.flatMap((visit): Part[] => {
    const { visitNo } = visit;
    if (visit.plannedFen === null)
      return isDelivered(visit) ? [{ visitNo, code: "unplanned", count: -1, amountFen: fen(-valueOf(visit)) }] : [];
    return isDelivered(visit)
      ? []
      : [{ visitNo, code: notDeliveredCode(visit), count: 1, amountFen: visit.plannedFen }];
  });
}

function deliveredToVerified(visits: readonly StagedVisit[], worth: ReadonlyMap<string, Fen>): Part[] {
  return visits.filter(isDelivered).flatMap((visit): Part[] => {
    const { visitNo } = visit;
    if (!visit.verified)
      return [{ visitNo, code: visit.heldBy ?? "awaiting-proof", count: 1, amountFen: valueOf(visit) }];
    const changed = subtractFen(valueOf(visit), worth.get(visitNo) ?? ZERO_FEN);
    return changed === 0n ? [] : [{ visitNo, code: "price-changed", count: 0, amountFen: changed }];
  });
}

function verifiedToClaimed(facts: SettlementFacts, worth: ReadonlyMap<string, Fen>): Part[] {
  const left = new Map(worth);
  const claimed = facts.lines.flatMap((line): Part[] => {
    const { visitNo } = line;
    const value = visitNo === null ? undefined : left.get(visitNo);
    if (visitNo === null || value === undefined)
      return [{ visitNo, code: claimedWithout(line, worth), count: -1, amountFen: fen(-line.askedFen) }];
    left.delete(visitNo);
    const gap = subtractFen(value, line.askedFen);
    if (gap === 0n) return [];
    return [{ visitNo, code: gap > 0n ? "claimed-below-price" : "claimed-above-price", count: 0, amountFen: gap }];
  });
  const waived = new Set(facts.visits.filter((visit) => visit.waived).map((visit) => visit.visitNo));
  const unclaimed = [...left].map(([visitNo, amountFen]): Part => ({
    visitNo,
    code: waived.has(visitNo) ? "waived" : "unclaimed",
    count: 1,
    amountFen,
  }));
  return [...claimed, ...unclaimed];
}

function claimedWithout(line: MatchedLine, worth: ReadonlyMap<string, Fen>): string {
  if (line.visitNo === null) return "claimed-without-visit";
  return worth.has(line.visitNo) ? "claimed-again" : "claimed-not-verified";
}

function claimedToApproved(lines: readonly MatchedLine[]): Part[] {
  return lines.flatMap((line) => {
    const { visitNo } = line;
    const parts: Part[] = line.differences.map(({ code, amountFen }) => ({ visitNo, code, count: 0, amountFen }));
    const refused = line.outcome.kind === "rejected" || line.outcome.kind === "pended";
    return refused ? [...parts, { visitNo, code: line.outcome.code, count: 1, amountFen: ZERO_FEN }] : parts;
  });
}

const isApproved = (line: MatchedLine) => line.outcome.kind === "accepted" || line.outcome.kind === "cut_back";

/**
 * A line counts as paid when the provider's payment is; a short or missing payment leaves all of its lines unpaid in
 * number. Where nothing at all was paid each approved line is its own part; otherwise the rest belongs to no one line.
 */
function approvedToPaid(facts: SettlementFacts, approved: StageTotal): Part[] {
  const paidFen = facts.payment?.paidFen ?? ZERO_FEN;
  const lateFen = facts.lateFen ?? ZERO_FEN;
  const known: Part[] = [
    { visitNo: null, code: "clawback-netted", count: 0, amountFen: facts.nettedFen },
    { visitNo: null, code: "withheld", count: 0, amountFen: facts.withheldFen },
    { visitNo: null, code: "late-added", count: 0, amountFen: subtractFen(ZERO_FEN, lateFen) },
  ];
  const dueFen = addFen(approved.amountFen, lateFen);
  const openFen = subtractFen(dueFen, sumFen([paidFen, facts.nettedFen, facts.withheldFen]));
  const settled = isSettled(facts, approved);
  const code = openCode(facts, openFen);
  if (!settled && lateFen === 0n && openFen === approved.amountFen)
    return facts.lines
      .filter(isApproved)
      .map(({ visitNo, approvedFen }) => ({ visitNo, code, count: 1, amountFen: approvedFen }));
  const count = settled ? 0 : approved.count;
  const answered = unpaidByBank(facts).filter((one) => one.code !== code);
  const restFen = subtractFen(openFen, sumFen(answered.map((one) => one.amountFen)));
  return [
    ...known,
    ...answered.map((one) => ({ ...one, visitNo: null, count: 0 })),
    { visitNo: null, code, count, amountFen: restFen },
  ];
}

/** What the bank's answers say of money that is not paid. */
function unpaidByBank({ returnedFen = ZERO_FEN, faultyFen = ZERO_FEN }: SettlementFacts) {
  return [
    { code: "payment-returned", amountFen: returnedFen },
    { code: "bank-answer-wrong", amountFen: faultyFen },
  ].filter((one) => one.amountFen > 0n);
}

/** Why the rest of what was approved is not paid. */
function openCode(facts: SettlementFacts, openFen: Fen): string {
  const { payment } = facts;
  if (openFen < 0n) return "overpaid";
  const whole = unpaidByBank(facts).find((one) => one.amountFen === openFen);
  if (whole !== undefined) return whole.code;
  if (payment === null) return "not-ordered";
  return payment.paidFen > 0n ? "partly-paid" : "not-paid";
}

function isSettled(facts: SettlementFacts, approved: StageTotal): boolean {
  if (facts.payment !== null) return facts.payment.word === "paid" || facts.payment.word === "error";
  const dueFen = addFen(approved.amountFen, facts.lateFen ?? ZERO_FEN);
  return approved.amountFen > 0n && dueFen === addFen(facts.nettedFen, facts.withheldFen);
}

/** Parts under one code become one difference; what comes to nothing is left out. */
export function mergeParts(from: Stage, to: Stage, parts: readonly Omit<Part, "visitNo">[]): StageDifference[] {
  const byCode = new Map<string, StageDifference>();
  for (const part of parts) {
    const known = byCode.get(part.code);
    byCode.set(part.code, {
      from,
      to,
      code: part.code,
      count: (known?.count ?? 0) + part.count,
      amountFen: addFen(known?.amountFen ?? ZERO_FEN, part.amountFen),
    });
  }
  return [...byCode.values()]
    .filter((one) => one.count !== 0 || one.amountFen !== 0n)
    .sort((left, right) => (left.code < right.code ? -1 : 1));
}

const total = (amounts: readonly Fen[]): StageTotal => ({ count: amounts.length, amountFen: sumFen(amounts) });

function stagesOf(facts: SettlementFacts, worth: ReadonlyMap<string, Fen>): Record<Stage, StageTotal> {
  const approved = total(facts.lines.filter(isApproved).map((line) => line.approvedFen));
  return {
    planned: total(facts.visits.flatMap((visit) => (visit.plannedFen === null ? [] : [visit.plannedFen]))),
    delivered: total(facts.visits.filter(isDelivered).map(valueOf)),
    verified: total([...worth.values()]),
    claimed: total(facts.lines.map((line) => line.askedFen)),
    approved,
    paid: { count: isSettled(facts, approved) ? approved.count : 0, amountFen: facts.payment?.paidFen ?? ZERO_FEN },
  };
}

function worthOf(visits: readonly StagedVisit[]): Map<string, Fen> {
  return new Map(
    visits.filter((visit) => isDelivered(visit) && visit.verified).map((visit) => [visit.visitNo, visit.priceFen]),
  );
}

/** Everything that lies between a stage and the one before it, visit by visit. Nothing lies before "planned". */
function partsBefore(to: Stage, facts: SettlementFacts, worth: ReadonlyMap<string, Fen>, approved: StageTotal): Part[] {
  switch (to) {
    case "planned":
      return [];
    case "delivered":
      return plannedToDelivered(facts.visits);
    case "verified":
      return deliveredToVerified(facts.visits, worth);
    case "claimed":
      return verifiedToClaimed(facts, worth);
    case "approved":
      return claimedToApproved(facts.lines);
    case "paid":
      return approvedToPaid(facts, approved);
  }
}

/** The settlement of one provider's month, from facts of one provider. */
export function settleProvider(facts: SettlementFacts): ProviderSettlement {
  const worth = worthOf(facts.visits);
  const stages = stagesOf(facts, worth);
  return {
    providerCode: facts.providerCode,
    stages,
    differences: STAGES.slice(1).flatMap((to, index) =>
      mergeParts(STAGES[index] ?? "planned", to, partsBefore(to, facts, worth, stages.approved)),
    ),
  };
}

/**
 * The visits behind one difference of a provider, one part a visit, in the order of their numbers. Their counts and amounts add up to the
 * difference exactly; a part without a visit belongs to the provider's whole month.
 */
export function visitsBehind(facts: SettlementFacts, to: Stage, code: string): DifferencePart[] {
  const worth = worthOf(facts.visits);
  const parts = partsBefore(to, facts, worth, stagesOf(facts, worth).approved).filter((part) => part.code === code);
  const merged = new Map<string | null, DifferencePart>();
  for (const part of parts) {
    const known = merged.get(part.visitNo);
    merged.set(part.visitNo, {
      ...part,
      count: (known?.count ?? 0) + part.count,
      amountFen: addFen(known?.amountFen ?? ZERO_FEN, part.amountFen),
    });
  }
  return [...merged.values()]
    .filter((part) => part.count !== 0 || part.amountFen !== 0n)
    .sort((left, right) => ((left.visitNo ?? "") < (right.visitNo ?? "") ? -1 : 1));
}
