/**
 * A second person decides a proposed clawback. Accepted, it is found: its journal posts in the first open month, with the month it refers
 * to, and the provider owes the amount. Dismissed, it says why. The closed month stays as it is either way.
 */
import { fen } from "#app/domain/money/fen.ts";
import { changeClawback, clawbackJournal, type ClawbackState } from "#app/domain/reconciliation/clawback.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { monthOf } from "#app/domain/time/plain-month.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { lockClawback, updateClawback, type ClawbackRow } from "#db/repositories/clawbacks.ts";
import { listProviders } from "#db/repositories/workforce.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { DISTRICT_FUND } from "../visits/verification-context.ts";
import { lockOpenPeriod } from "./open-period.server.ts";
import { postJournals } from "./post-journals.server.ts";

export type ClawbackDecision = {
  readonly id: string;
  readonly decision: "accept" | "reject";
  /** Why; a dismissal needs it. */
  readonly note: string | null;
};

async function post(unit: Unit, actor: string, row: ClawbackRow & { readonly visitNo: string }): Promise<void> {
  const providers = await listProviders(unit);
  const providerCode = providers.find(({ id }) => id === row.providerId)?.creditCode ?? null;
  if (providerCode === null) throw new Refusal("not-found");
  const { period, month } = await lockOpenPeriod(unit);
  const finding = {
    fund: DISTRICT_FUND,
    streetId: row.streetId,
    providerCode,
    findingNo: row.findingNo,
    visitNo: row.visitNo,
    reason: row.ruleCode,
    paidMonth: monthOf(plainDate(row.paidMonth)),
    paidFen: fen(row.paidFen),
  };
  await postJournals(unit, [clawbackJournal(finding, month)], {
    periodId: period.id,
    closingRun: null,
    postedBy: actor,
    providerIds: new Map([[providerCode, row.providerId]]),
    visitIds: new Map([[row.visitNo, row.visitId]]),
  });
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
    const state = changeClawback(row.state as ClawbackState, decision);
    if (decision === "reject" && said === "") throw new Refusal("clawback-needs-note");
    if (decision === "accept") await post(unit, context.actor, row);
    await updateClawback(unit, id, {
      state,
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
