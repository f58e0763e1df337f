/**
 * Opens the close of a month: the checks must hold, inputs and result are fixed by their digests, and the period accepts nothing but
 * this run. Who opens it prepares it and never approves it. Nothing is posted yet, so a run can still be withdrawn without a trace in the books.
 */
import type { CloseCheck } from "#app/domain/reconciliation/close-checks.ts";
import type { StreamedClose } from "#app/domain/reconciliation/close-stream.ts";
import { rulesMissingForPayment } from "#app/domain/policy/rule-mode-change.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, instant, localDateOf } from "#app/domain/time/instant.ts";
import { lastDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { RULE_VERSION } from "#app/domain/verification/rules.ts";
import { sha256Bytes } from "#app/integrations/crypto/digest.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { confirmHeardClawbacks } from "#db/repositories/clawbacks.ts";
import { findLiveRun, insertRun, lastRunNo, type SettlementRunRow } from "#db/repositories/claims.ts";
import { lockPeriod, updatePeriod, type PeriodRow } from "#db/repositories/ledger.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { loadMonthBase, type MonthBase } from "../claims/month-base.server.ts";
import { streamClose } from "./stream-close.server.ts";

/** Written on runs, bank lines and files of a month whose approvers and bank are synthetic. */
export const SIMULATED_MARK = "演示数据";

type Marked = { readonly simulated: string | null; readonly overrideReason: string | null };

/** What every sheet of a month says that the trial's bank paid, or that was closed on a machine for demonstration; null of any other. */
export function demonstrationMark(run: Marked | null): string | null {
  return run === null ? null : (run.simulated ?? (run.overrideReason === null ? null : SIMULATED_MARK));
}

export type CloseOpening = {
  readonly month: PlainMonth;
  /** "simulated": the trial's bank confirms at once and everything is marked. "awaited": payments wait for real bank lines. */
  readonly bank: "simulated" | "awaited";
  /** Why a month may be closed on the embedded database; null on PostgreSQL. */
  readonly override: string | null;
};

/** Refuses "close-needs-override": one machine's embedded database is for trial and demonstration (decision 13). */
function requireDatabase(context: Context, override: string | null): void {
  if (context.database.kind === "pglite" && (override ?? "").trim() === "") throw new Refusal("close-needs-override");
}

/** Refuses "month-not-over", "month-closed", "nothing-to-close" and "claims-not-approved". */
function requireReady(unit: Unit, period: PeriodRow, { month, claims }: Pick<MonthBase, "month" | "claims">): void {
  if (period.state === "closed") throw new Refusal("month-closed", { month });
  if (localDateOf(unit.now) <= lastDateOf(month)) throw new Refusal("month-not-over", { month });
  if (claims.length === 0) throw new Refusal("nothing-to-close", { month });
  if (claims.some((claim) => claim.state === "submitted" || claim.state === "open"))
    throw new Refusal("claims-not-approved", { month });
}

/** Refuses "rules-not-enforced" while a rule without which nothing may be paid is not in force for the whole month (visit rules 5.2). */
async function requireEnforcedRules(unit: Unit, month: PlainMonth): Promise<void> {
  const missing = rulesMissingForPayment(await listPolicyVersions(unit), month);
  if (missing.length > 0) throw new Refusal("rules-not-enforced", { codes: missing.join(", ") });
}

/** Refuses "close-check-failed" with the first check that does not hold. */
export function requireChecks(checks: readonly CloseCheck[]): void {
  const failing = checks.find((check) => !check.holds);
  if (failing) throw new Refusal("close-check-failed", { check: failing.code });
}

/** Refuses "close-inputs-changed" when what is there now, or what comes out of it, is not what the run was opened with. */
export function requireSameDigests(
  plan: Pick<StreamedClose, "inputDigest" | "resultDigest">,
  known: Pick<SettlementRunRow, "inputDigest" | "resultDigest">,
  month: PlainMonth,
): void {
  const same = (text: string, stored: Uint8Array | null) =>
    stored !== null && Buffer.compare(Buffer.from(sha256Bytes(text)), Buffer.from(stored)) === 0;
  if (!same(plan.inputDigest, known.inputDigest) || !same(plan.resultDigest, known.resultDigest))
    throw new Refusal("close-inputs-changed", { month });
}

/**
 * Asked again with the same inputs it answers with the run that is open.
 * Refuses what the functions above refuse.
 */
export async function openClose(context: Context, opening: CloseOpening): Promise<StreamedClose> {
  requireDatabase(context, opening.override);
  return inTransaction(context, async (unit) => {
    const period = await lockPeriod(unit, opening.month);
    const base = await loadMonthBase(unit, opening.month);
    requireReady(unit, period, base);
    await requireEnforcedRules(unit, opening.month);
    const live = await findLiveRun(unit, period.id);
    const runNo = live?.runNo ?? (await lastRunNo(unit, period.id)) + 1;
    await confirmHeardClawbacks(unit, localDateOf(unit.now));
    const cut = { runNo, asOf: localDateOf(live ? instant(live.asOf) : unit.now) };
    const { plan } = await streamClose(unit, base, cut);
    if (live) {
      requireSameDigests(plan, live, opening.month);
      return plan;
    }
    requireChecks(plan.checks);
    await storeRun(unit, context.actor, { opening, period, plan, runNo, policyVersion: base.terms.policy.id });
    return plan;
  });
}

type Opened = {
  readonly opening: CloseOpening;
  readonly period: PeriodRow;
  readonly plan: StreamedClose;
  readonly runNo: number;
  readonly policyVersion: string;
};

async function storeRun(unit: Unit, actor: string, opened: Opened): Promise<void> {
  const { opening, period, plan, runNo, policyVersion } = opened;
  const [id, asOf] = [unit.newId(), asDate(unit.now)];
  await insertRun(unit, {
    id,
    periodId: period.id,
    runNo,
    ruleVersion: RULE_VERSION,
    policyVersion,
    asOf,
    inputDigest: sha256Bytes(plan.inputDigest),
    resultDigest: sha256Bytes(plan.resultDigest),
    preparedBy: actor,
    simulated: opening.bank === "simulated" ? SIMULATED_MARK : null,
    overrideReason: opening.override,
  });
  await updatePeriod(unit, period.id, { state: "closing", closingRun: id, asOf });
  await insertAuditEvent(unit, actor, {
    chain: "money",
    action: "settlement.open-close",
    subjectType: "month",
    subjectId: opening.month,
    facts: { runNo, inputDigest: plan.inputDigest, resultDigest: plan.resultDigest, override: opening.override },
  });
}
