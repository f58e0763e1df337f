/**
 * A second person decides a proposed clawback. Accepted, it is found: its journal posts in the first open month, with the month it refers
 * to, and the provider owes the amount. Dismissed, it says why. The closed month stays as it is either way.
 */
import { changeClawback, clawbackJournal, type ClawbackState } from "#app/domain/reconciliation/clawback.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, localDateOf } from "#app/domain/time/instant.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { lockClawback, updateClawback } from "#db/repositories/clawbacks.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { appealDays } from "./appealable.server.ts";
import { findingOf, placeOfFinding, type LockedClawback } from "./clawback-finding.server.ts";
import { lockOpenPeriod } from "./open-period.server.ts";
import { postJournals } from "./post-journals.server.ts";

export type ClawbackDecision = {
  readonly id: string;
  readonly decision: "accept" | "reject";
  /** Why; a dismissal needs it. */
  readonly note: string | null;
};

async function post(unit: Unit, actor: string, row: LockedClawback): Promise<void> {
  const finding = await findingOf(unit, row);
  const { period, month } = await lockOpenPeriod(unit);
  const place = placeOfFinding(row, finding.providerCode, { periodId: period.id, actor });
  await postJournals(unit, [clawbackJournal(finding, month)], place);
}

/** The provider is told at once, and has the days of the policy to answer before anything is set off. */
async function notice(unit: Unit) {
  const { untilOf } = await appealDays(unit);
  return { notifiedAt: asDate(unit.now), appealUntil: untilOf(localDateOf(unit.now)) };
}

/**
 * Refuses "not-found" outside the scope, "clawback-by-proposer" to the person who imported the list or scanned,
 * "clawback-cannot-accept" and "clawback-cannot-reject" once it is decided, and "clawback-needs-note" for a dismissal without a reason.
 */
export async function decideClawback(context: Context, { id, decision, note }: ClawbackDecision): Promise<void> {
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new Refusal("not-found");
  const said = note?.trim() ?? "";
  await inTransaction(context, async (unit) => {
    const row = await lockClawback(unit, id);
    if (row === null) throw new Refusal("not-found");
    if (row.proposedBy === context.actor) throw new Refusal("clawback-by-proposer");
    const decided = changeClawback(row.state as ClawbackState, decision);
    if (decision === "reject" && said === "") throw new Refusal("clawback-needs-note");
    if (decision === "accept") await post(unit, context.actor, row);
    const told = decision === "accept" ? { state: changeClawback(decided, "notify"), ...(await notice(unit)) } : {};
    await updateClawback(unit, id, {
      state: decided,
      ...told,
      decidedBy: context.actor,
      decidedAt: asDate(unit.now),
      note: said === "" ? null : said,
    });
    await insertAuditEvent(unit, context.actor, {
      chain: "money",
      action: `clawback.${decision}`,
      subjectType: "clawback",
      subjectId: row.findingNo,
      facts: { paidFen: row.paidFen.toString(), reason: row.ruleCode, note: said === "" ? null : said },
    });
  });
}
