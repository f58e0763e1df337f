/**
 * One unit of work for the batches of one or several phones: who sent them, what is known already, what a visit takes, what is kept aside,
 * what is to be judged. Each step asks once for all of them; each event keeps its own answer, each batch its own lines in the audit log.
 */
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import type { RejectionReason, SyncAnswer, SyncDevice } from "#app/domain/visits/sync-message.ts";
import type { NonceVerdict, PinOutcome } from "#app/domain/visits/visit-events.ts";
import { sha256Bytes } from "#app/integrations/crypto/digest.server.ts";
import { insertAuditEvents } from "#db/repositories/audit.ts";
import {
  countWrongPins,
  insertQuarantined,
  insertToJudge,
  listKnownEvents,
  listVisitsAfter,
  listVisitsOfAside,
  lockNamedVisits,
  visitsByName,
  type NewQuarantineRow,
} from "#db/repositories/received-events.ts";
import type { NewVisitEventRow, VisitRow } from "#db/repositories/visits.ts";
import { meetDevices, type MetDevice } from "#db/repositories/worker-devices.ts";
import { together, type Unit } from "#db/transaction.ts";
import { groupBy } from "./group-by.ts";
import type { EnvelopeRead, ReadEvent } from "./read-batch.ts";
import { signedEventRow } from "./signed-event-row.ts";
import { takeEvents } from "./take-events.server.ts";

export type ReadBatch = {
  /** Audit name of whose session it came under. */
  readonly actor: string;
  readonly workerId: string;
  readonly device: SyncDevice;
  readonly sentAtMs: number;
  readonly receivedAt: Instant;
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

const envelopesOf = ({ events }: ReadBatch) => events.flatMap((event) => event.envelope ?? []);

/** The first event that a phone signed enrols it; one that signed nothing is not met. */
function contactsOf(batches: readonly ReadBatch[]) {
  return batches
    .filter((batch) => envelopesOf(batch).some(({ isSigned }) => isSigned))
    .map(({ device: { deviceId, publicKey }, workerId }) => ({ deviceId, workerId, publicKey }));
}

function askedOf(batch: ReadBatch) {
  const visitNos = envelopesOf(batch).flatMap(({ sent, isSigned }) => (isSigned ? [sent.visitNo] : []));
  return { workerId: batch.workerId, visitNos: [...new Set(visitNos)] };
}

/** Why an event is not the known device's; null when it is. */
function faultOfDevice(envelope: EnvelopeRead, device: MetDevice | null): RejectionReason | null {
  if (!envelope.isSigned) return "bad-signature";
  if (device === null) return "unknown-device";
  return device.isRevoked ? "revoked-device" : null;
}

type Known = {
  /** Null for a phone that signed nothing, and for a known one that comes with another key. */
  readonly device: MetDevice | null;
  /** Hash of what was signed, by event id; null for an event that no phone signed. Grows by what is taken. */
  readonly hashes: Map<string, string | null>;
  readonly visits: ReadonlyMap<string, VisitRow>;
};

/**
 * What is stored is a duplicate whatever has happened since to the device or the visit. The same id with other content is no duplicate:
 * taking it for one would lose what it says.
 */
function judge(batch: ReadBatch, known: Known, { envelope }: ReadEvent): Judged {
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
  const { workerId, device, sentAtMs, receivedAt } = batch;
  const receipt = { visitId: visit.id, workerId, deviceId: device.deviceId, sentAtMs, receivedAt };
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
    receivedAt: asDate(batch.receivedAt),
    deviceId: link ? batch.device.deviceId : null,
    deviceSeq: link ? envelope.sent.deviceSeq : null,
    eventHash: link ? envelope.hash : null,
  } satisfies NewQuarantineRow;
}

/** A batch with what becomes of it. */
type Sorted = {
  readonly batch: ReadBatch;
  readonly named: readonly VisitRow[];
  readonly judged: readonly Judged[];
  readonly rows: readonly NewVisitEventRow[];
  readonly aside: readonly NewQuarantineRow[];
};

function sorted(unit: Unit, batch: ReadBatch, known: Known): Sorted {
  const judged = batch.events.map((event) => judge(batch, known, event));
  return {
    batch,
    // A phone may call one visit by two names.
    named: [...new Set(known.visits.values())],
    judged,
    rows: judged.flatMap((one) => (one.answer === "accepted" ? [one.row] : [])),
    aside: judged.flatMap((one, index) => {
      const event = batch.events[index];
      return one.answer === "rejected" && event ? [quarantineRow(unit, batch, event, one)] : [];
    }),
  };
}

function wrongByElder(rows: readonly NewVisitEventRow[], visits: Iterable<VisitRow>): Map<string, number> {
  const elders = new Map([...visits].map((visit) => [visit.id, visit.elderId]));
  const wrong = rows.filter((row) => (row.body as { outcome?: string }).outcome === "wrong");
  return new Map(
    [...groupBy(wrong, (row) => elders.get(row.visitId) ?? "")].map(([elderId, those]) => [elderId, those.length]),
  );
}

/** One line of the log for each street of a batch: streets do not wait for each other. */
function auditOf({ batch, rows }: Sorted, touched: readonly VisitRow[]) {
  const spokenOf = new Set(rows.map((row) => row.visitId));
  const own = touched.filter(({ id }) => spokenOf.has(id));
  return [...groupBy(own, (visit) => String(visit.streetId))].map(([street, visits]) => ({
    actor: batch.actor,
    event: {
      chain: `street:${street}`,
      action: "visit.receive",
      subjectType: "device",
      subjectId: batch.device.deviceId,
      facts: { visits: visits.map((visit) => visit.visitNo).join(" ") },
    },
  }));
}

function answersOf({ batch, judged }: Sorted): SyncAnswer[] {
  return judged.map((one, index) => ({
    eventId: batch.events[index]?.eventId ?? null,
    answer: one.answer,
    reason: one.answer === "rejected" ? one.reason : null,
  }));
}

/**
 * Stores what can be stored and says of each event what became of it.
 * @param batches of different devices
 * @returns the answers of each batch, in their order
 */
export async function storeBatches(unit: Unit, batches: readonly ReadBatch[]): Promise<SyncAnswer[][]> {
  const ids = batches.flatMap(envelopesOf).map(({ sent }) => sent.eventId);
  // Statements that do not wait for each other's answers travel together, in this order: the devices' locks come before the visits'.
  const [devices, hashes, visits] = await together([
    meetDevices(unit, contactsOf(batches)),
    listKnownEvents(unit, ids),
    lockNamedVisits(unit, batches.map(askedOf)),
  ]);
  const all = batches.map((batch) => {
    const device = devices.get(batch.device.deviceId) ?? null;
    return sorted(unit, batch, { device, hashes, visits: visitsByName(visits, askedOf(batch)) });
  });
  const [rows, aside] = [all.flatMap((one) => one.rows), all.flatMap((one) => one.aside)];
  const named = [...new Set(all.flatMap((one) => one.named))];
  const seqs = all.map((one) => ({
    deviceId: one.batch.device.deviceId,
    seqs: [...one.rows, ...one.aside].flatMap((row) => row.deviceSeq ?? []),
  }));
  const [{ added, touched }, after, untrusted] = await together([
    takeEvents(unit, named, rows),
    listVisitsAfter(unit, seqs),
    // A phone that signed nothing right named no visit above, and a wrong signature is a finding all the same.
    listVisitsOfAside(unit, aside),
    insertQuarantined(unit, aside),
    countWrongPins(unit, wrongByElder(rows, named)),
  ]);
  // Another phone stored one of these ids between the look and the insert: the unit is tried again and finds it known.
  if (added.size < rows.length) throw Object.assign(new Error("an event id has just been taken"), { code: "40001" });
  await together([
    insertToJudge(unit, [...touched.map((visit) => visit.id), ...after, ...untrusted]),
    insertAuditEvents(
      unit,
      all.flatMap((one) => auditOf(one, touched)),
    ),
  ]);
  return all.map(answersOf);
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
