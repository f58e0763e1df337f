/**
 * Organisations that survey, build, accept, assess or serve, by their unified social credit codes, and which of them belong together.
 * A link is only added; the group that it makes is written by a trigger and by nothing else.
 */
import { sql } from "drizzle-orm";
import { check, index, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { at, id, on } from "./columns.ts";

export const organisation = pgTable(
  "organisation",
  {
    id: id(),
    name: text().notNull(),
    creditCode: text().notNull().unique(),
    /** Organisations of one group count as one where bodies have to be different; alone, the group is the organisation itself. */
    linkGroup: uuid().notNull(),
    confirmed: text().notNull().default("示例"),
    recordedBy: text().notNull(),
    recordedAt: at().notNull(),
  },
  (table) => [
    unique("organisation_in_group").on(table.id, table.linkGroup),
    index("organisation_by_group").on(table.linkGroup),
    check("organisation_code_form", sql`${table.creditCode} ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'`),
  ],
);

/** A column that names an organisation. */
export const organisationId = () =>
  uuid()
    .notNull()
    .references(() => organisation.id);

export const organisationLink = pgTable(
  "organisation_link",
  {
    id: id(),
    firstId: organisationId(),
    secondId: organisationId(),
    basis: text().notNull(),
    note: text().notNull(),
    knownOn: on().notNull(),
    recordedBy: text().notNull(),
    recordedAt: at().notNull(),
  },
  (table) => [
    unique("organisation_link_once").on(table.firstId, table.secondId),
    check("organisation_link_of_two", sql`${table.firstId} <> ${table.secondId}`),
    check(
      "organisation_link_basis_known",
      sql`${table.basis} in ('owner', 'manager', 'branch', 'address', 'declared')`,
    ),
  ],
);
