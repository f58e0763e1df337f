/**
 * The main job: from the office's files to a planned month and, when simulated, to a delivered, verified, claimed, closed and
 * reconciled one. Every step is the use case that the office uses in the browser.
 */
import type { ImportProblem } from "#app/domain/imports/problem.ts";
import type { SheetRows } from "#app/domain/imports/sheet-rows.ts";
import { canonicalText } from "#app/domain/imports/canonical-text.ts";
import { instant, instantAt, type Instant } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { addMonths, firstDateOf, lastDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import type { Context } from "#db/transaction.ts";
import { approveClaims } from "../claims/decide-claims.server.ts";
import { prepareClaims } from "../claims/prepare-claims.server.ts";
import { submitClaims } from "../claims/submit-claims.server.ts";
import { acceptMonthOffers } from "../demo/answer-offers.server.ts";
import { playDelivery } from "../demo/play-delivery.server.ts";
import { judgeMonth } from "../entitlement/judge-month.server.ts";
import { importFile } from "../imports/import-file.server.ts";
import type { RosterKind } from "../imports/import-outcome.ts";
import { allocateMonth } from "../planning/allocate-month.server.ts";
import { planAndOfferMonth } from "../planning/plan-month.server.ts";
import { closeMonth } from "../reconciliation/close-month.server.ts";
import { commitSampleSeed } from "../sampling/commit-seed.server.ts";
import { drawMonthSample } from "../sampling/draw-sample.server.ts";
import { verifyMonth } from "../visits/verify-month.server.ts";

export type MonthResult = {
  readonly candidates: number;
  readonly eligible: number;
  readonly excluded: Readonly<Record<string, number>>;
  readonly allocated: number;
  readonly visits_planned: number;
  readonly visit_debt: Readonly<Record<string, number>>;
  readonly conflicts: number;
  readonly delivered: number;
  readonly verified: number;
  readonly findings: Readonly<Record<string, number>>;
  readonly claimed_fen: number;
  readonly approved_fen: number;
  readonly paid_fen: number;
  readonly ledger_sum_fen: number;
  readonly input_digest: string;
  readonly result_digest: string;
  readonly stage_ms: Readonly<Record<string, number>>;
};

/** Files that cannot be used: problems by file. Nothing was planned. */
export class UnusableFiles extends Error {
  constructor(
    readonly problems: readonly { readonly kind: RosterKind; readonly problems: readonly ImportProblem[] }[],
  ) {
    super("unusable files");
    this.name = "UnusableFiles";
  }
}

export type MonthJob = {
  readonly month: PlainMonth;
  readonly seed: string;
  readonly simulate: boolean;
  /** In the order in which they are imported: facilities, providers, workers, elders. */
  readonly files: readonly { readonly kind: RosterKind; readonly sheets: readonly SheetRows[] }[];
  /** Monotonic milliseconds, for the stage times only. */
  readonly clockMs: () => number;
  readonly onStage: (stage: string, done: number, total: number) => void;
  /** What the plan could not know, as "code:year": a year without an imported calendar is planned without holidays. */
  readonly onWarning?: (warning: string) => void;
};

type Stages = {
  readonly stage_ms: Record<string, number>;
  readonly run: <T>(name: string, work: () => Promise<T>) => Promise<T>;
};

function stagesOf(job: MonthJob): Stages {
  const stage_ms: Record<string, number> = {};
  return {
    stage_ms,
    run: async (name, work) => {
      const begin = job.clockMs();
      job.onStage(name, 0, 1);
      const result = await work();
      stage_ms[name] = Math.round(job.clockMs() - begin);
      job.onStage(name, 1, 1);
      return result;
    },
  };
}

async function importAll(context: Context, crypto: CryptoProvider, job: MonthJob): Promise<void> {
  const refused = [];
  for (const { kind, sheets } of job.files) {
    const outcome = await importFile(context, crypto, {
      kind,
      sheets,
      apply: true,
      onProgress: (done, total) => job.onStage(`import ${kind}`, done, total),
    });
    if (outcome.state === "refused") refused.push({ kind, problems: outcome.problems });
  }
  if (refused.length > 0) throw new UnusableFiles(refused);
}

/** Why a simulated month may be closed wherever it runs (decision 13). */
const SIMULATION = "演示数据：模拟的月份，审批人和银行均为虚构";

/** Every visit of the month has ended and late events have arrived. */
function afterMonth(month: PlainMonth): Instant {
  return instantAt(addDays(lastDateOf(month), 3), 9 * 60);
}

/** A simulated month's value is no secret: the same files and seed give the same sample. */
const simulatedValue = ({ month, seed }: MonthJob) => `${SIMULATION}|${month}|${seed}`;

async function simulate(context: Context, crypto: CryptoProvider, job: MonthJob, stages: Stages) {
  const later = { ...context, now: afterMonth(job.month) };
  const before = { ...context, actor: "demo:clerk", now: instantAt(addDays(firstDateOf(job.month), -14), 9 * 60) };
  await commitSampleSeed(before, crypto, job.month, simulatedValue(job));
  await stages.run("deliver", async () => {
    await acceptMonthOffers(context, job.month);
    return playDelivery(later, job.month, job.seed, later.now);
  });
  const verified = await stages.run("verify", () => verifyMonth(later, job.month));
  const claimDay = instantAt(addDays(firstDateOf(addMonths(job.month, 1)), 4), 10 * 60);
  await stages.run("claim", async () => {
    await prepareClaims({ ...later, now: claimDay, actor: "demo:provider" }, job.month);
    await submitClaims({ ...later, now: claimDay, actor: "demo:provider" }, job.month);
    await approveClaims({ ...later, now: claimDay, actor: "demo:street" }, job.month);
  });
  const clerk = { ...later, now: instant(claimDay + 86_400_000), actor: "demo:clerk" };
  const closed = await stages.run("close", () =>
    closeMonth(clerk, {
      month: job.month,
      approvers: ["demo:lead", "demo:finance"],
      bank: "simulated",
      override: SIMULATION,
    }),
  );
  await stages.run("sample", () => drawMonthSample(clerk, crypto, job.month));
  return { verified, closed };
}

/** Throws UnusableFiles when a file is refused; the database then holds nothing of it. */
export async function runMonth(context: Context, crypto: CryptoProvider, job: MonthJob): Promise<MonthResult> {
  const stages = stagesOf(job);
  await stages.run("import", () => importAll(context, crypto, job));
  const judged = await stages.run("eligibility", () => judgeMonth(context, job.month));
  const allocated = await stages.run("allocate", () => allocateMonth(context, job.month, job.seed));
  const planned = await stages.run("plan", () =>
    planAndOfferMonth(context, job.month, job.seed, {
      onProgress: (_stage, { providers, allProviders }) => job.onStage("plan", providers, allProviders),
    }),
  );
  for (const warning of planned.warnings) job.onWarning?.(warning);
  const done = job.simulate ? await simulate(context, crypto, job, stages) : null;
  const counts = {
    ...judged,
    allocated: allocated.allocated,
    visits_planned: planned.visitsPlanned,
    visit_debt: planned.debt,
    conflicts: planned.conflicts,
    delivered: done?.verified.delivered ?? 0,
    verified: done?.verified.verified ?? 0,
    findings: done?.verified.findings ?? {},
    claimed_fen: Number(done?.closed.claimedFen ?? 0n),
    approved_fen: Number(done?.closed.approvedFen ?? 0n),
    paid_fen: Number(done?.closed.paidFen ?? 0n),
    ledger_sum_fen: Number(done?.closed.ledgerSumFen ?? 0n),
  };
  const parts = [allocated.resultDigest, planned.resultDigest, done?.closed.resultDigest ?? ""];
  return {
    ...counts,
    input_digest: sha256Hex([allocated.inputDigest, planned.inputDigest, done?.closed.inputDigest ?? ""].join("\n")),
    result_digest: sha256Hex([canonicalText(counts), ...parts].join("\n")),
    stage_ms: stages.stage_ms,
  };
}
