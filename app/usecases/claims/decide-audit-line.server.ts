/**
 * A decision of the workbench and taking it back. It waits half a minute beside the line, as a row of its own; taking it back adds a
 * second row. Only then does it reach the line (`finish-decisions`), so that nothing has to be undone.
 */
import type { LineDecision } from "#app/domain/claims/claim.ts";
import {
  closedByApproval,
  finalAfter,
  mayApprove,
  requireApprovalReason,
  resolutionOf,
} from "#app/domain/claims/workbench-decision.ts";
import { fen, type Fen } from "#app/domain/money/fen.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, instant } from "#app/domain/time/instant.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import {
  findOpenDecision,
  insertDecisionEnds,
  insertLineDecisions,
  listOpenDecisions,
} from "#db/repositories/line-decisions.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { loadAudited, requireNotRequester, requireShown, type AuditedVisit } from "./audit-evidence.server.ts";
import { decisionFrom, requireLineDecision } from "./decide-line.server.ts";
import { lockSubmittedClaimById } from "./open-claim.server.ts";
import type { StoredFailure } from "./prepare-claims.server.ts";

export type AuditRequest = {
  readonly visitNo: string;
  readonly decision: LineDecision["kind"];
  /** For a cut: what stays. */
  readonly adjustedFen: Fen | null;
  /** Empty for a clean approval. */
  readonly reason: string;
  readonly note: string | null;
  /** The auditor wants a second person to sign it. */
  readonly asksSecond: boolean;
};

/** Findings of a line that are open, as the domain's decision reads them. */
export function openFindingsOf(findings: AuditedVisit["file"]["findings"]) {
  return findings
    .filter((one) => one.state === "open" && !one.wouldHave)
    .map((one) => ({ id: one.id, code: one.ruleCode, level: one.level }));
}

/** The reason as it is stored. Refuses "line-fails-checks" and what the domain refuses of a decision and its reason. */
export function reasonFor(
  audited: AuditedVisit,
  request: Pick<AuditRequest, "decision" | "adjustedFen" | "reason" | "note">,
  actor: string,
): string | null {
  const { claim, line } = audited.row;
  if (request.decision !== "approve") {
    const decision = decisionFrom(request, actor);
    requireLineDecision(claim, line, { decision, note: request.note });
    return request.reason;
  }
  const open = openFindingsOf(audited.file.findings);
  const failures = line.failures as StoredFailure[];
  if (!mayApprove({ outcome: line.outcome, failingCodes: failures.map(({ code }) => code), open }))
    throw new Refusal("line-fails-checks", { code: failures[0]?.code ?? "" });
  return requireApprovalReason({ closes: closedByApproval(open).length, reason: request.reason, note: request.note });
}

/**
 * @returns the decision's id
 * Refuses "not-found", "claim-cannot-decide", "decision-by-preparer", "decision-by-requester", "line-decided-already",
 * "evidence-not-shown" unless this person had this version of the evidence on the screen, "line-fails-checks" and what the domain
 * refuses of a decision and its reason.
 */
export async function decideAuditLine(context: Context, request: AuditRequest): Promise<string> {
  return inTransaction(context, async (unit) => {
    const audited = await loadAudited(unit, request.visitNo);
    const { line, claim, visit } = audited.row;
    await lockSubmittedClaimById(unit, claim.id, context.actor);
    await requireNotRequester(unit, visit.id, context.actor);
    if (line.decision !== null || (await findOpenDecision(unit, line.id)) !== null)
      throw new Refusal("line-decided-already");
    await requireShown(unit, context.actor, audited, "line");
    const reason = reasonFor(audited, request, context.actor);
    const id = unit.newId();
    await insertLineDecisions(unit, [
      {
        id,
        claimLineId: line.id,
        decision: request.decision,
        reason,
        resolution: resolutionOf(request.decision),
        note: request.note,
        adjustedFen: request.decision === "cut" ? request.adjustedFen : null,
        evidenceDigest: audited.digest,
        decidedBy: context.actor,
        decidedAt: asDate(unit.now),
        finalAfter: asDate(finalAfter(unit.now)),
        secondFor: request.asksSecond ? "asked" : null,
      },
    ]);
    await insertAuditEvent(unit, context.actor, {
      chain: "money",
      action: `claim-line.propose-${request.decision}`,
      subjectType: "claim-line",
      subjectId: line.id,
      facts: { visitNo: request.visitNo, reason, digest: audited.digest, askedFen: fen(line.askedFen).toString() },
    });
    return id;
  });
}

/**
 * Takes back one's own decision, or a whole step by its bulk id, within its half minute, or, while it waits for a second person, whoever decides of the street.
 * Refuses "not-found" for one that has ended or is out of reach, "undo-not-yours" and "undo-too-late".
 */
export async function undoDecision(context: Context, decisionId: string): Promise<string> {
  return inTransaction(context, async (unit) => {
    const [found, ...others] = (await listOpenDecisions(unit)).filter(
      (one) => one.id === decisionId || one.bulkId === decisionId,
    );
    if (!found) throw new Refusal("not-found");
    if (found.secondFor === null && found.decidedBy !== context.actor) throw new Refusal("undo-not-yours");
    if (found.secondFor === null && unit.now >= instant(found.finalAfter)) throw new Refusal("undo-too-late");
    const ending = { step: "withdrawn", at: asDate(unit.now), by: context.actor, cause: null } as const;
    await insertDecisionEnds(
      unit,
      [found, ...others].map(({ id }) => ({ ...ending, decisionId: id })),
    );
    const isBulk = found.bulkId === decisionId;
    await insertAuditEvent(unit, context.actor, {
      chain: "money",
      action: "claim-line.take-back",
      subjectType: isBulk ? "bulk" : "claim-line",
      subjectId: isBulk ? decisionId : found.claimLineId,
      facts: { visitNo: found.visitNo, decision: found.decision, lines: 1 + others.length },
    });
    return found.visitNo;
  });
}
