/** Reads the cells of one row by column key and collects what is wrong with them. */
import { saysNone } from "./cells/numbers.ts";
import type { DateReading, PeriodReading } from "./cells/dates.ts";
import { parseDateCell, parsePeriod } from "./cells/dates.ts";
import type { CodeNames } from "./cells/codes.ts";
import { codeOf, offeredNames } from "./cells/codes.ts";
import { isDamaged, keptText, plainText } from "./cells/plain-text.ts";
import type { PlainDate } from "../time/plain-date.ts";
import type { ImportColumn } from "./columns/column.ts";
import type { ImportProblem, ImportProblemCode, ProblemFacts } from "./problem.ts";
import { levelOf, quotedFacts, quotedValue } from "./problem.ts";
import type { RawCell, SheetRow } from "./sheet-rows.ts";
import { cellAt, columnLetter, EMPTY_CELL } from "./sheet-rows.ts";

/** Longest text a cell may hold; longer ones are pasted documents. */
export const TEXT_CHARACTERS_MAX = 500;

export type RowPlace<Key extends string> = {
  readonly sheet: string;
  readonly row: SheetRow;
  readonly positions: ReadonlyMap<Key, number>;
  readonly columns: ReadonlyMap<Key, ImportColumn<Key>>;
};

/** Every reading method gives null after reporting a problem; null without a report means the cell is empty and may be. */
export class RowReader<Key extends string> {
  readonly #place: RowPlace<Key>;
  readonly problems: ImportProblem[] = [];

  constructor(place: RowPlace<Key>) {
    this.#place = place;
  }

  get rowNumber(): number {
    return this.#place.row.rowNumber;
  }

  /** The cell as the file has it; empty when the column is absent. */
  cell(key: Key): RawCell {
    const position = this.#place.positions.get(key);
    return position === undefined ? EMPTY_CELL : cellAt(this.#place.row, position);
  }

  /** Reports a problem of a cell; expected values and parameters go into `facts`. */
  report(key: Key, code: ImportProblemCode, facts: ProblemFacts = {}): null {
    const column = this.#place.columns.get(key);
    const position = this.#place.positions.get(key);
    const personal = column?.personal ?? null;
    this.problems.push({
      sheet: this.#place.sheet,
      row: this.rowNumber,
      column: position === undefined ? "" : columnLetter(position),
      header: column?.header ?? key,
      value: quotedValue(this.cell(key).text, personal),
      code,
      level: levelOf(code),
      facts: quotedFacts(facts, personal),
    });
    return null;
  }

  #isFilled(key: Key): boolean {
    const cell = this.cell(key);
    return cell.kind !== "empty" && keptText(cell.text) !== "";
  }

  /** The cell when it has content that can be read: reports formula errors, required empty cells that no other column stands in for, and numbers in text columns. */
  filled(key: Key): RawCell | null {
    const cell = this.cell(key);
    const column = this.#place.columns.get(key);
    if (cell.kind === "error") return this.report(key, "cell-error");
    if (cell.kind === "empty" || (cell.kind === "text" && keptText(cell.text) === "")) {
      const isNeeded = column?.required === true && !column.instead.some((other) => this.#isFilled(other));
      return isNeeded ? this.report(key, "required-empty") : null;
    }
    if (column?.kind === "identifier" && cell.kind !== "text") return this.report(key, "number-in-text-column");
    return cell;
  }

  /** Trimmed text of a cell; reports damaged and overlong text. */
  text(key: Key): string | null {
    const cell = this.filled(key);
    if (cell === null) return null;
    const text = keptText(cell.text);
    if (isDamaged(cell.text)) return this.report(key, "text-damaged");
    if (Array.from(text).length > TEXT_CHARACTERS_MAX)
      return this.report(key, "text-too-long", { most: TEXT_CHARACTERS_MAX });
    return text;
  }

  /** Text of an optional cell, null also when it says 无 or "-". */
  optionalText(key: Key): string | null {
    const text = this.text(key);
    return text === null || saysNone(text) ? null : text;
  }

  /** A date in any form of the offices. */
  date(key: Key): PlainDate | null {
    const cell = this.filled(key);
    if (cell === null || (cell.kind === "text" && !this.isRequired(key) && saysNone(cell.text))) return null;
    return this.#dateOf(key, parseDateCell(cell));
  }

  #dateOf(key: Key, reading: DateReading): PlainDate | null {
    if (reading.verdict === "date") return reading.on;
    return this.report(key, reading.verdict === "impossible" ? "date-impossible" : "date-unreadable");
  }

  /** A period; a single date is its first day, open at the end. */
  period(key: Key): { from: PlainDate | null; to: PlainDate | null } | null {
    const cell = this.filled(key);
    if (cell === null || (cell.kind === "text" && !this.isRequired(key) && saysNone(cell.text))) return null;
    const single = parseDateCell(cell);
    if (cell.kind !== "text" || single.verdict === "date") {
      const from = this.#dateOf(key, single);
      return from === null ? null : { from, to: null };
    }
    return this.periodOf(key, parsePeriod(cell.text, false));
  }

  /** Reports what a period reading says is wrong. */
  periodOf(key: Key, reading: PeriodReading): { from: PlainDate | null; to: PlainDate | null } | null {
    switch (reading.verdict) {
      case "period":
        return { from: reading.from, to: reading.to };
      case "impossible":
        return this.report(key, "date-impossible");
      case "reversed":
        return this.report(key, "period-reversed");
      case "unreadable":
        return this.report(key, "period-unreadable");
    }
  }

  /** A coded cell; reports an unknown name with the names that are known. */
  code<Code extends string | number>(key: Key, names: CodeNames<Code>): Code | null {
    const cell = this.filled(key);
    if (cell === null) return null;
    const code = codeOf(plainText(cell.text), names);
    return code ?? this.report(key, "code-unknown", { expected: offeredNames(names) });
  }

  isRequired(key: Key): boolean {
    return this.#place.columns.get(key)?.required === true;
  }

  /** True when a column of the file has this key. */
  has(key: Key): boolean {
    return this.#place.positions.has(key);
  }
}
