/**
 * What is wrong with an imported file, one cell at a time: codes and facts, never sentences (those are in
 * `app/messages/import-problems.ts`). Errors refuse the whole file, or their row where the file's rules say so; warnings are shown and
 * imported.
 */

import { maskAccount, maskIdNumber, maskName, maskNumbersIn, maskPhone } from "../access/masking.ts";

/** Stable codes, never reused. */
export const IMPORT_PROBLEM_CODES = [
  "header-not-found",
  "column-missing",
  "column-duplicated",
  "column-ignored",
  "column-unit-unknown",
  "sheet-ignored",
  "rows-missing",
  "row-hidden",
  "required-empty",
  "cell-error",
  "number-in-text-column",
  "text-too-long",
  "text-damaged",
  "id-number-invalid",
  "id-number-duplicate",
  "id-number-unusual",
  "credit-code-invalid",
  "phone-invalid",
  "date-unreadable",
  "date-impossible",
  "date-in-future",
  "date-before-birth",
  "period-unreadable",
  "period-reversed",
  "assessed-after-expiry",
  "code-unknown",
  "street-unknown",
  "subtype-unknown",
  "provider-unknown",
  "number-unreadable",
  "number-out-of-range",
  "amount-unreadable",
  "price-out-of-bounds",
  "price-cap-missing",
  "windows-unreadable",
  "qualification-unreadable",
  "coordinates-incomplete",
  "coordinates-swapped",
  "coordinates-far",
  "sex-mismatch",
  "provider-contradicts",
  "provider-name-taken",
  "contract-duplicate",
  "contract-elsewhere",
  "facility-duplicate",
  "registered-district-unclear",
  "hospital-date-missing",
  "contact-incomplete",
  "street-not-yours",
  "elder-elsewhere",
  "person-not-on-file",
  "stop-duplicate",
  "death-in-future",
  "benefit-unnamed",
  "charge-unreadable",
  "row-example",
  "payment-batch-unknown",
  "payment-payee-unknown",
  "paid-above-ordered",
  "return-reason-missing",
  "return-of-nothing",
  "bank-reference-missing",
  "bank-reference-duplicate",
  "bank-line-changed",
  "bank-line-waits",
  "bank-total-differs",
  "bank-day-in-future",
  "bank-day-before-order",
  "claim-amount-differs",
  "claim-amount-uneven",
  "claim-row-refused",
  "claim-row-pended",
  "claim-row-cut",
] as const;

export type ImportProblemCode = (typeof IMPORT_PROBLEM_CODES)[number];

const WARNINGS: ReadonlySet<ImportProblemCode> = new Set<ImportProblemCode>([
  "column-ignored",
  "sheet-ignored",
  "row-hidden",
  "row-example",
  "id-number-unusual",
  "date-in-future",
  "coordinates-far",
  "sex-mismatch",
  "registered-district-unclear",
  "hospital-date-missing",
  "contact-incomplete",
  "person-not-on-file",
  "claim-row-refused",
  "claim-row-pended",
  "claim-row-cut",
]);

/** Warnings are shown and imported; everything else refuses the file. */
export function levelOf(code: ImportProblemCode): "error" | "warning" {
  return WARNINGS.has(code) ? "warning" : "error";
}

export type ProblemFacts = Readonly<Record<string, string | number | null>>;

/** One problem with the cell it stands in. `row` and `column` are as a spreadsheet shows them (row 1, column "A"). */
export type ImportProblem = {
  readonly sheet: string;
  readonly row: number;
  /** Column letter; empty when the problem is about a row or a missing column. */
  readonly column: string;
  readonly header: string;
  /** The cell's text, masked when it is personal, shortened to 60 characters. */
  readonly value: string;
  readonly code: ImportProblemCode;
  readonly level: "error" | "warning";
  /** Values for the sentence, among them what was expected; masked when personal. */
  readonly facts: ProblemFacts;
};

/** What a column holds about a person, which decides how its value is shown in a message. */
export type PersonalKind = "name" | "id-number" | "phone" | "account" | "address";

const QUOTED_CHARACTERS = 60;
/** As much of an address as names district and street. */
const ADDRESS_CHARACTERS = 8;

/** The text a message may show of a cell: stars per the mask rules, long text shortened, and no whole number of a person anywhere. */
export function quotedValue(text: string, personal: PersonalKind | null): string {
  const trimmed = text.trim();
  switch (personal) {
    case null:
      return maskNumbersIn(shortened(trimmed, QUOTED_CHARACTERS));
    case "address":
      return maskNumbersIn(shortened(trimmed, ADDRESS_CHARACTERS));
    case "id-number":
      return maskIdNumber(shortened(trimmed, QUOTED_CHARACTERS));
    case "phone":
      return maskPhone(shortened(trimmed, QUOTED_CHARACTERS));
    case "account":
      return maskAccount(shortened(trimmed, QUOTED_CHARACTERS));
    case "name":
      return maskName(trimmed);
  }
}

function shortened(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length > most ? `${characters.slice(0, most).join("")}…` : text;
}

/** Facts that quote a part of the cell are shown like the cell itself. */
export function quotedFacts(facts: ProblemFacts, personal: PersonalKind | null): ProblemFacts {
  return typeof facts["token"] === "string" ? { ...facts, token: quotedValue(facts["token"], personal) } : facts;
}

/** Only errors refuse a file. */
export function refusesFile(problems: readonly ImportProblem[]): boolean {
  return problems.some((problem) => problem.level === "error");
}
