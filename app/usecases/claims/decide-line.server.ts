/** A street decides one line: approve, cut to an amount, hold or refuse, each but the first with a reason. Until the claim is passed it may decide anew. */
import { requireDecision, type LineDecision } from "#app/domain/claims/claim.ts";
import { requireReason } from "#app/domain/claims/decision-reasons.ts";
import { waitsToBeCut } from "#app/domain/claims/workbench-decision.ts";
import { fen, type Fen } from "#app/domain/money/fen.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { listClaimLines, updateClaimLines, type ClaimLineRow, type ClaimRow } from "#db/repositories/claims.ts";
import { findVisitOfLine } from "#db/queries/audit-lines.ts";
import { findOpenDecision } from "#db/repositories/line-decisions.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { loadAudited, requireNotRequester, requireShown } from "./audit-evidence.server.ts";
import { lockSubmittedClaim } from "./open-claim.server.ts";
import type { StoredFailure } from "./prepare-claims.server.ts";

export type LineRequest = {
  readonly claimNo: string;
  readonly lineId: string;
  readonly decision: LineDecision["kind"];
  /** For a cut: what stays. */
  readonly adjustedFen: Fen | null;
  readonly reason: string;
  readonly note: string | null;
};

/** Refuses "cut-needs-amount". */
export function decisionFrom(
  request: Pick<LineRequest, "decision" | "adjustedFen" | "reason">,
  by: string,
): LineDecision {
  const { decision: kind, reason } = request;
  if (kind === "approve") return { kind, by };
  if (kind !== "cut") return { kind, by, reason };
  if (request.adjustedFen === null) throw new Refusal("cut-needs-amount");
  return { kind, by, adjustedFen: request.adjustedFen, reason };
}

/** Refuses "decision-by-preparer", "line-fails-checks" and what the domain refuses of a decision and its reason. */
export function requireLineDecision(
  claim: ClaimRow,
  line: ClaimLineRow,
  { decision, note }: { readonly decision: LineDecision; readonly note: string | null },
): void {
  const failing = (line.failures as StoredFailure[]).map((failure) => failure.code);
  requireDecision(decision, { preparedBy: claim.preparedBy, askedFen: fen(line.askedFen) });
  if (decision.kind === "approve" || decision.kind === "cut") requireApprovable(line, decision);
  if (decision.kind !== "approve") requireReason(decision, { note, failing });
}

/** A line that a check refused stays refused, and one that waits stays waiting: a decision never overrules the record. */
function requireApprovable(line: ClaimLineRow, decision: LineDecision): void {
  const failures = line.failures as StoredFailure[];
  // What only waits to be cut may be cut at once, to what the contract pays and no further up.
  const mayBeCut = waitsToBeCut({ outcome: line.outcome, failures });
  if (mayBeCut && decision.kind === "cut" && decision.adjustedFen <= line.proposedFen) return;
  if (line.outcome === "rejected" || line.outcome === "pended")
    throw new Refusal("line-fails-checks", { code: failures[0]?.code ?? "" });
}

/**
 * The step that the workbench takes inside its own unit. Refuses "not-found", "claim-cannot-decide", "decision-by-preparer",
 * "line-fails-checks", "cut-needs-amount" and what the domain refuses of a decision and its reason.
 */
export async function decideLineIn(unit: Unit, actor: string, request: LineRequest): Promise<void> {
  const claim = await lockSubmittedClaim(unit, request.claimNo, actor);
  const line = (await listClaimLines(unit, [claim.id])).find((one) => one.id === request.lineId);
  if (!line) throw new Refusal("not-found");
  const decision = decisionFrom(request, actor);
  requireLineDecision(claim, line, { decision, note: request.note });
  await updateClaimLines(unit, [line.id], {
    decision: decision.kind,
    decisionReason: decision.kind === "approve" ? null : decision.reason,
    decisionNote: request.note,
    adjustedFen: decision.kind === "cut" ? decision.adjustedFen : null,
    decidedBy: actor,
    decidedAt: asDate(unit.now),
    heldFrom: null,
  });
  await insertAuditEvent(unit, actor, {
    chain: "money",
    action: `claim-line.${decision.kind}`,
    subjectType: "claim-line",
    subjectId: line.id,
    facts: { claimNo: request.claimNo, reason: decision.kind === "approve" ? null : decision.reason },
  });
}

/** What holds for a decision at the workbench holds beside it: the evidence was seen, and no decision waits that could be overtaken. */
async function requireJudge(unit: Unit, actor: string, lineId: string): Promise<void> {
  const visitNo = await findVisitOfLine(unit, lineId);
  if (visitNo === null) throw new Refusal("not-found");
  const audited = await loadAudited(unit, visitNo);
  await requireNotRequester(unit, audited.row.visit.id, actor);
  if ((await findOpenDecision(unit, lineId)) !== null) throw new Refusal("line-decided-already");
  await requireShown(unit, actor, audited, "line");
}

/**
 * Decides a line on the page of its claim. Refuses what `decideLineIn` refuses, "decision-by-requester", "line-decided-already" while a
 * decision of the workbench is not final, and "evidence-not-shown" unless this person had this version of the evidence on the screen.
 */
export async function decideLine(context: Context, request: LineRequest): Promise<void> {
  await inTransaction(context, async (unit) => {
    await requireJudge(unit, context.actor, request.lineId);
    await decideLineIn(unit, context.actor, request);
  });
}
