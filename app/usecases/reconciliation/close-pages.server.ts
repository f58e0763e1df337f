/**
 * What a close makes of the month's pages: the classes of each page matched, the texts of its inputs kept, and of every claim line what
 * the money is planned from.
 */
import type { MatchedLine } from "#app/domain/claims/match-line.ts";
import {
  recordFormat,
  settleClass,
  type SettledClass,
  type VisitClass,
} from "#app/domain/reconciliation/close-classes.ts";
import type { ClosePage, PageLine } from "#app/domain/reconciliation/close-stream.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import type { Proof } from "#app/domain/verification/evidence.ts";
import { keepInputTexts, openPageResults, readPageLines } from "#db/repositories/close-page-results.ts";
import { fieldsOfKey, insertClasses, listFreshKeys, RECORD_FIELDS } from "#db/repositories/visit-pages.ts";
import type { Unit } from "#db/transaction.ts";
import type { MonthBase } from "../claims/month-base.server.ts";
import { classOfKey, visitPages } from "../claims/visit-classes.server.ts";
import { impersonal, proofText } from "./close-facts.ts";

function recordFormatOfKey(key: string): string {
  const field = fieldsOfKey(key, RECORD_FIELDS);
  const textOrNull = (text: string) => (text === "" ? null : (JSON.parse(text) as string));
  const [classes, kinds] = (field.proofs === "" ? [[], []] : JSON.parse(field.proofs)) as [Proof["class"][], string[]];
  return recordFormat({
    deliveryState: field.deliveryState,
    origin: field.origin,
    subtypes: JSON.parse(field.subtypes) as string[],
    proofs: classes.map((proofClass, place) => proofText({ class: proofClass, kind: kinds[place] ?? "" })),
    strength: textOrNull(field.strength),
    ruleVersion: textOrNull(field.ruleVersion),
    policyVersion: field.policyVersion,
    hasCheckIn: field.hasCheckIn === "true",
    hasCheckOut: field.hasCheckOut === "true",
    hasMinutes: field.hasMinutes === "true",
  });
}

/** The class as a close keeps it: its findings' facts name nobody. */
const closedClass = (one: VisitClass): VisitClass => ({
  ...one,
  findings: one.findings.map((finding) => ({ ...finding, facts: impersonal(finding.facts) })),
});

function classRow(key: string, n: number, { visit, line }: SettledClass): object {
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

/** A piece of a long text keeps all of it in memory as long as the piece is kept, and the close keeps each visit's number. */
const textOfItsOwn = (piece: string) => Buffer.from(piece).toString();

/** The classes of a month as they come up, by their numbers. */
class KnownClasses {
  readonly #matched: (MatchedLine | null)[] = [];

  constructor(
    private readonly base: MonthBase,
    private readonly asOf: PlainDate,
  ) {}

  /** Matches what the page brings for the first time. @param records whether the classes of its records are learnt too */
  async learn(unit: Unit, records: boolean): Promise<void> {
    const terms = { month: this.base.month, policy: this.base.terms.policy };
    const rows = (await listFreshKeys(unit, "visit_class")).map((key) => {
      const settled = settleClass(terms, this.asOf, closedClass(classOfKey(key)));
      return classRow(key, this.#matched.push(settled.line?.matched ?? null) - 1, settled);
    });
    await insertClasses(unit, "visit_class", rows);
    const fresh = records ? await listFreshKeys(unit, "record_class") : [];
    await insertClasses(
      unit,
      "record_class",
      fresh.map((record) => ({ record, format: recordFormatOfKey(record) })),
    );
  }

  *linesOf(joined: string): Generator<PageLine> {
    for (const text of joined.split("\n")) {
      const [n, street, visitNo = "", providerCode = "", priceVersion = ""] = text.split("\t");
      const matched = this.#matched[Number(n)] ?? null;
      if (matched === null) throw new Error("a claimed visit is of a class with a line");
      yield {
        ...{ matched, visitNo: textOfItsOwn(visitNo), providerCode, streetId: Number(street) },
        priceVersion: matched.priceVersion === null ? null : priceVersion,
      };
    }
  }
}

/**
 * @param asOf day to which the lines' cure windows count
 * @param records whether the visits' records are asked for: only the copy of the inputs holds them
 */
export async function* closePages(
  unit: Unit,
  base: MonthBase,
  { asOf, records }: { readonly asOf: PlainDate; readonly records: boolean },
): AsyncGenerator<ClosePage> {
  await openPageResults(unit);
  const classes = new KnownClasses(base, asOf);
  for await (const page of visitPages(unit, base, { records })) {
    await classes.learn(unit, records);
    const inputs = {
      visit: await keepInputTexts(unit, "visit", page),
      line: await keepInputTexts(unit, "line", page),
    };
    const read = await readPageLines(unit);
    yield { page, inputs, results: read, lines: read === null ? [] : classes.linesOf(read.lines) };
  }
}
