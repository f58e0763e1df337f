/** In which order the care workers for a visit are shown to the person who chooses. */

export type RankedWorker = {
  readonly against: readonly unknown[];
  readonly cameBefore: number;
  readonly kilometres: number;
  readonly weekMinutes: number;
  readonly worker: { readonly key: string };
};

/** Who can go before who cannot; then the familiar, the near, the one with the least work this week, and the number. */
export function firstFits(left: RankedWorker, right: RankedWorker): number {
  return (
    Number(left.against.length > 0) - Number(right.against.length > 0) ||
    right.cameBefore - left.cameBefore ||
    left.kilometres - right.kilometres ||
    left.weekMinutes - right.weekMinutes ||
    (left.worker.key < right.worker.key ? -1 : 1)
  );
}
