/**
 * Money of family beds: versions of the retrofit plan with their items, the retrofit subsidy by item, and the service line of a bed and
 * month. Plans are only added; money is proposed by one person and approved by another.
 */
import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { at, fenColumn, id, month, on } from "./columns.ts";
import { familyBedId } from "./family-bed.ts";
import { organisationId } from "./organisation.ts";
import { providerId } from "./workforce.ts";

export const bedPlan = pgTable(
  "bed_plan",
  {
    bedId: familyBedId(),
    version: smallint().notNull(),
    madeOn: on().notNull(),
    devices: jsonb().notNull(),
    servicePlan: text().notNull(),
    costFen: fenColumn().notNull(),
    subsidyFen: fenColumn().notNull(),
    policyVersion: text().notNull(),
    madeBy: text().notNull(),
    madeAt: at().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.bedId, table.version] }),
    check("bed_plan_subsidy_in_cost", sql`${table.subsidyFen} between 0 and ${table.costFen}`),
  ],
);

export const bedPlanItem = pgTable(
  "bed_plan_item",
  {
    bedId: uuid().notNull(),
    version: smallint().notNull(),
    itemNo: smallint().notNull(),
    quantity: smallint().notNull(),
    unitPriceFen: fenColumn().notNull(),
    /** Most that is paid for the item; null for no bound of its own. */
    capFen: fenColumn(),
    subsidyFen: fenColumn().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.bedId, table.version, table.itemNo] }),
    foreignKey({
      name: "bed_plan_item_of_plan",
      columns: [table.bedId, table.version],
      foreignColumns: [bedPlan.bedId, bedPlan.version],
    }),
    check("bed_plan_item_known", sql`${table.itemNo} between 1 and 30`),
    check("bed_plan_item_counted", sql`${table.quantity} > 0 and ${table.unitPriceFen} >= 0`),
    check(
      "bed_plan_item_within_cap",
      sql`${table.subsidyFen} between 0 and least(${table.capFen}, ${table.quantity} * ${table.unitPriceFen})`,
    ),
  ],
);

export const retrofitSubsidy = pgTable(
  "retrofit_subsidy",
  {
    id: id(),
    bedId: familyBedId(),
    planVersion: smallint().notNull(),
    /** The works body that is paid. */
    payeeId: organisationId(),
    costFen: fenColumn().notNull(),
    subsidyFen: fenColumn().notNull(),
    /** Most that a bed may get. */
    bedCapFen: fenColumn().notNull(),
    policyVersion: text().notNull(),
    state: text().notNull(),
    proposedBy: text().notNull(),
    proposedAt: at().notNull(),
    decidedBy: text(),
    decidedAt: at(),
    note: text(),
    /** Open month in which it was posted. */
    postedMonth: month(),
  },
  (table) => [
    uniqueIndex("retrofit_subsidy_once")
      .on(table.bedId)
      .where(sql`${table.state} <> 'refused'`),
    check("retrofit_subsidy_state_known", sql`${table.state} in ('proposed', 'approved', 'refused')`),
    check("retrofit_subsidy_in_cost", sql`${table.subsidyFen} > 0 and ${table.subsidyFen} <= ${table.costFen}`),
    check("retrofit_subsidy_within_cap", sql`${table.subsidyFen} <= ${table.bedCapFen}`),
    check("retrofit_subsidy_second_person", sql`${table.decidedBy} <> ${table.proposedBy}`),
    check(
      "retrofit_subsidy_decided_whole",
      sql`(${table.state} = 'proposed') = (${table.decidedBy} is null) and num_nulls(${table.decidedBy}, ${table.decidedAt}) in (0, 2)`,
    ),
    check("retrofit_subsidy_posted", sql`(${table.state} = 'approved') = (${table.postedMonth} is not null)`),
  ],
);

export const retrofitSubsidyLine = pgTable(
  "retrofit_subsidy_line",
  {
    subsidyId: uuid()
      .notNull()
      .references(() => retrofitSubsidy.id),
    itemNo: smallint().notNull(),
    costFen: fenColumn().notNull(),
    capFen: fenColumn(),
    subsidyFen: fenColumn().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.subsidyId, table.itemNo] }),
    check("retrofit_line_item_known", sql`${table.itemNo} between 1 and 30`),
    check("retrofit_line_within_cap", sql`${table.subsidyFen} between 0 and least(${table.capFen}, ${table.costFen})`),
  ],
);

/** One computation of a bed's month. A later one with other facts is another version; the same facts give the same digest. */
export const bedServiceMonth = pgTable(
  "bed_service_month",
  {
    id: id(),
    bedId: familyBedId(),
    month: month().notNull(),
    version: smallint().notNull(),
    providerId: providerId(),
    monthDays: smallint().notNull(),
    inServiceDays: smallint().notNull(),
    suspendedDays: smallint().notNull(),
    offlineDays: smallint().notNull(),
    paidDays: smallint().notNull(),
    monthlyFen: fenColumn().notNull(),
    amountFen: fenColumn().notNull(),
    /** Each day of the month with what it was, and why. */
    days: jsonb().notNull(),
    digest: text().notNull(),
    policyVersion: text().notNull(),
    state: text().notNull(),
    computedBy: text().notNull(),
    computedAt: at().notNull(),
    decidedBy: text(),
    decidedAt: at(),
    postedMonth: month(),
  },
  (table) => [
    unique("bed_service_version_once").on(table.bedId, table.month, table.version),
    uniqueIndex("bed_service_month_paid_once")
      .on(table.bedId, table.month)
      .where(sql`${table.state} = 'approved'`),
    index("bed_service_month_by_month").on(table.month, table.providerId),
    check("bed_service_month_first_day", sql`extract(day from ${table.month}) = 1`),
    check("bed_service_state_known", sql`${table.state} in ('computed', 'approved', 'superseded')`),
    check(
      "bed_service_days_add_up",
      sql`least(${table.inServiceDays}, ${table.suspendedDays}, ${table.offlineDays}, ${table.paidDays}) >= 0 and ${table.inServiceDays} + ${table.suspendedDays} <= ${table.monthDays} and ${table.paidDays} = ${table.inServiceDays} - ${table.offlineDays}`,
    ),
    check(
      "bed_service_arithmetic",
      sql`${table.amountFen} = ${table.monthlyFen} * ${table.paidDays} / ${table.monthDays}`,
    ),
    check("bed_service_second_person", sql`${table.decidedBy} <> ${table.computedBy}`),
    check(
      "bed_service_decided_whole",
      sql`(${table.state} = 'approved') = (${table.decidedBy} is not null) and num_nulls(${table.decidedBy}, ${table.decidedAt}, ${table.postedMonth}) in (0, 3)`,
    ),
  ],
);
