/**
 * A scanner or card reader that types like a keyboard. The agent reads it from its own input device, so what it types never reaches the page:
 * the rule in kiosk/udev hides the device from the compositor. Eighteen characters with a right check character are a card's number,
 * everything else is a code.
 */
import { createReadStream, type ReadStream } from "node:fs";
import { idCheckCharacter } from "#app/domain/elders/id-number.ts";
import { afterKey, NO_BURST, type Burst } from "#app/domain/kiosk/wedge-burst.ts";
import type { ReaderAdapter, ReaderSays } from "./reader-adapter.ts";

/** struct input_event on 64-bit Linux: two times of 8 bytes, type and code of 2, value of 4. */
const EVENT_BYTES = 24;
const EV_KEY = 1;
const KEY_DOWN = 1;
const KEY_UP = 0;
const SHIFTS = new Set([42, 54]);

/** Key codes of linux/input-event-codes.h on a US layout, without and with shift. */
const ROWS: readonly (readonly [first: number, plain: string, shifted: string])[] = [
  [2, "1234567890-=", "!@#$%^&*()_+"],
  [16, "qwertyuiop[]", "QWERTYUIOP{}"],
  [30, "asdfghjkl;'`", 'ASDFGHJKL:"~'],
  [43, "\\zxcvbnm,./", "|ZXCVBNM<>?"],
  [57, " ", " "],
];

export function keyOf(code: number, isShifted: boolean): string {
  if (code === 28 || code === 96) return "Enter";
  if (code === 15) return "Tab";
  for (const [first, plain, shifted] of ROWS) {
    const character = (isShifted ? shifted : plain)[code - first];
    if (code >= first && character !== undefined) return character;
  }
  return "Unidentified";
}

export function isIdNumber(text: string): boolean {
  const number = text.toUpperCase();
  return /^\d{17}[\dX]$/.test(number) && idCheckCharacter(number.slice(0, 17)) === number[17];
}

export class WedgeReader implements ReaderAdapter {
  readonly name = "wedge";
  #stream: ReadStream | null = null;
  #works = true;
  #burst: Burst = NO_BURST;
  #isShifted = false;
  #rest = Buffer.alloc(0);

  /** @param path such as /dev/input/by-id/usb-…-event-kbd */
  constructor(readonly path: string) {}

  get health() {
    const state = this.#works ? ("ok" as const) : ("broken" as const);
    return { reader: state, scanner: state };
  }

  start(says: ReaderSays): void {
    this.#stream = createReadStream(this.path);
    this.#stream.on("data", (bytes) => this.take(Buffer.from(bytes), says));
    this.#stream.once("error", () => (this.#works = false));
    this.#stream.once("close", () => (this.#works = false));
  }

  stop(): void {
    this.#stream?.destroy();
  }

  /** Bytes of the device as they come, however they are cut. */
  take(bytes: Buffer, says: ReaderSays): void {
    const all = Buffer.concat([this.#rest, bytes]);
    const whole = all.length - (all.length % EVENT_BYTES);
    for (let from = 0; from < whole; from += EVENT_BYTES) this.#takeEvent(all.subarray(from, from + EVENT_BYTES), says);
    this.#rest = Buffer.from(all.subarray(whole));
  }

  #takeEvent(event: Buffer, says: ReaderSays): void {
    const atMs = Number(event.readBigInt64LE(0)) * 1000 + Number(event.readBigInt64LE(8)) / 1000;
    const [type, code, value] = [event.readUInt16LE(16), event.readUInt16LE(18), event.readInt32LE(20)];
    if (type !== EV_KEY) return;
    if (SHIFTS.has(code)) {
      this.#isShifted = value !== KEY_UP;
      return;
    }
    if (value !== KEY_DOWN) return;
    const { burst, scanned } = afterKey(this.#burst, { key: keyOf(code, this.#isShifted), atMs });
    this.#burst = burst;
    if (scanned === null) return;
    const kind = isIdNumber(scanned) ? "idcard" : "qr";
    says.placed(kind, () => Promise.resolve(scanned));
    says.removed(kind);
  }
}
