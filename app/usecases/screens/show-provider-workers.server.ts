/** The provider's care workers: qualifications with the days until they end, the load of the running week, and leave that is not over. */
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { planningLimitsOf } from "#app/domain/scheduling/planning-limits.ts";
import { instant, instantAt, localDateOf, plusMinutes, wholeMinutesBetween } from "#app/domain/time/instant.ts";
import { addDays, plainDate, weekdayOf } from "#app/domain/time/plain-date.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { listWorkersWithFacts } from "#db/repositories/workforce.ts";
import { listProviderVisits } from "#db/queries/provider-visits.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { daysUntilExpiry } from "#app/domain/workforce/credential-expiry.ts";
import { expiringCredentials } from "./expiring-credentials.server.ts";
import { STAFFING_DAYS } from "./inbox-span.ts";

const WORKING = ["offered", "accepted", "en_route", "in_progress", "done"];

export async function showProviderWorkers(context: Context) {
  return inTransaction(context, async (unit) => {
    const today = localDateOf(unit.now);
    const monday = addDays(today, 1 - weekdayOf(today));
    const limits = planningLimitsOf(policyInForce(await listPolicyVersions(unit), today).parameters);
    const span = { from: instantAt(monday, 0), to: instantAt(addDays(monday, 7), 0) };
    const visits = await listProviderVisits(unit, { ...span, states: WORKING, workerNo: null });
    const found = await listWorkersWithFacts(unit);
    const until = plusMinutes(unit.now, STAFFING_DAYS * 24 * 60);
    const ahead = await listProviderVisits(unit, { from: unit.now, to: until, states: ["accepted"], workerNo: null });
    const workers = found.map(({ worker, qualifications, leave }) => {
      const own = visits.filter((row) => row.workers.some((one) => one.workerNo === worker.workerNo));
      const minutes = own.map(({ visit }) =>
        wholeMinutesBetween(instant(visit.plannedStart), instant(visit.plannedEnd)),
      );
      return {
        workerNo: worker.workerNo,
        name: worker.name,
        visits: own.length,
        leave: leave.filter(({ toOn }) => toOn >= today).map(({ fromOn, toOn }) => ({ from: fromOn, to: toOn })),
        weekMinutes: minutes.reduce((sum, one) => sum + one, 0),
        weekMinutesMax: Math.min(worker.weeklyMinutesMax ?? Infinity, limits.workerWeekMinutesMax),
        qualifications: qualifications.map(({ code, expiresOn }) => ({
          code,
          expiresOn,
          daysLeft: daysUntilExpiry(today, expiresOn === null ? null : plainDate(expiresOn)),
        })),
      };
    });
    return { workers, expiring: expiringCredentials(found, ahead, unit.now) };
  });
}
