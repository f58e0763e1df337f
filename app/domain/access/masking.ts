/** Masks of personal fields (decision of the product): applied in the loader, so that a masked value never leaves the server. */

/** First and last character with a star between; two characters: the first and a star. */
export function maskName(name: string): string {
  const characters = [...name];
  if (characters.length <= 1) return characters.length === 0 ? "" : "*";
  if (characters.length === 2) return `${characters[0] ?? ""}*`;
  return `${characters[0] ?? ""}*${characters[characters.length - 1] ?? ""}`;
}

/** First 3 and last 4 of a phone number. */
export function maskPhone(phone: string): string {
  return phone.length < 8
    ? "*".repeat(phone.length)
    : `${phone.slice(0, 3)}${"*".repeat(phone.length - 7)}${phone.slice(-4)}`;
}

/** First 3 and last 4 of an identity number: 320***********1234. The birth date inside is always hidden. */
export function maskIdNumber(idNumber: string): string {
  return idNumber.length < 8
    ? "*".repeat(idNumber.length)
    : `${idNumber.slice(0, 3)}${"*".repeat(idNumber.length - 7)}${idNumber.slice(-4)}`;
}

/** An address up to its building: "工农路12号3幢502室" becomes "工农路12号3幢". Bystanders at a kiosk do not learn the door. */
export function maskRoom(address: string): string {
  const building = /^.*(?:幢|栋|号楼|座|号)/.exec(address)?.[0];
  return building ?? address.replace(/[0-9０-９].*$/, "");
}

/** Last four digits of a bank account. */
export function maskAccount(account: string): string {
  return `****${account.slice(-4)}`;
}

/** Identity numbers, accounts (15 digits and more) and mobile numbers wherever they stand in a text: people type them into the wrong cell. */
export function maskNumbersIn(text: string): string {
  return text.replace(/(?<!\d)\d{14,}[\dXx](?![\dXx])/g, maskIdNumber).replace(/(?<!\d)1[3-9]\d{9}(?!\d)/g, maskPhone);
}
