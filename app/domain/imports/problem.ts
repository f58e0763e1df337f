/**
 * What is wrong with an imported file, one cell at a time: codes and facts, never sentences (those are in
 * `app/messages/import-problems.ts`). Errors refuse the whole file, warnings are shown and imported.
 */

import { maskAccount, maskIdNumber, maskName, maskPhone } from "../access/masking.ts";

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
  "contract-duplicate",
  "facility-duplicate",
  "registered-district-unclear",
  "hospital-date-missing",
  "contact-incomplete",
] as const;

export type ImportProblemCode = (typeof IMPORT_PROBLEM_CODES)[number];

const WARNINGS: ReadonlySet<ImportProblemCode> = new Set<ImportProblemCode>([
  "column-ignored",
  "sheet-ignored",
  "row-hidden",
  "id-number-unusual",
  "date-in-future",
  "coordinates-far",
  "sex-mismatch",
  "registered-district-unclear",
  "hospital-date-missing",
  "contact-incomplete",
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

/** The text a message may show of a cell: stars per the mask rules, long text shortened. */
export function quotedValue(text: string, personal: PersonalKind | null): string {
  const characters = Array.from(text.trim());
  switch (personal) {
    case null:
      return characters.length > QUOTED_CHARACTERS
        ? `${characters.slice(0, QUOTED_CHARACTERS).join("")}…`
        : characters.join("");
    case "id-number":
      return maskIdNumber(characters.join(""));
    case "phone":
      return maskPhone(characters.join(""));
    case "account":
      return maskAccount(characters.join(""));
    case "name":
      return maskName(characters.join(""));
    case "address":
      return characters.length <= ADDRESS_CHARACTERS
        ? characters.join("")
        : `${characters.slice(0, ADDRESS_CHARACTERS).join("")}…`;
  }
}

/** Only errors refuse a file. */
export function refusesFile(problems: readonly ImportProblem[]): boolean {
  return problems.some((problem) => problem.level === "error");
}
