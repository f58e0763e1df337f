/**
 * The pure steps of a month close (month close, steps 2 to 6). The close may be killed at any point and run again:
 * the same inputs give the same texts, the same keys and the same journals. Texts hold business keys only, never
 * generated ids, clocks or timings; hashing happens outside.
 */
import type { MatchedLine } from "../claims/match-line.ts";
import { released, reserved, visitApproved } from "../ledger/flows.ts";
import type { Journal } from "../ledger/journal.ts";
import { MOST_POSTINGS, makeJournal } from "../ledger/journal.ts";
import type { Posting } from "../ledger/posting.ts";
import type { Fen } from "../money/fen.ts";
import { ZERO_FEN, addFen, subtractFen, timesFen } from "../money/fen.ts";
import type { PlainMonth } from "../time/plain-month.ts";

const compareTexts = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

/** What the close starts from: one row per visit of the month and one per claim line. */
export type CloseInput = {
  readonly month: PlainMonth;
  readonly ruleVersion: string;
  readonly policyVersion: string;
  readonly visits: readonly {
    readonly visitNo: string;
    readonly approvalState: string;
    readonly waived: boolean;
    readonly evidenceDigest: string;
  }[];
  readonly lines: readonly {
    readonly visitNo: string | null;
    readonly elderNo: string;
    readonly providerCode: string;
    readonly serviceOn: string;
    readonly fund: string;
    readonly askedFen: Fen;
    /** Visits that the line asks for; one where it is left out. */
    readonly quantity?: number;
    readonly decision: string;
  }[];
};

/** First line of the inputs. */
export function inputHeadText(input: Pick<CloseInput, "month" | "ruleVersion" | "policyVersion">): string {
  return `close\t${input.month}\t${input.ruleVersion}\t${input.policyVersion}`;
}

/** One visit of the inputs. */
export function inputVisitText(one: CloseInput["visits"][number]): string {
  return ["visit", one.visitNo, one.approvalState, one.waived ? "waived" : "", one.evidenceDigest].join("\t");
}

/** One claim line of the inputs. */
export function inputLineText(one: CloseInput["lines"][number]): string {
  return [
    "line",
    one.elderNo,
    one.serviceOn,
    one.providerCode,
    one.fund,
    one.visitNo ?? "",
    (one.quantity ?? 1) === 1 ? one.askedFen.toString() : `${one.quantity} visits ${one.askedFen}`,
    one.decision,
  ].join("\t");
}

/** Digest input of the frozen inputs: sorted, so that no order of reading shows. */
export function canonicalInputText(input: CloseInput): string {
  const visits = input.visits.map(inputVisitText).sort(compareTexts);
  const lines = input.lines.map(inputLineText).sort(compareTexts);
  return [inputHeadText(input), ...visits, ...lines].join("\n");
}

/** One claim line of the result. */
export function resultText(line: MatchedLine): string {
  const outcome = line.outcome.kind === "accepted" ? "accepted" : `${line.outcome.kind}:${line.outcome.code}`;
  return [
    line.line.elderNo,
    line.line.serviceOn,
    line.line.providerCode,
    line.line.fund,
    line.visitNo ?? "",
    line.word,
    outcome,
    line.plannedFen,
    line.verifiedFen,
    line.askedFen,
    line.adjustedFen ?? "",
    line.approvedFen,
    line.differences.map((one) => `${one.code}=${one.amountFen}`).join(","),
    line.priceVersion ?? "",
    line.policyVersion,
  ].join("\t");
}

/** First line of the result. */
export const resultHeadText = (month: PlainMonth) => `result\t${month}`;

/** Digest input of the result: one text line per claim line, sorted by elder, date and provider. */
export function canonicalResultText(month: PlainMonth, lines: readonly MatchedLine[]): string {
  return [resultHeadText(month), ...lines.map(resultText).sort(compareTexts)].join("\n");
}

/** What the books need of a visit at the close: what is approved, and what was reserved for it. */
export type ClosingLine = {
  readonly visitNo: string;
  readonly fund: string;
  readonly providerCode: string;
  readonly streetId: number;
  readonly approvedFen: Fen;
  /** Zero for a visit nobody planned; its money is reserved and spent in one journal. */
  readonly reservedFen: Fen;
  readonly ruleVersion: string | null;
  readonly priceVersion: string | null;
};

/** Lines by their place: an array of them, or the columns of a large month. */
export type LinesByPlace = Iterable<ClosingLine> & {
  readonly length: number;
  at(index: number): ClosingLine | undefined;
};

function postingsOf(line: ClosingLine): Posting[] {
  const missing = subtractFen(line.approvedFen, line.reservedFen);
  const reservedFen = missing > 0n ? line.approvedFen : line.reservedFen;
  return [
    ...(missing > 0n ? reserved(line.fund, missing, line) : []),
    ...(line.approvedFen > 0n
      ? visitApproved(line, { approvedFen: line.approvedFen, reservedFen }, line)
      : line.reservedFen > 0n
        ? released(line.fund, line.reservedFen, line)
        : []),
  ];
}

/** Lines with one key are posted alike: they differ in nothing that an account sees. */
const alikeKey = (line: ClosingLine) =>
  `${line.providerCode}|${line.streetId}|${line.fund}|${line.approvedFen}|${line.reservedFen}`;

/** The postings of lines, each kind made once; of a line its own are the visit and the versions behind it. */
class AlikePostings {
  readonly #known = new Map<string, readonly Posting[]>();

  of(line: ClosingLine): Posting[] {
    const key = alikeKey(line);
    const known = this.#known.get(key) ?? postingsOf(line);
    this.#known.set(key, known);
    const { visitNo, ruleVersion, priceVersion } = line;
    return known.map(({ debit, credit, amountFen }) => {
      return { debit, credit, amountFen, visitNo, ruleVersion, priceVersion };
    });
  }
}

/**
 * What the journals of the close turn over, without the journals: lines that differ in nothing that an account sees are posted as one amount.
 * @param shares as below
 */
export function* closeTurnover(
  lines: Iterable<ClosingLine>,
  shares: (line: ClosingLine, place: number) => readonly ClosingLine[],
): Generator<Pick<Journal, "postings">> {
  const alike = new Map<string, { readonly share: ClosingLine; count: number }>();
  let place = 0;
  for (const line of lines)
    for (const share of shares(line, place++)) {
      const key = alikeKey(share);
      const known = alike.get(key);
      if (known) known.count += 1;
      else alike.set(key, { share, count: 1 });
    }
  for (const { share, count } of alike.values())
    yield {
      postings: postingsOf(share).map((posting) => ({ ...posting, amountFen: timesFen(posting.amountFen, count) })),
    };
}

export type CloseRun = {
  readonly month: PlainMonth;
  /** Business name of the run, such as "2026-11#1"; a voided run is followed by the next number. */
  readonly runNo: string;
};

/**
 * The journals of the close: one per provider, street and part of at most 500 postings, whole visits only, with the key
 * `close:<run>:<provider>:<street>:<part>`. Posting them again is answered as a duplicate.
 */
export function closeJournals(run: CloseRun, lines: readonly ClosingLine[], most: number = MOST_POSTINGS): Journal[] {
  return [...closeJournalsOfPlaces(run, lines, (line) => [line], most)];
}

/** The places of the lines of each provider and street, in the order of the visits' numbers. */
function linesByPayee(lines: LinesByPlace): (readonly [payee: string, places: readonly number[]])[] {
  const groups = new Map<string, number[]>();
  const visitNos: string[] = [];
  for (const line of lines) {
    const key = `${line.providerCode}:${line.streetId}`;
    const place = visitNos.push(line.visitNo) - 1;
    const group = groups.get(key);
    if (group) group.push(place);
    else groups.set(key, [place]);
  }
  for (const group of groups.values())
    group.sort((left, right) => compareTexts(visitNos[left] ?? "", visitNos[right] ?? ""));
  return [...groups].sort(([left], [right]) => compareTexts(left, right));
}

/**
 * The same journals one after another, so that a large month's postings are never all there at once.
 * @param shares what each fund pays of a line and the line's place; an empty list for a line that no fund pays
 */
export function* closeJournalsOfPlaces(
  run: CloseRun,
  lines: LinesByPlace,
  shares: (line: ClosingLine, place: number) => readonly ClosingLine[],
  most: number = MOST_POSTINGS,
): Generator<Journal> {
  for (const [key, places] of linesByPayee(lines)) {
    // What is posted alike names one provider and street, so nothing of another place is worth keeping.
    const alike = new AlikePostings();
    let part = 0;
    let postings: Posting[] = [];
    for (const place of places) {
      const line = lines.at(place);
      for (const share of line ? shares(line, place) : []) {
        const block = alike.of(share);
        if (postings.length > 0 && postings.length + block.length > most) {
          yield closeJournal(run, `${key}:${(part += 1)}`, postings);
          postings = [];
        }
        postings.push(...block);
      }
    }
    if (postings.length > 0) yield closeJournal(run, `${key}:${part + 1}`, postings);
  }
}

function closeJournal(run: CloseRun, part: string, postings: readonly Posting[]): Journal {
  return makeJournal({
    idempotencyKey: `close:${run.runNo}:${part}`,
    kind: "settlement",
    month: run.month,
    sourceType: "settlement_run",
    sourceId: `${run.runNo}:${part}`,
    postings,
  });
}

export type PaymentOrder = {
  readonly providerCode: string;
  readonly fund: string;
  readonly approvedFen: Fen;
  readonly nettedFen: Fen;
  readonly orderedFen: Fen;
};

/**
 * What the bank file asks for: per provider and fund the approved sum less what is netted. Providers with nothing
 * left get no order.
 */
export function paymentOrders(
  lines: Iterable<Pick<ClosingLine, "providerCode" | "fund" | "approvedFen">>,
  netted: ReadonlyMap<string, Fen> = new Map(),
): PaymentOrder[] {
  const approved = new Map<string, { providerCode: string; fund: string; approvedFen: Fen }>();
  for (const { providerCode, fund, approvedFen } of lines) {
    const key = `${providerCode}|${fund}`;
    const known = approved.get(key) ?? { providerCode, fund, approvedFen: ZERO_FEN };
    approved.set(key, { ...known, approvedFen: addFen(known.approvedFen, approvedFen) });
  }
  return [...approved]
    .sort(([left], [right]) => compareTexts(left, right))
    .map(([key, sum]) => {
      const nettedFen = netted.get(key) ?? ZERO_FEN;
      return { ...sum, nettedFen, orderedFen: subtractFen(sum.approvedFen, nettedFen) };
    })
    .filter((order) => order.orderedFen > 0n);
}
