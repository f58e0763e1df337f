/**
 * What the books need of each visit of a close, some bytes a visit: a large month's lines are held in columns, and texts that many lines
 * share are held once. Read back a line is what was added.
 */
import { fen } from "../money/fen.ts";
import type { ClosingLine } from "./month-close.ts";

const FIRST_ROOM = 1024;

/** Each text once; null has a number too. */
class TextNumbers {
  readonly #texts: (string | null)[] = [];
  readonly #numbers = new Map<string | null, number>();

  numberOf(text: string | null): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#texts.length);
    return this.#texts.push(text) - 1;
  }

  textOf(number: number): string | null {
    return this.#texts[number] ?? null;
  }
}

/** Columns of a line beside its number: approved and reserved fen, and the numbers of street, fund, provider, rule and price. */
const AMOUNTS = 2;
const NUMBERS = 5;

export class ClosingLines implements Iterable<ClosingLine> {
  readonly #visitNos: string[] = [];
  readonly #texts = new TextNumbers();
  #amounts = new BigInt64Array(FIRST_ROOM * AMOUNTS);
  #numbers = new Int32Array(FIRST_ROOM * NUMBERS);

  get length(): number {
    return this.#visitNos.length;
  }

  push(line: ClosingLine): void {
    const index = this.#visitNos.push(line.visitNo) - 1;
    if (index * AMOUNTS >= this.#amounts.length) this.#makeRoom();
    this.#amounts.set([line.approvedFen, line.reservedFen], index * AMOUNTS);
    const texts = [line.fund, line.providerCode, line.ruleVersion, line.priceVersion];
    this.#numbers.set([line.streetId, ...texts.map((text) => this.#texts.numberOf(text))], index * NUMBERS);
  }

  #makeRoom(): void {
    const [amounts, numbers] = [this.#amounts, this.#numbers];
    this.#amounts = new BigInt64Array(amounts.length * 2);
    this.#amounts.set(amounts);
    this.#numbers = new Int32Array(numbers.length * 2);
    this.#numbers.set(numbers);
  }

  /** The line at a place, as an array's `at` gives it for places from 0. */
  at(index: number): ClosingLine | undefined {
    const visitNo = this.#visitNos[index];
    if (visitNo === undefined) return undefined;
    const [approvedFen = 0n, reservedFen = 0n] = this.#amounts.subarray(index * AMOUNTS, (index + 1) * AMOUNTS);
    const [streetId = 0, fund = 0, provider = 0, rule = 0, price = 0] = this.#numbers.subarray(index * NUMBERS);
    return {
      visitNo,
      fund: this.#texts.textOf(fund) ?? "",
      providerCode: this.#texts.textOf(provider) ?? "",
      streetId,
      approvedFen: fen(approvedFen),
      reservedFen: fen(reservedFen),
      ruleVersion: this.#texts.textOf(rule),
      priceVersion: this.#texts.textOf(price),
    };
  }

  *[Symbol.iterator](): Generator<ClosingLine> {
    for (let index = 0; index < this.length; index += 1) {
      const line = this.at(index);
      if (line) yield line;
    }
  }
}
