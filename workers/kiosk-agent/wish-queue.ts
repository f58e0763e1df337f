/**
 * What was asked for without a network, kept encrypted until the server has it. Each wish has an id of its own, so the server takes it once
 * however often it is sent; it leaves the disk only when the server has said that it need not be sent again.
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { join } from "node:path";
import * as z from "zod";
import { wishesAnswerSchema, wishSchema, type KioskWish } from "#app/domain/kiosk/device-message.ts";
import type { ServerClient } from "./server-client.ts";
import { readIfThere, writeWhole, type StateFolder } from "./state-folder.ts";

const MOST = 500;
const AT_ONCE = 50;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export class WishQueue {
  readonly #path: string;
  #wishes: KioskWish[];

  constructor(readonly state: StateFolder) {
    this.#path = join(state.folder, "wishes.bin");
    this.#wishes = this.#read();
  }

  get waiting(): number {
    return this.#wishes.length;
  }

  /** Keeps a wish before it answers. @returns false when the disk holds as many as it may */
  add(wish: KioskWish): boolean {
    if (this.#wishes.some(({ id }) => id === wish.id)) return true;
    if (this.#wishes.length >= MOST) return false;
    this.#wishes = [...this.#wishes, wish];
    this.#write();
    return true;
  }

  /** Sends what waits, the oldest first. @returns how many are still waiting */
  async send(server: ServerClient): Promise<number> {
    while (this.#wishes.length > 0) {
      const answer = await server.call("POST", "/device/wishes", { wishes: this.#wishes.slice(0, AT_ONCE) });
      const taken = answer.kind === "ok" ? wishesAnswerSchema.safeParse(answer.value) : null;
      if (!taken?.success || taken.data.taken.length === 0) break;
      const gone = new Set(taken.data.taken);
      this.#wishes = this.#wishes.filter(({ id }) => !gone.has(id));
      this.#write();
    }
    return this.#wishes.length;
  }

  #read(): KioskWish[] {
    const stored = readIfThere(this.#path);
    if (stored === null) return [];
    const [nonce, tag] = [stored.subarray(0, NONCE_BYTES), stored.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)];
    const opened = createDecipheriv("aes-256-gcm", this.state.key.diskKey, nonce).setAuthTag(tag);
    const plain = Buffer.concat([opened.update(stored.subarray(NONCE_BYTES + TAG_BYTES)), opened.final()]);
    return z.array(wishSchema).parse(JSON.parse(plain.toString("utf8")));
  }

  #write(): void {
    const nonce = randomBytes(NONCE_BYTES);
    const sealing = createCipheriv("aes-256-gcm", this.state.key.diskKey, nonce);
    const sealed = Buffer.concat([sealing.update(JSON.stringify(this.#wishes), "utf8"), sealing.final()]);
    writeWhole(this.#path, Buffer.concat([nonce, sealing.getAuthTag(), sealed]));
  }
}
