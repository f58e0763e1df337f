/** What phones, kiosks and call-backs said about visits, what no visit could take, and the digits that an elder types. */
import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  doublePrecision,
  index,
  jsonb,
  pgTable,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { at, bytes, id } from "./columns.ts";
import { elder } from "./elder.ts";
import { careWorker } from "./workforce.ts";

/** Raw events as captured. No foreign key on the visit: an event is never refused for what it refers to. */
export const visitEvent = pgTable(
  "visit_event",
  {
    eventId: id(),
    visitId: uuid().notNull(),
    workerId: uuid(),
    kind: text().notNull(),
    deviceId: text().notNull(),
    deviceSeq: bigint({ mode: "number" }).notNull(),
    deviceTime: at().notNull(),
    receivedAt: at().notNull(),
    serverOffsetMs: bigint({ mode: "number" }),
    skewMs: bigint({ mode: "number" }),
    /** From here on null for what no phone with an outbox sent: a form, a kiosk, the hotline, an office. */
    offlineMs: bigint({ mode: "number" }),
    runtimeId: uuid(),
    monotonicMs: doublePrecision(),
    network: text(),
    appBuild: text(),
    eventHash: bytes(),
    prevHash: bytes(),
    signature: bytes(),
    signedText: text(),
    body: jsonb().notNull(),
    bodyDigest: bytes().notNull(),
    blurredAt: at(),
  },
  (table) => [
    index("visit_event_by_visit").on(table.visitId),
    index("visit_event_by_photo")
      .on(sql`(${table.body} ->> 'photoDigest')`)
      .where(sql`${table.kind} in ('photo_start', 'photo_end')`),
    index("visit_event_with_position")
      .on(table.visitId)
      .where(
        sql`${table.blurredAt} is null and ${table.kind} in ('check_in', 'check_out') and jsonb_typeof(${table.body} #> '{position,fix}') = 'object'`,
      ),
    index("visit_event_by_device").on(table.deviceId, table.deviceSeq),
    check(
      "visit_event_signed_whole",
      sql`num_nulls(${table.eventHash}, ${table.signature}, ${table.runtimeId}, ${table.monotonicMs}) in (0, 4)`,
    ),
    check(
      "visit_event_signed_text",
      sql`(${table.signedText} is null) = (${table.eventHash} is null or ${table.blurredAt} is not null)`,
    ),
  ],
);

/** Phones that sign what they send. The key is enrolled by the first event that it signed under its owner's session. */
export const workerDevice = pgTable(
  "worker_device",
  {
    deviceId: id(),
    workerId: uuid()
      .notNull()
      .references(() => careWorker.id),
    publicKey: jsonb().notNull(),
    enrolledAt: at().notNull(),
    lastSeenAt: at().notNull(),
    revokedAt: at(),
    revokedBy: text(),
  },
  (table) => [
    index("worker_device_by_worker").on(table.workerId),
    check("worker_device_revoked_by_somebody", sql`num_nulls(${table.revokedAt}, ${table.revokedBy}) in (0, 2)`),
  ],
);

/** Keys to which phones seal an elder's digits. An old one stays: what was sealed to it may still lie on a phone. */
export const visitPinKey = pgTable("visit_pin_key", {
  keyId: text().primaryKey(),
  publicKey: jsonb().notNull(),
  privateCipher: text().notNull(),
  madeAt: at().notNull(),
  retiredAt: at(),
});

/**
 * Visits about which something was said since they were judged. Each saying adds a row, so that nobody waits for anybody; whoever
 * judges takes the rows away.
 */
export const visitToJudge = pgTable("visit_to_judge", { id: id(), visitId: uuid().notNull(), since: at().notNull() });

/** What a phone sent and no visit could take: kept with its reason, counted as sent, looked at by a person. Append-only. */
export const visitEventQuarantine = pgTable(
  "visit_event_quarantine",
  {
    id: id(),
    /** As the phone said; anything may stand here. */
    eventId: text(),
    visitNo: text(),
    sender: text().notNull(),
    reason: text().notNull(),
    body: jsonb().notNull(),
    bodyDigest: bytes().notNull(),
    receivedAt: at().notNull(),
    /** Of an event whose signature is the device's own; its place in the device's sequence is then taken. */
    deviceId: text(),
    deviceSeq: bigint({ mode: "number" }),
    eventHash: bytes(),
    blurredAt: at(),
  },
  (table) => [
    unique("visit_event_quarantine_once").on(table.sender, table.bodyDigest),
    index("visit_event_quarantine_by_visit").on(table.visitNo),
    index("visit_event_quarantine_by_device").on(table.deviceId, table.deviceSeq),
    check(
      "visit_event_quarantine_reason_known",
      sql`${table.reason} in ('malformed', 'bad-signature', 'unknown-device', 'revoked-device', 'not-your-visit')`,
    ),
  ],
);

/** The six digits that an elder types on the care worker's phone. Not the PIN of the kiosk. */
export const elderVisitPin = pgTable(
  "elder_visit_pin",
  {
    elderId: uuid()
      .primaryKey()
      .references(() => elder.id),
    pinHash: text().notNull(),
    triesLeft: smallint().notNull(),
    setBy: text().notNull(),
    setAt: at().notNull(),
  },
  (table) => [check("elder_visit_pin_tries", sql`${table.triesLeft} between 0 and 10`)],
);
