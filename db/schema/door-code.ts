/** The codes at elders' doors: which home each belongs to and for how long it counts. The text itself is computed from key and id. */
import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { at, id } from "./columns.ts";
import { elderId } from "./elder.ts";

export const doorCode = pgTable(
  "door_code",
  {
    id: id(),
    elderId: elderId(),
    version: integer().notNull(),
    keyId: text().notNull(),
    codeId: text().notNull(),
    codeHash: text().notNull().unique(),
    issuedBy: text().notNull(),
    issuedAt: at().notNull(),
    voidAt: at(),
    voidedBy: text(),
    voidReason: text(),
  },
  (table) => [
    unique("door_code_version_once").on(table.elderId, table.version),
    uniqueIndex("door_code_one_open")
      .on(table.elderId)
      .where(sql`${table.voidAt} is null`),
    check("door_code_voided_whole", sql`num_nulls(${table.voidAt}, ${table.voidedBy}, ${table.voidReason}) in (0, 3)`),
    check("door_code_reason_known", sql`${table.voidReason} in ('worn', 'lost', 'moved')`),
  ],
);

/** Screens in elders' homes that show a code which changes every minute: the gateway of a family bed, an elder's tablet. */
export const doorDisplay = pgTable(
  "door_display",
  {
    id: id(),
    elderId: elderId(),
    keyId: text().notNull(),
    pairingHash: text().notNull().unique(),
    issuedBy: text().notNull(),
    issuedAt: at().notNull(),
    shownAt: at(),
    endedAt: at(),
    endedBy: text(),
  },
  (table) => [
    uniqueIndex("door_display_one_open")
      .on(table.elderId)
      .where(sql`${table.endedAt} is null`),
    check("door_display_ended_by_somebody", sql`num_nulls(${table.endedAt}, ${table.endedBy}) in (0, 2)`),
  ],
);

/** Codes of such screens that were read at visits, written down when the event arrived: judging then needs no key. */
export const doorDisplayCode = pgTable(
  "door_display_code",
  {
    displayId: uuid()
      .notNull()
      .references(() => doorDisplay.id),
    step: integer().notNull(),
    codeHash: text().notNull(),
    fromAt: at().notNull(),
    toAt: at().notNull(),
  },
  (table) => [
    primaryKey({ name: "door_display_code_once", columns: [table.displayId, table.step] }),
    index("door_display_code_by_hash").on(table.codeHash),
  ],
);
