/** One person's approval of an open close. Two different people are the least, and neither of them prepared it. */
import { Refusal } from "#app/domain/refusal.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import {
  findLiveRun,
  insertApproval,
  listApprovals,
  updateRun,
  type SettlementRunRow,
} from "#db/repositories/claims.ts";
import { lockPeriod, updatePeriod } from "#db/repositories/ledger.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";

/** The table refuses to close with fewer, whatever a policy says. */
const LEAST_APPROVERS = 2;

/** How many people must approve the close of a month, by the policy in force on its first day. */
export async function approvalsNeeded(unit: Unit, month: PlainMonth): Promise<number> {
  const policy = policyInForce(await listPolicyVersions(unit), firstDateOf(month));
  return Math.max(LEAST_APPROVERS, policy.parameters.approvals_required.district);
}

export type CloseApprovals = { readonly given: readonly string[]; readonly needed: number };

/** The run that is open for a month, its period locked. Refuses "month-closed" and "close-not-open". */
export async function lockOpenRun(unit: Unit, month: PlainMonth): Promise<SettlementRunRow> {
  const period = await lockPeriod(unit, month);
  if (period.state === "closed") throw new Refusal("month-closed", { month });
  const run = period.state === "closing" ? await findLiveRun(unit, period.id) : null;
  if (run === null) throw new Refusal("close-not-open", { month });
  return run;
}

/** Refuses "close-approver-prepared", "month-closed" and "close-not-open". Approving twice counts once. */
export async function approveClose(context: Context, month: PlainMonth): Promise<CloseApprovals> {
  return inTransaction(context, async (unit) => {
    const run = await lockOpenRun(unit, month);
    if (run.preparedBy === context.actor) throw new Refusal("close-approver-prepared");
    await insertApproval(unit, { runId: run.id, approver: context.actor, approvedAt: asDate(unit.now) });
    const given = (await listApprovals(unit, run.id)).map((row) => row.approver);
    await insertAuditEvent(unit, context.actor, {
      chain: "money",
      action: "settlement.approve-close",
      subjectType: "month",
      subjectId: month,
      facts: { runNo: run.runNo, given: given.length },
    });
    return { given, needed: await approvalsNeeded(unit, month) };
  });
}

/** Takes an open close back before anything was posted; its number is not used again. Refuses "decision-needs-reason". */
export async function withdrawClose(context: Context, month: PlainMonth, reason: string): Promise<void> {
  if (reason.trim() === "") throw new Refusal("decision-needs-reason", { decision: "withdraw" });
  await inTransaction(context, async (unit) => {
    const run = await lockOpenRun(unit, month);
    await updateRun(unit, run.id, { voidedReason: reason.trim() });
    await updatePeriod(unit, run.periodId, { state: "open", closingRun: null, asOf: null });
    await insertAuditEvent(unit, context.actor, {
      chain: "money",
      action: "settlement.withdraw-close",
      subjectType: "month",
      subjectId: month,
      facts: { runNo: run.runNo, reason: reason.trim() },
    });
  });
}
