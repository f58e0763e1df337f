/** What the tests of the phone's store write into it. */
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import type { SentEvent } from "#app/domain/visits/sync-message.ts";
import { capture, type CaptureTools } from "#app/web/offline/outbox.client.ts";
import type { PhoneStore } from "#app/web/offline/phone-store.client.ts";
import { signingPhone } from "#tests/support/signing-phone.ts";

export function toolsOf(store: PhoneStore): CaptureTools {
  const runtimeId = "7d0b7f6e-2a62-4c58-9f1b-0d5c5d3e8f11";
  return {
    store,
    signingKey: store.device.signingKey,
    page: { runtimeId, appBuild: "test", network: "offline", serverOffsetMs: null },
  };
}

export const tap = (text: string, deviceMs = 1000) => ({
  eventId: crypto.randomUUID(),
  visitNo: "V1",
  body: { kind: "note", text },
  deviceMs,
  monotonicMs: 1,
});

export async function signed(deviceSeq: number): Promise<SentEvent> {
  return (await signingPhone()).capture("V1", 1000, { kind: "note", text: "x" }, { deviceSeq });
}

export const PICTURE = Uint8Array.from({ length: 5000 }, (_, index) => index % 251);

/** As a page keeps it: the event and the bytes in one write. */
export async function keepPhoto(store: PhoneStore, content = PICTURE) {
  const digest = sha256Hex(content);
  const eventId = crypto.randomUUID();
  const kept = {
    digest,
    eventId,
    visitNo: "V1",
    end: "photo_start" as const,
    byteCount: content.byteLength,
    savedMs: 1000,
    state: "waiting" as const,
  };
  const body = { kind: "photo_start", photoDigest: digest };
  await capture(toolsOf(store), { ...tap(""), eventId, body }, { kept, content });
  return kept;
}
