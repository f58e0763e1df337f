/**
 * What auditors found of the drawn lines, and what that says about the rest (visit rules 10.4). A line is judged after its evidence was
 * shown, by somebody who did not decide it. A share is judged twice, the second time without the first verdict in sight. Rates rest on
 * lines that were drawn by size and their replacements: a line that was drawn because it looked risky stands for nothing but itself.
 */
import type { Fen } from "../money/fen.ts";
import { sumFen } from "../money/fen.ts";
import { Refusal } from "../refusal.ts";
import type { Extrapolation, ExtrapolationRule, RateInterval } from "./error-rate.ts";
import { extrapolate, wilsonInterval } from "./error-rate.ts";

export const VERDICTS = ["right", "wrong", "unjudgeable"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Another firm made the visit without approval: nothing of it is payable, and what was paid is asked back (visit rules F). */
export const SUBCONTRACTED = "R-SUBCONTRACTED";

/** Why a line is wrong, or why nobody can say. Codes are those of the rules wherever a rule names the same thing. 示例/待确认. */
export const REVIEW_REASONS = {
  wrong: [
    "R-SHORTER-THAN-PLAN",
    "R-SERVICE-MISSING",
    "R-CALLBACK-DENIED",
    "R-NO-PLACE-PROOF",
    "R-NO-PERSON-PROOF",
    "R-CLAIM-PRICE",
    "R-NOT-ELIGIBLE",
    SUBCONTRACTED,
    "wrongly-refused",
  ],
  unjudgeable: ["records-missing", "elder-unreachable", "under-investigation"],
} as const satisfies Readonly<Record<Exclude<Verdict, "right">, readonly string[]>>;

export type ReviewTurn = "first" | "second";

export type GivenReview = {
  readonly verdict: Verdict;
  /** How much of it is wrong; null unless the verdict is wrong. */
  readonly wrongFen: Fen | null;
  readonly reason: string | null;
};

export type ReviewedLine = {
  /** Drawn, or replacing one that was. */
  readonly isDrawn: boolean;
  /** Who decided the claim line; null where it passed by the checks alone. */
  readonly decidedBy: string | null;
  /** What was paid of it; of a refused line what was asked. */
  readonly atStakeFen: Fen;
  /** Judged twice. */
  readonly isTwice: boolean;
  readonly reviews: readonly { readonly turn: ReviewTurn; readonly by: string }[];
};

/**
 * Whose turn it is.
 * Refuses "review-not-drawn", "review-by-decider", "review-done" and "review-own-first" (the second verdict is another person's).
 */
export function turnOf(line: ReviewedLine, person: string): ReviewTurn {
  if (!line.isDrawn) throw new Refusal("review-not-drawn");
  if (line.decidedBy === person) throw new Refusal("review-by-decider");
  if (line.reviews.length === 0) return "first";
  if (!line.isTwice || line.reviews.length > 1) throw new Refusal("review-done");
  if (line.reviews.some(({ by }) => by === person)) throw new Refusal("review-own-first");
  return "second";
}

/** Refuses "review-reason-unknown", "review-amount-missing" and "review-amount-too-high". */
export function requireReview({ verdict, wrongFen, reason }: GivenReview, atStakeFen: Fen): void {
  if (verdict === "right") return;
  const known: readonly string[] = REVIEW_REASONS[verdict];
  if (reason === null || !known.includes(reason)) throw new Refusal("review-reason-unknown", { reason });
  if (verdict !== "wrong") return;
  if (wrongFen === null || wrongFen <= 0n) throw new Refusal("review-amount-missing");
  if (wrongFen > atStakeFen) throw new Refusal("review-amount-too-high", { most: atStakeFen.toString() });
}

/** A judged line as the rates read it. */
export type JudgedLine = {
  readonly providerCode: string;
  readonly group: "paid" | "refused" | "waiting";
  /** Drawn by size, or in the place of such a line. */
  readonly isBySize: boolean;
  /** The first verdict counts; a second one says how far verdicts can be trusted. */
  readonly verdict: Verdict;
  readonly second: Verdict | null;
  readonly wrongFen: Fen | null;
};

export type ReviewFigures = {
  /** Judged right or wrong, whatever they were drawn for. */
  readonly judged: number;
  readonly wrong: number;
  readonly unjudgeable: number;
  readonly wrongFen: Fen;
  /** Of the lines by size: errors of those judged, and the interval of the rate. */
  readonly bySize: { readonly judged: number; readonly wrong: number; readonly interval: RateInterval };
};

const isJudged = (line: JudgedLine) => line.verdict !== "unjudgeable";

/** @param confidence share, such as 0.95 */
export function figuresOf(lines: readonly JudgedLine[], confidence: number): ReviewFigures {
  const judged = lines.filter(isJudged);
  const bySize = judged.filter((line) => line.isBySize && line.group === "paid");
  const wrongBySize = bySize.filter((line) => line.verdict === "wrong").length;
  return {
    judged: judged.length,
    wrong: judged.filter((line) => line.verdict === "wrong").length,
    unjudgeable: lines.length - judged.length,
    wrongFen: sumFen(judged.flatMap((line) => line.wrongFen ?? [])),
    bySize: {
      judged: bySize.length,
      wrong: wrongBySize,
      interval: wilsonInterval(wrongBySize, bySize.length, confidence),
    },
  };
}

/** How often the second verdict is the first one. */
export function agreementOf(lines: readonly JudgedLine[]): { readonly twice: number; readonly agreed: number } {
  const twice = lines.filter((line) => line.second !== null);
  return { twice: twice.length, agreed: twice.filter((line) => line.second === line.verdict).length };
}

export type SampledMonth = {
  /** Lines drawn by size. */
  readonly sampled: number;
  /** Paid lines that are neither drawn, for whatever reason, nor in the place of one that was. */
  readonly undrawn: number;
};

/**
 * What a month's judged lines can speak for: a line that a floor drew is judged itself, so that nothing is guessed about it.
 * @param judged visit numbers of the drawn lines and of those in their places
 */
export function sampledMonth(
  lines: readonly {
    readonly visitNo: string;
    readonly group: JudgedLine["group"];
    readonly reasons: readonly string[];
  }[],
  judged: { readonly has: (visitNo: string) => boolean },
): SampledMonth {
  return {
    sampled: lines.filter(({ reasons }) => reasons.includes("size")).length,
    undrawn: lines.filter(({ group, visitNo }) => group === "paid" && !judged.has(visitNo)).length,
  };
}

export type ReviewOutlook = Extrapolation & { readonly judged: number; readonly wrong: number };

/**
 * What the judged lines by size say about the paid lines that were not drawn: by the lower bound, with its interval, or refused with the
 * reason.
 */
export function outlookOf(
  lines: readonly JudgedLine[],
  { sampled, undrawn }: SampledMonth,
  rule: ExtrapolationRule,
): ReviewOutlook {
  const { judged, wrong } = figuresOf(lines, rule.confidence).bySize;
  return { ...extrapolate({ errors: wrong, reviewed: judged, sampled, undrawn }, rule), judged, wrong };
}
