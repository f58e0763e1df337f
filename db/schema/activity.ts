/** Activities of the streets' centres and who comes to them; and notices that offices publish for elders. */
import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { at, fenColumn, id, on } from "./columns.ts";
import { elderId } from "./elder.ts";
import { facility, street, streetId } from "./reference.ts";

export const activity = pgTable(
  "activity",
  {
    id: id(),
    title: text().notNull(),
    titleEn: text(),
    streetId: streetId(),
    facilityId: uuid().references(() => facility.id),
    place: text().notNull(),
    placeEn: text(),
    startsAt: at().notNull(),
    endsAt: at().notNull(),
    capacity: integer().notNull(),
    /** Counted with each sign-up, so that the table itself lets nobody in beyond the capacity. */
    joinedCount: integer().notNull().default(0),
    bring: text(),
    bringEn: text(),
    feeFen: fenColumn().notNull(),
    audience: text().notNull(),
    state: text().notNull(),
    cancelledFor: text(),
    /** Written with the activity, when words are at hand: jobs send them as they are. */
    reminderText: text().notNull(),
    movedUpText: text().notNull(),
    sample: boolean().notNull(),
    createdBy: text().notNull(),
    createdAt: at().notNull(),
    changedBy: text().notNull(),
    changedAt: at().notNull(),
    version: integer().notNull().default(1),
  },
  (table) => [
    index("activity_by_start").on(table.startsAt),
    index("activity_by_street").on(table.streetId, table.startsAt),
    check("activity_state_known", sql`${table.state} in ('open', 'cancelled')`),
    check("activity_audience_known", sql`${table.audience} in ('everyone', 'elders', 'families')`),
    check("activity_ends_after_start", sql`${table.endsAt} > ${table.startsAt}`),
    check("activity_capacity_positive", sql`${table.capacity} >= 1`),
    check("activity_never_over_capacity", sql`${table.joinedCount} between 0 and ${table.capacity}`),
    check("activity_fee_not_negative", sql`${table.feeFen} >= 0`),
    check("activity_cancelled_says_why", sql`(${table.state} = 'cancelled') = (${table.cancelledFor} is not null)`),
  ],
);

export const activitySignUp = pgTable(
  "activity_sign_up",
  {
    id: id(),
    activityId: uuid()
      .notNull()
      .references(() => activity.id),
    elderId: elderId(),
    state: text().notNull(),
    /** Order of asking; who leaves and asks again stands at the end. */
    place: integer().notNull(),
    signedUpBy: text().notNull(),
    signedUpAt: at().notNull(),
    movedUpAt: at(),
    leftAt: at(),
    remindedAt: at(),
    checkedInBy: text(),
    checkedInAt: at(),
  },
  (table) => [
    unique("activity_sign_up_once").on(table.activityId, table.elderId),
    unique("activity_sign_up_place").on(table.activityId, table.place),
    index("activity_sign_up_to_remind")
      .on(table.activityId)
      .where(sql`${table.state} = 'joined' and ${table.remindedAt} is null`),
    index("activity_sign_up_by_elder").on(table.elderId),
    check("activity_sign_up_state_known", sql`${table.state} in ('joined', 'waiting', 'left')`),
    check("activity_sign_up_left_whole", sql`(${table.state} = 'left') = (${table.leftAt} is not null)`),
    check("activity_sign_up_checked_in_whole", sql`num_nulls(${table.checkedInBy}, ${table.checkedInAt}) in (0, 2)`),
    check("activity_sign_up_only_who_joined_is_there", sql`${table.checkedInAt} is null or ${table.state} = 'joined'`),
  ],
);

export const publicNotice = pgTable(
  "public_notice",
  {
    id: id(),
    title: text().notNull(),
    titleEn: text(),
    body: text().notNull(),
    /** For elders, at most 200 characters; without it no kiosk shows the notice. */
    plain: text(),
    plainEn: text(),
    /** null is the whole district. */
    streetId: integer().references(() => street.id),
    audience: text().notNull(),
    validFrom: on().notNull(),
    validTo: on(),
    task: text(),
    state: text().notNull(),
    sample: boolean().notNull(),
    createdBy: text().notNull(),
    createdAt: at().notNull(),
    publishedBy: text(),
    publishedAt: at(),
    withdrawnBy: text(),
    withdrawnAt: at(),
    withdrawnFor: text(),
    version: integer().notNull().default(1),
  },
  (table) => [
    index("public_notice_shown").on(table.state, table.validFrom),
    check("public_notice_state_known", sql`${table.state} in ('draft', 'published', 'withdrawn')`),
    check("public_notice_audience_known", sql`${table.audience} in ('everyone', 'elders', 'families')`),
    check("public_notice_task_known", sql`${table.task} in ('apply', 'ask')`),
    check("public_notice_valid_in_order", sql`${table.validTo} is null or ${table.validTo} >= ${table.validFrom}`),
    check("public_notice_plain_is_short", sql`char_length(${table.plain}) <= 200`),
    check("public_notice_published_is_plain", sql`${table.state} <> 'published' or ${table.plain} is not null`),
    check("public_notice_published_whole", sql`num_nulls(${table.publishedBy}, ${table.publishedAt}) in (0, 2)`),
    check(
      "public_notice_withdrawn_whole",
      sql`num_nulls(${table.withdrawnBy}, ${table.withdrawnAt}, ${table.withdrawnFor}) = case ${table.state} when 'withdrawn' then 0 else 3 end`,
    ),
  ],
);
