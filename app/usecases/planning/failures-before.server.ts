/** What the allocation knows of how providers kept their word. */
import type { PolicyParameters } from "#app/domain/policy/policy-version.ts";
import { countVisit, failedPermille, sumCounted } from "#app/domain/scores/provider-score.ts";
import { instantAt } from "#app/domain/time/instant.ts";
import { addMonths, firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { listScoredVisits } from "#db/queries/score-facts.ts";
import type { Unit } from "#db/transaction.ts";
import { groupBy } from "../visits/group-by.ts";
import { scoredVisit } from "../visits/scored-visit.ts";

/** How often each provider failed in the month before what it had accepted (visit rules 11, kept word), in thousandths. */
export async function failuresBefore(
  unit: Unit,
  month: PlainMonth,
  grace: PolicyParameters,
): Promise<Map<string, number>> {
  const span = { from: instantAt(firstDateOf(addMonths(month, -1)), 0), to: instantAt(firstDateOf(month), 0) };
  const byProvider = groupBy(await listScoredVisits(unit, span), ({ visit }) => visit.providerId);
  return new Map(
    [...byProvider].map(([providerId, rows]) => {
      const counted = rows.flatMap((row) => countVisit(scoredVisit(row), grace, unit.now));
      return [providerId, failedPermille(sumCounted(counted).kept)];
    }),
  );
}
