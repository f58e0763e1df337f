/** Unified social credit code, GB 32100-2015, with the organisation code of GB 11714 inside. */
export type CreditCodeFault = "EMPTY" | "LENGTH" | "CHARS" | "SHAPE" | "CHECK" | "ORG_CHECK";
export type CreditCodeResult =
  | { readonly verdict: "valid"; readonly normalised: string }
  | { readonly verdict: "invalid"; readonly reason: CreditCodeFault };

const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** The 18th character from the first 17: weights 3^(i-1) modulo 31. */
export function creditCheckCharacter(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * ALPHABET.indexOf(first17[index] ?? ""), 0);
  return ALPHABET[(31 - (sum % 31)) % 31] ?? "";
}

/** Check character of the eight characters of an organisation code; letters count A=10 to Z=35. */
export function organisationCheckCharacter(first8: string): string {
  const sum = ORGANISATION_WEIGHTS.reduce(
    (total, weight, index) => total + weight * Number.parseInt(first8[index] ?? "0", 36),
    0,
  );
  const check = 11 - (sum % 11);
  return check === 10 ? "X" : check === 11 ? "0" : String(check);
}

/** Trims and raises to upper case, then checks length, characters, shape, check character and organisation check, in this order. */
export function checkCreditCode(input: string): CreditCodeResult {
  const code = input
    .replace(/\s/g, "")
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .toUpperCase();
  const refuse = (reason: CreditCodeFault): CreditCodeResult => ({ verdict: "invalid", reason });
  if (code === "") return refuse("EMPTY");
  if ([...code].length !== 18) return refuse("LENGTH");
  if ([...code].some((character) => !ALPHABET.includes(character))) return refuse("CHARS");
  if (!/^\d{6}$/.test(code.slice(2, 8))) return refuse("SHAPE");
  if (creditCheckCharacter(code) !== code[17]) return refuse("CHECK");
  if (organisationCheckCharacter(code.slice(8, 16)) !== code[16]) return refuse("ORG_CHECK");
  return { verdict: "valid", normalised: code };
}
