/**
 * What a broker says that it threw away: a count since its start that only grows. Whoever has seen it before knows how many went since then, also
 * while nobody listened.
 */

/**
 * @param before the count when it was seen last; null when it was never seen: nothing of ours was waiting there before
 * @returns how many messages went since; a count that fell began again with the broker's start
 */
export function droppedSince(before: number | null, total: number): number {
  if (before === null) return 0;
  return total < before ? total : total - before;
}
