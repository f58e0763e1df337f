/**
 * A close computed page by page: whole elders at a time, in the order of their numbers, each page's lines by their classes. It keeps of each
 * line what the money of the month is planned from, in columns of some bytes a line; visits, findings, matched lines and all texts go by,
 * those of the inputs to be kept outside until their digest is taken. The same digests, checks, parts and journals come out as from the
 * whole month at once (`planClose`), which a property holds.
 */
import type { MatchedLine } from "../claims/match-line.ts";
import type { NamedDifference } from "../claims/claim.ts";
import { mergeDifferences } from "../claims/claim.ts";
import type { Fen } from "../money/fen.ts";
import { ZERO_FEN, addFen } from "../money/fen.ts";
import type { CloseCheck } from "./close-checks.ts";
import { LineTally, talliedChecks } from "./close-checks.ts";
import type { CloseFacts } from "./close-facts.ts";
import type { MoneyFacts, StreamedMoney } from "./close-money.ts";
import { PLAIN_MONEY, moneyTexts, streamMoney } from "./close-money.ts";
import { ClosingLines } from "./closing-lines.ts";
import type { CloseRun } from "./month-close.ts";
import { inputHeadText, resultHeadText } from "./month-close.ts";
import type { CloseCut } from "./plan-close.ts";
import { closingLine } from "./plan-close.ts";
import type { PageEnds } from "./sorted-pages.ts";
import { mergedText, SortedPages } from "./sorted-pages.ts";

/** A digest that grows text by text; `hex` ends it. Made outside, because the domain does not hash. */
export type TextDigest = { update(text: string): void; hex(): string };

export const INPUT_SECTIONS = ["visit", "line"] as const;
export type InputSection = (typeof INPUT_SECTIONS)[number];

/** The canonical texts of some pages of the inputs, which wait outside until all are there, so that memory does not grow with them. */
export type PageTexts = (section: InputSection, pages: readonly number[]) => Promise<readonly string[]>;

export type CloseTerms = Pick<CloseFacts, "month" | "ruleVersion" | "policy">;

/** A line of a page: what its class was matched to, and what tells it apart. */
export type PageLine = {
  readonly matched: MatchedLine;
  readonly visitNo: string;
  readonly providerCode: string;
  readonly streetId: number;
  /** Null where no price is in force. */
  readonly priceVersion: string | null;
};

/** A page whose elders stand in no other page. Its texts are sorted and joined by line feeds. */
export type ClosePage = {
  readonly page: number;
  readonly lines: Iterable<PageLine>;
  /** Where the input texts begin and end that are kept under the page's number; null where there are none. */
  readonly inputs: Readonly<Record<InputSection, PageEnds | null>>;
  readonly results: (PageEnds & { readonly joined: string }) | null;
};

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

export class CloseStream {
  readonly #terms: CloseTerms;
  readonly #cut: CloseCut;
  readonly #newDigest: () => TextDigest;
  readonly #inputs: Readonly<Record<InputSection, SortedPages>> = { visit: new SortedPages(), line: new SortedPages() };
  readonly #results: TextDigest;
  #lastResult = "";
  readonly #closing = new ClosingLines();
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
  #digestResults(results: ClosePage["results"]): void {
    if (results === null) return;
    if (results.first < this.#lastResult)
      throw new Error("pages of a close must come in the order of their elders' numbers");
    this.#results.update(`\n${results.joined}`);
    this.#lastResult = results.last;
  }

  #addLines(lines: Iterable<PageLine>): void {
    const differences = [...this.#differences];
    for (const { matched, streetId, ...own } of lines) {
      this.#tally.add(matched, own.visitNo);
      this.#askedFen = addFen(this.#askedFen, matched.askedFen);
      differences.push(...matched.differences);
      this.#closing.push({ ...closingLine(matched, this.#terms.ruleVersion, streetId), ...own });
    }
    this.#tally.endPage();
    this.#differences = mergeDifferences(differences);
  }

  add({ page, lines, inputs, results }: ClosePage): void {
    for (const section of INPUT_SECTIONS) {
      const ends = inputs[section];
      if (ends !== null) this.#inputs[section].add(page, ends);
    }
    this.#digestResults(results);
    this.#addLines(lines);
  }

  /** The digest of the inputs: head, visits, lines, what the money starts from and comes to. */
  async #digestInputs(texts: PageTexts, head: string, tail: readonly string[]): Promise<string> {
    const digest = this.#newDigest();
    digest.update(head);
    for (const section of INPUT_SECTIONS)
      for (const pages of this.#inputs[section].groups()) digest.update(`\n${mergedText(await texts(section, pages))}`);
    for (const text of tail) digest.update(`\n${text}`);
    return digest.hex();
  }

  /** Ends the stream. @param given what the month's money starts from, its budgets after the visits gave back what they held */
  async finish(texts: PageTexts, given: MoneyFacts = PLAIN_MONEY): Promise<StreamedClose> {
    const { month, policy, ruleVersion } = this.#terms;
    const run = { month, runNo: `${month}#${this.#cut.runNo}` };
    const money = streamMoney(run, this.#closing, given, policy.parameters.clawback_month_cap_pct);
    const { orders, nettedWithoutOrderFen, lateFen, uncoveredFen } = money;
    const journals = money.turnover();
    const tail = moneyTexts(money, given, this.#closing.at(0)?.fund ?? "");
    const head = inputHeadText({ month, ruleVersion, policyVersion: policy.id });
    return {
      run,
      lines: this.#closing.length,
      askedFen: this.#askedFen,
      payableFen: this.#tally.approvedFen,
      differences: this.#differences,
      money,
      checks: talliedChecks(this.#tally, { journals, orders, nettedWithoutOrderFen, lateFen, uncoveredFen }),
      inputDigest: await this.#digestInputs(texts, head, tail),
      resultDigest: this.#results.hex(),
    };
  }
}
