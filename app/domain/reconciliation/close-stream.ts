/**
 * A close computed page by page: whole elders at a time, in the order of their numbers. It keeps of each line what the money of the month
 * is planned from, and of the inputs their canonical texts; visits, findings, matched lines and the texts of the result go by. The same digests, checks, parts and
 * journals come out as from the whole month at once (`planClose`), which a property holds.
 */
import type { MatchedLine } from "../claims/match-line.ts";
import type { NamedDifference } from "../claims/claim.ts";
import { mergeDifferences } from "../claims/claim.ts";
import type { Journal } from "../ledger/journal.ts";
import type { Fen } from "../money/fen.ts";
import { ZERO_FEN, addFen } from "../money/fen.ts";
import type { CloseCheck } from "./close-checks.ts";
import { LineTally, talliedChecks } from "./close-checks.ts";
import type { CloseFacts } from "./close-facts.ts";
import { settleFacts } from "./close-facts.ts";
import type { MoneyFacts, StreamedMoney } from "./close-money.ts";
import { PLAIN_MONEY, moneyTexts, streamMoney } from "./close-money.ts";
import type { CloseRun, ClosingLine } from "./month-close.ts";
import { inputHeadText, inputLineText, inputVisitText, resultHeadText, resultText } from "./month-close.ts";
import type { CloseCut } from "./plan-close.ts";
import { closingLine, inputLines } from "./plan-close.ts";
import { SortedPages } from "./sorted-pages.ts";

/** A digest that grows text by text; `hex` ends it. Made outside, because the domain does not hash. */
export type TextDigest = { update(text: string): void; hex(): string };

export type CloseTerms = Pick<CloseFacts, "month" | "ruleVersion" | "policy" | "prices">;
export type ClosePage = Pick<CloseFacts, "visits" | "lines">;

export type StreamedClose = {
  readonly run: CloseRun;
  readonly lines: number;
  readonly askedFen: Fen;
  readonly payableFen: Fen;
  readonly differences: readonly NamedDifference[];
  readonly money: StreamedMoney;
  readonly checks: readonly CloseCheck[];
  readonly inputDigest: string;
  readonly resultDigest: string;
};

const compareTexts = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

export class CloseStream {
  readonly #terms: CloseTerms;
  readonly #cut: CloseCut;
  readonly #newDigest: () => TextDigest;
  readonly #visits = new SortedPages();
  readonly #lines = new SortedPages();
  readonly #results: TextDigest;
  #lastResult = "";
  readonly #closing: ClosingLine[] = [];
  readonly #tally = new LineTally();
  #askedFen: Fen = ZERO_FEN;
  #differences: NamedDifference[] = [];

  constructor(terms: CloseTerms, cut: CloseCut, newDigest: () => TextDigest) {
    this.#terms = terms;
    this.#cut = cut;
    this.#newDigest = newDigest;
    this.#results = newDigest();
    this.#results.update(resultHeadText(terms.month));
  }

  /** Results begin with their elder's number, so a page's lie behind those of the pages before and need not be kept. */
  #digestResults(texts: readonly string[]): void {
    const first = texts[0];
    if (first === undefined) return;
    if (first < this.#lastResult) throw new Error("pages of a close must come in the order of their elders' numbers");
    this.#results.update(`\n${texts.join("\n")}`);
    this.#lastResult = texts.at(-1) ?? "";
  }

  /** Settles a page; its elders stand in no other page. Gives the lines in their order. */
  add({ visits, lines }: ClosePage): readonly MatchedLine[] {
    const { ruleVersion } = this.#terms;
    const settled = settleFacts({ ...this.#terms, visits, lines }, this.#cut.asOf);
    const visitByNo = new Map(visits.map((visit) => [visit.visitNo, visit]));
    this.#visits.add(visits.map(inputVisitText).sort(compareTexts));
    this.#lines.add(inputLines(lines, visitByNo).map(inputLineText).sort(compareTexts));
    this.#digestResults(settled.lines.map(resultText).sort(compareTexts));
    for (const line of settled.lines) {
      this.#tally.add(line);
      this.#closing.push(closingLine(line, ruleVersion, visitByNo));
    }
    this.#askedFen = addFen(this.#askedFen, settled.askedFen);
    this.#differences = mergeDifferences([...this.#differences, ...settled.differences]);
    return settled.lines;
  }

  #digestOf(head: string, pages: readonly SortedPages[], tail: readonly string[]): string {
    const digest = this.#newDigest();
    digest.update(head);
    for (const page of pages) for (const text of page.joined()) digest.update(`\n${text}`);
    for (const text of tail) digest.update(`\n${text}`);
    return digest.hex();
  }

  /** Ends the stream. @param given what the month's money starts from, its budgets after the visits gave back what they held */
  finish(given: MoneyFacts = PLAIN_MONEY): StreamedClose {
    const { month, policy, ruleVersion } = this.#terms;
    const run = { month, runNo: `${month}#${this.#cut.runNo}` };
    const money = streamMoney(run, this.#closing, given, policy.parameters.clawback_month_cap_pct);
    const { orders, nettedWithoutOrderFen, lateFen, uncoveredFen } = money;
    const journals: Iterable<Journal> = money.eachJournal();
    const texts = moneyTexts(money, given, this.#closing[0]?.fund ?? "");
    const head = inputHeadText({ month, ruleVersion, policyVersion: policy.id });
    return {
      run,
      lines: this.#closing.length,
      askedFen: this.#askedFen,
      payableFen: this.#tally.approvedFen,
      differences: this.#differences,
      money,
      checks: talliedChecks(this.#tally, { journals, orders, nettedWithoutOrderFen, lateFen, uncoveredFen }),
      inputDigest: this.#digestOf(head, [this.#visits, this.#lines], texts),
      resultDigest: this.#results.hex(),
    };
  }
}
