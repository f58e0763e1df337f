/** Signed plans of services on elders' files. A plan is never changed: the next version replaces it. */
import { and, asc, isNotNull } from "drizzle-orm";
import { carePlan } from "../schema/planning.ts";
import type { Unit } from "../transaction.ts";
import { isOneOf, piecesOf } from "./batches.ts";

export type CarePlanRow = typeof carePlan.$inferSelect & { readonly signedOn: string };

/** The signed versions of these elders, oldest first. The caller has asked for the elders' scope. */
export async function listCarePlans(unit: Unit, elderIds: readonly string[]): Promise<CarePlanRow[]> {
  const found: CarePlanRow[] = [];
  for (const piece of piecesOf(elderIds, 2000)) {
    const rows = await unit.orm
      .select()
      .from(carePlan)
      .where(and(isOneOf(carePlan.elderId, piece), isNotNull(carePlan.signedOn)))
      .orderBy(asc(carePlan.elderId), asc(carePlan.version));
    found.push(...rows.flatMap(({ signedOn, ...row }) => (signedOn === null ? [] : [{ ...row, signedOn }])));
  }
  return found;
}

export async function insertCarePlan(unit: Unit, row: typeof carePlan.$inferInsert): Promise<void> {
  await unit.orm.insert(carePlan).values(row);
}
