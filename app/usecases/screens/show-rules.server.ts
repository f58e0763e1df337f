/** The rules of verification with their modes, what each rests on, and what those that only warn would have refused. */
import { fen, sumFen } from "#app/domain/money/fen.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { RULE_MODES, ruleModeOn, type PolicyVersion } from "#app/domain/policy/policy-version.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { isoText, instant, localDateOf } from "#app/domain/time/instant.ts";
import { addDays, type PlainDate } from "#app/domain/time/plain-date.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { listWouldBeRefused, sumWouldBeRefused } from "#db/queries/would-be-refused.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { listRuleModeChanges, type RuleModeChangeRow } from "#db/repositories/rule-modes.ts";
import { inReading, type Context } from "#db/transaction.ts";
import { loadRuleModeFacts, whyNot } from "../visits/change-rule-mode.server.ts";
import { clearedBy } from "./visit-evidence.ts";

/** The next day on which a rule's mode is another one; null when none is decided. */
function nextMode(policy: PolicyVersion, code: string, today: PlainDate) {
  const now = ruleModeOn(policy, code, today);
  const mode = policy.ruleModes[code];
  const steps = [...(mode?.later ?? []), ...(mode?.since ? [{ from: mode.since, mode: mode.mode }] : [])];
  const ahead = steps.filter((step) => step.from > today).sort((a, b) => (a.from < b.from ? -1 : 1))[0];
  if (ahead === undefined) return null;
  const then = ruleModeOn(policy, code, ahead.from);
  return then === now ? null : { from: ahead.from, mode: then };
}

/** The report of a month and all rules with their modes, in no order: a stored policy keeps none. */
export async function showRules(context: Context, month: PlainMonth) {
  return inReading(context, async (unit) => {
    const today = localDateOf(unit.now);
    const policy = policyInForce(await listPolicyVersions(unit), today);
    const rows = (await listWouldBeRefused(unit, month)).map((row) => ({
      ...row,
      refusedFen: fen(BigInt(row.refusedFen)),
    }));
    const sums = await sumWouldBeRefused(unit, month);
    const waiting = (await listRuleModeChanges(unit)).filter((row) => row.state === "requested");
    return {
      month,
      policyId: policy.id,
      report: rows.toSorted((a, b) => Number(b.refusedFen - a.refusedFen) || b.questioned - a.questioned),
      questioned: rows.reduce((sum, row) => sum + row.questioned, 0),
      rowsFen: sumFen(rows.map((row) => row.refusedFen)),
      counted: { visits: sums.counted.visits, fen: fen(BigInt(sums.counted.fen)) },
      refused: { visits: sums.refused.visits, fen: fen(BigInt(sums.refused.fen)) },
      rules: Object.keys(policy.ruleModes).map((code) => ({
        code,
        mode: ruleModeOn(policy, code, today),
        ahead: nextMode(policy, code, today),
        waiting: waiting.some((row) => row.ruleCode === code),
      })),
    };
  });
}

function shownChange(row: RuleModeChangeRow, actor: string) {
  const { id, mode, fromOn, reason, state, requestedBy, requestedAt, decidedBy } = row;
  const asked = { by: requestedBy, at: isoText(instant(requestedAt)), isOwn: requestedBy === actor };
  return { id, mode, fromOn, reason, state, decidedBy, asked };
}

/** One rule: its mode, the values it is measured by, what was decided about it. Refuses "not-found" for a code that no rule has. */
export async function showRule(context: Context, code: string) {
  return inReading(context, async (unit) => {
    const facts = await loadRuleModeFacts(unit);
    const policy = policyInForce(facts.versions, facts.today);
    if (!(code in policy.ruleModes)) throw new Refusal("not-found");
    const tomorrow = addDays(facts.today, 1);
    return {
      code,
      policyId: policy.id,
      today: facts.today,
      tomorrow,
      mode: ruleModeOn(policy, code, facts.today),
      ahead: nextMode(policy, code, facts.today),
      clearedBy: clearedBy(code),
      parameters: policy.parameters,
      choices: RULE_MODES.map((mode) => ({ mode, why: whyNot({ ruleCode: code, mode, from: tomorrow }, facts) })),
      changes: (await listRuleModeChanges(unit, code)).reverse().map((row) => shownChange(row, context.actor)),
    };
  });
}
