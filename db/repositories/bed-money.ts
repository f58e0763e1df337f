/** Plans, retrofit subsidies and service months of beds. */
import { and, asc, desc, eq, ne } from "drizzle-orm";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { bedPlan, bedPlanItem, bedServiceMonth, retrofitSubsidy, retrofitSubsidyLine } from "../schema/bed-money.ts";
import { familyBed } from "../schema/family-bed.ts";
import type { Unit } from "../transaction.ts";
import { bedReached } from "./family-beds.ts";

export type BedPlanRow = typeof bedPlan.$inferSelect;
export type BedPlanItemRow = typeof bedPlanItem.$inferSelect;
export type RetrofitSubsidyRow = typeof retrofitSubsidy.$inferSelect;
export type RetrofitLineRow = typeof retrofitSubsidyLine.$inferSelect;
export type BedServiceMonthRow = typeof bedServiceMonth.$inferSelect;

export async function insertBedPlan(
  unit: Unit,
  plan: typeof bedPlan.$inferInsert,
  items: readonly (typeof bedPlanItem.$inferInsert)[],
): Promise<void> {
  await unit.orm.insert(bedPlan).values(plan);
  await unit.orm.insert(bedPlanItem).values([...items]);
}

/** Every version of a bed's plan with its items, the first version first. */
export async function listBedPlans(
  unit: Unit,
  bedId: string,
): Promise<{ readonly plan: BedPlanRow; readonly items: readonly BedPlanItemRow[] }[]> {
  const plans = await unit.orm.select().from(bedPlan).where(eq(bedPlan.bedId, bedId)).orderBy(asc(bedPlan.version));
  const items = await unit.orm
    .select()
    .from(bedPlanItem)
    .where(eq(bedPlanItem.bedId, bedId))
    .orderBy(asc(bedPlanItem.itemNo));
  return plans.map((plan) => ({ plan, items: items.filter((item) => item.version === plan.version) }));
}

export async function insertRetrofitSubsidy(
  unit: Unit,
  head: typeof retrofitSubsidy.$inferInsert,
  lines: readonly (typeof retrofitSubsidyLine.$inferInsert)[],
): Promise<void> {
  await unit.orm.insert(retrofitSubsidy).values(head);
  await unit.orm.insert(retrofitSubsidyLine).values([...lines]);
}

/** Subsidies of a bed, refused ones too, the last first. */
export async function listRetrofitSubsidies(unit: Unit, bedId: string): Promise<RetrofitSubsidyRow[]> {
  return unit.orm
    .select()
    .from(retrofitSubsidy)
    .where(eq(retrofitSubsidy.bedId, bedId))
    .orderBy(desc(retrofitSubsidy.proposedAt), desc(retrofitSubsidy.id));
}

export async function listRetrofitLines(unit: Unit, subsidyId: string): Promise<RetrofitLineRow[]> {
  return unit.orm
    .select()
    .from(retrofitSubsidyLine)
    .where(eq(retrofitSubsidyLine.subsidyId, subsidyId))
    .orderBy(asc(retrofitSubsidyLine.itemNo));
}

export async function updateRetrofitSubsidy(
  unit: Unit,
  id: string,
  values: Partial<typeof retrofitSubsidy.$inferInsert>,
): Promise<void> {
  await unit.orm.update(retrofitSubsidy).set(values).where(eq(retrofitSubsidy.id, id));
}

export async function insertServiceMonth(unit: Unit, row: typeof bedServiceMonth.$inferInsert): Promise<void> {
  await unit.orm.insert(bedServiceMonth).values(row);
}

export async function updateServiceMonth(
  unit: Unit,
  id: string,
  values: Partial<typeof bedServiceMonth.$inferInsert>,
): Promise<void> {
  await unit.orm.update(bedServiceMonth).set(values).where(eq(bedServiceMonth.id, id));
}

/** Computed months of a bed, the last month and version first. */
export async function listServiceMonths(unit: Unit, bedId: string): Promise<BedServiceMonthRow[]> {
  return unit.orm
    .select()
    .from(bedServiceMonth)
    .where(eq(bedServiceMonth.bedId, bedId))
    .orderBy(desc(bedServiceMonth.month), desc(bedServiceMonth.version));
}

/** What stands of a month, superseded versions left out, in the order of the beds' numbers. */
export async function listMonthOfBeds(
  unit: Unit,
  month: PlainMonth,
): Promise<{ readonly row: BedServiceMonthRow; readonly bedNo: string; readonly streetId: number }[]> {
  return unit.orm
    .select({ row: bedServiceMonth, bedNo: familyBed.bedNo, streetId: familyBed.streetId })
    .from(bedServiceMonth)
    .innerJoin(familyBed, eq(familyBed.id, bedServiceMonth.bedId))
    .where(
      and(eq(bedServiceMonth.month, firstDateOf(month)), ne(bedServiceMonth.state, "superseded"), bedReached(unit)),
    )
    .orderBy(asc(familyBed.bedNo));
}
