/**
 * Before a month ends its provider sees, in yuan, what is verified, what is at risk and what it waits for, what is still to come, and
 * what is lost (visit rules 11). Each visit is in one of the four; a visit at risk names everything that stands in its way.
 */
import type { Fen } from "../money/fen.ts";
import { sumFen } from "../money/fen.ts";
import { countsAsVerified, type ApprovalState } from "./approval-state.ts";

export type OutlookVisit = {
  readonly visitNo: string;
  readonly amountFen: Fen;
  readonly deliveryState: string;
  readonly approvalState: ApprovalState;
  /** Codes of standing findings that were not only warnings and wait for somebody. */
  readonly standing: readonly string[];
  readonly hasPlaceProof: boolean;
  readonly hasPersonProof: boolean;
  readonly missedReason: string | null;
};

export type OutlookPlace = "verified" | "at_risk" | "coming" | "lost";

/** What a delivered visit without a finding still waits for. */
export type MissingProof = "place_proof" | "person_proof" | "record";

export type PlacedVisit = OutlookVisit & {
  readonly place: OutlookPlace;
  /** Rule codes, and what is missing where no rule has said so yet; empty but for a visit at risk. */
  readonly missing: readonly string[];
};

function missingOf(visit: OutlookVisit): string[] {
  if (visit.standing.length > 0) return [...visit.standing];
  if (visit.deliveryState === "missed") return ["missed_unexplained"];
  const proofs: MissingProof[] = [
    ...(visit.hasPlaceProof ? [] : (["place_proof"] as const)),
    ...(visit.hasPersonProof ? [] : (["person_proof"] as const)),
  ];
  return proofs.length > 0 ? proofs : ["record"];
}

/** Where a visit stands now. A verified visit with a finding that waits is at risk: its line waits with it. */
export function placeVisit(visit: OutlookVisit): PlacedVisit {
  const at = (place: OutlookPlace, missing: readonly string[] = []): PlacedVisit => ({ ...visit, place, missing });
  const { deliveryState, approvalState } = visit;
  if (approvalState === "locked") return at("verified");
  if (approvalState === "rejected" || deliveryState === "cancelled") return at("lost");
  if (deliveryState === "missed") return visit.missedReason === null ? at("at_risk", missingOf(visit)) : at("lost");
  if (countsAsVerified(approvalState))
    return visit.standing.length === 0 ? at("verified") : at("at_risk", missingOf(visit));
  if (deliveryState === "done" || deliveryState === "in_progress") return at("at_risk", missingOf(visit));
  return at("coming");
}

export type OutlookSum = { readonly visits: number; readonly fen: Fen };

/** Visits and yuan by place; the four add up to all that was given. */
export function sumOutlook(visits: readonly PlacedVisit[]): Readonly<Record<OutlookPlace, OutlookSum>> {
  const of = (place: OutlookPlace): OutlookSum => {
    const those = visits.filter((visit) => visit.place === place);
    return { visits: those.length, fen: sumFen(those.map((visit) => visit.amountFen)) };
  };
  return { verified: of("verified"), at_risk: of("at_risk"), coming: of("coming"), lost: of("lost") };
}

export type MissingSum = { readonly code: string; readonly visits: number; readonly fen: Fen };

/** What is at risk by what it waits for, the dearest first. A visit that waits for two things stands in both rows. */
export function sumMissing(visits: readonly PlacedVisit[]): MissingSum[] {
  const byCode = new Map<string, Fen[]>();
  for (const visit of visits)
    for (const code of new Set(visit.missing)) byCode.set(code, [...(byCode.get(code) ?? []), visit.amountFen]);
  return [...byCode]
    .map(([code, amounts]) => ({ code, visits: amounts.length, fen: sumFen(amounts) }))
    .sort((left, right) => Number(right.fen - left.fen) || (left.code < right.code ? -1 : 1));
}
