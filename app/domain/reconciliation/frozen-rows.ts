/**
 * The frozen inputs of a close as text: one canonical JSON row a fact, amounts in whole fen, instants as UTC text, keys sorted. The
 * database keeps these rows, the audit pack carries them, and reading them back gives the facts that the close was computed from.
 */
import * as z from "zod";
import { APPROVAL_STATES } from "../claims/approval-state.ts";
import type { CanonicalValue } from "../audit/canonical-bytes.ts";
import { sortedJson } from "../audit/canonical-bytes.ts";
import type { LineDecision } from "../claims/claim.ts";
import { fen, fenAsNumber, type Fen } from "../money/fen.ts";
import { storedPolicyParametersSchema } from "../policy/policy-parameters.ts";
import type { PolicyVersion } from "../policy/policy-version.ts";
import { RULE_MODES } from "../policy/policy-version.ts";
import { instant, isoText } from "../time/instant.ts";
import type { Instant } from "../time/instant.ts";
import { plainDate } from "../time/plain-date.ts";
import { plainMonth } from "../time/plain-month.ts";
import { FINDING_STATES } from "../verification/finding-state.ts";
import type { CloseFacts, FrozenLine, FrozenVisit, VisitRecord } from "./close-facts.ts";
import type { MoneyFacts } from "./close-money.ts";
import type { CloseCut } from "./plan-close.ts";

export const FROZEN_KINDS = ["head", "policy", "price", "visit", "line", "fund", "late", "clawback"] as const;
export type FrozenKind = (typeof FROZEN_KINDS)[number];
export type FrozenRows = Readonly<Record<FrozenKind, readonly string[]>>;

const compareTexts = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);
const isoOrNull = (at: Instant | null) => (at === null ? null : isoText(at));

function decisionValue(decision: LineDecision | null): CanonicalValue {
  if (decision === null || decision.kind !== "cut") return decision;
  return { ...decision, adjustedFen: fenAsNumber(decision.adjustedFen) };
}

function recordValue(record: VisitRecord): CanonicalValue {
  return {
    ...record,
    plannedStartAt: isoText(record.plannedStartAt),
    plannedEndAt: isoText(record.plannedEndAt),
    checkInAt: isoOrNull(record.checkInAt),
    checkOutAt: isoOrNull(record.checkOutAt),
  };
}

/** A visit's record as it stands in the visit's row. */
export const recordText = (record: VisitRecord) => sortedJson(recordValue(record));

function visitValue({ record, findings, ...visit }: FrozenVisit): CanonicalValue {
  return {
    ...visit,
    startAt: isoText(visit.startAt),
    plannedFen: visit.plannedFen === null ? null : fenAsNumber(visit.plannedFen),
    findings: findings.map(({ code, level, effect, wouldHave, state, facts }) => ({
      ...{ code, level, effect, wouldHave, state, facts },
    })),
    record: recordValue(record),
  };
}

function policyValue({ ruleModes, parameters, ...policy }: PolicyVersion): CanonicalValue {
  return { ...policy, parameters: parameters as unknown as CanonicalValue, ruleModes: ruleModes as CanonicalValue };
}

function lineValue({ visitNo, claimedOn, decision, askedFen, quantity }: FrozenLine): CanonicalValue {
  const line = { visitNo, claimedOn, askedFen: fenAsNumber(askedFen), decision: decisionValue(decision) };
  return quantity === undefined ? line : { ...line, quantity };
}

function moneyRows(money: MoneyFacts | undefined): Pick<FrozenRows, "fund" | "late" | "clawback"> {
  const amountOrNull = (amount: Fen | null) => (amount === null ? null : fenAsNumber(amount));
  return {
    fund: (money?.funds ?? []).map(({ perVisitCapFen, freeFen, ...fund }) =>
      sortedJson({ ...fund, perVisitCapFen: amountOrNull(perVisitCapFen), freeFen: amountOrNull(freeFen) }),
    ),
    late: (money?.late ?? []).map((one) => sortedJson({ ...one, amountFen: fenAsNumber(one.amountFen) })),
    clawback: (money?.clawbacks ?? []).map((one) => sortedJson({ ...one, openFen: fenAsNumber(one.openFen) })),
  };
}

/** Visits and lines by visit number: of a whole month, or of a page of it. */
export function frozenPage({
  visits,
  lines,
}: Pick<CloseFacts, "visits" | "lines">): Pick<FrozenRows, "visit" | "line"> {
  const byVisitNo = (left: { readonly visitNo: string }, right: { readonly visitNo: string }) =>
    compareTexts(left.visitNo, right.visitNo);
  return {
    visit: [...visits].sort(byVisitNo).map((visit) => sortedJson(visitValue(visit))),
    line: [...lines].sort(byVisitNo).map((line) => sortedJson(lineValue(line))),
  };
}

/** Visits and lines by visit number, prices in their order of precedence. */
export function frozenRows(facts: CloseFacts, cut: CloseCut): FrozenRows {
  return {
    head: [sortedJson({ month: facts.month, ruleVersion: facts.ruleVersion, policyVersion: facts.policy.id, ...cut })],
    policy: [sortedJson(policyValue(facts.policy))],
    price: facts.prices.map((price) => sortedJson({ ...price, priceFen: fenAsNumber(price.priceFen) })),
    ...frozenPage(facts),
    ...moneyRows(facts.money),
  };
}

const date = z.string().transform(plainDate);
const at = z.string().transform((text) => instant(text));
const amount = z.number().int().transform(fen);
const word = z.string();

const headRow = z.strictObject({
  month: word.transform(plainMonth),
  ruleVersion: word,
  policyVersion: word,
  runNo: z.number().int().min(1),
  asOf: date,
});

const modeName = z.enum(RULE_MODES);
const policyRow = z.strictObject({
  id: word,
  effectiveFrom: date,
  effectiveTo: date.nullable(),
  sourceDocument: word,
  confirmed: z.boolean(),
  parameters: storedPolicyParametersSchema,
  ruleModes: z.record(
    word,
    z.object({
      mode: modeName,
      since: date.nullable(),
      later: z.array(z.object({ mode: modeName, from: date })).default([]),
    }),
  ),
});

const priceRow = z.strictObject({
  providerCode: word,
  fund: word,
  priceFen: amount,
  priceVersion: word,
  from: date.nullable(),
  to: date.nullable(),
});

const findingRow = z.strictObject({
  code: word.transform((code) => code as FrozenVisit["findings"][number]["code"]),
  level: z.enum(["block", "fix", "acknowledge", "info"]),
  effect: word,
  wouldHave: z.boolean(),
  state: z.enum(FINDING_STATES),
  facts: z.record(word, z.union([word, z.number(), z.boolean(), z.null()])),
});

const visitRow = z.strictObject({
  visitNo: word,
  elderNo: word,
  providerCode: word,
  fund: word,
  kind: z.enum(["basket", "medical", "event", "private"]),
  startAt: at,
  serviceOn: date,
  serviceMonth: word.transform(plainMonth),
  approvalState: z.enum(APPROVAL_STATES),
  waived: z.boolean(),
  plannedFen: amount.nullable(),
  findings: z.array(findingRow),
  changedAfterClaim: z.boolean(),
  otherFunds: z.array(word),
  streetId: z.number().int(),
  evidenceDigest: word,
  record: z.strictObject({
    deliveryState: word,
    origin: word,
    plannedStartAt: at,
    plannedEndAt: at,
    checkInAt: at.nullable(),
    checkOutAt: at.nullable(),
    minutes: z.number().int().nullable(),
    subtypes: z.array(word),
    proofs: z.array(word),
    strength: word.nullable(),
    ruleVersion: word.nullable(),
    policyVersion: word,
  }),
});

const lineRow = z.strictObject({
  visitNo: word,
  askedFen: amount,
  quantity: z.number().int().min(2).optional(),
  claimedOn: date,
  decision: z
    .discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("approve"), by: word }),
      z.strictObject({ kind: z.literal("cut"), by: word, adjustedFen: amount, reason: word }),
      z.strictObject({ kind: z.literal("hold"), by: word, reason: word }),
      z.strictObject({ kind: z.literal("refuse"), by: word, reason: word }),
    ])
    .nullable(),
});

const fundRow = z.strictObject({
  code: word,
  priority: z.number().int(),
  perVisitCapFen: amount.nullable(),
  freeFen: amount.nullable(),
});

const lateRow = z.strictObject({
  adjustmentNo: word,
  visitNo: word,
  refersToMonth: word.transform(plainMonth),
  fund: word,
  providerCode: word,
  streetId: z.number().int(),
  amountFen: amount,
});

const clawbackRow = z.strictObject({ findingNo: word, providerCode: word, fund: word, openFen: amount });

/** Rows that are no frozen inputs; the message names the kind, the row and what is wrong with it. */
export class UnreadableRows extends Error {}

function read<T>(schema: z.ZodType<T>, rows: FrozenRows, kind: FrozenKind): T[] {
  // A pack that was made before a kind was kept has no rows of it.
  const texts: readonly string[] | undefined = rows[kind];
  return (texts ?? []).map((text, index) => {
    try {
      return schema.parse(JSON.parse(text));
    } catch (thrown) {
      const why = thrown instanceof z.ZodError ? z.prettifyError(thrown) : String(thrown);
      throw new UnreadableRows(`${kind} ${index + 1}: ${why.replaceAll("\n", " ")}`);
    }
  });
}

export type FrozenInputs = { readonly facts: CloseFacts; readonly cut: CloseCut; readonly policyVersion: string };

function readMoney(rows: FrozenRows): Pick<CloseFacts, "money"> {
  const [funds, late] = [read(fundRow, rows, "fund"), read(lateRow, rows, "late")];
  const clawbacks = read(clawbackRow, rows, "clawback");
  return funds.length + late.length + clawbacks.length === 0 ? {} : { money: { funds, late, clawbacks } };
}

/** Throws UnreadableRows. */
export function readFrozenRows(rows: FrozenRows): FrozenInputs {
  const [[head], [policy]] = [read(headRow, rows, "head"), read(policyRow, rows, "policy")];
  if (head === undefined || policy === undefined) throw new UnreadableRows("head or policy: missing");
  const { month, ruleVersion, policyVersion, runNo, asOf } = head;
  return {
    facts: {
      ...{ month, ruleVersion, policy },
      prices: read(priceRow, rows, "price"),
      visits: read(visitRow, rows, "visit"),
      lines: read(lineRow, rows, "line"),
      ...readMoney(rows),
    },
    cut: { runNo, asOf },
    policyVersion,
  };
}
