/** One provider's day: every care worker with the visits of the day, and the visits to which nobody goes yet. Names masked. */
import { maskName } from "#app/domain/access/masking.ts";
import { absenceOf } from "#app/domain/scheduling/worker-days.ts";
import { instant, instantAt, localTimeOf, wholeMinutesBetween } from "#app/domain/time/instant.ts";
import { addDays, type PlainDate } from "#app/domain/time/plain-date.ts";
import { listProviderNames } from "#db/queries/allocation-overview.ts";
import { listProviderVisits } from "#db/queries/provider-visits.ts";
import { listWorkersWithFacts } from "#db/repositories/workforce.ts";
import { inReading, type Context, type Unit } from "#db/transaction.ts";
import { plannableWorker } from "../planning/planning-rows.server.ts";

export type BoardVisit = {
  readonly visitNo: string;
  readonly startMinute: number;
  readonly endMinute: number;
  readonly deliveryState: string;
  /** Masked. */
  readonly elder: string;
  /** Numbers of all who go. */
  readonly workerNos: readonly string[];
};

async function visitsOn(unit: Unit, providerId: string, date: PlainDate): Promise<BoardVisit[]> {
  const rows = await listProviderVisits(unit, {
    from: instantAt(date, 0),
    to: instantAt(addDays(date, 1), 0),
    states: null,
    workerNo: null,
  });
  return rows
    .filter(({ visit }) => visit.providerId === providerId && visit.deliveryState !== "cancelled")
    .map(({ visit, elderName, workers }) => {
      const { minute } = localTimeOf(instant(visit.plannedStart));
      return {
        visitNo: visit.visitNo,
        startMinute: minute,
        endMinute: minute + wholeMinutesBetween(instant(visit.plannedStart), instant(visit.plannedEnd)),
        deliveryState: visit.deliveryState,
        elder: maskName(elderName),
        workerNos: workers.map(({ workerNo }) => workerNo),
      };
    });
}

async function workersOn(unit: Unit, providerId: string, date: PlainDate) {
  const staff = (await listWorkersWithFacts(unit)).filter(({ worker }) => worker.providerId === providerId);
  return staff.flatMap((found) => {
    const absence = absenceOf(plannableWorker(found), date);
    const { workerNo, name } = found.worker;
    return absence === "not_employed" ? [] : [{ workerNo, name: maskName(name), isAway: absence === "on_leave" }];
  });
}

/** @param providerId without it, or when it is unknown, the first provider of the district */
export async function showDayBoard(context: Context, date: PlainDate, providerId: string) {
  return inReading(context, async (unit) => {
    const providers = (await listProviderNames(unit)).map(({ id, name }) => ({ id, name }));
    const provider = providers.find(({ id }) => id === providerId) ?? providers[0] ?? null;
    return {
      date,
      providers,
      provider,
      /** Only the visits of some streets are shown. */
      partial: context.scope.streets !== "all",
      workers: provider === null ? [] : await workersOn(unit, provider.id, date),
      visits: provider === null ? [] : await visitsOn(unit, provider.id, date),
    };
  });
}
