/**
 * Money is a whole number of fen (分), as bigint from the column to the screen. Trap prevented: yuan and fen mixed,
 * or a float that loses the last fen of a long sum.
 */
export type Fen = bigint & { readonly __brand: "Fen" };

export const ZERO_FEN = 0n as Fen;

/** Makes an amount from a whole number. Throws RangeError for fractions and unsafe numbers. */
export function fen(amount: bigint | number): Fen {
  if (typeof amount === "number" && !Number.isSafeInteger(amount))
    throw new RangeError(`not a whole number of fen: ${amount}`);
  return BigInt(amount) as Fen;
}

export function addFen(left: Fen, right: Fen): Fen {
  return (left + right) as Fen;
}

export function subtractFen(left: Fen, right: Fen): Fen {
  return (left - right) as Fen;
}

export function sumFen(amounts: Iterable<Fen>): Fen {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total as Fen;
}

/** The smallest of one or more amounts. Throws RangeError without any. */
export function leastFen(...amounts: readonly Fen[]): Fen {
  const [first, ...others] = amounts;
  if (first === undefined) throw new RangeError("least of no amounts");
  return others.reduce((least, amount) => (amount < least ? amount : least), first);
}

export function timesFen(amount: Fen, count: number): Fen {
  if (!Number.isSafeInteger(count)) throw new RangeError(`not a whole count: ${count}`);
  return (amount * BigInt(count)) as Fen;
}

/** For JSON output with plain numbers; throws RangeError above 2^53 fen (90 trillion yuan), which no district spends. */
export function fenAsNumber(amount: Fen): number {
  const value = Number(amount);
  if (!Number.isSafeInteger(value)) throw new RangeError(`amount too large for a number: ${amount}`);
  return value;
}
