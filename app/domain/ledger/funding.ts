/**
 * Who pays a visit (资金来源): the funds in their order of priority, each as far as it may. The parts of a visit add up to its amount
 * exactly (I10), so no fen is funded twice, and what no fund covers is named instead of being spent.
 */
import type { Fen } from "../money/fen.ts";
import { ZERO_FEN, addFen, leastFen, subtractFen } from "../money/fen.ts";

export type FundingSource = {
  readonly code: string;
  /** 1 pays first. */
  readonly priority: number;
  /** Most that it pays of one visit; null for no bound. */
  readonly perVisitCapFen: Fen | null;
  /** What it can still pay; null where no budget was registered and nothing is watched. */
  readonly freeFen: Fen | null;
};

export type FundPart = { readonly fund: string; readonly amountFen: Fen };
export type FundedVisit = { readonly visitNo: string; readonly amountFen: Fen };

export type Funding = {
  /** By visit number, in the order of the funds; a visit that costs nothing has none. */
  readonly parts: ReadonlyMap<string, readonly FundPart[]>;
  /** What no fund covers; must be zero before a month is closed. */
  readonly uncoveredFen: Fen;
};

const compareTexts = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

function mayPay(source: FundingSource, leftFen: Fen, freeFen: Fen | null): Fen {
  const bound = leastFen(leftFen, source.perVisitCapFen ?? leftFen, freeFen ?? leftFen);
  return bound > 0n ? bound : ZERO_FEN;
}

/** Most visits of a month are paid alike; equal splits share one list, so that a million visits hold a few. */
class AlikeParts {
  readonly #known = new Map<string, readonly FundPart[]>();

  of(own: readonly FundPart[]): readonly FundPart[] {
    const key = own.map(({ fund, amountFen }) => `${fund}=${amountFen}`).join(",");
    const known = this.#known.get(key);
    if (known === undefined) this.#known.set(key, own);
    return known ?? own;
  }
}

/** Splits the visits over the funds, visit by visit in the order of their numbers, so that no order of reading shows. */
export function fundVisits(visits: readonly FundedVisit[], sources: readonly FundingSource[]): Funding {
  const inOrder = [...sources].sort((left, right) => left.priority - right.priority);
  const free = new Map(inOrder.map((source) => [source.code, source.freeFen]));
  const parts = new Map<string, readonly FundPart[]>();
  const alike = new AlikeParts();
  let uncoveredFen = ZERO_FEN;
  for (const visit of [...visits].sort((left, right) => compareTexts(left.visitNo, right.visitNo))) {
    let leftFen = visit.amountFen;
    const own: FundPart[] = [];
    for (const source of inOrder) {
      const freeFen = free.get(source.code) ?? null;
      const amountFen = mayPay(source, leftFen, freeFen);
      if (amountFen <= 0n) continue;
      own.push({ fund: source.code, amountFen });
      leftFen = subtractFen(leftFen, amountFen);
      if (freeFen !== null) free.set(source.code, subtractFen(freeFen, amountFen));
    }
    if (own.length > 0) parts.set(visit.visitNo, alike.of(own));
    uncoveredFen = addFen(uncoveredFen, leftFen);
  }
  return { parts, uncoveredFen };
}

/** One fund's budget of a year, in fen. */
export type BudgetStand = {
  readonly capFen: Fen;
  readonly committedFen: Fen;
  readonly spentFen: Fen;
};

/**
 * What a fund can pay once its settled visits have given back what they held. What other visits hold stays theirs; where more has happened
 * than the cap allows, whoever is settled first is paid up to the cap.
 */
export function freeToPayFen({ capFen, committedFen, spentFen }: BudgetStand, releasedFen: Fen): Fen {
  const heldFen = subtractFen(committedFen, releasedFen);
  const unspentFen = subtractFen(capFen, spentFen);
  return heldFen > unspentFen ? unspentFen : subtractFen(unspentFen, heldFen);
}
