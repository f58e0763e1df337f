/**
 * The number that a fault shows on a kiosk's screen. Staff find it in the server's log, where the fault itself is written beside it, and in the list of
 * kiosks; it says nothing of anybody.
 */
import { base32Text } from "../visits/door-token.ts";

const CODE_CHARACTERS = 6;
/** 40 bits, of which 30 are shown: enough to find one line of a log. */
export const FAULT_CODE_BYTES = 5;

/** A number of the server, or one of the words below. */
export const FAULT_CODE = /^[0-9A-Z]{3,8}$/;
/** The page failed by itself: the server knows nothing of it. */
export const PAGE_FAULT = "PAGE";

export function faultCodeOf(bytes: Uint8Array): string {
  return base32Text(bytes, CODE_CHARACTERS);
}

/** What a boundary was given, as the number that is shown: the server's own, the status of an answer without one, or the page's. */
export function faultCodeIn(thrown: unknown): string {
  if (typeof thrown !== "object" || thrown === null || !("status" in thrown)) return PAGE_FAULT;
  const { status, data } = thrown as { readonly status: unknown; readonly data?: unknown };
  const told = typeof data === "object" && data !== null && "fault" in data ? data.fault : null;
  if (typeof told === "string" && FAULT_CODE.test(told)) return told;
  return typeof status === "number" && FAULT_CODE.test(String(status)) ? String(status) : PAGE_FAULT;
}
