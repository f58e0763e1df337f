/**
 * The audit pack of a closed month: which files it holds and what a row of each says. Rows are canonical JSON, one a line, amounts in
 * whole fen. Nothing in it names an elder but the elder's number, and nothing in it was made by a clock at the time of export: the same
 * month gives the same bytes.
 */
import * as z from "zod";

/** Changes whenever a file or a field means something else. */
export const PACK_VERSION = "bedside-audit-pack/1";

/** A pack of the whole district, or of one provider by its unified social credit code. */
export const WHOLE_DISTRICT_PACK = "district";

export const PACK_FILES = {
  head: "inputs/head.jsonl",
  policy: "inputs/policy.jsonl",
  price: "inputs/prices.jsonl",
  visit: "inputs/visits.jsonl",
  line: "inputs/lines.jsonl",
  fund: "inputs/funds.jsonl",
  late: "inputs/late-amounts.jsonl",
  clawback: "inputs/clawbacks.jsonl",
  rules: "inputs/rules.jsonl",
  run: "results/run.jsonl",
  settlement: "results/settlement-lines.jsonl",
  journals: "books/journals.jsonl",
  payments: "books/payments.jsonl",
  bank: "books/bank-lines.jsonl",
  clawbacks: "later/clawbacks.jsonl",
  decisions: "decisions/line-decisions.jsonl",
  findings: "decisions/finding-steps.jsonl",
  sample: "sample/batch.jsonl",
  sampleLines: "sample/lines.jsonl",
  sampleReviews: "sample/reviews.jsonl",
} as const;
export type PackFile = keyof typeof PACK_FILES;

export const MANIFEST_FILE = "manifest.json";
export const README_FILES = { "zh-CN": "README.zh.md", en: "README.en.md" } as const;

const text = z.string();
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const amount = z.number().int();
const count = z.number().int().min(0);

export const manifestSchema = z.strictObject({
  version: z.literal(PACK_VERSION),
  month: z.string(),
  scope: text,
  files: z.array(z.strictObject({ path: text, bytes: count, rows: count, sha256: digest })),
});
export type PackManifest = z.infer<typeof manifestSchema>;

export const packRows = {
  rules: z.strictObject({
    code: text,
    level: text,
    effect: text,
    acts: text,
    ruleVersion: text,
    /** Modes on the first and the last day of the month, and when it changed in between. */
    modeAtStart: text,
    modeAtEnd: text,
    changes: z.array(z.strictObject({ mode: text, from: text })),
  }),
  run: z.strictObject({
    runNo: count,
    ruleVersion: text,
    policyVersion: text,
    asOf: text,
    /** As the books keep them: SHA-256 of the hexadecimal digest of the canonical text. */
    inputDigest: digest,
    resultDigest: digest,
    preparedBy: text,
    approvals: z.array(z.strictObject({ by: text, at: text })),
    closedAt: text,
    simulated: text.nullable(),
    overrideReason: text.nullable(),
  }),
  settlement: z.strictObject({
    visitNo: text,
    providerCode: text,
    streetId: z.number().int(),
    word: text,
    outcome: text,
    outcomeCode: text.nullable(),
    plannedFen: amount,
    verifiedFen: amount,
    claimedFen: amount,
    adjustedFen: amount.nullable(),
    approvedFen: amount,
    differences: z.array(z.strictObject({ code: text, amountFen: amount })),
    priceVersion: text.nullable(),
    evidenceDigest: text,
  }),
  journals: z.strictObject({
    voucher: text,
    idempotencyKey: text,
    kind: text,
    month: text,
    refersToMonth: text.nullable(),
    sourceType: text,
    sourceId: text,
    sourceVersion: count,
    reverses: text.nullable(),
    requestDigest: digest,
    postedBy: text,
    postedAt: text,
    postings: z.array(
      z.strictObject({
        debit: text,
        credit: text,
        amountFen: amount,
        visitNo: text.nullable(),
        ruleVersion: text.nullable(),
        priceVersion: text.nullable(),
      }),
    ),
  }),
  payments: z.strictObject({
    batchNo: text,
    providerCode: text,
    fund: text,
    orderedFen: amount,
    sentAt: text,
    sentBy: text,
    /** Batch of the order whose returned money this one pays again; null for an order of the close. */
    follows: text.nullable(),
  }),
  bank: z.strictObject({
    bankReference: text,
    batchNo: text,
    providerCode: text.nullable(),
    amountFen: amount,
    returnedFen: amount,
    suspenseFen: amount,
    bookedAt: text,
    matchWord: text,
    simulated: text.nullable(),
    noteDigest: digest.nullable(),
  }),
  clawbacks: z.strictObject({
    findingNo: text,
    visitNo: text,
    providerCode: text,
    paidFen: amount,
    ruleCode: text,
    state: text,
    proposedBy: text,
    proposedAt: text,
    decidedBy: text.nullable(),
    decidedAt: text.nullable(),
  }),
  decisions: z.strictObject({
    visitNo: text,
    decision: text,
    reason: text.nullable(),
    resolution: text,
    adjustedFen: amount.nullable(),
    evidenceDigest: text,
    by: text,
    at: text,
    end: text.nullable(),
    endedBy: text.nullable(),
    /** Free words may name persons: they stay in the product, their digest is here. */
    noteDigest: digest.nullable(),
  }),
  findings: z.strictObject({
    visitNo: text,
    code: text,
    step: text,
    by: text,
    at: text,
    reason: text.nullable(),
    resolution: text.nullable(),
    noteDigest: digest.nullable(),
  }),
  sample: z.strictObject({
    batch: text,
    algorithm: text,
    policyVersion: text,
    terms: z.record(text, z.union([z.number(), z.boolean()])),
    commitment: digest,
    committedBy: text,
    committedAt: text,
    publicValue: text,
    afterReveal: z.boolean(),
    batchDigest: digest,
    factsDigest: digest,
    seed: digest,
    size: count,
    strata: z.array(
      z.strictObject({ key: text, providerCode: text, category: text, lines: count, bySize: count, wanted: count }),
    ),
    drawnBy: text,
    drawnAt: text,
  }),
  sampleLines: z.strictObject({
    visitNo: text,
    providerCode: text,
    group: z.enum(["paid", "refused", "waiting"]),
    category: z.enum(["none", "info", "acknowledged"]),
    riskPoints: count,
    firstOfProvider: z.boolean(),
    firstOfWorker: z.boolean(),
    firstOfRule: z.boolean(),
    /** Place among the drawn, from 1. */
    drawnAs: count.nullable(),
    reasons: z.array(text),
    /** The visit whose place this one took because nobody could judge it. */
    replaces: text.nullable(),
  }),
  sampleReviews: z.strictObject({
    visitNo: text,
    turn: text,
    verdict: text,
    wrongFen: amount.nullable(),
    reason: text.nullable(),
    evidenceDigest: text,
    by: text,
    at: text,
    noteDigest: digest.nullable(),
  }),
} as const;

export type PackRowKind = keyof typeof packRows;
export type PackRow<Kind extends PackRowKind> = z.infer<(typeof packRows)[Kind]>;
export type PackRows = { readonly [Kind in PackRowKind]: readonly PackRow<Kind>[] };
