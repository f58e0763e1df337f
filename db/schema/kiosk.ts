/**
 * Kiosks in street centres: the device record (user experience reference 4.1), its pairing, its boots and sessions, the single-use
 * tokens by which a card becomes an elder's session, wrong tries that limit, and slips to print.
 */
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { at, bytes, id, on } from "./columns.ts";
import { elder, elderId } from "./elder.ts";
import { streetId } from "./reference.ts";

export const kioskDevice = pgTable(
  "kiosk_device",
  {
    id: id(),
    deviceNo: text().notNull().unique(),
    streetId: streetId(),
    place: text().notNull(),
    panelTenthInch: smallint().notNull(),
    orientation: text().notNull(),
    bottomEdgeMm: smallint().notNull(),
    defaultStep: smallint().notNull(),
    seatedDefault: boolean().notNull(),
    hasReader: boolean().notNull(),
    hasScanner: boolean().notNull(),
    hasPrinter: boolean().notNull(),
    hasEarphone: boolean().notNull(),
    hasHandset: boolean().notNull(),
    hasKeypad: boolean().notNull(),
    hasHelpButton: boolean().notNull(),
    staffCall: text(),
    opensMinute: smallint().notNull(),
    closesMinute: smallint().notNull(),
    publicKey: jsonb().notNull(),
    pairedBy: text().notNull(),
    pairedAt: at().notNull(),
    revokedAt: at(),
    revokedBy: text(),
    revokeReason: text(),
    bootId: uuid(),
    bootSecretCipher: text(),
    bootPort: integer(),
    bootedAt: at(),
    seenAt: at(),
    health: jsonb(),
  },
  (table) => [
    index("kiosk_device_by_street").on(table.streetId),
    check("kiosk_device_panel_known", sql`${table.panelTenthInch} in (215, 270, 320, 430)`),
    check("kiosk_device_orientation_known", sql`${table.orientation} in ('portrait', 'landscape')`),
    check("kiosk_device_step_known", sql`${table.defaultStep} in (1, 2, 3)`),
    check("kiosk_device_edge_real", sql`${table.bottomEdgeMm} between 0 and 2000`),
    check("kiosk_device_seated_upright", sql`not ${table.seatedDefault} or ${table.orientation} = 'portrait'`),
    check(
      "kiosk_device_opens_before_it_closes",
      sql`${table.opensMinute} >= 0 and ${table.opensMinute} < ${table.closesMinute} and ${table.closesMinute} <= 1440`,
    ),
    check(
      "kiosk_device_revoked_whole",
      sql`num_nulls(${table.revokedAt}, ${table.revokedBy}, ${table.revokeReason}) in (0, 3)`,
    ),
    check(
      "kiosk_device_boot_whole",
      sql`num_nulls(${table.bootId}, ${table.bootSecretCipher}, ${table.bootPort}, ${table.bootedAt}) in (0, 4)`,
    ),
  ],
);

const deviceId = () =>
  uuid()
    .notNull()
    .references(() => kioskDevice.id);

/** A machine that asks to be paired: its key, and the code that stands on its screen. */
export const kioskPairing = pgTable(
  "kiosk_pairing",
  {
    id: id(),
    codeHash: text().notNull().unique(),
    keyHash: text().notNull(),
    publicKey: jsonb().notNull(),
    address: text().notNull(),
    createdAt: at().notNull(),
    endsAt: at().notNull(),
    usedAt: at(),
    deviceId: uuid().references(() => kioskDevice.id),
  },
  (table) => [
    index("kiosk_pairing_by_key").on(table.keyHash),
    index("kiosk_pairing_by_time").on(table.createdAt),
    check("kiosk_pairing_used_for_a_device", sql`num_nulls(${table.usedAt}, ${table.deviceId}) in (0, 2)`),
  ],
);

/** What a machine or its page holds for a while, by the hash of its token: the boot's ticket, the page's cookie. */
export const kioskDeviceToken = pgTable(
  "kiosk_device_token",
  {
    tokenHash: bytes().primaryKey(),
    kind: text().notNull(),
    deviceId: deviceId(),
    bootId: uuid().notNull(),
    createdAt: at().notNull(),
    endsAt: at().notNull(),
  },
  (table) => [
    index("kiosk_device_token_by_device").on(table.deviceId),
    check("kiosk_device_token_kind_known", sql`${table.kind} in ('ticket', 'page')`),
  ],
);

/** One reading of a card or a QR code: from here the elder's session is opened, once, at this machine and in this boot. */
export const kioskIdentityToken = pgTable(
  "kiosk_identity_token",
  {
    tokenHash: bytes().primaryKey(),
    deviceId: deviceId(),
    bootId: uuid().notNull(),
    elderId: elderId(),
    means: text().notNull(),
    createdAt: at().notNull(),
    endsAt: at().notNull(),
    usedAt: at(),
  },
  (table) => [
    index("kiosk_identity_token_by_device").on(table.deviceId),
    check("kiosk_identity_token_means_known", sql`${table.means} in ('id_card', 'social_card', 'qr')`),
  ],
);

/** A code on an elder's own page or on that of a bound family member, to be held to a kiosk's scanner. */
export const kioskPass = pgTable("kiosk_pass", {
  tokenHash: bytes().primaryKey(),
  elderId: elderId(),
  issuedBy: text().notNull(),
  createdAt: at().notNull(),
  endsAt: at().notNull(),
  usedAt: at(),
});

/** Six digits that a clerk takes at the own desk and types at the kiosk beside the elder (代办). */
export const kioskAssist = pgTable(
  "kiosk_assist",
  {
    id: id(),
    codeHash: text().notNull(),
    deviceId: deviceId(),
    elderId: elderId(),
    reason: text().notNull(),
    issuedBy: text().notNull(),
    createdAt: at().notNull(),
    endsAt: at().notNull(),
    usedAt: at(),
  },
  (table) => [index("kiosk_assist_by_device").on(table.deviceId, table.createdAt)],
);

/** Requests of machines that were taken, so that none is taken twice. */
export const kioskNonce = pgTable(
  "kiosk_nonce",
  { deviceId: deviceId(), nonce: text().notNull(), at: at().notNull() },
  (table) => [primaryKey({ name: "kiosk_nonce_once", columns: [table.deviceId, table.nonce] })],
);

/** Wrong tries at kiosks and with pairing codes: what limits the next. */
export const kioskTry = pgTable(
  "kiosk_try",
  {
    id: id(),
    kind: text().notNull(),
    deviceId: uuid().references(() => kioskDevice.id),
    actor: text(),
    person: bytes(),
    at: at().notNull(),
  },
  (table) => [
    index("kiosk_try_by_time").on(table.at),
    check("kiosk_try_kind_known", sql`${table.kind} in ('card', 'qr', 'assist', 'pairing')`),
  ],
);

/** What an elder takes along on paper, kept until it was fetched; the text is encrypted. */
export const kioskSlip = pgTable(
  "kiosk_slip",
  {
    id: id(),
    elderId: uuid().references(() => elder.id),
    deviceId: uuid().references(() => kioskDevice.id),
    kind: text().notNull(),
    locale: text().notNull(),
    contentCipher: text().notNull(),
    createdAt: at().notNull(),
    endsAt: at().notNull(),
    printedAt: at(),
  },
  (table) => [
    index("kiosk_slip_by_elder").on(table.elderId),
    index("kiosk_slip_by_end").on(table.endsAt),
    check("kiosk_slip_kind_known", sql`${table.kind} in ('booked', 'schedule', 'allowance', 'activity', 'ticket')`),
  ],
);

/** One occurrence of a fault, from the heartbeat that first said it to the one that said it was mended. */
export const kioskFault = pgTable(
  "kiosk_fault",
  {
    id: id(),
    deviceId: deviceId(),
    code: text().notNull(),
    beganAt: at().notNull(),
    /** null where the record names no number to which a message can be sent. */
    toldAt: at(),
    mendedAt: at(),
  },
  (table) => [
    uniqueIndex("kiosk_fault_open_once")
      .on(table.deviceId, table.code)
      .where(sql`${table.mendedAt} is null`),
    check(
      "kiosk_fault_code_known",
      sql`${table.code} in ('printer_out', 'printer_jam', 'printer_broken', 'reader', 'scanner')`,
    ),
    check("kiosk_fault_mended_after_it_began", sql`${table.mendedAt} >= ${table.beganAt}`),
  ],
);

/** How often a screen of a machine was looked at on a day, for how long, and how it was left. No person, no session. */
export const kioskScreenUse = pgTable(
  "kiosk_screen_use",
  {
    deviceId: deviceId(),
    usedOn: on().notNull(),
    screen: text().notNull(),
    locale: text().notNull(),
    textStep: smallint().notNull(),
    shown: integer().notNull(),
    seconds: integer().notNull(),
    wentAway: integer().notNull(),
    timedOut: integer().notNull(),
    helped: integer().notNull(),
  },
  (table) => [
    primaryKey({
      name: "kiosk_screen_use_once",
      columns: [table.deviceId, table.usedOn, table.screen, table.locale, table.textStep],
    }),
    index("kiosk_screen_use_by_day").on(table.usedOn),
    check("kiosk_screen_use_step_known", sql`${table.textStep} in (1, 2, 3)`),
    check(
      "kiosk_screen_use_ended_once",
      sql`${table.wentAway} + ${table.timedOut} + ${table.helped} <= ${table.shown}`,
    ),
  ],
);
