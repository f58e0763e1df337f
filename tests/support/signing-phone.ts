/** A care worker's phone that signs its events and chains them, with the code that runs in the browser. */
import { v7 } from "uuid";
import type { PublicKeyJwk, SentEvent, SyncDevice, UnsignedEvent } from "#app/domain/visits/sync-message.ts";
import { eventHash, signEvent } from "#app/web/offline/event-signature.ts";

export type SigningPhone = {
  readonly device: SyncDevice;
  /** The next event of the chain. */
  readonly capture: (
    visitNo: string,
    atMs: number,
    body: SentEvent["body"],
    changes?: Partial<UnsignedEvent>,
  ) => Promise<SentEvent>;
};

export async function newKeys(): Promise<{ readonly privateKey: CryptoKey; readonly publicKey: PublicKeyJwk }> {
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
  const { x = "", y = "" } = await crypto.subtle.exportKey("jwk", pair.publicKey);
  return { privateKey: pair.privateKey, publicKey: { kty: "EC", crv: "P-256", x, y } };
}

export async function signingPhone(deviceId: string = crypto.randomUUID()): Promise<SigningPhone> {
  const { privateKey, publicKey } = await newKeys();
  const runtimeId = crypto.randomUUID();
  let [deviceSeq, prevHash, startedMs] = [0, null as string | null, null as number | null];
  return {
    device: { deviceId, publicKey },
    async capture(visitNo, atMs, body, changes = {}) {
      startedMs ??= atMs;
      deviceSeq += 1;
      const event: UnsignedEvent = {
        eventId: v7(),
        visitNo,
        deviceSeq,
        deviceMs: atMs,
        runtimeId,
        monotonicMs: Math.max(0, atMs - startedMs),
        serverOffsetMs: 0,
        network: "offline",
        appBuild: "test",
        prevHash,
        body,
        ...changes,
      };
      prevHash = await eventHash(event);
      return signEvent(event, privateKey);
    },
  };
}
