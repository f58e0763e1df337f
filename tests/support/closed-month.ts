/** A month of the domain's own making, closed and packed: for tests that need no database. */
import { createHash } from "node:crypto";
import { settlementRow } from "#app/domain/audit-pack/compare-settlement.ts";
import { makePack } from "#app/domain/audit-pack/make-pack.ts";
import { WHOLE_DISTRICT_PACK, type PackRow, type PackRows } from "#app/domain/audit-pack/pack-format.ts";
import { rulesOfMonth } from "#app/domain/audit-pack/rules-of-month.ts";
import { accountText } from "#app/domain/ledger/chart-of-accounts.ts";
import { canonicalText, type Journal } from "#app/domain/ledger/journal.ts";
import { fen, fenAsNumber } from "#app/domain/money/fen.ts";
import type { PolicyVersion } from "#app/domain/policy/policy-version.ts";
import type { CloseFacts, FrozenLine, FrozenVisit } from "#app/domain/reconciliation/close-facts.ts";
import { frozenRows } from "#app/domain/reconciliation/frozen-rows.ts";
import { matchBankLines } from "#app/domain/reconciliation/match-bank-lines.ts";
import { confirmedJournals, sentJournals } from "#app/domain/reconciliation/payment-journals.ts";
import { planClose, type CloseCut } from "#app/domain/reconciliation/plan-close.ts";
import { drawSample, type SampleLine } from "#app/domain/sampling/draw-sample.ts";
import { groupOfOutcome } from "#app/domain/sampling/sample-line.ts";
import { DRAW_ALGORITHM } from "#app/domain/sampling/seeded-draw.ts";
import { instantAt } from "#app/domain/time/instant.ts";
import { addDays, plainDate } from "#app/domain/time/plain-date.ts";
import { firstDateOf, lastDateOf, plainMonth } from "#app/domain/time/plain-month.ts";
import { SAMPLE_POLICY } from "#db/seed/policy-versions.ts";

export const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
export const CLOSED_MONTH = plainMonth("2026-11");
export const CUT: CloseCut = { runNo: 1, asOf: plainDate("2026-12-20") };
export const BATCH_VALUE = "a value that nobody knows yet";
const PROVIDERS = ["91320600MA00000001", "91320600MA00000002", "91320600MA00000003"];
const SUBMITTED = addDays(lastDateOf(CLOSED_MONTH), 5);

/** Index, whole numbers: elder, day, street; then what was asked, found and decided. */
export type Sketch = {
  readonly elder: number;
  readonly day: number;
  readonly provider: number;
  readonly askedFen: number;
  readonly finding: FrozenVisit["findings"][number] | null;
  readonly decision: FrozenLine["decision"];
  readonly isVerified: boolean;
  readonly isWaived: boolean;
};

export const aSketch = (change: Partial<Sketch> = {}): Sketch => ({
  ...{ elder: 1, day: 3, provider: 0, askedFen: 3500, finding: null, decision: null },
  ...{ isVerified: true, isWaived: false },
  ...change,
});

function visitOf(sketch: Sketch, index: number): FrozenVisit {
  const serviceOn = addDays(firstDateOf(CLOSED_MONTH), sketch.day);
  const startAt = instantAt(serviceOn, 540 + (index % 60));
  const endAt = instantAt(serviceOn, 610);
  return {
    visitNo: `V${String(index).padStart(5, "0")}`,
    elderNo: `E${String(sketch.elder).padStart(4, "0")}`,
    providerCode: PROVIDERS[sketch.provider % PROVIDERS.length] ?? "",
    ...{ fund: "district", kind: "basket", startAt, serviceOn, serviceMonth: CLOSED_MONTH },
    ...{ approvalState: sketch.isVerified ? "verified" : "in_violation", waived: sketch.isWaived },
    ...{ plannedFen: fen(3500), findings: sketch.finding === null ? [] : [sketch.finding] },
    ...{ changedAfterClaim: false, otherFunds: [], streetId: 1 + (index % 4), evidenceDigest: sha256(String(index)) },
    record: {
      ...{ deliveryState: "done", origin: "plan", plannedStartAt: startAt, plannedEndAt: endAt },
      ...{ checkInAt: startAt, checkOutAt: endAt, minutes: 60, subtypes: ["A1"], proofs: ["place:check_in"] },
      ...{ strength: "strong", ruleVersion: "2026.3", policyVersion: SAMPLE_POLICY.id },
    },
  };
}

/** The month's policy: the sample one with a price cap, without which no line is payable. */
export const policyWith = (change: Partial<PolicyVersion["parameters"]> = {}, id = "policy-a"): PolicyVersion => ({
  ...SAMPLE_POLICY,
  id,
  parameters: { ...SAMPLE_POLICY.parameters, visit_price_cap_fen: 5000, ...change },
});

export function factsOf(sketches: readonly Sketch[], policy: PolicyVersion = policyWith()): CloseFacts {
  const visits = sketches.map(visitOf);
  return {
    ...{ month: CLOSED_MONTH, ruleVersion: "2026.3", policy, visits },
    prices: PROVIDERS.map((providerCode, index) => ({
      ...{ providerCode, fund: "district", priceFen: fen(3500), priceVersion: `C-${index}`, from: null, to: null },
    })),
    lines: sketches.map(({ askedFen, decision }, index) => ({
      visitNo: visits[index]?.visitNo ?? "",
      askedFen: fen(askedFen),
      claimedOn: SUBMITTED,
      decision,
    })),
  };
}

const PAID_AT = "2026-12-21T01:00:00.000Z";

function journalRow(journal: Journal, index: number): PackRow<"journals"> {
  return {
    ...{ ...journal, voucher: `2026-${index + 1}`, requestDigest: sha256(canonicalText(journal)) },
    ...{ postedBy: "user:clerk", postedAt: PAID_AT },
    postings: journal.postings.map((one) => ({
      ...one,
      debit: accountText(one.debit),
      credit: accountText(one.credit),
      amountFen: fenAsNumber(one.amountFen),
    })),
  };
}

function sampleOf(lines: readonly SampleLine[], policy: PolicyVersion): Pick<PackRows, "sample" | "sampleLines"> {
  const { audit_confidence, audit_margin, audit_reserve, audit_min_per_provider } = policy.parameters;
  const { audit_rejected_pct, audit_risk_top_pct, audit_first_month_pct } = policy.parameters;
  const terms = {
    ...{ audit_confidence, audit_margin, audit_reserve, audit_min_per_provider },
    ...{ audit_rejected_pct, audit_risk_top_pct, audit_first_month_pct, isFirstMonth: false },
  };
  const { drawn, batchDigest, factsDigest, seed, size, strata } = drawSample(lines, BATCH_VALUE, terms, sha256);
  const places = new Map(drawn.map((one, index) => [one.visitNo, { drawnAs: index + 1, reasons: [...one.reasons] }]));
  return {
    sample: [
      {
        ...{ batch: "b-1", algorithm: DRAW_ALGORITHM, policyVersion: policy.id, terms, publicValue: BATCH_VALUE },
        ...{ commitment: sha256(BATCH_VALUE), committedBy: "user:clerk", committedAt: "2026-11-10T01:00:00.000Z" },
        ...{ afterReveal: false, batchDigest, factsDigest, seed, size, strata: strata.map((one) => ({ ...one })) },
        ...{ drawnBy: "user:clerk", drawnAt: PAID_AT },
      },
    ],
    sampleLines: lines.map((line) => ({
      ...line,
      ...(places.get(line.visitNo) ?? { drawnAs: null, reasons: [] }),
      replaces: null,
    })),
  };
}

/** The texts of the pack of a month that was closed and paid in full. */
export function packOf(facts: CloseFacts): ReadonlyMap<string, string> {
  const plan = planClose(facts, CUT, sha256);
  const visitByNo = new Map(facts.visits.map((visit) => [visit.visitNo, visit]));
  const batchNo = plan.run.runNo.replace("#", "-");
  const orders = plan.orders.map((order) => ({ ...order, batchNo }));
  const bank = orders.map(({ providerCode, orderedFen }) => ({
    ...{ bankReference: `B-${providerCode}`, batchNo, providerCode, amountFen: orderedFen },
    bookedOn: plainDate("2026-12-21"),
  }));
  const { payments } = matchBankLines(orders, bank, { toleranceFen: fen(0), asOf: plainDate("2026-12-21") });
  const confirmed = payments.map((one) => ({ ...one, fund: "district" }));
  const journals = [
    ...plan.journals,
    ...sentJournals(plan.run, plan.orders),
    ...confirmedJournals(plan.run, confirmed),
  ];
  const lines = plan.settled.lines.map((line) => ({
    ...{ visitNo: line.visitNo ?? "", providerCode: line.line.providerCode, category: "none" as const },
    ...{ group: groupOfOutcome(line.outcome.kind), riskPoints: 0 },
    ...{ firstOfProvider: false, firstOfWorker: false, firstOfRule: false },
  }));
  const rows: PackRows = {
    rules: rulesOfMonth(facts.policy, facts.month, facts.ruleVersion),
    run: [
      {
        ...{ runNo: CUT.runNo, ruleVersion: facts.ruleVersion, policyVersion: facts.policy.id, asOf: CUT.asOf },
        ...{ inputDigest: sha256(plan.inputDigest), resultDigest: sha256(plan.resultDigest) },
        ...{ preparedBy: "user:clerk", approvals: [], closedAt: PAID_AT, simulated: null, overrideReason: null },
      },
    ],
    settlement: plan.settled.lines.flatMap((line) => {
      const visit = visitByNo.get(line.visitNo ?? "");
      return visit ? [settlementRow(line, visit)] : [];
    }),
    journals: journals.map(journalRow),
    payments: orders.map(({ providerCode, orderedFen }) => ({
      ...{ batchNo, providerCode, orderedFen: fenAsNumber(orderedFen), sentAt: PAID_AT, sentBy: "user:clerk" },
      ...{ fund: "district", follows: null },
    })),
    bank: bank.map(({ bankReference, providerCode, amountFen }) => ({
      ...{ bankReference, batchNo, providerCode, amountFen: fenAsNumber(amountFen), bookedAt: PAID_AT },
      ...{ returnedFen: 0, suspenseFen: 0, matchWord: "paid", simulated: "演示数据", noteDigest: null },
    })),
    ...{ clawbacks: [], decisions: [], findings: [], sampleReviews: [] },
    ...sampleOf(lines, facts.policy),
  };
  const readmes = { "README.zh.md": "说明\n", "README.en.md": "Read me\n" };
  return makePack(
    { month: facts.month, scope: WHOLE_DISTRICT_PACK, frozen: frozenRows(facts, CUT), rows, readmes },
    sha256,
  );
}
