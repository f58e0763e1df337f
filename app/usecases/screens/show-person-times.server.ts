/** How far the project year is with its 人次: persons who count, those who are under way, and a list of those who cannot get there any more. */
import { maskName } from "#app/domain/access/masking.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { isoText, localDateOf } from "#app/domain/time/instant.ts";
import { firstDateOf, monthOf } from "#app/domain/time/plain-month.ts";
import { personTime } from "#app/domain/visits/person-times.ts";
import { listYearVisits } from "#db/queries/person-times.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { inReading, type Context } from "#db/transaction.ts";

/** Rows of one page of the list. */
export const PERSON_PAGE_ROWS = 50;

/** @param page from 1; the last one for any beyond */
export async function showPersonTimes(context: Context, page = 1) {
  return inReading(context, async (unit) => {
    const today = localDateOf(unit.now);
    const { parameters, confirmed } = policyInForce(await listPolicyVersions(unit), today);
    const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
    const people = (await listYearVisits(unit, year, firstDateOf(monthOf(today)))).map((row) => ({
      ...row,
      name: maskName(row.name),
      ...personTime(row, month, parameters),
    }));
    const of = (standing: (typeof people)[number]["standing"]) => people.filter((one) => one.standing === standing);
    const lost = of("out_of_reach").sort(
      (left, right) => left.missing - left.possible - (right.missing - right.possible),
    );
    const pages = Math.max(1, Math.ceil(lost.length / PERSON_PAGE_ROWS));
    const shown = Math.min(Math.max(1, page), pages);
    return {
      ...{ year, confirmed, asOf: isoText(unit.now) },
      target: parameters.target_person_times,
      visitsOfOne: parameters.project_year_visit_target,
      reached: of("reached").length,
      underWay: of("under_way").length,
      outOfReach: lost.length,
      rows: lost.slice((shown - 1) * PERSON_PAGE_ROWS, shown * PERSON_PAGE_ROWS),
      pages: { page: shown, pageSize: PERSON_PAGE_ROWS, total: lost.length },
    };
  });
}
