/** One person of the district asks to switch a rule off, to a warning or to enforcement from a date; another one decides (visit rules 5.2). */
import { requireRuleModeChange, type RuleModeChange, type RuleModeFacts } from "#app/domain/policy/rule-mode-change.ts";
import type { RuleModeName } from "#app/domain/policy/policy-version.ts";
import { isRefusal, Refusal } from "#app/domain/refusal.ts";
import { asDate, localDateOf } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import {
  insertRuleModeChange,
  listClosedMonths,
  listRuleModeChanges,
  lockRuleModeChange,
  updateRuleModeChange,
} from "#db/repositories/rule-modes.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";

export async function loadRuleModeFacts(unit: Unit): Promise<RuleModeFacts> {
  return {
    versions: await listPolicyVersions(unit),
    today: localDateOf(unit.now),
    closedMonths: await listClosedMonths(unit),
  };
}

/** Refuses "rule-mode-needs-reason", "rule-mode-already-asked" while another change of this rule waits, and what `requireRuleModeChange` refuses. */
export async function requestRuleMode(context: Context, change: RuleModeChange, reason: string): Promise<string> {
  if (reason.trim() === "") throw new Refusal("rule-mode-needs-reason");
  return inTransaction(context, async (unit) => {
    requireRuleModeChange(change, await loadRuleModeFacts(unit));
    const known = await listRuleModeChanges(unit, change.ruleCode);
    if (known.some((row) => row.state === "requested")) throw new Refusal("rule-mode-already-asked");
    const id = unit.newId();
    await insertRuleModeChange(unit, {
      id,
      ruleCode: change.ruleCode,
      mode: change.mode,
      fromOn: change.from,
      reason: reason.trim(),
      requestedBy: context.actor,
      requestedAt: asDate(unit.now),
    });
    await insertAuditEvent(unit, context.actor, {
      chain: "district",
      action: "rule-mode.request",
      subjectType: "rule",
      subjectId: change.ruleCode,
      facts: { mode: change.mode, from: change.from },
    });
    return id;
  });
}

export type RuleModeDecision = {
  readonly ruleCode: string;
  readonly changeId: string;
  readonly decision: "approved" | "refused";
};

/**
 * What was asked for is asked again on the day of the decision: its date must still lie ahead. The one who asked may take it back, which
 * is a refusal. Refuses "not-found", "rule-mode-decided", "rule-mode-needs-second-person", and what `requireRuleModeChange` refuses.
 */
export async function decideRuleMode(context: Context, given: RuleModeDecision): Promise<void> {
  await inTransaction(context, async (unit) => {
    const row = await lockRuleModeChange(unit, given.ruleCode, given.changeId);
    if (row === null) throw new Refusal("not-found");
    if (row.state !== "requested") throw new Refusal("rule-mode-decided");
    if (given.decision === "approved") {
      if (row.requestedBy === context.actor) throw new Refusal("rule-mode-needs-second-person");
      const change = { ruleCode: row.ruleCode, mode: row.mode as RuleModeName, from: plainDate(row.fromOn) };
      requireRuleModeChange(change, await loadRuleModeFacts(unit));
    }
    await updateRuleModeChange(unit, row.id, {
      state: given.decision,
      decidedBy: context.actor,
      decidedAt: asDate(unit.now),
    });
    await insertAuditEvent(unit, context.actor, {
      chain: "district",
      action: "rule-mode.decide",
      subjectType: "rule",
      subjectId: row.ruleCode,
      facts: { mode: row.mode, from: row.fromOn, decision: given.decision },
    });
  });
}

/** Whether the change would be allowed, for the page to say so before anybody asks: the code of the refusal, or null. */
export function whyNot(change: RuleModeChange, facts: RuleModeFacts): string | null {
  try {
    requireRuleModeChange(change, facts);
    return null;
  } catch (thrown) {
    if (isRefusal(thrown)) return thrown.code;
    throw thrown;
  }
}
