/**
 * Family beds (家庭养老床位). What happened to a bed is only added, each event on the one before it and only by a step of the list; the
 * bed's own row is what the events come to and is written by their trigger.
 */
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { at, id, on } from "./columns.ts";
import { elderId } from "./elder.ts";
import { organisation } from "./organisation.ts";
import { streetId } from "./reference.ts";

/** The steps that exist: the domain's list, so that no row can tell of another. */
export const familyBedStep = pgTable(
  "family_bed_step",
  { fromState: text().notNull(), kind: text().notNull(), toState: text().notNull() },
  (table) => [primaryKey({ name: "family_bed_step_once", columns: [table.fromState, table.kind, table.toState] })],
);

export const familyBed = pgTable(
  "family_bed",
  {
    id: id(),
    bedNo: text().notNull().unique(),
    elderId: elderId(),
    streetId: streetId(),
    state: text().notNull().default("none"),
    /** Place of the last event. */
    stateSeq: integer().notNull().default(0),
    stateSince: on(),
    /** Until when the next step is due; null where nobody owes one. */
    dueOn: on(),
    /** Grade of the assessment for this bed. */
    grade: smallint(),
    queuedOn: on(),
    /** The day of acceptance: from here the bed counts toward the target, never earlier. */
    countedOn: on(),
    createdAt: at().notNull(),
  },
  (table) => [
    index("family_bed_by_street").on(table.streetId, table.state),
    index("family_bed_by_state").on(table.state),
    uniqueIndex("family_bed_one_open")
      .on(table.elderId)
      .where(sql`${table.state} not in ('rejected', 'withdrawn', 'exited', 'closed')`),
    check("family_bed_grade_range", sql`${table.grade} between 0 and 4`),
    check(
      "family_bed_counts_when_accepted",
      sql`${table.countedOn} is null or ${table.state} in ('accepted', 'active', 'suspended', 'exit_pending', 'exited', 'closed')`,
    ),
  ],
);

/** A column that names a family bed. */
export const familyBedId = () =>
  uuid()
    .notNull()
    .references(() => familyBed.id);

export const familyBedEvent = pgTable(
  "family_bed_event",
  {
    bedId: familyBedId(),
    seq: integer().notNull(),
    previousSeq: integer().generatedAlwaysAs(sql`nullif(seq - 1, 0)`),
    fromState: text().notNull(),
    kind: text().notNull(),
    toState: text().notNull(),
    /** The day on which it holds, which may lie before the day it was written down. */
    occurredOn: on().notNull(),
    recordedAt: at().notNull(),
    actor: text().notNull(),
    /** The party whose step it is. */
    party: text().notNull(),
    /** Somebody else recorded it for that party. */
    onBehalf: boolean().notNull(),
    note: text(),
    body: jsonb().notNull(),
    policyVersion: text().notNull(),
    dueOn: on(),
  },
  (table) => [
    primaryKey({ columns: [table.bedId, table.seq] }),
    unique("family_bed_event_leads_to").on(table.bedId, table.seq, table.toState),
    check("family_bed_event_first", sql`(${table.seq} = 1) = (${table.fromState} = 'none') and ${table.seq} > 0`),
    check(
      "family_bed_party_known",
      sql`${table.party} in ('elder', 'community', 'street', 'district', 'assessor', 'survey', 'works', 'acceptance', 'provider')`,
    ),
    foreignKey({
      name: "family_bed_event_after_previous",
      columns: [table.bedId, table.previousSeq, table.fromState],
      foreignColumns: [table.bedId, table.seq, table.toState],
    }),
    foreignKey({
      name: "family_bed_event_is_a_step",
      columns: [table.fromState, table.kind, table.toState],
      foreignColumns: [familyBedStep.fromState, familyBedStep.kind, familyBedStep.toState],
    }),
  ],
);

/**
 * Which organisation does what for a bed. Survey, works and acceptance must be of three different groups, assessors and the serving
 * provider of two, over all that ever held the task: an exclusion constraint keeps it. A row is questioned when a link became known later.
 */
export const familyBedBody = pgTable(
  "family_bed_body",
  {
    id: id(),
    bedId: familyBedId(),
    role: text().notNull(),
    organisationId: uuid().notNull(),
    linkGroup: uuid().notNull(),
    separation: text()
      .notNull()
      .generatedAlwaysAs(sql`case when role in ('assessment', 'provider') then 'care' else 'building' end`),
    fromOn: on().notNull(),
    namedBy: text().notNull(),
    namedAt: at().notNull(),
    endedOn: on(),
    endedBy: text(),
    questionedAt: at(),
  },
  (table) => [
    uniqueIndex("family_bed_body_one_in_force")
      .on(table.bedId, table.role)
      .where(sql`${table.endedOn} is null`),
    index("family_bed_body_by_organisation").on(table.organisationId),
    check("family_bed_role_known", sql`${table.role} in ('assessment', 'provider', 'survey', 'works', 'acceptance')`),
    check("family_bed_body_ended_by_somebody", sql`num_nulls(${table.endedOn}, ${table.endedBy}) in (0, 2)`),
    foreignKey({
      name: "family_bed_body_of_group",
      columns: [table.organisationId, table.linkGroup],
      foreignColumns: [organisation.id, organisation.linkGroup],
    }).onUpdate("cascade"),
  ],
);

export const familyBedDocument = pgTable(
  "family_bed_document",
  {
    id: id(),
    bedId: familyBedId(),
    kind: text().notNull(),
    title: text().notNull(),
    /** Key of the stored bytes; null where the paper lies in the archive. */
    digest: text(),
    mediaType: text(),
    bytes: integer(),
    archiveNo: text(),
    /** The retrofit item that a photograph shows. */
    itemNo: smallint(),
    addedBy: text().notNull(),
    addedAt: at().notNull(),
  },
  (table) => [
    index("family_bed_document_by_bed").on(table.bedId, table.addedAt),
    check("family_bed_document_somewhere", sql`num_nulls(${table.digest}, ${table.archiveNo}) = 1`),
    check(
      "family_bed_document_stored_whole",
      sql`num_nulls(${table.digest}, ${table.mediaType}, ${table.bytes}) in (0, 3)`,
    ),
    check("family_bed_document_item_known", sql`${table.itemNo} between 1 and 30`),
  ],
);
