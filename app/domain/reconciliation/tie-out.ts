/**
 * The tie-out (三方对账): visits, claim lines, books and bank lines of a month side by side, per provider and in sum. Every number is the
 * sum of rows that can be shown, so a number and its rows cannot part. What lies between the first and the last has the names that the
 * settlement gives; where the books do not agree with what they record, that is said and never spread over the others.
 */
import type { Fen } from "../money/fen.ts";
import { fen, subtractFen, sumFen } from "../money/fen.ts";
import type { ProviderSettlement, SettlementFacts, StageDifference } from "./settlement.ts";
import { unexplained } from "./settlement-sums.ts";

export const TIE_PLACES = ["visits", "claimed", "approved", "payable", "confirmed", "bank"] as const;
export type TiePlace = (typeof TIE_PLACES)[number];

/** One row behind a number: a visit, a claim line, a posting or a bank line. */
export type TieRow = {
  readonly place: TiePlace;
  readonly providerCode: string;
  /** Visit number, voucher with its line, or the bank's number. */
  readonly key: string;
  /** Null for rows that are of no one visit. */
  readonly visitNo: string | null;
  readonly amountFen: Fen;
  /** Of a bank line: the part that nobody ordered. */
  readonly suspenseFen: Fen;
};

export type BookedRow = {
  readonly kind: "payable" | "confirmed";
  readonly providerCode: string;
  readonly voucher: string;
  readonly visitNo: string | null;
  readonly amountFen: Fen;
};

export type BankedRow = {
  readonly providerCode: string;
  readonly reference: string;
  readonly amountFen: Fen;
  readonly suspenseFen: Fen;
};

const NOTHING = fen(0);

/** Visits and claim lines of one provider as rows, in the order of the visits. */
function careRows({ providerCode, visits, lines }: SettlementFacts): TieRow[] {
  const row = (place: TiePlace, visitNo: string | null, amountFen: Fen): TieRow => ({
    place,
    providerCode,
    key: visitNo ?? "",
    visitNo,
    amountFen,
    suspenseFen: NOTHING,
  });
  const paid = lines.filter((line) => line.outcome.kind === "accepted" || line.outcome.kind === "cut_back");
  return [
    ...visits
      .filter((visit) => visit.deliveryState === "done" && visit.verified)
      .map((visit) => row("visits", visit.visitNo, visit.priceFen)),
    ...lines.map((line) => row("claimed", line.visitNo, line.askedFen)),
    ...paid.map((line) => row("approved", line.visitNo, line.approvedFen)),
  ];
}

/** Every row behind every number of the month. */
export function tieRows(
  facts: readonly SettlementFacts[],
  booked: readonly BookedRow[],
  banked: readonly BankedRow[],
): TieRow[] {
  return [
    ...facts.flatMap(careRows),
    ...booked.map(({ kind, voucher, ...row }): TieRow => ({ ...row, place: kind, key: voucher, suspenseFen: NOTHING })),
    ...banked.map(({ reference, ...row }): TieRow => ({ ...row, place: "bank", key: reference, visitNo: null })),
  ];
}

export type TieSum = { readonly count: number; readonly amountFen: Fen };

export type TieLine = {
  /** Empty for the sum of all. */
  readonly providerCode: string;
  readonly sums: Readonly<Record<TiePlace, TieSum>>;
  /** Verified visits less bank lines. */
  readonly differenceFen: Fen;
  readonly named: readonly Pick<StageDifference, "to" | "code" | "amountFen">[];
  /** What has no name: 0 for books that agree with what they record. */
  readonly unnamedFen: Fen;
};

/** @param isClosed the books hold the month; before that nothing is in them and nothing is compared with them */
export function tieLine(settlement: ProviderSettlement, rows: readonly TieRow[], isClosed: boolean): TieLine {
  const of = (place: TiePlace) => rows.filter((row) => row.place === place);
  const sumOf = (place: TiePlace): TieSum => {
    const own = of(place);
    return { count: own.length, amountFen: sumFen(own.map((row) => row.amountFen)) };
  };
  const sums = Object.fromEntries(TIE_PLACES.map((place) => [place, sumOf(place)])) as Record<TiePlace, TieSum>;
  const suspenseFen = sumFen(of("bank").map((row) => row.suspenseFen));
  const open = [
    ...unexplained(settlement).map((one) => one.amountFen),
    ...(isClosed ? [subtractFen(sums.approved.amountFen, sums.payable.amountFen)] : []),
    subtractFen(sumFen([sums.confirmed.amountFen, suspenseFen]), sums.bank.amountFen),
  ].map((amount) => (amount < 0n ? fen(-amount) : amount));
  return {
    providerCode: settlement.providerCode,
    sums,
    differenceFen: subtractFen(sums.visits.amountFen, sums.bank.amountFen),
    named: settlement.differences
      .filter((one) => (one.to === "claimed" || one.to === "approved" || one.to === "paid") && one.amountFen !== 0n)
      .map(({ to, code, amountFen }) => ({ to, code, amountFen })),
    unnamedFen: sumFen(open),
  };
}
