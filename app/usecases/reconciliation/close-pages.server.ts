/**
 * Reads a month for its close in pages of whole elders, in the order of their numbers. The visits of a page stay in the database; what is
 * brought here are the classes that they fall into, each once, and of every claim line what the money is planned from.
 */
import { priceInForce } from "#app/domain/claims/line-facts.ts";
import type { ClaimedVisit, ClaimFinding } from "#app/domain/claims/line-facts.ts";
import type { MatchedLine } from "#app/domain/claims/match-line.ts";
import { fen } from "#app/domain/money/fen.ts";
import {
  recordFormat,
  settleClass,
  type SettledClass,
  type Sibling,
  type VisitClass,
} from "#app/domain/reconciliation/close-classes.ts";
import type { ClosePage, PageLine } from "#app/domain/reconciliation/close-stream.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { DISTRICT_ZONE } from "#app/domain/time/instant.ts";
import { plainDate, type PlainDate } from "#app/domain/time/plain-date.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import type { Proof } from "#app/domain/verification/evidence.ts";
import type { FindingFacts } from "#app/domain/verification/rule-definition.ts";
import { piecesOf } from "#db/repositories/batches.ts";
import { keepInputTexts, readPageLines } from "#db/repositories/close-page-results.ts";
import {
  CLASS_FIELDS,
  fieldsOfKey,
  fillClosePage,
  insertClasses,
  insertPricesOfDays,
  listFreshKeys,
  listUnpricedDays,
  openClosePages,
  RECORD_FIELDS,
  type ClassRow,
} from "#db/repositories/close-pages.ts";
import { listEldersOfMonth } from "#db/repositories/month-slices.ts";
import type { Unit } from "#db/transaction.ts";
import type { MonthBase } from "../claims/month-pages.server.ts";
import { decisionOf } from "../claims/settle-claims.ts";
import { DISTRICT_FUND } from "../visits/verification-context.ts";
import { impersonal, proofText } from "./close-facts.ts";

const ELDERS_OF_PAGE = 2000;

const compareTexts = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);
const amountOrNull = (text: string) => (text === "" ? null : fen(BigInt(text)));

function siblingOf(text: string): Sibling {
  const [kind, approvalState, waived, month] = text.split(",");
  return {
    kind: kind as ClaimedVisit["kind"],
    approvalState: approvalState as ClaimedVisit["approvalState"],
    waived: waived === "true",
    serviceMonth: plainMonth(month ?? ""),
  };
}

type StoredFinding = readonly [string, string, string, boolean, string, FindingFacts];

function findingsOf(text: string): ClaimFinding[] {
  if (text === "") return [];
  return (JSON.parse(text) as StoredFinding[]).map(([code, level, effect, wouldHave, state, facts]) => ({
    ...{ code, effect, wouldHave, facts: impersonal(facts) },
    level: level as ClaimFinding["level"],
    state: state as ClaimFinding["state"],
  }));
}

/** A class as its key has it. */
function classOfKey(key: string): VisitClass {
  const field = fieldsOfKey(key, CLASS_FIELDS);
  const { askedFen, quantity } = field;
  const decided = { decision: field.decision || null, decidedBy: field.decidedBy || null };
  return {
    fund: field.fund,
    serviceOn: plainDate(field.serviceOn),
    plannedFen: amountOrNull(field.plannedFen),
    findings: findingsOf(field.findings),
    priceFen: amountOrNull(field.priceFen),
    siblings: field.siblings.split(";").map(siblingOf),
    place: Number(field.place),
    line:
      field.isClaimed === "true"
        ? {
            askedFen: fen(BigInt(askedFen)),
            ...(quantity === "1" ? {} : { quantity: Number(quantity) }),
            claimedOn: plainDate(field.claimedOn),
            decision: decisionOf({
              ...decided,
              decisionReason: field.decisionReason,
              adjustedFen: amountOrNull(field.adjustedFen),
              askedFen: BigInt(askedFen),
            }),
          }
        : null,
  };
}

function recordFormatOfKey(key: string): string {
  const field = fieldsOfKey(key, RECORD_FIELDS);
  const textOrNull = (text: string) => (text === "" ? null : (JSON.parse(text) as string));
  const proofs = (field.proofs === "" ? [] : JSON.parse(field.proofs)) as [Proof["class"], string][];
  return recordFormat({
    deliveryState: field.deliveryState,
    origin: field.origin,
    subtypes: JSON.parse(field.subtypes) as string[],
    proofs: proofs.map(([proofClass, kind]) => proofText({ class: proofClass, kind })),
    strength: textOrNull(field.strength),
    ruleVersion: textOrNull(field.ruleVersion),
    policyVersion: field.policyVersion,
    hasCheckIn: field.hasCheckIn === "true",
    hasCheckOut: field.hasCheckOut === "true",
    hasMinutes: field.hasMinutes === "true",
  });
}

function classRow(key: string, n: number, { visit, line }: SettledClass): ClassRow {
  const own = { class: key, n, visit_input: visit.input, visit_frozen: visit.frozen };
  if (line === null) return own;
  const { matched } = line;
  return {
    ...own,
    line_input: line.input,
    line_frozen: line.frozen,
    result: line.result,
    word: matched.word,
    outcome: matched.outcome.kind,
    outcome_code: matched.outcome.kind === "accepted" ? null : matched.outcome.code,
    differences: matched.differences.map((one) => ({ code: one.code, amountFen: one.amountFen.toString() })),
    planned_fen: matched.plannedFen.toString(),
    verified_fen: matched.verifiedFen.toString(),
    claimed_fen: matched.askedFen.toString(),
    adjusted_fen: matched.adjustedFen?.toString() ?? null,
    approved_fen: matched.approvedFen.toString(),
  };
}

/** The classes of a month as they come up, by their numbers. */
class KnownClasses {
  readonly #matched: (MatchedLine | null)[] = [];

  constructor(
    private readonly base: MonthBase,
    private readonly asOf: PlainDate,
  ) {}

  /** Matches what the page brings for the first time. */
  async learn(unit: Unit): Promise<void> {
    const fresh = await listFreshKeys(unit);
    const terms = { month: this.base.month, policy: this.base.terms.policy };
    const rows = fresh.classes.map((key) => {
      const settled = settleClass(terms, this.asOf, classOfKey(key));
      return classRow(key, this.#matched.push(settled.line?.matched ?? null) - 1, settled);
    });
    const records = fresh.records.map((record) => ({ record, format: recordFormatOfKey(record) }));
    await insertClasses(unit, rows, records);
  }

  *linesOf(joined: string): Generator<PageLine> {
    for (const text of joined.split("\n")) {
      const [n, street, visitNo = "", providerCode = "", priceVersion = ""] = text.split("\t");
      const matched = this.#matched[Number(n)] ?? null;
      if (matched === null) throw new Error("a claimed visit is of a class with a line");
      yield {
        ...{ matched, visitNo, providerCode, streetId: Number(street) },
        priceVersion: matched.priceVersion === null ? null : priceVersion,
      };
    }
  }
}

/** Learns the prices of the days on which somebody came to these elders. */
async function learnPrices(unit: Unit, base: MonthBase, elderIds: readonly string[]): Promise<void> {
  const { codeOfProvider, prices } = base.terms;
  const days = await listUnpricedDays(unit, base.month, elderIds, DISTRICT_ZONE);
  await insertPricesOfDays(
    unit,
    days.map((day) => {
      const providerCode = codeOfProvider.get(day.providerId) ?? "";
      const price = priceInForce(prices, { providerCode, fund: DISTRICT_FUND, on: plainDate(day.serviceOn) });
      return { ...day, priceFen: price?.priceFen ?? null, priceVersion: price?.priceVersion ?? null };
    }),
  );
}

/** One page, which lies in the database until the next one is asked for. Refuses "close-inputs-changed" when a visit moved while it was read. */
async function readPage(
  unit: Unit,
  { base, classes, page }: { base: MonthBase; classes: KnownClasses; page: number },
  elderIds: readonly string[],
): Promise<ClosePage> {
  await learnPrices(unit, base, elderIds);
  const filled = await fillClosePage(unit, base.month, elderIds, { zone: DISTRICT_ZONE, fund: DISTRICT_FUND });
  if (filled.unpriced > 0) throw new Refusal("close-inputs-changed", { month: base.month });
  await classes.learn(unit);
  const inputs = {
    visit: await keepInputTexts(unit, "visit", page),
    line: await keepInputTexts(unit, "line", page),
  };
  const read = await readPageLines(unit);
  return { page, inputs, results: read, lines: read === null ? [] : classes.linesOf(read.lines) };
}

/** @param asOf day to which the lines' cure windows count */
export async function* closePages(unit: Unit, base: MonthBase, asOf: PlainDate): AsyncGenerator<ClosePage> {
  await openClosePages(unit);
  const classes = new KnownClasses(base, asOf);
  const elders = await listEldersOfMonth(unit, base.month);
  elders.sort((left, right) => compareTexts(left.elderNo, right.elderNo));
  let page = 0;
  for (const piece of piecesOf(elders, ELDERS_OF_PAGE)) {
    page += 1;
    yield await readPage(
      unit,
      { base, classes, page },
      piece.map(({ id }) => id),
    );
  }
}
