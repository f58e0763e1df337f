/** What somebody types to find a person: a resident identity number or a telephone number, in one field. */
import type { PlainDate } from "../time/plain-date.ts";
import { checkIdNumber, normaliseIdNumber, type IdNumberFault } from "./id-number.ts";
import { normalisePhone } from "./phone-number.ts";

export type PersonNumber =
  | { readonly kind: "id-number" | "phone"; readonly normalised: string }
  | { readonly kind: "neither"; readonly fault: IdNumberFault | "PHONE" };

/** A telephone number has at most 12 digits, an identity number 18 (an old one 15): between them lies what was meant. */
const LONGEST_PHONE = 12;

/**
 * Reads the number, in either form that offices type. What is neither says why: a text of up to 12 characters is taken for a telephone
 * number that cannot exist, a longer one for an identity number with the fault that `checkIdNumber` names.
 * @param asOf today in the district: nobody is born later
 */
export function readPersonNumber(input: string, asOf: PlainDate): PersonNumber {
  const typed = normaliseIdNumber(input);
  if (typed === "") return { kind: "neither", fault: "EMPTY" };
  const phone = normalisePhone(input);
  if (phone !== null) return { kind: "phone", normalised: phone.normalised };
  if (typed.replace(/[-+()]/g, "").length <= LONGEST_PHONE) return { kind: "neither", fault: "PHONE" };
  const idNumber = checkIdNumber(input, asOf);
  return idNumber.verdict === "valid"
    ? { kind: "id-number", normalised: idNumber.normalised }
    : { kind: "neither", fault: idNumber.reason };
}
