/**
 * Brings decisions of the workbench to their lines once their half minute is over, and those that need it once a second person has
 * signed. A decision that something has overtaken in between lapses with its cause, and the line waits for an auditor again.
 */
import { claimNumber } from "#app/domain/claims/claim-number.ts";
import type { LineDecision } from "#app/domain/claims/claim.ts";
import { closedByApproval, resolutionOf } from "#app/domain/claims/workbench-decision.ts";
import { fen } from "#app/domain/money/fen.ts";
import { isRefusal, Refusal } from "#app/domain/refusal.ts";
import { asDate, localDateOf } from "#app/domain/time/instant.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { updateClaimLines } from "#db/repositories/claims.ts";
import {
  findOpenDecision,
  insertDecisionEnds,
  listDueDecisions,
  type OpenDecision,
} from "#db/repositories/line-decisions.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { closeFindingIn } from "../visits/close-finding.server.ts";
import { loadAudited, type AuditedVisit } from "./audit-evidence.server.ts";
import { openFindingsOf } from "./decide-audit-line.server.ts";
import { decideLineIn } from "./decide-line.server.ts";
import { loadClaimsOfMonth } from "./month-claims.server.ts";
import { storedMatch } from "./prepare-claims.server.ts";
import { requireSecond, waitingForSecond } from "./second-person.server.ts";
import { byVisit, settleClaims } from "./settle-claims.ts";

/** Decisions of one turn: few enough that it ends soon. */
const TURN = 50;

/** The line as the checks see it now. */
async function matchAnew(unit: Unit, { row }: AuditedVisit, month: PlainMonth): Promise<void> {
  const { lines } = settleClaims(await loadClaimsOfMonth(unit, month), localDateOf(unit.now));
  const matched = byVisit(lines).get(row.visit.visitNo);
  if (matched) await updateClaimLines(unit, [row.line.id], storedMatch(matched));
}

/** Refuses "evidence-changed", "line-decided-already" and what closing the findings and deciding the line refuse. */
async function bringToLine(unit: Unit, decision: OpenDecision): Promise<void> {
  const audited = await loadAudited(unit, decision.visitNo);
  const { line, claim, creditCode } = audited.row;
  if (audited.digest !== decision.evidenceDigest) throw new Refusal("evidence-changed");
  if (line.decision !== null) throw new Refusal("line-decided-already");
  const month = claim.month.slice(0, 7) as PlainMonth;
  const kind = decision.decision as LineDecision["kind"];
  const closes = kind === "approve" ? closedByApproval(openFindingsOf(audited.file.findings)) : [];
  for (const { id } of closes)
    await closeFindingIn(unit, decision.decidedBy, {
      visitNo: decision.visitNo,
      findingId: id,
      party: "street",
      reason: decision.reason ?? "",
      resolution: resolutionOf("approve"),
      note: decision.note,
    });
  // A line that waited when it was prepared may wait for nothing any more, whoever ended what it waited for.
  if (kind === "approve" && line.outcome !== "accepted") await matchAnew(unit, audited, month);
  await decideLineIn(unit, decision.decidedBy, {
    claimNo: claimNumber({ month, creditCode, streetId: claim.streetId }),
    lineId: line.id,
    decision: kind,
    adjustedFen: decision.adjustedFen === null ? null : fen(decision.adjustedFen),
    reason: decision.reason ?? "",
    note: decision.note,
  });
}

async function lapse(context: Context, decision: OpenDecision, cause: string): Promise<void> {
  await inTransaction(context, async (unit) => {
    if ((await findOpenDecision(unit, decision.claimLineId))?.id !== decision.id) return;
    await insertDecisionEnds(unit, [
      { decisionId: decision.id, step: "lapsed", at: asDate(unit.now), by: context.actor, cause },
    ]);
    await insertAuditEvent(unit, context.actor, {
      chain: "money",
      action: "claim-line.decision-lapsed",
      subjectType: "claim-line",
      subjectId: decision.claimLineId,
      facts: { visitNo: decision.visitNo, decision: decision.decision, cause },
    });
  });
}

/** Each decision is a unit of its own: one that lapses keeps no other from its line. */
async function finishOne(context: Context, decision: OpenDecision): Promise<boolean> {
  try {
    await inTransaction(context, async (unit) => {
      if ((await findOpenDecision(unit, decision.claimLineId))?.id !== decision.id) return;
      await bringToLine(unit, decision);
      await insertDecisionEnds(unit, [
        { decisionId: decision.id, step: "final", at: asDate(unit.now), by: context.actor, cause: null },
      ]);
    });
    return true;
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    await lapse(context, decision, thrown.code);
    return false;
  }
}

/** @returns how many reached their lines; the rest of those due lapsed */
export async function finishDueDecisions(context: Context): Promise<number> {
  let finished = 0;
  for (const decision of await inReading(context, (unit) => listDueDecisions(unit, TURN)))
    if (await finishOne(context, decision)) finished += 1;
  return finished;
}

/**
 * A second person signs what was decided: one decision, or all of one step by its bulk id.
 * @returns how many reached their lines
 * Refuses "not-found", "second-person-needed" for one's own, "second-too-early" inside the half minute, "decision-by-preparer",
 * "decision-by-requester" and "evidence-not-shown" unless this person had what was decided on the screen.
 */
export async function signDecisions(context: Context, id: string): Promise<number> {
  const waiting = await inReading(context, async (unit) => {
    const found = await waitingForSecond(unit, id);
    await requireSecond(unit, context.actor, found);
    return found;
  });
  let finished = 0;
  for (const decision of waiting) if (await finishOne(context, decision)) finished += 1;
  return finished;
}
