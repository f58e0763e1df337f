/**
 * Whether an earphone is plugged in, as Linux tells it by the sound card's own input device ("HDA … Headphone"): a switch, one event at each change.
 * Where no device is named nobody knows, and nothing that is for one ear alone is said.
 */
import { createReadStream, type ReadStream } from "node:fs";

/** struct input_event on 64-bit Linux: two times of 8 bytes, type and code of 2, value of 4. */
const EVENT_BYTES = 24;
const EV_SW = 5;
const SW_HEADPHONE_INSERT = 2;

export class EarphoneJack {
  #stream: ReadStream | null = null;
  #rest = Buffer.alloc(0);

  constructor(
    readonly path: string,
    readonly onChange: (isPlugged: boolean) => void,
  ) {}

  start(): void {
    this.#stream = createReadStream(this.path);
    this.#stream.on("data", (bytes) => this.take(Buffer.from(bytes)));
    // A device that is gone tells nothing more: what it said last may no longer hold.
    this.#stream.once("error", () => this.onChange(false));
    this.#stream.once("close", () => this.onChange(false));
  }

  stop(): void {
    this.#stream?.destroy();
  }

  /** Bytes of the device as they come, however they are cut. */
  take(bytes: Buffer): void {
    const all = Buffer.concat([this.#rest, bytes]);
    const whole = all.length - (all.length % EVENT_BYTES);
    for (let from = 0; from < whole; from += EVENT_BYTES) {
      const [type, code, value] = [
        all.readUInt16LE(from + 16),
        all.readUInt16LE(from + 18),
        all.readInt32LE(from + 20),
      ];
      if (type === EV_SW && code === SW_HEADPHONE_INSERT) this.onChange(value === 1);
    }
    this.#rest = Buffer.from(all.subarray(whole));
  }
}
