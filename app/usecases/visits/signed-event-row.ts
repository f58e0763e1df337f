/** A signed event as the row that is stored: beside what the phone said, what the server measured. */
import { instant, type Instant } from "#app/domain/time/instant.ts";
import type { NonceVerdict, PinOutcome, VisitEventBody } from "#app/domain/visits/visit-events.ts";
import { sha256Bytes } from "#app/integrations/crypto/digest.server.ts";
import type { NewVisitEventRow } from "#db/repositories/visits.ts";
import type { EnvelopeRead } from "./read-batch.ts";

export type Receipt = {
  readonly visitId: string;
  readonly workerId: string;
  readonly deviceId: string;
  /** The phone's clock when it sent the batch. */
  readonly sentAtMs: number;
  readonly receivedAt: Instant;
  readonly pin: PinOutcome | null;
  /** Null for what is no photograph. */
  readonly nonce: NonceVerdict | null;
};

const bytesOfHex = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));

/** What the server found out when the event came, beside what the phone said. */
function bodyWith(body: VisitEventBody, { pin, nonce }: Receipt): VisitEventBody {
  if (body.kind === "pin_confirm") return { ...body, outcome: pin ?? "unreadable" };
  if (body.kind === "photo_start" || body.kind === "photo_end") return { ...body, nonce: nonce ?? "missing" };
  return body;
}

/**
 * The clock difference is the phone's last sample; without one it is what the batch itself shows, the server's clock at receipt minus the
 * phone's at sending. Where there are both, what they differ by is the skew: the phone's clock was set meanwhile.
 */
export function signedEventRow(envelope: EnvelopeRead, body: VisitEventBody, receipt: Receipt): NewVisitEventRow {
  const { sent, text, hash } = envelope;
  const measuredMs = receipt.receivedAt - receipt.sentAtMs;
  const serverOffsetMs = sent.serverOffsetMs ?? measuredMs;
  const stored = bodyWith(body, receipt);
  return {
    eventId: sent.eventId,
    visitId: receipt.visitId,
    workerId: receipt.workerId,
    kind: stored.kind,
    deviceId: receipt.deviceId,
    deviceSeq: sent.deviceSeq,
    deviceTime: new Date(instant(sent.deviceMs)),
    receivedAt: new Date(receipt.receivedAt),
    serverOffsetMs,
    skewMs: sent.serverOffsetMs === null ? null : measuredMs - sent.serverOffsetMs,
    offlineMs: Math.max(0, receipt.receivedAt - (sent.deviceMs + serverOffsetMs)),
    runtimeId: sent.runtimeId,
    monotonicMs: sent.monotonicMs,
    network: sent.network,
    appBuild: sent.appBuild,
    eventHash: hash,
    prevHash: sent.prevHash === null ? null : bytesOfHex(sent.prevHash),
    signature: Uint8Array.from(Buffer.from(sent.signature, "base64url")),
    signedText: text,
    body: stored,
    bodyDigest: sha256Bytes(JSON.stringify(stored)),
  };
}
