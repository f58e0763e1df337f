/**
 * Appeal (申诉, visit rules 9): a provider contests a settled line or a clawback within the policy's working days of its notice. Somebody who
 * has not decided on it before answers with a reason; silence decides nothing.
 */
import type { Fen } from "../money/fen.ts";
import { ZERO_FEN, subtractFen } from "../money/fen.ts";
import { Refusal } from "../refusal.ts";
import type { PlainDate } from "../time/plain-date.ts";

export const APPEAL_DECISIONS = ["upheld", "partly", "dismissed"] as const;
export type AppealDecision = (typeof APPEAL_DECISIONS)[number];

/** Fen of a settled line that can be contested: asked and not approved, less what was added since. */
export function contestableFen(line: {
  readonly askedFen: Fen;
  readonly plannedFen: Fen;
  readonly approvedFen: Fen;
  readonly addedFen: Fen;
}): Fen {
  const bound = line.plannedFen < line.askedFen ? line.plannedFen : line.askedFen;
  const rest = subtractFen(subtractFen(bound, line.approvedFen), line.addedFen);
  return rest > 0n ? rest : ZERO_FEN;
}

/** Refuses "appeal-too-late" after the last day, "appeal-nothing-missing" and "appeal-needs-text". */
export function requireAppealable(
  appeal: { readonly contestedFen: Fen; readonly said: string; readonly evidence: string },
  days: { readonly today: PlainDate; readonly until: PlainDate },
): void {
  if (appeal.contestedFen <= 0n) throw new Refusal("appeal-nothing-missing");
  if (days.today > days.until) throw new Refusal("appeal-too-late", { until: days.until });
  if (appeal.said.trim() === "" || appeal.evidence.trim() === "") throw new Refusal("appeal-needs-text");
}

/** Nobody answered by the last day: the appeal passes to the head of the district, and silence decides nothing (visit rules 9). */
export function isOverdue(appeal: { readonly state: string; readonly answerBy: string }, today: PlainDate): boolean {
  return appeal.state === "filed" && appeal.answerBy < today;
}

/**
 * What a decision gives. Refuses "appeal-award-invalid" for a part that is none of the contested amount, and "appeal-needs-reason".
 * @param partFen of "partly": the part; null otherwise
 */
export function awardOf(
  decision: AppealDecision,
  {
    contestedFen,
    partFen,
    reason,
  }: { readonly contestedFen: Fen; readonly partFen: Fen | null; readonly reason: string },
): Fen {
  if (reason.trim() === "") throw new Refusal("appeal-needs-reason");
  if (decision === "upheld") return contestedFen;
  if (decision === "dismissed") return ZERO_FEN;
  if (partFen === null || partFen <= 0n || partFen >= contestedFen) throw new Refusal("appeal-award-invalid");
  return partFen;
}
