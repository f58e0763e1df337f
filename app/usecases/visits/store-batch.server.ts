/** One unit of work of a phone's batch: who sent it, what is known already, what a visit takes, what is kept aside, what is to be judged. */
import { asDate } from "#app/domain/time/instant.ts";
import type { RejectionReason, SyncAnswer, SyncDevice } from "#app/domain/visits/sync-message.ts";
import type { NonceVerdict, PinOutcome } from "#app/domain/visits/visit-events.ts";
import { sha256Bytes } from "#app/integrations/crypto/digest.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import {
  countWrongPins,
  insertQuarantined,
  insertToJudge,
  listKnownEvents,
  listVisitsAfter,
  lockVisitsOfWorker,
  type NewQuarantineRow,
} from "#db/repositories/received-events.ts";
import type { NewVisitEventRow, VisitRow } from "#db/repositories/visits.ts";
import { meetDevice, type DeviceRow } from "#db/repositories/worker-devices.ts";
import type { Unit } from "#db/transaction.ts";
import type { EnvelopeRead, ReadEvent } from "./read-batch.ts";
import { signedEventRow } from "./signed-event-row.ts";
import { takeEvents } from "./take-events.server.ts";
import { groupBy } from "./verification-facts.server.ts";

export type ReadBatch = {
  readonly workerId: string;
  readonly device: SyncDevice;
  readonly sentAtMs: number;
  readonly events: readonly ReadEvent[];
  /** What came of elders' digits, by event id. */
  readonly pins: ReadonlyMap<string, PinOutcome>;
  /** What the nonces of photographs are worth, by event id. */
  readonly nonces: ReadonlyMap<string, NonceVerdict>;
};

type Judged =
  | { readonly answer: "duplicate" }
  | { readonly answer: "rejected"; readonly reason: RejectionReason; readonly isSigned: boolean }
  | { readonly answer: "accepted"; readonly row: NewVisitEventRow };

/** The first event that a phone signed enrols it. Null for a phone that signed nothing, and for a known one that comes with another key. */
async function deviceOf(unit: Unit, { workerId, device, events }: ReadBatch): Promise<DeviceRow | null> {
  if (!events.some((event) => event.envelope?.isSigned)) return null;
  return meetDevice(unit, { deviceId: device.deviceId, workerId, publicKey: device.publicKey });
}

/** Why an event is not the known device's; null when it is. */
function faultOfDevice(envelope: EnvelopeRead, row: DeviceRow | null): RejectionReason | null {
  if (!envelope.isSigned) return "bad-signature";
  if (row === null) return "unknown-device";
  return row.revokedAt === null ? null : "revoked-device";
}

type Known = {
  readonly device: DeviceRow | null;
  /** Hash of what was signed, by event id; null for an event that no phone signed. */
  readonly hashes: Map<string, string | null>;
  readonly visits: ReadonlyMap<string, VisitRow>;
};

/**
 * What is stored is a duplicate whatever has happened since to the device or the visit. The same id with other content is no duplicate:
 * taking it for one would lose what it says.
 */
function judge(unit: Unit, batch: ReadBatch, known: Known, { envelope }: ReadEvent): Judged {
  if (envelope === null) return { answer: "rejected", reason: "malformed", isSigned: false };
  const { sent, said } = envelope;
  const hash = Buffer.from(envelope.hash).toString("hex");
  const stored = known.hashes.get(sent.eventId);
  if (stored === hash) return { answer: "duplicate" };
  const fault = faultOfDevice(envelope, known.device);
  if (fault !== null) return { answer: "rejected", reason: fault, isSigned: false };
  if (said === null || stored !== undefined) return { answer: "rejected", reason: "malformed", isSigned: true };
  const visit = known.visits.get(sent.visitNo);
  if (visit === undefined) return { answer: "rejected", reason: "not-your-visit", isSigned: true };
  known.hashes.set(sent.eventId, hash);
  const { workerId, device, sentAtMs } = batch;
  const receipt = { visitId: visit.id, workerId, deviceId: device.deviceId, sentAtMs, receivedAt: unit.now };
  const pin = batch.pins.get(sent.eventId) ?? null;
  const nonce = batch.nonces.get(sent.eventId) ?? null;
  return { answer: "accepted", row: signedEventRow(envelope, said.body, { ...receipt, pin, nonce }) };
}

function quarantineRow(
  unit: Unit,
  batch: ReadBatch,
  event: ReadEvent,
  one: { reason: RejectionReason; isSigned: boolean },
) {
  const { envelope } = event;
  const link = one.isSigned && envelope !== null;
  return {
    id: unit.newId(),
    eventId: event.eventId,
    visitNo: envelope?.sent.visitNo ?? null,
    sender: batch.workerId,
    reason: one.reason,
    body: event.raw ?? {},
    bodyDigest: sha256Bytes(`${batch.device.deviceId}|${JSON.stringify(event.raw)}`),
    receivedAt: asDate(unit.now),
    deviceId: link ? batch.device.deviceId : null,
    deviceSeq: link ? envelope.sent.deviceSeq : null,
    eventHash: link ? envelope.hash : null,
  } satisfies NewQuarantineRow;
}

function wrongByElder(rows: readonly NewVisitEventRow[], visits: Iterable<VisitRow>): Map<string, number> {
  const elders = new Map([...visits].map((visit) => [visit.id, visit.elderId]));
  const wrong = rows.filter((row) => (row.body as { outcome?: string }).outcome === "wrong");
  return new Map(
    [...groupBy(wrong, (row) => elders.get(row.visitId) ?? "")].map(([elderId, those]) => [elderId, those.length]),
  );
}

/** One line of the log for each street: streets do not wait for each other. */
async function audit(unit: Unit, actor: string, batch: ReadBatch, touched: readonly VisitRow[]): Promise<void> {
  const streets = [...groupBy(touched, (visit) => String(visit.streetId))].sort(([left], [right]) =>
    left < right ? -1 : 1,
  );
  for (const [street, visits] of streets)
    await insertAuditEvent(unit, actor, {
      chain: `street:${street}`,
      action: "visit.receive",
      subjectType: "device",
      subjectId: batch.device.deviceId,
      facts: { visits: visits.map((visit) => visit.visitNo).join(" ") },
    });
}

/** Stores what can be stored and says of each event what became of it. */
export async function storeBatch(unit: Unit, actor: string, batch: ReadBatch): Promise<SyncAnswer[]> {
  const envelopes = batch.events.flatMap((event) => event.envelope ?? []);
  const ids = envelopes.map(({ sent }) => sent.eventId);
  const visitNos = [...new Set(envelopes.flatMap(({ sent, isSigned }) => (isSigned ? [sent.visitNo] : [])))];
  // Statements that do not wait for each other's answers travel together, in this order: the device's lock comes before the visits'.
  const [device, hashes, visits] = await Promise.all([
    deviceOf(unit, batch),
    listKnownEvents(unit, ids),
    lockVisitsOfWorker(unit, batch.workerId, visitNos),
  ]);
  // A phone may call one visit by two names.
  const named = [...new Set(visits.values())];
  const judged = batch.events.map((event) => judge(unit, batch, { device, hashes, visits }, event));
  const rows = judged.flatMap((one) => (one.answer === "accepted" ? [one.row] : []));
  const aside = judged.flatMap((one, index) => {
    const event = batch.events[index];
    return one.answer === "rejected" && event ? [quarantineRow(unit, batch, event, one)] : [];
  });
  const seqs = [...rows, ...aside].flatMap((row) => row.deviceSeq ?? []);
  const [{ added, touched }, after] = await Promise.all([
    takeEvents(unit, named, rows),
    listVisitsAfter(unit, batch.device.deviceId, seqs),
    insertQuarantined(unit, aside),
    countWrongPins(unit, wrongByElder(rows, named)),
  ]);
  // Another phone stored one of these ids between the look and the insert: the unit is tried again and finds it known.
  if (added.size < rows.length) throw Object.assign(new Error("an event id has just been taken"), { code: "40001" });
  const untrusted = aside.length > 0 ? named.map((visit) => visit.id) : [];
  await Promise.all([
    insertToJudge(unit, [...touched.map((visit) => visit.id), ...after, ...untrusted]),
    audit(unit, actor, batch, touched),
  ]);
  return judged.map((one, index) => ({
    eventId: batch.events[index]?.eventId ?? null,
    answer: one.answer,
    reason: one.answer === "rejected" ? one.reason : null,
  }));
}

/** Keeps aside what could not be stored as it is. */
export async function keepAllAside(unit: Unit, batch: ReadBatch): Promise<SyncAnswer[]> {
  const why = { reason: "malformed", isSigned: false } as const;
  await insertQuarantined(
    unit,
    batch.events.map((event) => quarantineRow(unit, batch, event, why)),
  );
  return batch.events.map(({ eventId }) => ({ eventId, answer: "rejected", reason: "malformed" }));
}
