/** Read model of the project year's 人次: how many visits of each person count, in the scope. */
import { and, asc, between, eq, sql } from "drizzle-orm";
import { visitInScope } from "../repositories/visits.ts";
import { elder } from "../schema/elder.ts";
import { street } from "../schema/reference.ts";
import { visit } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";

/** Monthly visits alone: what is paid by the elder, and what an event asked for, makes nobody one of those. */
const counts = sql`${visit.approvalState} in ('verified', 'locked')`;

/** Persons of the scope with at least so many counted visits of a year. */
export async function countPersonTimes(unit: Unit, year: number, least: number): Promise<number> {
  const people = unit.orm
    .select({ elderId: visit.elderId })
    .from(visit)
    .where(and(ofYear(year), counts, visitInScope(unit)))
    .groupBy(visit.elderId)
    .having(sql`count(*) >= ${least}`)
    .as("people");
  const [row] = await unit.orm.select({ people: sql<number>`count(*)::int` }).from(people);
  return row?.people ?? 0;
}

function ofYear(year: number) {
  return and(eq(visit.kind, "basket"), between(visit.serviceMonth, `${year}-01-01`, `${year}-12-31`));
}

/** Everybody with a monthly visit in the year, by elder number. @param month first day of the month whose visits are counted by themselves */
export async function listYearVisits(unit: Unit, year: number, month: string) {
  return unit.orm
    .select({
      elderNo: elder.elderNo,
      name: elder.name,
      streetZh: street.nameZh,
      streetEn: street.nameEn,
      countedInYear: sql<number>`count(*) filter (where ${counts})::int`,
      countedInMonth: sql<number>`count(*) filter (where ${counts} and ${visit.serviceMonth} = ${month}::date)::int`,
    })
    .from(visit)
    .innerJoin(elder, eq(elder.id, visit.elderId))
    .innerJoin(street, eq(street.id, elder.streetId))
    .where(and(ofYear(year), visitInScope(unit)))
    .groupBy(elder.elderNo, elder.name, street.nameZh, street.nameEn)
    .orderBy(asc(elder.elderNo));
}
