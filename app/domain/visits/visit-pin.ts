/**
 * The six digits that an elder types on the care worker's phone. The worker must not be able to guess them, so digits that anybody tries
 * first, and those that stand in the elder's papers, are refused (visit rules: the PIN is a person proof).
 */

/** Wrong tries in a row until the digits are closed; setting new ones, or typing them right, opens all of them again. */
export const VISIT_PIN_TRIES = 5;

/** Why digits are refused; each is the code of a refusal. */
export const VISIT_PIN_FAULTS = [
  "pin-not-six-digits",
  "pin-all-equal",
  "pin-in-sequence",
  "pin-from-id-number",
  "pin-from-birth-date",
  "pin-from-phone",
] as const;

export type VisitPinFault = (typeof VISIT_PIN_FAULTS)[number];

/** Each digit one more, or each one less, than the digit before it: 123456, 654321. */
export function isSequence(digits: string): boolean {
  const steps = new Set([...digits].slice(1).map((digit, index) => Number(digit) - Number(digits[index])));
  return steps.size === 1 && (steps.has(1) || steps.has(-1));
}

const lastSixDigits = (text: string) => text.replace(/\D/g, "").slice(-6);

/**
 * What speaks against these digits; null when they will do. A check character X of the identity number cannot be typed, so the last six
 * digits before it count. The birth date is taken as YYMMDD.
 */
export function visitPinFault(
  digits: string,
  elder: { readonly idNumber: string; readonly birthOn: string; readonly phone: string | null },
): VisitPinFault | null {
  if (!/^\d{6}$/.test(digits)) return "pin-not-six-digits";
  if (new Set(digits).size === 1) return "pin-all-equal";
  if (isSequence(digits)) return "pin-in-sequence";
  if (digits === lastSixDigits(elder.idNumber)) return "pin-from-id-number";
  if (digits === lastSixDigits(elder.birthOn)) return "pin-from-birth-date";
  if (elder.phone !== null && digits === lastSixDigits(elder.phone)) return "pin-from-phone";
  return null;
}
