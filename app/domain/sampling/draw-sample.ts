/**
 * The audit sample of one month (visit rules 10.2 and 10.3), from a frozen list of lines and nothing else: the same list, terms and public
 * value give the same visits, here and on anybody's machine. Lines drawn by size may be extrapolated from; those drawn by a floor may not.
 */
import type { PolicyParameters } from "../policy/policy-version.ts";
import { sampleSize } from "./sample-size.ts";
import type { Sha256Hex } from "./seeded-draw.ts";
import { orderOfDraw, seedOfBatch } from "./seeded-draw.ts";
import { raiseToFloors, spreadSample } from "./strata.ts";

export const LINE_GROUPS = ["paid", "refused", "waiting"] as const;
/** What the month makes of a line: something is paid of it, it is refused, or it is decided in a later month and drawn then. */
export type LineGroup = (typeof LINE_GROUPS)[number];

/** Strongest finding of the visit: a person closed one, the rules noted one, none. */
export type FindingCategory = "none" | "info" | "acknowledged";

export type SampleLine = {
  readonly visitNo: string;
  readonly providerCode: string;
  readonly group: LineGroup;
  readonly category: FindingCategory;
  /** Signs of risk on the visit; 0 without any. */
  readonly riskPoints: number;
  /** One of the first lines of a provider that is new this month. */
  readonly firstOfProvider: boolean;
  /** One of the first lines of a care worker who is new this month. */
  readonly firstOfWorker: boolean;
  /** One of the first lines that a rule speaks of that is new this month. */
  readonly firstOfRule: boolean;
};

/** Why a line was drawn; a line may have several. */
export const DRAW_REASONS = ["size", "stratum", "new-provider", "new-worker", "new-rule", "risk", "refused"] as const;
export type DrawReason = (typeof DRAW_REASONS)[number];

export type SampleTerms = Pick<
  PolicyParameters,
  | "audit_confidence"
  | "audit_margin"
  | "audit_reserve"
  | "audit_min_per_provider"
  | "audit_rejected_pct"
  | "audit_risk_top_pct"
  | "audit_first_month_pct"
> & {
  /** No month of the programme was settled before this one. */
  readonly isFirstMonth: boolean;
};

export type DrawnStratum = {
  readonly key: string;
  readonly providerCode: string;
  readonly category: FindingCategory;
  readonly lines: number;
  /** By size alone. */
  readonly bySize: number;
  /** After the floor. */
  readonly wanted: number;
};

export type DrawnLine = { readonly visitNo: string; readonly reasons: readonly DrawReason[] };

export type DrawnSample = {
  readonly batchDigest: string;
  /** SHA-256 over what the strata and floors were made from, so that no fact of a line changes unseen. */
  readonly factsDigest: string;
  readonly seed: string;
  /** Lines by the formula, before floors. */
  readonly size: number;
  readonly strata: readonly DrawnStratum[];
  /** In the order of the draw. */
  readonly drawn: readonly DrawnLine[];
};

const PER_CENT = 100;
const byCodeUnits = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);
const shareOf = (count: number, percent: number) => Math.min(count, Math.ceil((count * percent) / PER_CENT));

/** Lines of one stratum stand for each other: paid ones by provider and category of finding, refused ones all together. */
export function stratumOf(line: Pick<SampleLine, "group" | "providerCode" | "category">): string {
  return line.group === "paid" ? `${line.providerCode}|${line.category}` : line.group;
}

/** One text line per line of the list, in the order of the visit numbers. */
export function canonicalPopulationText(lines: readonly SampleLine[]): string {
  return lines
    .map((line) =>
      [
        line.visitNo,
        line.providerCode,
        line.group,
        line.category,
        line.riskPoints,
        line.firstOfProvider ? "new-provider" : "",
        line.firstOfWorker ? "new-worker" : "",
        // Only where it holds: the text of a month without a new rule is what it was before rules were looked at.
        ...(line.firstOfRule ? ["new-rule"] : []),
      ].join("\t"),
    )
    .sort(byCodeUnits)
    .join("\n");
}

/** Lines of the sample by the formula; in a programme's first month the policy's share of all, if that is more. */
export function wantedSize(paidLines: number, terms: SampleTerms): number {
  const { audit_confidence: confidence, audit_margin: margin, audit_reserve: reserve } = terms;
  const byFormula = sampleSize(paidLines, { confidence, margin, reserve });
  return terms.isFirstMonth ? Math.max(byFormula, shareOf(paidLines, terms.audit_first_month_pct)) : byFormula;
}

function strataOf(paid: readonly SampleLine[], size: number, floor: number): DrawnStratum[] {
  const found = new Map<string, { providerCode: string; category: FindingCategory; lines: number }>();
  for (const { providerCode, category } of paid) {
    const key = stratumOf({ group: "paid", providerCode, category });
    found.set(key, { providerCode, category, lines: (found.get(key)?.lines ?? 0) + 1 });
  }
  const sizes = [...found].map(([key, { lines }]) => ({ key, size: lines }));
  const spread = spreadSample(size, sizes);
  const raised = raiseToFloors(spread, sizes, floor);
  return [...found]
    .map(([key, one]) => ({ key, ...one, bySize: spread.get(key) ?? 0, wanted: raised.get(key) ?? 0 }))
    .sort((left, right) => byCodeUnits(left.key, right.key));
}

/** The riskiest lines, between equals in the order of the draw; a line without any sign is never among them. */
function riskiest(paid: readonly SampleLine[], percent: number): ReadonlySet<string> {
  const signed = paid.filter((line) => line.riskPoints > 0).sort((left, right) => right.riskPoints - left.riskPoints);
  return new Set(signed.slice(0, shareOf(paid.length, percent)).map((line) => line.visitNo));
}

/** @param lines all lines of the month, in any order; each visit once (RangeError otherwise) */
export function drawSample(
  lines: readonly SampleLine[],
  publicValue: string,
  terms: SampleTerms,
  sha256: Sha256Hex,
): DrawnSample {
  const byNo = new Map(lines.map((line) => [line.visitNo, line]));
  if (byNo.size !== lines.length) throw new RangeError("a visit stands twice in the list");
  const { batchDigest, seed } = seedOfBatch(publicValue, [...byNo.keys()], sha256);
  const ordered = orderOfDraw(seed, [...byNo.keys()], sha256).flatMap((visitNo) => byNo.get(visitNo) ?? []);
  const paid = ordered.filter((line) => line.group === "paid");
  const refusedLines = ordered.filter((line) => line.group === "refused");
  const refused = new Set(refusedLines.slice(0, shareOf(refusedLines.length, terms.audit_rejected_pct)));
  const size = wantedSize(paid.length, terms);
  const strata = strataOf(paid, size, terms.audit_min_per_provider);
  const risky = riskiest(paid, terms.audit_risk_top_pct);
  const left = new Map(strata.map((one) => [one.key, { bySize: one.bySize, wanted: one.wanted }]));
  const drawn = ordered.flatMap((line): DrawnLine[] => {
    const reasons: DrawReason[] = [];
    if (line.group === "paid") {
      const stratum = left.get(stratumOf(line)) ?? { bySize: 0, wanted: 0 };
      if (stratum.bySize > 0) reasons.push("size");
      else if (stratum.wanted > 0) reasons.push("stratum");
      left.set(stratumOf(line), { bySize: stratum.bySize - 1, wanted: stratum.wanted - 1 });
      if (line.firstOfProvider) reasons.push("new-provider");
      if (line.firstOfWorker) reasons.push("new-worker");
      if (line.firstOfRule) reasons.push("new-rule");
      if (risky.has(line.visitNo)) reasons.push("risk");
    }
    if (refused.has(line)) reasons.push("refused");
    return reasons.length === 0 ? [] : [{ visitNo: line.visitNo, reasons }];
  });
  return { batchDigest, factsDigest: sha256(canonicalPopulationText(lines)), seed, size, strata, drawn };
}
