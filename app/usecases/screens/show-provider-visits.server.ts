/** The provider's visits of a day or a week, and one visit with everyone who could go. Names of elders masked. */
import { Refusal } from "#app/domain/refusal.ts";
import { daysUntilExpiry } from "#app/domain/workforce/credential-expiry.ts";
import { instant, instantAt, localDateOf, localMonthOf, type Instant } from "#app/domain/time/instant.ts";
import { mayChangeWorkers } from "#app/domain/visits/assignable.ts";
import { addDays, weekdayOf, type PlainDate } from "#app/domain/time/plain-date.ts";
import { addMonths, firstDateOf } from "#app/domain/time/plain-month.ts";
import { listSubtypes } from "#db/repositories/reference.ts";
import { listWorkersWithFacts } from "#db/repositories/workforce.ts";
import {
  countQuestionedVisits,
  findProviderVisit,
  listProviderVisits,
  mapOpenRules,
} from "#db/queries/provider-visits.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { CATALOGUE_IN_FORCE } from "../planning/catalogue-in-force.ts";
import { loadStaffing } from "../visits/worker-candidates.server.ts";
import { visitRow } from "./provider-visit-rows.ts";

export type ProviderVisitChoice = {
  readonly day: PlainDate;
  readonly wholeWeek: boolean;
  readonly workerNo: string | null;
  readonly state: string | null;
  /** Instead of days: every visit of this month and the last that is questioned and not settled. */
  readonly questioned: boolean;
};

type Days = { readonly from: Instant; readonly to: Instant };

function daysOf({ day, questioned }: ProviderVisitChoice, now: Instant): Days & { readonly since: Instant } {
  const monday = addDays(day, 1 - weekdayOf(day));
  const since = instantAt(firstDateOf(addMonths(localMonthOf(now), -1)), 0);
  return questioned
    ? { from: since, to: now, since }
    : { from: instantAt(monday, 0), to: instantAt(addDays(monday, 7), 0), since };
}

/** Visits of the day, or of the calendar week that holds it, with the number of visits on each day of that week. */
export async function showProviderVisits(context: Context, choice: ProviderVisitChoice) {
  const { day, wholeWeek, workerNo, state, questioned } = choice;
  return inTransaction(context, async (unit) => {
    const { since, ...days } = daysOf(choice, unit.now);
    const states = state === null ? null : [state];
    const rows = await listProviderVisits(unit, { ...days, states, workerNo, questioned });
    const rules = await mapOpenRules(
      unit,
      rows.map(({ visit }) => visit.id),
    );
    const counts: Record<string, number> = {};
    const dateOf = (row: (typeof rows)[number]) => localDateOf(instant(row.visit.plannedStart));
    for (const row of rows) counts[dateOf(row)] = (counts[dateOf(row)] ?? 0) + 1;
    return {
      counts,
      questionedVisits: await countQuestionedVisits(unit, since),
      today: localDateOf(unit.now),
      workers: (await listWorkersWithFacts(unit)).map(({ worker }) => ({
        workerNo: worker.workerNo,
        name: worker.name,
      })),
      rows: rows
        .filter((row) => questioned || wholeWeek || dateOf(row) === day)
        .map((row) => ({ ...visitRow(row), openRules: rules.get(row.visit.id) ?? [] })),
    };
  });
}

/** Refuses "not-found" for a visit outside the scope. */
export async function showProviderVisit(context: Context, visitNo: string) {
  return inTransaction(context, async (unit) => {
    const found = await findProviderVisit(unit, visitNo);
    if (!found) throw new Refusal("not-found");
    const { visit } = found;
    const given = { deliveryState: visit.deliveryState, endAt: instant(visit.plannedEnd) };
    const staffing = mayChangeWorkers(given, unit.now) ? await loadStaffing(unit, visit) : null;
    const subtypes = new Map((await listSubtypes(unit, CATALOGUE_IN_FORCE)).map((one) => [one.code, one]));
    return {
      ...visitRow(found),
      plannedFen: visit.plannedFen,
      remarks: visit.remarks,
      services: visit.subtypes.map((code) => ({
        zh: subtypes.get(code)?.nameZh ?? code,
        en: subtypes.get(code)?.nameEn ?? code,
      })),
      assigned: found.workers.map((worker) => worker.workerNo),
      workersNeeded: staffing?.need.workersNeeded ?? null,
      candidates: (staffing?.candidates ?? []).map(({ worker, ...candidate }) => ({
        ...candidate,
        workerNo: worker.key,
        qualifications: worker.qualifications.map(({ code, expiresOn }) => ({
          code,
          expiresOn,
          daysLeft: daysUntilExpiry(localDateOf(unit.now), expiresOn),
        })),
      })),
    };
  });
}
