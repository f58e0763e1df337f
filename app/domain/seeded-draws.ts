/** Draws of a seeded sequence: a weighted choice, a chance, a whole number between two others. */
import type { Random } from "./seeded-random.ts";

/** One value, as likely as its weight. */
export function drawWeighted<T>(random: Random, choices: readonly (readonly [value: T, weight: number])[]): T {
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
  let left = random.next() * total;
  for (const [value, weight] of choices) {
    left -= weight;
    if (left < 0) return value;
  }
  const last = choices.at(-1);
  if (last === undefined) throw new RangeError("nothing to draw from");
  return last[0];
}

/** True with a probability. */
export function drawYes(random: Random, probability: number): boolean {
  return random.next() < probability;
}

/** A whole number from `least` to `most`, both included. */
export function drawBetween(random: Random, least: number, most: number): number {
  return least + random.below(most - least + 1);
}
