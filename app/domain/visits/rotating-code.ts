/**
 * The code that the gateway of a family bed shows and changes every minute (RFC 6238 with HMAC-SHA-256): whoever reads it stood before
 * it in that minute. Only the arithmetic; the keyed digest is computed outside and handed in.
 */
import { instant, type Instant } from "../time/instant.ts";

/** Of every gateway. The gateway's clock and the phone's may each be a step out. */
export const ROTATING_CODE = { stepSeconds: 60, digits: 8, driftSteps: 2 } as const;

/** Number of the step in which an instant lies, counted from 1970. */
export function rotatingStep(at: Instant, stepSeconds: number = ROTATING_CODE.stepSeconds): number {
  return Math.floor(at / 1000 / stepSeconds);
}

/** The counter that is hashed: eight bytes, the highest first. */
export function stepBytes(step: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(step));
  return bytes;
}

/** The digits of a keyed digest (RFC 4226, section 5.3). */
export function rotatingDigits(mac: Uint8Array, digits: number = ROTATING_CODE.digits): string {
  const view = new DataView(mac.buffer, mac.byteOffset, mac.byteLength);
  const offset = view.getUint8(mac.byteLength - 1) & 0x0f;
  const number = view.getUint32(offset) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, "0");
}

/** A code that was copied is looked for among those of so many hours: an older one is no code of the home to anybody. */
const LOOKED_BACK_HOURS = 24;

/**
 * The steps whose code somebody may know at an instant, the latest first: from what a clock that runs ahead shows already, back through
 * a day. Which of them count then is said by `stepPeriod`.
 */
export function knownSteps(at: Instant, { stepSeconds, driftSteps } = ROTATING_CODE): number[] {
  const latest = rotatingStep(at, stepSeconds) + driftSteps;
  const count = (LOOKED_BACK_HOURS * 3600) / stepSeconds + 2 * driftSteps + 1;
  return Array.from({ length: count }, (_, back) => latest - back);
}

/** From when to when the code of a step is taken; half-open. */
export function stepPeriod(
  step: number,
  { stepSeconds, driftSteps } = ROTATING_CODE,
): { fromAt: Instant; toAt: Instant } {
  return {
    fromAt: instant((step - driftSteps) * stepSeconds * 1000),
    toAt: instant((step + driftSteps + 1) * stepSeconds * 1000),
  };
}
