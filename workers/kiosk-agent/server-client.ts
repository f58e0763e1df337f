/** Speaks to the server: every request signed with the machine's key, its clock set by the server's answers. */
import { createHash, randomBytes, sign } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { canonicalRequest, DEVICE_HEADERS, pairingSubject } from "#app/domain/kiosk/device-message.ts";
import { SERVER_SECONDS } from "#app/domain/kiosk/agent-protocol.ts";
import type { StateFolder } from "./state-folder.ts";

export type Answer =
  | { readonly kind: "ok"; readonly value: unknown }
  | { readonly kind: "refused"; readonly status: number; readonly problem: string }
  /** No answer in time, or none at all. */
  | { readonly kind: "offline" };

const digestOf = (text: string) => createHash("sha256").update(text).digest("hex");

export class ServerClient {
  /** Kiosk clock minus server clock at the last answer; null before the first. */
  offsetMs: number | null = null;
  /** Milliseconds of the last request that was answered, until its answer was there; null before the first. */
  roundTripMs: number | null = null;
  /** Tries without an answer that no heartbeat has told of. */
  failedTries = 0;

  constructor(
    readonly origin: string,
    readonly state: StateFolder,
    readonly now: () => number = Date.now,
  ) {}

  /** The server's time as far as is known. */
  serverNow(): number {
    return this.now() - (this.offsetMs ?? 0);
  }

  sign(text: string): string {
    const key = { key: this.state.key.privateKey, dsaEncoding: "ieee-p1363" } as const;
    return sign("sha256", Buffer.from(text, "utf8"), key).toString("base64url");
  }

  /** Asks for a code, or whether it was entered. */
  async pair(): Promise<Answer> {
    return this.#twice(() => {
      const at = this.serverNow();
      const body = { publicKey: this.state.key.publicKey, at, signature: this.sign(pairingSubject(at)) };
      return this.#send("POST", "/device/pairing", { text: JSON.stringify(body), headers: {} });
    });
  }

  /** A signed call. Once more when the server's clock says another time or nothing came in time. */
  async call(method: "GET" | "POST", path: string, body?: unknown): Promise<Answer> {
    const text = body === undefined ? "" : JSON.stringify(body);
    return this.#twice(() => {
      const [at, nonce] = [this.serverNow(), randomBytes(16).toString("base64url")];
      const signature = this.sign(canonicalRequest({ method, path, at, nonce, bodyHash: digestOf(text) }));
      const headers = {
        [DEVICE_HEADERS.device]: this.state.deviceId ?? "",
        [DEVICE_HEADERS.at]: String(at),
        [DEVICE_HEADERS.nonce]: nonce,
        [DEVICE_HEADERS.signature]: signature,
      };
      return this.#send(method, path, { text, headers });
    });
  }

  async #twice(send: () => Promise<Answer>): Promise<Answer> {
    const first = await send();
    const isAgain = first.kind === "offline" || (first.kind === "refused" && first.problem === "device-clock");
    if (!isAgain) return first;
    await wait(first.kind === "offline" ? 300 : 0);
    return send();
  }

  async #send(
    method: string,
    path: string,
    { text, headers }: { readonly text: string; readonly headers: Readonly<Record<string, string>> },
  ): Promise<Answer> {
    const startMs = performance.now();
    try {
      const response = await fetch(new URL(path, this.origin), {
        method,
        headers: { ...headers, "content-type": "application/json" },
        ...(text !== "" && { body: text }),
        redirect: "error",
        signal: AbortSignal.timeout(SERVER_SECONDS * 1000),
      });
      const value = (await response.json()) as { readonly serverMs?: unknown; readonly problem?: unknown };
      this.roundTripMs = Math.round(performance.now() - startMs);
      if (typeof value.serverMs === "number") this.offsetMs = this.now() - value.serverMs;
      if (response.ok) return { kind: "ok", value };
      return { kind: "refused", status: response.status, problem: String(value.problem ?? "") };
    } catch {
      // No network, no answer in time, or an answer that is no JSON: a gateway's own page.
      this.failedTries += 1;
      return { kind: "offline" };
    }
  }
}
