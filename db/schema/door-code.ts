/** The codes at elders' doors: which home each belongs to and for how long it counts. The text itself is computed from key and id. */
import { sql } from "drizzle-orm";
import { check, integer, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { at, id } from "./columns.ts";
import { elder } from "./elder.ts";

export const doorCode = pgTable(
  "door_code",
  {
    id: id(),
    elderId: uuid()
      .notNull()
      .references(() => elder.id),
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
