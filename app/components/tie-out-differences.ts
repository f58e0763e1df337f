/** The arithmetic of the chain of six numbers: what lies between each two, and what no reason explains. */
export const TIE_STEPS = ["planned", "delivered", "verified", "claimed", "approved", "paid"] as const;

export type TieStep = (typeof TIE_STEPS)[number];

export type TieNumber = { readonly step: TieStep; readonly count: number; readonly fen: bigint | number | null };

/** One named part of the difference between a step and the step before it. Positive: that much is missing at the later step. */
export type TieReason = {
  /** The later step of the two. */
  readonly step: TieStep;
  readonly code: string;
  readonly label: string;
  readonly count: number;
  readonly fen: bigint | number | null;
  readonly to?: string;
};

export type TieDifference = {
  readonly from: TieStep;
  readonly step: TieStep;
  /** Earlier minus later. */
  readonly count: number;
  readonly fen: bigint | null;
  readonly reasons: readonly TieReason[];
  readonly unexplainedCount: number;
  readonly unexplainedFen: bigint | null;
};

const wholeFen = (fen: bigint | number | null) => (fen === null ? null : BigInt(fen));

/**
 * Every pair of neighbours with its difference, the reasons given for it and the rest that no reason explains. Amounts are compared only where both
 * steps have one: a planned visit has no amount before it is claimed.
 */
export function tieDifferences(numbers: readonly TieNumber[], reasons: readonly TieReason[]): TieDifference[] {
  return numbers.slice(1).map((later, index) => {
    const earlier = numbers[index] ?? later;
    const own = reasons.filter((reason) => reason.step === later.step);
    const [before, after] = [wholeFen(earlier.fen), wholeFen(later.fen)];
    const fen = before === null || after === null ? null : before - after;
    const explainedCount = own.reduce((sum, reason) => sum + reason.count, 0);
    const explainedFen = own.reduce((sum, reason) => sum + (wholeFen(reason.fen) ?? 0n), 0n);
    const count = earlier.count - later.count;
    return {
      from: earlier.step,
      step: later.step,
      count,
      fen,
      reasons: own,
      unexplainedCount: count - explainedCount,
      unexplainedFen: fen === null ? null : fen - explainedFen,
    };
  });
}

/** Is anything left that no reason explains? */
export function isUnexplained(difference: TieDifference): boolean {
  return difference.unexplainedCount !== 0 || (difference.unexplainedFen !== null && difference.unexplainedFen !== 0n);
}
