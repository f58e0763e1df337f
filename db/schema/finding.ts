/** What the rules questioned, every step of it, and the corrections that people asked for. */
import { sql } from "drizzle-orm";
import { boolean, check, index, jsonb, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { at, id, on } from "./columns.ts";
import { streetId } from "./reference.ts";
import { visitId } from "./visit.ts";
import { providerId } from "./workforce.ts";

export const finding = pgTable(
  "finding",
  {
    id: id(),
    visitId: visitId(),
    streetId: streetId(),
    providerId: providerId(),
    ruleCode: text().notNull(),
    level: text().notNull(),
    mode: text().notNull(),
    effect: text().notNull(),
    wouldHave: boolean().notNull(),
    state: text().notNull(),
    facts: jsonb().notNull(),
    ruleVersion: text().notNull(),
    openedAt: at().notNull(),
    dueOn: on(),
    closedAt: at(),
    closedBy: text(),
    reasonCode: text(),
    resolutionCode: text(),
    note: text(),
  },
  (table) => [
    unique("finding_once_per_rule").on(table.visitId, table.ruleCode),
    index("finding_open").on(table.state, table.streetId),
    check("finding_level_known", sql`${table.level} in ('block', 'fix', 'acknowledge', 'info')`),
    check(
      "finding_state_known",
      sql`${table.state} in ('open', 'cleared', 'acknowledged', 'fixed', 'upheld', 'withdrawn')`,
    ),
    check(
      "finding_close_is_explained",
      sql`${table.state} not in ('acknowledged', 'fixed') or (${table.reasonCode} is not null and ${table.resolutionCode} is not null and ${table.closedBy} is not null)`,
    ),
  ],
);

/** Every step of a finding after it was opened; the finding's row holds where it stands now. Append-only. */
export const findingChange = pgTable(
  "finding_change",
  {
    id: id(),
    findingId: uuid()
      .notNull()
      .references(() => finding.id),
    step: text().notNull(),
    at: at().notNull(),
    by: text().notNull(),
    facts: jsonb().notNull(),
    reasonCode: text(),
    resolutionCode: text(),
    note: text(),
  },
  (table) => [
    index("finding_change_by_finding").on(table.findingId),
    check(
      "finding_change_step_known",
      sql`${table.step} in ('cleared', 'reopened', 'acknowledged', 'fixed', 'upheld', 'withdrawn', 'contested')`,
    ),
  ],
);

/** A correction that somebody asked for. It becomes an event of the visit once a second person has approved it. */
export const visitCorrection = pgTable(
  "visit_correction",
  {
    id: id(),
    visitId: visitId(),
    field: text().notNull(),
    oldValue: at(),
    newValue: at().notNull(),
    reasonCode: text().notNull(),
    resolutionCode: text().notNull(),
    memo: text(),
    /** What proves the new value: number of the paper record, of the call, of the ticket. Its digest goes into the event. */
    evidence: text(),
    state: text().notNull().default("requested"),
    requestedBy: text().notNull(),
    requestedAt: at().notNull(),
    decidedBy: text(),
    decidedAt: at(),
    decisionNote: text(),
  },
  (table) => [
    index("visit_correction_by_visit").on(table.visitId),
    uniqueIndex("visit_correction_one_open")
      .on(table.visitId, table.field)
      .where(sql`${table.state} = 'requested'`),
    check("visit_correction_field_known", sql`${table.field} in ('check_in_at', 'check_out_at')`),
    check("visit_correction_state_known", sql`${table.state} in ('requested', 'approved', 'refused')`),
    check(
      "visit_correction_second_person",
      sql`${table.state} = 'requested' or (${table.decidedBy} is not null and ${table.decidedBy} <> ${table.requestedBy})`,
    ),
  ],
);
