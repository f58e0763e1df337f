/** Telephone numbers of mainland China: mobiles with 11 digits, local fixed lines with 8 digits and the district's area code. */
export type PhoneNumber = { readonly kind: "mobile" | "landline"; readonly normalised: string };

/**
 * Reads a number as offices type it: spaces, hyphens, brackets, full-width digits and the country code 86 are allowed.
 * Several elders may share a number, so nothing here asks whose it is.
 * @param areaCode put before an 8-digit number (policy parameter callback_area_code; the default is the first district's)
 * @returns null when the number cannot exist
 */
export function normalisePhone(input: string, areaCode = "0513"): PhoneNumber | null {
  const typed = input.normalize("NFKC").replace(/[\s\-()]/g, "");
  const abroad = /^(?:\+|00)86(\d+)$/.exec(typed)?.[1] ?? /^86(1\d{10})$/.exec(typed)?.[1];
  const digits = abroad ?? typed;
  if (/^1[3-9]\d{9}$/.test(digits)) return { kind: "mobile", normalised: digits };
  if (/^[2-9]\d{7}$/.test(digits)) return { kind: "landline", normalised: `${areaCode}${digits}` };
  if (/^0[1-9]\d{1,2}[2-9]\d{6,7}$/.test(digits)) return { kind: "landline", normalised: digits };
  // From abroad the area code is dialled without its leading zero.
  if (abroad !== undefined && /^[2-9]\d{1,2}[2-9]\d{6,7}$/.test(digits))
    return { kind: "landline", normalised: `0${digits}` };
  return null;
}
