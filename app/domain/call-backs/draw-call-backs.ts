/**
 * Which persons are called back about a month (visit rules 10.5): a share of the visits, spread over providers and care workers, plus
 * those that a rule forces, by the seeded draw that anyone can repeat. One call is made to a person, whatever number of its visits was drawn.
 */
import { orderOfDraw, seedOfBatch, type Sha256Hex } from "../sampling/seeded-draw.ts";
import { spreadSample } from "../sampling/strata.ts";

export type CallableVisit = {
  readonly visitNo: string;
  readonly elderNo: string;
  readonly providerCode: string;
  readonly workerNo: string;
  readonly forced: readonly ForcedReason[];
};

export const FORCED_REASONS = [
  "backfilled",
  "no-place-proof",
  "manual-times",
  "photo-reused",
  "door-code-wrong",
  "other-worker",
  "no-person-proof",
] as const;
export type ForcedReason = (typeof FORCED_REASONS)[number];
export type CallReason = "ratio" | "replacement" | ForcedReason;

export type DrawnCall = {
  readonly elderNo: string;
  /** In the order of the draw; the first decides the call's place. */
  readonly visits: readonly { readonly visitNo: string; readonly reasons: readonly CallReason[] }[];
};

export type DrawnBatch = {
  readonly batchDigest: string;
  readonly factsDigest: string;
  readonly seed: string;
  /** Visits by the share alone. */
  readonly size: number;
  /** All visits in the order of the draw, the drawn ones and those that may take a place later. */
  readonly order: readonly string[];
  readonly calls: readonly DrawnCall[];
};

const PER_CENT = 100;
const byCodeUnits = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);
const stratumOf = (visit: CallableVisit) => `${visit.providerCode}|${visit.workerNo}`;

/** One text line per visit, by visit number: what strata and forced calls were made from. */
export function callableText(visits: readonly CallableVisit[]): string {
  return visits
    .map(({ visitNo, elderNo, providerCode, workerNo, forced }) =>
      [visitNo, elderNo, providerCode, workerNo, [...forced].sort(byCodeUnits).join(",")].join("\t"),
    )
    .sort(byCodeUnits)
    .join("\n");
}

function chosen(ordered: readonly CallableVisit[], size: number): ReadonlyMap<string, CallReason[]> {
  const sizes = new Map<string, number>();
  for (const visit of ordered) sizes.set(stratumOf(visit), (sizes.get(stratumOf(visit)) ?? 0) + 1);
  const left = spreadSample(
    size,
    [...sizes].map(([key, count]) => ({ key, size: count })),
  );
  return new Map(
    ordered.flatMap((visit) => {
      const open = left.get(stratumOf(visit)) ?? 0;
      left.set(stratumOf(visit), open - 1);
      const reasons: CallReason[] = [...(open > 0 ? (["ratio"] as const) : []), ...visit.forced];
      return reasons.length === 0 ? [] : [[visit.visitNo, reasons] as const];
    }),
  );
}

/**
 * @param visits delivered visits of the month, in any order; each once (RangeError otherwise)
 * @param ratioPercent policy `callback_ratio`; at least this share of the visits is drawn
 */
export function drawCallBacks(
  visits: readonly CallableVisit[],
  publicValue: string,
  { ratioPercent }: { readonly ratioPercent: number },
  sha256: Sha256Hex,
): DrawnBatch {
  const byNo = new Map(visits.map((visit) => [visit.visitNo, visit]));
  if (byNo.size !== visits.length) throw new RangeError("a visit stands twice in the list");
  const { batchDigest, seed } = seedOfBatch(publicValue, [...byNo.keys()], sha256);
  const order = orderOfDraw(seed, [...byNo.keys()], sha256);
  const ordered = order.flatMap((visitNo) => byNo.get(visitNo) ?? []);
  const size = Math.min(visits.length, Math.ceil((visits.length * ratioPercent) / PER_CENT));
  const reasons = chosen(ordered, size);
  const calls = new Map<string, { visitNo: string; reasons: CallReason[] }[]>();
  for (const { visitNo, elderNo } of ordered) {
    const why = reasons.get(visitNo);
    if (why === undefined) continue;
    const call = calls.get(elderNo) ?? [];
    call.push({ visitNo, reasons: why });
    calls.set(elderNo, call);
  }
  return {
    batchDigest,
    factsDigest: sha256(callableText(visits)),
    seed,
    size,
    order,
    calls: [...calls].map(([elderNo, ofElder]) => ({ elderNo, visits: ofElder })),
  };
}

type Line = Pick<CallableVisit, "visitNo" | "elderNo" | "providerCode" | "workerNo">;

/**
 * Who takes the place of a person who was not reached or does not remember: the next in the order of the draw whose elder is in the
 * batch with no visit, of the same provider and worker, else of the same provider; null when there is none.
 * @param ordered all lines in the order of the draw
 */
export function replacementFor(ordered: readonly Line[], inBatch: ReadonlySet<string>, lost: Line): Line | null {
  const free = ordered.filter((line) => !inBatch.has(line.elderNo) && line.providerCode === lost.providerCode);
  return free.find((line) => line.workerNo === lost.workerNo) ?? free[0] ?? null;
}
