/** Splits one amount over several parts so that the parts sum to the whole exactly. */
import { fen, type Fen } from "./fen.ts";

/**
 * Largest remainder: each part is within one fen of its exact share, and the result does not depend on the order of the parts
 * except between equal remainders, where the earlier key (by code unit order) wins.
 * Refuses (RangeError) negative amounts, negative weights and weights that sum to zero.
 */
export function allocateFen(whole: Fen, weights: ReadonlyMap<string, bigint>): Map<string, Fen> {
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0n);
  if (whole < 0n || total <= 0n || [...weights.values()].some((weight) => weight < 0n))
    throw new RangeError("amount and weights must not be negative, and some weight must be positive");
  const shares = [...weights]
    .map(([key, weight]) => ({ key, floor: (whole * weight) / total, remainder: (whole * weight) % total }))
    .sort((left, right) =>
      left.remainder !== right.remainder ? (left.remainder > right.remainder ? -1 : 1) : left.key < right.key ? -1 : 1,
    );
  let rest = whole - shares.reduce((sum, share) => sum + share.floor, 0n);
  const parts = new Map<string, Fen>();
  for (const share of shares) {
    const extra = rest > 0n ? 1n : 0n;
    rest -= extra;
    parts.set(share.key, (share.floor + extra) as Fen);
  }
  return parts;
}

/** An amount divided into equal whole fen, or null when it cannot be. */
export function dividedFen(amount: Fen, parts: number): Fen | null {
  return amount % BigInt(parts) === 0n ? fen(amount / BigInt(parts)) : null;
}
