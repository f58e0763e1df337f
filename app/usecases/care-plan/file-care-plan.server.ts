/** The office files the plan of services that an elder has signed; the next version replaces it from its first day on. */
import { maskName } from "#app/domain/access/masking.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { localDateOf } from "#app/domain/time/instant.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { findElderNumbers } from "#db/queries/elder-numbers.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { insertCarePlan, listCarePlans } from "#db/repositories/care-plans.ts";
import { listSubtypes } from "#db/repositories/reference.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { CATALOGUE_IN_FORCE } from "../planning/catalogue-in-force.ts";
import { judgeAgain } from "../visits/judge-again.server.ts";
import { planOnFile } from "./plan-on-file.ts";

async function elderOf(unit: Unit, elderNo: string) {
  const elder = await findElderNumbers(unit, elderNo);
  if (elder === null) throw new Refusal("not-found");
  return elder;
}

/** The plans on file, the newest first, and the services to choose from. Refuses "not-found" for an elder outside the scope. */
export async function showCarePlans(context: Context, elderNo: string) {
  return inReading(context, async (unit) => {
    const elder = await elderOf(unit, elderNo);
    const plans = (await listCarePlans(unit, [elder.id])).map(planOnFile).reverse();
    const services = (await listSubtypes(unit, CATALOGUE_IN_FORCE)).map(({ code, nameZh, nameEn }) => ({
      ...{ code, zh: nameZh, en: nameEn },
    }));
    return { elderNo, name: maskName(elder.name), plans, services };
  });
}

export type PlanToFile = {
  readonly elderNo: string;
  readonly from: PlainDate;
  /** Last day, included; null for an open end. */
  readonly to: PlainDate | null;
  readonly signedOn: PlainDate;
  readonly subtypes: readonly string[];
};

async function requireSound(unit: Unit, { from, to, signedOn, subtypes }: PlanToFile): Promise<void> {
  if (to !== null && to < from) throw new Refusal("plan-days-reversed");
  if (signedOn > localDateOf(unit.now)) throw new Refusal("plan-signed-ahead");
  const known = new Set((await listSubtypes(unit, CATALOGUE_IN_FORCE)).map(({ code }) => code));
  if (subtypes.length === 0 || subtypes.some((code) => !known.has(code))) throw new Refusal("plan-needs-services");
}

/**
 * Files the next version; visits that it may turn are judged anew. Refuses "not-found", "plan-days-reversed", "plan-signed-ahead" and
 * "plan-needs-services".
 * @returns its version
 */
export async function fileCarePlan(context: Context, plan: PlanToFile): Promise<number> {
  return inTransaction(context, async (unit) => {
    const elder = await elderOf(unit, plan.elderNo);
    await requireSound(unit, plan);
    const version = Math.max(0, ...(await listCarePlans(unit, [elder.id])).map((one) => one.version)) + 1;
    await insertCarePlan(unit, {
      id: unit.newId(),
      elderId: elder.id,
      version,
      fromOn: plan.from,
      toOn: plan.to,
      signedOn: plan.signedOn,
      subtypes: [...new Set(plan.subtypes)].sort(),
      catalogueVersion: CATALOGUE_IN_FORCE,
    });
    await judgeAgain(unit, { of: "elder", ids: [elder.id] });
    await insertAuditEvent(unit, context.actor, {
      chain: "visits",
      action: "care-plan.file",
      subjectType: "elder",
      subjectId: elder.id,
      facts: { version, from: plan.from, to: plan.to },
    });
    return version;
  });
}
