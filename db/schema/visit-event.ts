/** What phones, kiosks and call-backs said about visits, what no visit could take, and the digits that an elder types. */
import { sql } from "drizzle-orm";
import { bigint, check, index, jsonb, pgTable, smallint, text, unique, uuid } from "drizzle-orm/pg-core";
import { at, bytes, id } from "./columns.ts";
import { elder } from "./elder.ts";

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
    body: jsonb().notNull(),
    bodyDigest: bytes().notNull(),
  },
  (table) => [
    index("visit_event_by_visit").on(table.visitId),
    index("visit_event_by_device").on(table.deviceId, table.deviceSeq),
  ],
);

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
  },
  (table) => [
    unique("visit_event_quarantine_once").on(table.sender, table.bodyDigest),
    check("visit_event_quarantine_reason_known", sql`${table.reason} in ('malformed', 'not-your-visit')`),
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
