/** What care workers said against findings, with the day by which each is answered. */
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { instant, localDateOf } from "#app/domain/time/instant.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { WorkCalendar } from "#app/domain/time/work-calendar.ts";
import { objectionOf, type Objection } from "#app/domain/verification/objection.ts";
import type { FindingRow, ObjectionRow } from "#db/repositories/findings.ts";
import { listCalendarDays, listPolicyVersions } from "#db/repositories/reference.ts";
import type { Unit } from "#db/transaction.ts";

/**
 * The objection to each of these findings, by finding; nothing for one that nobody contested. Said twice it is due by what was said first,
 * in the words of the last. The terms are those in force on the day it was said.
 */
export async function mapObjections(
  unit: Unit,
  findings: readonly Pick<FindingRow, "id" | "closedAt">[],
  said: readonly ObjectionRow[],
): Promise<ReadonlyMap<string, Objection>> {
  if (said.length === 0) return new Map();
  const policies = await listPolicyVersions(unit);
  const calendar = new WorkCalendar(await listCalendarDays(unit));
  const answerBy = (on: PlainDate) =>
    calendar.addWorkingDays(on, policyInForce(policies, on).parameters.appeal_decide_days);
  const terms = { today: localDateOf(unit.now), answerBy };
  return new Map(
    findings.flatMap(({ id, closedAt }) => {
      const own = said.filter((one) => one.findingId === id);
      const [first, last] = [own[0], own.at(-1)];
      if (first === undefined || last === undefined) return [];
      const one = { note: last.note ?? "", at: instant(first.at) };
      return [[id, objectionOf(one, closedAt === null ? null : instant(closedAt), terms)] as const];
    }),
  );
}
