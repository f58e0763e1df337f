/**
 * A person closes a finding of a visit with one reason and one resolution (visit rules 4.3, 6). What only a corrected fact lifts stays
 * open. The visit is judged anew in the same unit, so its approval follows at once.
 */
import { Refusal } from "#app/domain/refusal.ts";
import { asDate } from "#app/domain/time/instant.ts";
import type { FindingState } from "#app/domain/verification/finding-state.ts";
import { closeFinding, type FindingClosing } from "#app/domain/verification/findings.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { insertFindingChanges, lockFinding, updateFinding, type FindingRow } from "#db/repositories/findings.ts";
import { lockVisit, type VisitRow } from "#db/repositories/visits.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { judgeAround } from "./verify-visit.server.ts";
import { workerActorsOfVisit } from "./visit-workers.server.ts";

export type Closing = Pick<FindingClosing, "party" | "reason" | "resolution"> & {
  readonly visitNo: string;
  readonly findingId: string;
  /** Free text; some reasons ask for it. */
  readonly note: string | null;
};

/** The visit, locked, while its verdict may still change. Refuses "not-found" and "visit-settled". */
export async function lockOpenVisit(unit: Unit, visitNo: string): Promise<VisitRow> {
  const visit = await lockVisit(unit, visitNo);
  if (visit === null) throw new Refusal("not-found");
  if (visit.approvalState === "locked" || visit.approvalState === "rejected") throw new Refusal("visit-settled");
  return visit;
}

type Outcome = { readonly state: FindingState; readonly by: string };

async function writeClosing(unit: Unit, finding: FindingRow, closing: Closing, { state, by }: Outcome) {
  const explained = { reasonCode: closing.reason, resolutionCode: closing.resolution, note: closing.note };
  const at = asDate(unit.now);
  await updateFinding(unit, finding.id, { ...explained, state, closedAt: at, closedBy: by });
  await insertFindingChanges(unit, [
    { ...explained, id: unit.newId(), findingId: finding.id, step: state, at, by, facts: finding.facts },
  ]);
}

/** The step that other use cases take inside their own unit. Refuses what `closeFindingOfVisit` refuses. */
export async function closeFindingIn(unit: Unit, actor: string, closing: Closing): Promise<string | null> {
  const visit = await lockOpenVisit(unit, closing.visitNo);
  const finding = await lockFinding(unit, closing.findingId);
  if (finding?.visitId !== visit.id) throw new Refusal("not-found");
  const state = closeFinding({
    code: finding.ruleCode,
    state: finding.state as FindingState,
    by: actor,
    party: closing.party,
    workersOfVisit: await workerActorsOfVisit(unit, visit.id),
    reason: closing.reason,
    resolution: closing.resolution,
    text: closing.note,
  });
  await writeClosing(unit, finding, closing, { state, by: actor });
  const verdict = await judgeAround(unit, actor, visit);
  await insertAuditEvent(unit, actor, {
    chain: "visits",
    action: "finding.close",
    subjectType: "visit",
    subjectId: visit.visitNo,
    facts: { rule: finding.ruleCode, state, reason: closing.reason, resolution: closing.resolution },
  });
  return verdict?.approvalState ?? null;
}

/**
 * @returns the visit's approval after it was judged anew; null when it is not judged
 * Refuses "not-found" (also for a finding of another visit), "visit-settled", and what the domain's `closeFinding` refuses.
 */
export async function closeFindingOfVisit(context: Context, closing: Closing): Promise<string | null> {
  return inTransaction(context, (unit) => closeFindingIn(unit, context.actor, closing));
}
