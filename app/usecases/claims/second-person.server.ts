/**
 * The second person of a decision: what waits for a signature, the lines of a step in bulk as the first person had them in the list, and who
 * may sign. A signature is a decision, so whoever may not decide a line, or has not had it on the screen, does not sign for it either.
 */
import { fen, sumFen } from "#app/domain/money/fen.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { instant, isoText } from "#app/domain/time/instant.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { listFindingsOfVisits } from "#db/repositories/findings.ts";
import { listOpenDecisions, wasShown, type OpenDecision } from "#db/repositories/line-decisions.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { groupBy } from "../visits/verification-facts.server.ts";
import { loadAudited, requireNotRequester } from "./audit-evidence.server.ts";
import { insertRowsShown, shownLine } from "./bulk-lines.server.ts";
import { standingOf } from "./standing-findings.ts";

/** One decision by its id, or all of one step by its bulk id. Refuses "not-found" where none of the scope waits for a second person. */
export async function waitingForSecond(unit: Unit, id: string): Promise<readonly OpenDecision[]> {
  const waiting = (await listOpenDecisions(unit)).filter(
    (one) => one.secondFor !== null && (one.id === id || one.bulkId === id),
  );
  if (waiting.length === 0) throw new Refusal("not-found");
  return waiting;
}

/** Refuses "evidence-not-shown" unless what was decided was on this person's screen; what has changed since then lapses by itself. */
async function requireSeen(unit: Unit, person: string, decision: OpenDecision): Promise<void> {
  const { claimLineId: lineId, evidenceDigest: digest, bulkId } = decision;
  const shownAs = bulkId === null ? "line" : "list";
  if (await wasShown(unit, { lineId, person, digest, shownAs })) return;
  if ((await loadAudited(unit, decision.visitNo)).digest === digest) throw new Refusal("evidence-not-shown");
}

/** Refuses "second-person-needed", "second-too-early", "decision-by-preparer", "decision-by-requester" and "evidence-not-shown". */
export async function requireSecond(unit: Unit, person: string, waiting: readonly OpenDecision[]): Promise<void> {
  for (const decision of waiting) {
    if (decision.decidedBy === person) throw new Refusal("second-person-needed");
    if (unit.now < instant(decision.finalAfter)) throw new Refusal("second-too-early");
    if ([decision.preparedBy, decision.submittedBy].includes(person)) throw new Refusal("decision-by-preparer");
    await requireNotRequester(unit, decision.visitId, person);
    await requireSeen(unit, person, decision);
  }
}

async function linesOf(unit: Unit, waiting: readonly OpenDecision[]) {
  const ids = waiting.map(({ visitId }) => visitId);
  const findings = groupBy(await listFindingsOfVisits(unit, ids), (row) => row.visitId);
  const lines = [];
  for (const { visitNo, visitId } of waiting) {
    const audited = await loadAudited(unit, visitNo);
    lines.push({ visitNo, row: audited.row, audited, standing: standingOf(findings.get(visitId) ?? []) });
  }
  return lines;
}

/**
 * A step in bulk that waits for a second person, with every line of it.
 * @param isOpened it is on the screen of a person who may decide; written down as shown
 * Refuses "not-found" for one that waits no more, is no step in bulk, or is out of reach.
 */
export async function showWaitingStep(context: Context, bulkId: string, isOpened: boolean) {
  return inTransaction(context, async (unit) => {
    const waiting = (await waitingForSecond(unit, bulkId)).filter((one) => one.bulkId === bulkId);
    const [first] = waiting;
    if (first === undefined) throw new Refusal("not-found");
    const lines = await linesOf(unit, waiting);
    if (isOpened && (await insertRowsShown(unit, context.actor, lines)))
      await insertAuditEvent(unit, context.actor, {
        chain: "money",
        action: "claim-line.show-step",
        subjectType: "bulk",
        subjectId: bulkId,
        facts: { rule: first.bulkRule, lines: lines.length },
      });
    return {
      bulkId,
      rule: first.bulkRule ?? "",
      decision: first.decision,
      reason: first.reason,
      note: first.note,
      mine: first.decidedBy === context.actor,
      signableFrom: isoText(instant(first.finalAfter)),
      lines: lines.map(shownLine),
      sumFen: sumFen(lines.map(({ row }) => fen(row.line.askedFen))),
    };
  });
}
