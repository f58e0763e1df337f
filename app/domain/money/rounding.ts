/** Rounding rules for money. One rule per function, applied once per line (reliability: percentages are applied once, half up). */
import type { Fen } from "./fen.ts";

/** `percent` of an amount, rounded half up (四舍五入) away from zero. Percent is a whole number from 0 to 100. */
export function percentHalfUp(amount: Fen, percent: number): Fen {
  if (!Number.isInteger(percent) || percent < 0 || percent > 100) throw new RangeError(`not a percentage: ${percent}`);
  const scaled = amount * BigInt(percent);
  const half = scaled < 0n ? -50n : 50n;
  return ((scaled + half) / 100n) as Fen;
}
