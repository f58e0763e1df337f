/** How many care workers a visit asks for, and how many are still missing. */
import { subtypeNeedsOf, basketPart, type BasketPart } from "#app/domain/matching/basket-parts.ts";
import type { Catalogue } from "#app/domain/catalogue/service-subtype.ts";
import { instant, localMonthOf } from "#app/domain/time/instant.ts";
import { lastDateOf } from "#app/domain/time/plain-month.ts";
import { listEldersWithFacts, type ElderWithFacts } from "#db/repositories/elders.ts";
import { listSubtypes } from "#db/repositories/reference.ts";
import type { VisitRow } from "#db/repositories/visits.ts";
import type { Unit } from "#db/transaction.ts";
import { gradeOn } from "../entitlement/elder-facts.ts";
import { CATALOGUE_IN_FORCE } from "../planning/catalogue-in-force.ts";

/** The needs of a visit's basket, with the grade that planned it: the one known by the end of the visit's month. */
export function basketOfVisit(
  visit: Pick<VisitRow, "subtypes" | "plannedStart">,
  elder: ElderWithFacts,
  catalogue: Catalogue,
): BasketPart {
  const grade = gradeOn(elder, lastDateOf(localMonthOf(instant(visit.plannedStart)))) ?? 1;
  return basketPart(subtypeNeedsOf(visit.subtypes, grade, catalogue), 0);
}

/** Workers still missing, by visit id; a visit that has all it needs is 0. */
export async function workersMissing(
  unit: Unit,
  rows: readonly { readonly visit: VisitRow; readonly workers: readonly unknown[] }[],
): Promise<Map<string, number>> {
  const catalogue = new Map((await listSubtypes(unit, CATALOGUE_IN_FORCE)).map((subtype) => [subtype.code, subtype]));
  const mayTakeTwo = (visit: VisitRow) =>
    visit.subtypes.some((code) => catalogue.get(code)?.twoWorkersFromGrade != null);
  const asked = rows.filter((row) => row.workers.length < 2 && mayTakeTwo(row.visit));
  const elderIds = [...new Set(asked.map((row) => row.visit.elderId))];
  const elders = new Map((await listEldersWithFacts(unit, elderIds)).map((found) => [found.elder.id, found]));
  return new Map(
    rows.map(({ visit, workers }) => {
      const elder = elders.get(visit.elderId);
      const needed = elder && mayTakeTwo(visit) ? basketOfVisit(visit, elder, catalogue).workersNeeded : 1;
      return [visit.id, Math.max(0, needed - workers.length)];
    }),
  );
}
