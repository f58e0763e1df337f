/** What an application for a bed needs to know of an elder. */
import { and, asc, eq, gt, inArray, isNull, max } from "drizzle-orm";
import { elderInScope } from "../repositories/elders.ts";
import { abilityAssessment, elder } from "../schema/elder.ts";
import type { Unit } from "../transaction.ts";

export type ElderPlace = { readonly id: string; readonly streetId: number; readonly deathOn: string | null };

/** An elder of the scope by number; null for anybody else. */
export async function findElderPlace(unit: Unit, elderNo: string): Promise<ElderPlace | null> {
  const [row] = await unit.orm
    .select({ id: elder.id, streetId: elder.streetId, deathOn: elder.deathOn })
    .from(elder)
    .where(and(eq(elder.elderNo, elderNo), elderInScope(unit)));
  return row ?? null;
}

/** Elders of the scope who live, whose roster asks for a bed, and who are assessed: for the demonstration's applications. */
export async function listBedCandidates(
  unit: Unit,
): Promise<{ readonly elderNo: string; readonly streetId: number; readonly grade: number }[]> {
  return unit.orm
    .select({ elderNo: elder.elderNo, streetId: elder.streetId, grade: max(abilityAssessment.grade).mapWith(Number) })
    .from(elder)
    .innerJoin(abilityAssessment, eq(abilityAssessment.elderId, elder.id))
    .where(and(inArray(elder.serviceMode, ["bed", "both"]), isNull(elder.deathOn), elderInScope(unit)))
    .groupBy(elder.elderNo, elder.streetId)
    .having(gt(max(abilityAssessment.grade), 0))
    .orderBy(asc(elder.elderNo));
}
