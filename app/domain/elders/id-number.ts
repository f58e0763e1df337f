/**
 * Resident identity number, GB 11643-1999. An identifier, not a secret; its area digits show where it was first issued and say
 * nothing about household registration. Numbers with 15 digits are refused since 2013.
 */
import type { PlainDate } from "../time/plain-date.ts";
import { isPlainDate } from "../time/plain-date.ts";
import { ageOn } from "./age.ts";

export type IdNumberFault = "EMPTY" | "LEGACY_15" | "LENGTH" | "CHARS" | "AREA" | "DATE" | "CHECK" | "FUTURE";

export type IdNumberResult =
  | {
      readonly verdict: "valid";
      readonly normalised: string;
      readonly birthOn: PlainDate;
      readonly sex: "male" | "female";
      /** "AGE_OVER_120": possible, but a person should look. */
      readonly warnings: readonly string[];
    }
  | { readonly verdict: "invalid"; readonly reason: IdNumberFault };

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const AREAS = new Set(
  "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split(" "),
);

/** Older than this is possible, but a person should look. */
const AGE_TO_QUESTION = 120;

/** The check character of the first 17 digits: weights of GB 11643, sum modulo 11. */
export function idCheckCharacter(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(first17[index]), 0);
  return "10X98765432"[sum % 11] ?? "";
}

/**
 * Drops white space, turns full width to half width and x to X. Only full-width forms are turned: a general compatibility
 * normalisation would also read a circled or raised figure as a digit and so accept what nobody typed as a number.
 */
export function normaliseIdNumber(input: string): string {
  return input
    .replace(/\s/g, "")
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .toUpperCase();
}

/**
 * Checks a number as typed or read from a text cell and names the first fault, in the order EMPTY, LEGACY_15, LENGTH, CHARS, AREA,
 * DATE, CHECK, FUTURE (GB 11643-1999). Ages and future dates are judged at `asOf`, a date of Asia/Shanghai. A number that passes
 * may still be wrong: a spreadsheet that kept 15 digits can pass by chance, so importers refuse numeric cells whatever this says.
 */
export function checkIdNumber(input: string, asOf: PlainDate): IdNumberResult {
  const number = normaliseIdNumber(input);
  const refuse = (reason: IdNumberFault): IdNumberResult => ({ verdict: "invalid", reason });
  if (number === "") return refuse("EMPTY");
  if (/^\d{15}$/.test(number)) return refuse("LEGACY_15");
  if (number.length !== 18) return refuse("LENGTH");
  if (!/^\d{17}[\dX]$/.test(number)) return refuse("CHARS");
  if (!AREAS.has(number.slice(0, 2))) return refuse("AREA");
  const birthOn = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!isPlainDate(birthOn)) return refuse("DATE");
  if (idCheckCharacter(number) !== number[17]) return refuse("CHECK");
  if (birthOn > asOf) return refuse("FUTURE");
  return {
    verdict: "valid",
    normalised: number,
    birthOn,
    sex: Number(number[16]) % 2 === 1 ? "male" : "female",
    warnings: ageOn(birthOn, asOf) > AGE_TO_QUESTION ? ["AGE_OVER_120"] : [],
  };
}
