/** Files that providers claim with. */
import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { claimLine } from "./claim.ts";
import { at, fenColumn, month, on } from "./columns.ts";
import { importBatch } from "./operation.ts";
import { street } from "./reference.ts";
import { providerId } from "./workforce.ts";

/**
 * One row of a claim file as it came, and what became of it. A claim line keeps a visit, so what names none, or not one that can be
 * claimed, stays here with its reason: nothing that a provider asks for is silent.
 */
export const claimUploadRow = pgTable(
  "claim_upload_row",
  {
    importId: uuid()
      .notNull()
      .references(() => importBatch.id),
    rowNo: integer().notNull(),
    providerId: providerId(),
    /** Of the elder that the row names; null when nobody is on file under the number. */
    streetId: integer().references(() => street.id),
    month: month().notNull(),
    /** The cells that the file's columns were read from, as text. */
    cells: jsonb().notNull(),
    /** What the cells say; null for a row that could not be read. */
    asked: jsonb(),
    visitNo: text(),
    /** Null for a row that could not be read. */
    askedFen: fenColumn(),
    result: text().notNull(),
    code: text(),
    failures: jsonb().notNull(),
    pendedUntil: on(),
    lineId: uuid().references(() => claimLine.id),
    matchedAt: at().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.importId, table.rowNo] }),
    index("claim_upload_row_by_month").on(table.providerId, table.month),
    check(
      "claim_upload_result_known",
      sql`${table.result} in ('matched', 'changed', 'unchanged', 'pended', 'refused')`,
    ),
    check(
      "claim_upload_line_or_reason",
      sql`(${table.result} in ('matched', 'changed', 'unchanged')) = (${table.lineId} is not null) and (${table.lineId} is not null or ${table.code} is not null)`,
    ),
    check("claim_upload_pended_has_day", sql`(${table.result} = 'pended') = (${table.pendedUntil} is not null)`),
  ],
);
