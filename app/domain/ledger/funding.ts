/**
 * Who pays a visit (资金来源): the funds in their order of priority, each as far as it may. The parts of a visit add up to its amount
 * exactly (I10), so no fen is funded twice, and what no fund covers is named instead of being spent.
 */
import type { Fen } from "../money/fen.ts";
import { ZERO_FEN, addFen, leastFen, subtractFen } from "../money/fen.ts";

export type FundingSource = {
  readonly code: string;
  /** 1 pays first. */
  readonly priority: number;
  /** Most that it pays of one visit; null for no bound. */
  readonly perVisitCapFen: Fen | null;
  /** What it can still pay; null where no budget was registered and nothing is watched. */
  readonly freeFen: Fen | null;
};

export type FundPart = { readonly fund: string; readonly amountFen: Fen };
export type FundedVisit = { readonly visitNo: string; readonly amountFen: Fen };

/** Visits by their place: an array of them, or the columns of a large month. */
export type VisitsByPlace = { readonly length: number; at(index: number): FundedVisit | undefined };

export type Funding = {
  readonly parts: VisitParts;
  /** What no fund covers; must be zero before a month is closed. */
  readonly uncoveredFen: Fen;
};

const compareTexts = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

const NO_PARTS: readonly FundPart[] = [];

/**
 * What each fund pays of each visit, in the order of the funds; a visit that costs nothing has no part. Most visits of a month are paid
 * alike, so that equal splits share one list and a visit costs some bytes.
 */
export class VisitParts implements Iterable<readonly [visitNo: string, parts: readonly FundPart[]]> {
  readonly #visitNos: readonly string[];
  /** Places of the visits in the order of their numbers. */
  readonly #order: Int32Array;
  /** By place: which list. */
  readonly #kinds: Int32Array;
  readonly #lists: (readonly FundPart[])[] = [NO_PARTS];
  readonly #known = new Map<string, number>();

  constructor(visitNos: readonly string[]) {
    this.#visitNos = visitNos;
    this.#order = Int32Array.from(visitNos, (_, index) => index);
    this.#order.sort((left, right) => compareTexts(visitNos[left] ?? "", visitNos[right] ?? ""));
    this.#kinds = new Int32Array(visitNos.length);
  }

  /** Places of the visits in the order of their numbers. */
  get order(): Iterable<number> {
    return this.#order;
  }

  /** Keeps what the funds pay of the visit at a place. */
  keep(index: number, own: readonly FundPart[]): void {
    if (own.length === 0) return;
    const key = own.map(({ fund, amountFen }) => `${fund}=${amountFen}`).join(",");
    const known = this.#known.get(key) ?? this.#lists.push(own) - 1;
    this.#known.set(key, known);
    this.#kinds[index] = known;
  }

  /** Parts of the visit at a place. */
  at(index: number): readonly FundPart[] {
    return this.#lists[this.#kinds[index] ?? 0] ?? NO_PARTS;
  }

  /** Parts of a visit by its number. */
  of(visitNo: string): readonly FundPart[] {
    return this.at(this.#visitNos.indexOf(visitNo));
  }

  /** The fund that pays every visit alone, as far as anybody pays it; null where several do, or nobody pays anything. */
  get onlyFund(): string | null {
    const [, ...lists] = this.#lists;
    const funds = new Set(lists.map((own) => (own.length === 1 ? (own[0]?.fund ?? null) : null)));
    const [only = null] = funds;
    return funds.size === 1 ? only : null;
  }

  /** Visits with parts, in the order of their numbers. */
  *[Symbol.iterator](): Generator<readonly [visitNo: string, parts: readonly FundPart[]]> {
    for (const index of this.#order) {
      const own = this.at(index);
      if (own.length > 0) yield [this.#visitNos[index] ?? "", own];
    }
  }
}

function mayPay(source: FundingSource, leftFen: Fen, freeFen: Fen | null): Fen {
  const bound = leastFen(leftFen, source.perVisitCapFen ?? leftFen, freeFen ?? leftFen);
  return bound > 0n ? bound : ZERO_FEN;
}

function visitNosOf(visits: VisitsByPlace): string[] {
  return Array.from({ length: visits.length }, (_, index) => visits.at(index)?.visitNo ?? "");
}

/** Splits the visits over the funds, visit by visit in the order of their numbers, so that no order of reading shows. */
export function fundVisits(visits: VisitsByPlace, sources: readonly FundingSource[]): Funding {
  const inOrder = [...sources].sort((left, right) => left.priority - right.priority);
  const free = new Map(inOrder.map((source) => [source.code, source.freeFen]));
  const parts = new VisitParts(visitNosOf(visits));
  let uncoveredFen = ZERO_FEN;
  for (const index of parts.order) {
    let leftFen = visits.at(index)?.amountFen ?? ZERO_FEN;
    const own: FundPart[] = [];
    for (const source of inOrder) {
      const freeFen = free.get(source.code) ?? null;
      const amountFen = mayPay(source, leftFen, freeFen);
      if (amountFen <= 0n) continue;
      own.push({ fund: source.code, amountFen });
      leftFen = subtractFen(leftFen, amountFen);
      if (freeFen !== null) free.set(source.code, subtractFen(freeFen, amountFen));
    }
    parts.keep(index, own);
    uncoveredFen = addFen(uncoveredFen, leftFen);
  }
  return { parts, uncoveredFen };
}

/** One fund's budget of a year, in fen. */
export type BudgetStand = {
  readonly capFen: Fen;
  readonly committedFen: Fen;
  readonly spentFen: Fen;
};

/**
 * What a fund can pay once its settled visits have given back what they held. What other visits hold stays theirs; where more has happened
 * than the cap allows, whoever is settled first is paid up to the cap.
 */
export function freeToPayFen({ capFen, committedFen, spentFen }: BudgetStand, releasedFen: Fen): Fen {
  const heldFen = subtractFen(committedFen, releasedFen);
  const unspentFen = subtractFen(capFen, spentFen);
  return heldFen > unspentFen ? unspentFen : subtractFen(unspentFen, heldFen);
}
