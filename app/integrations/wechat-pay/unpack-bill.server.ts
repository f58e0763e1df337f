/** A bill as it was written, out of the gzip in which it may travel (tar_type GZIP, pay.weixin.qq.com); the channel's digest is of what is inside. */
import { gunzipSync } from "node:zlib";
import { Refusal } from "#app/domain/refusal.ts";

/** A day of some hundred thousand lines; what unpacks to more is no bill. */
const BILL_BYTES_MOST = 256 * 1024 * 1024;

/** What is not packed is given back as it is. Refuses "bill-packing-broken" for what is cut short, altered, or larger than a bill. */
export function unpackedBill(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: BILL_BYTES_MOST });
  } catch {
    throw new Refusal("bill-packing-broken");
  }
}
