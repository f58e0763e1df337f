/** The code on the screen of a machine that is to be paired: short enough to be typed, long enough not to be guessed while it counts. */
import { base32Text, groupedDoorToken, normaliseDoorToken } from "../visits/door-token.ts";

/** 40 bits; with ten minutes and ten tries an hour a clerk does not hit another machine's by chance. */
const CODE_CHARACTERS = 8;
const CODE_BYTES = 5;
export const PAIRING_MINUTES = 10;
/** Machines that one network address may ask for within the hour, and all together. */
export const PAIRING_ASKS = { ofAddress: 20, ofDistrict: 200 } as const;
/** Wrong codes that one clerk may enter within the hour. */
export const PAIRING_TRIES = 10;

export { CODE_BYTES as PAIRING_CODE_BYTES };

/** "4KQ27MXA" of five random bytes. */
export function pairingCodeOf(bytes: Uint8Array): string {
  return base32Text(bytes, CODE_CHARACTERS);
}

/** "4KQ2 7MXA", as it is read aloud and typed. */
export function groupedPairingCode(code: string): string {
  return groupedDoorToken(code);
}

/** What was typed, in the form that is compared; null when it is no such code. */
export function readPairingCode(typed: string): string | null {
  const code = normaliseDoorToken(typed);
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(code) ? code : null;
}
