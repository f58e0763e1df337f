/** Read model of the day: what stands about visits for lists of notices, and how many visits of a day are in which state. */
import { and, count, eq, gte, inArray, lt, sql } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { visitInScope } from "../repositories/visits.ts";
import { elder } from "../schema/elder.ts";
import { street } from "../schema/reference.ts";
import { visit } from "../schema/visit.ts";
import { provider } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";

/** Those who go, or who went last before they were released, in the order of their numbers. */
const workerNames = sql<string[]>`(
  select coalesce(array_agg(w.name order by w.worker_no), array[]::text[])
  from visit_worker vw join care_worker w on w.id = vw.worker_id where vw.visit_id = ${visit.id} and not vw.released)`;

export async function listDayVisits(unit: Unit, visitIds: readonly string[]) {
  if (visitIds.length === 0) return [];
  return unit.orm
    .select({
      visit,
      elderNo: elder.elderNo,
      elderName: elder.name,
      community: elder.community,
      hasPhone: sql<boolean>`${elder.phoneCipher} is not null`,
      provider: provider.name,
      streetZh: street.nameZh,
      streetEn: street.nameEn,
      workers: workerNames,
    })
    .from(visit)
    .innerJoin(elder, eq(elder.id, visit.elderId))
    .innerJoin(provider, eq(provider.id, visit.providerId))
    .innerJoin(street, eq(street.id, visit.streetId))
    .where(and(inArray(visit.id, [...visitIds]), visitInScope(unit)));
}

/** Visits of a half-open span by delivery state, in the scope. */
export async function countByState(unit: Unit, span: { readonly from: Instant; readonly to: Instant }) {
  return unit.orm
    .select({ state: visit.deliveryState, visits: count() })
    .from(visit)
    .where(and(gte(visit.plannedStart, asDate(span.from)), lt(visit.plannedStart, asDate(span.to)), visitInScope(unit)))
    .groupBy(visit.deliveryState);
}
