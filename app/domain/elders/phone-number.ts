/** Telephone numbers of mainland China: mobiles with 11 digits, local fixed lines with 8 digits and the district's area code. */
export type PhoneNumber = { readonly kind: "mobile" | "landline"; readonly normalised: string };

/**
 * @param areaCode put before an 8-digit number (policy parameter callback_area_code)
 * @returns null when the number cannot exist
 */
export function normalisePhone(input: string, areaCode = "0513"): PhoneNumber | null {
  const digits = input
    .normalize("NFKC")
    .replace(/[\s\-()]/g, "")
    .replace(/^\+?86(?=1\d{10}$)/, "");
  if (/^1[3-9]\d{9}$/.test(digits)) return { kind: "mobile", normalised: digits };
  if (/^[2-9]\d{7}$/.test(digits)) return { kind: "landline", normalised: `${areaCode}${digits}` };
  if (/^0\d{2,3}[2-9]\d{6,7}$/.test(digits)) return { kind: "landline", normalised: digits };
  return null;
}
