/**
 * The audit pack of a closed month: what it was computed from, what came out, the books, the decisions and the sample, in one zip whose
 * bytes depend on the month alone. Each export is in the audit log with the digest of the file.
 */
import { makePack, type PackContent } from "#app/domain/audit-pack/make-pack.ts";
import { README_FILES, WHOLE_DISTRICT_PACK, type PackRow, type PackRows } from "#app/domain/audit-pack/pack-format.ts";
import { partOfProvider } from "#app/domain/audit-pack/provider-part.ts";
import { rulesOfMonth } from "#app/domain/audit-pack/rules-of-month.ts";
import {
  frozenRows,
  readFrozenRows,
  type FrozenInputs,
  type FrozenRows,
} from "#app/domain/reconciliation/frozen-rows.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { instant, isoText, localDateOf } from "#app/domain/time/instant.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { zipTexts } from "#app/integrations/archives/zip.server.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import {
  listPackClawbacks,
  listPackDecisions,
  listPackFindingSteps,
  listPackJournals,
  listPackLines,
  listPackPostings,
  listPackReviews,
  listReplacements,
} from "#db/queries/audit-pack.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import {
  findLiveRun,
  listApprovals,
  listBankLines,
  listPayments,
  type SettlementRunRow,
} from "#db/repositories/claims.ts";
import { listCloseInputs } from "#db/repositories/close-inputs.ts";
import { findPeriod, type PeriodRow } from "#db/repositories/ledger.ts";
import { findSampleBatch, findSampleSeed, listSampleLines } from "#db/repositories/samples.ts";
import { assertWholeDistrict } from "#db/repositories/scope-conditions.ts";
import { listProviders } from "#db/repositories/workforce.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import {
  bankRow,
  clawbackRow,
  decisionRow,
  findingStepRow,
  journalRows,
  paymentRows,
  reviewRow,
  sampleRow,
  settlementRowOf,
} from "./pack-rows.ts";

export type AuditPack = { readonly bytes: Uint8Array; readonly sha256: string; readonly files: number };

type Closed = {
  readonly month: PlainMonth;
  readonly period: PeriodRow;
  readonly run: SettlementRunRow;
  /** Code of one provider; null for the whole district. */
  readonly provider: string | null;
};

const hex = (digest: Uint8Array | null) => Buffer.from(digest ?? []).toString("hex");
const at = (date: Date) => isoText(instant(date));

/** Refuses "month-not-closed" and "provider-unknown". */
async function findClosed(unit: Unit, month: PlainMonth, provider: string | null): Promise<Closed> {
  const period = await findPeriod(unit, month);
  const run = period?.state === "closed" ? await findLiveRun(unit, period.id) : null;
  if (period === null || run === null) throw new Refusal("month-not-closed", { month });
  if (provider !== null && !(await listProviders(unit)).some((one) => one.creditCode === provider))
    throw new Refusal("provider-unknown", { code: provider });
  return { month, period, run, provider };
}

/** Refuses "close-inputs-not-kept". */
async function frozenOf(
  unit: Unit,
  { month, run, provider }: Closed,
): Promise<{ rows: FrozenRows; inputs: FrozenInputs }> {
  const kept = await listCloseInputs(unit, run.id);
  if (kept === null) throw new Refusal("close-inputs-not-kept", { month });
  const inputs = readFrozenRows(kept);
  const rows = provider === null ? kept : frozenRows(partOfProvider(inputs.facts, provider), inputs.cut);
  return { rows, inputs };
}

async function runRow(unit: Unit, { run, period }: Closed): Promise<PackRow<"run">> {
  const approvals = await listApprovals(unit, run.id);
  return {
    ...{ runNo: run.runNo, ruleVersion: run.ruleVersion, policyVersion: run.policyVersion },
    asOf: localDateOf(instant(run.asOf)),
    ...{ inputDigest: hex(run.inputDigest), resultDigest: hex(run.resultDigest), preparedBy: run.preparedBy },
    approvals: approvals.map(({ approver, approvedAt }) => ({ by: approver, at: at(approvedAt) })),
    closedAt: period.closedAt === null ? "" : at(period.closedAt),
    ...{ simulated: run.simulated, overrideReason: run.overrideReason },
  };
}

async function moneyRows(
  unit: Unit,
  { run, month }: Closed,
): Promise<Pick<PackRows, "journals" | "payments" | "bank">> {
  const codeOf = new Map((await listProviders(unit)).map((provider) => [provider.id, provider.creditCode]));
  const payments = await listPayments(unit, run.id);
  const bank = await listBankLines(unit, [...new Set(payments.map(({ batchNo }) => batchNo))].sort());
  return {
    journals: journalRows(await listPackJournals(unit, month), await listPackPostings(unit, month)),
    payments: paymentRows(payments, codeOf),
    bank: bank.map((line) => bankRow(line, codeOf)),
  };
}

type SampleRows = Pick<PackRows, "sample" | "sampleLines" | "sampleReviews">;
const NO_SAMPLE: SampleRows = { sample: [], sampleLines: [], sampleReviews: [] };

/** The sample is the district's: a provider's part has none. */
async function sampleRows(unit: Unit, { run, month, provider }: Closed): Promise<SampleRows> {
  const batch = await findSampleBatch(unit, run.id);
  const seed = batch === null ? null : await findSampleSeed(unit, month);
  if (provider !== null || batch === null || seed === null) return NO_SAMPLE;
  const replaced = new Map((await listReplacements(unit, batch.id)).map((one) => [one.visitNo, one.replaces]));
  const lines = await listSampleLines(unit, batch.id);
  return {
    sample: [sampleRow(batch, seed)],
    sampleLines: lines.map((line) => ({
      ...line,
      reasons: [...line.reasons],
      replaces: replaced.get(line.visitNo) ?? null,
    })),
    sampleReviews: (await listPackReviews(unit, batch.id)).map(reviewRow),
  };
}

async function rowsOf(unit: Unit, closed: Closed, { facts }: FrozenInputs): Promise<PackRows> {
  const { month, run, provider } = closed;
  const own = <Row extends { readonly providerCode: string | null }>(rows: readonly Row[]) =>
    provider === null ? rows : rows.filter((row) => row.providerCode === provider);
  const { journals, payments, bank } = await moneyRows(unit, closed);
  const names = (account: string) => account.endsWith(`|${provider ?? ""}`);
  return {
    rules: rulesOfMonth(facts.policy, month, facts.ruleVersion),
    run: [await runRow(unit, closed)],
    settlement: own(await listPackLines(unit, run.id)).map(settlementRowOf),
    journals: journals.filter(
      ({ postings }) => provider === null || postings.some(({ debit, credit }) => names(debit) || names(credit)),
    ),
    ...{ payments: own(payments), bank: own(bank) },
    clawbacks: own(await listPackClawbacks(unit, month)).map(clawbackRow),
    decisions: own(await listPackDecisions(unit, month)).map(decisionRow),
    findings: own(await listPackFindingSteps(unit, month)).map(findingStepRow),
    ...(await sampleRows(unit, closed)),
  };
}

export type PackReadmeFacts = {
  readonly month: string;
  /** Code of one provider; null for the whole district. */
  readonly provider: string | null;
  readonly ruleVersion: string;
  readonly policyVersion: string;
  readonly inputDigest: string;
  readonly resultDigest: string;
  readonly simulated: string | null;
};

export type PackRequest = {
  readonly month: PlainMonth;
  /** Unified social credit code of one provider; null for the whole district. */
  readonly provider: string | null;
  /** The words of the read-me in both languages. */
  readonly readme: Readonly<Record<keyof typeof README_FILES, (facts: PackReadmeFacts) => string>>;
};

async function contentOf(unit: Unit, closed: Closed, readme: PackRequest["readme"]): Promise<PackContent> {
  const { rows: frozen, inputs } = await frozenOf(unit, closed);
  const rows = await rowsOf(unit, closed, inputs);
  const { month, provider, run } = closed;
  const facts = {
    ...{ month, provider, ruleVersion: inputs.facts.ruleVersion, policyVersion: inputs.facts.policy.id },
    ...{ inputDigest: hex(run.inputDigest), resultDigest: hex(run.resultDigest), simulated: run.simulated },
  };
  return {
    month,
    scope: provider ?? WHOLE_DISTRICT_PACK,
    ...{ frozen, rows },
    readmes: { [README_FILES["zh-CN"]]: readme["zh-CN"](facts), [README_FILES.en]: readme.en(facts) },
  };
}

/** Refuses "whole-district-only", "month-not-closed", "provider-unknown" and "close-inputs-not-kept" (closed before inputs were kept). */
export async function writeAuditPack(context: Context, request: PackRequest): Promise<AuditPack> {
  const { month, provider, readme } = request;
  return inTransaction(context, async (unit) => {
    assertWholeDistrict(unit);
    const closed = await findClosed(unit, month, provider);
    const texts = makePack(await contentOf(unit, closed, readme), sha256Hex);
    const bytes = zipTexts(texts);
    const sha256 = sha256Hex(bytes);
    await insertAuditEvent(unit, context.actor, {
      chain: "money",
      action: "settlement.export-pack",
      subjectType: "month",
      subjectId: month,
      facts: { scope: provider ?? WHOLE_DISTRICT_PACK, sha256, bytes: bytes.length },
    });
    return { bytes, sha256, files: texts.size };
  });
}
