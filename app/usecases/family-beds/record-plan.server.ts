/** A version of a bed's retrofit plan: items with numbers and prices, their budget under the caps, devices, and what the provider will do. */
import { mayPlanWorks } from "#app/domain/family-beds/lifecycle.ts";
import type { PlannedItem } from "#app/domain/family-beds/retrofit-budget.ts";
import { retrofitBudget } from "#app/domain/family-beds/retrofit-budget.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, localDateOf } from "#app/domain/time/instant.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { insertBedPlan, listBedPlans } from "#db/repositories/bed-money.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { readBedRules, type BedRules } from "./bed-policy.server.ts";
import { lockBedRecord } from "./bed-record.server.ts";

export type PlannedDevice = { readonly kind: string; readonly quantity: number };

export type GivenPlan = {
  readonly bedNo: string;
  readonly items: readonly PlannedItem[];
  readonly devices: readonly PlannedDevice[];
  readonly servicePlan: string;
};

/** The same within a unit. @returns the version's number */
export async function recordPlanInUnit(
  unit: Unit,
  who: { readonly actor: string; readonly rules: BedRules },
  given: GivenPlan,
): Promise<number> {
  const { row, bed } = await lockBedRecord(unit, given.bedNo);
  if (!mayPlanWorks(bed.state)) throw new Refusal("bed-cannot-plan", { state: bed.state });
  if (given.devices.length === 0) throw new Refusal("bed-devices-missing");
  const on = localDateOf(unit.now);
  const policy = who.rules.policyOn(on);
  const budget = retrofitBudget(given.items, policy.parameters);
  const version = ((await listBedPlans(unit, row.id)).at(-1)?.plan.version ?? 0) + 1;
  await insertBedPlan(
    unit,
    {
      ...{ bedId: row.id, version, madeOn: on, devices: given.devices, servicePlan: given.servicePlan.trim() },
      ...{ costFen: budget.costFen, subsidyFen: budget.subsidyFen, policyVersion: policy.id },
      ...{ madeBy: who.actor, madeAt: asDate(unit.now) },
    },
    budget.items.map(({ itemNo, quantity, unitPriceFen, capFen, subsidyFen }) => ({
      ...{ bedId: row.id, version, itemNo, quantity, unitPriceFen, capFen, subsidyFen },
    })),
  );
  await insertAuditEvent(unit, who.actor, {
    chain: `street:${row.streetId}`,
    action: "bed.record-plan",
    subjectType: "family-bed",
    subjectId: given.bedNo,
    facts: { version, costFen: budget.costFen.toString(), subsidyFen: budget.subsidyFen.toString() },
  });
  return version;
}

/**
 * Records a version; it counts once the elder or the family has signed it (steps `plan` and `revise_plan`). Refuses "not-found",
 * "bed-cannot-plan", "bed-plan-wrong", "bed-cap-missing" and "bed-devices-missing".
 */
export async function recordBedPlan(context: Context, given: GivenPlan): Promise<number> {
  return inTransaction(context, async (unit) =>
    recordPlanInUnit(unit, { actor: context.actor, rules: await readBedRules(unit) }, given),
  );
}
