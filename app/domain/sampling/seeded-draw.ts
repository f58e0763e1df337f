/**
 * A draw that nobody can steer and anyone can repeat (visit rules 10.3): the public value is fixed before the batch is known, and the
 * seed binds it to the batch. Hashing is given, as everywhere in the domain.
 */

/** SHA-256 of the text's UTF-8 bytes, in lower-case hex. */
export type Sha256Hex = (text: string) => string;

/** Names the way the draw is made; stored with each draw, so that an old one is repeated by its own way. */
export const DRAW_ALGORITHM = "sha256-smallest-key/1";

export type DrawSeed = { readonly batchDigest: string; readonly seed: string };

const byCodeUnits = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

/** @param lines ids of all lines of the batch, in any order */
export function seedOfBatch(publicValue: string, lines: readonly string[], sha256: Sha256Hex): DrawSeed {
  const batchDigest = sha256([...lines].sort(byCodeUnits).join("\n"));
  return { batchDigest, seed: sha256(`${publicValue}\n${batchDigest}`) };
}

/**
 * All lines in the order in which they are drawn: by their keys, smallest first. The first n are the sample; those behind them take the
 * place of lines that cannot be judged, in this order.
 */
export function orderOfDraw(seed: string, lines: readonly string[], sha256: Sha256Hex): string[] {
  return lines
    .map((line) => ({ line, key: sha256(`${seed}\n${line}`) }))
    .sort((left, right) => byCodeUnits(left.key, right.key))
    .map(({ line }) => line);
}
