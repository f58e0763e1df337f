/** The month's plan as its files show it: visits, visit debt, each care worker's month, and the series behind them. Names are masked. */
import { maskName } from "#app/domain/access/masking.ts";
import { identify, type ElderId, type WorkerId } from "#app/domain/identifiers.ts";
import { ruleUpTo, type CalendarSeries, type CalendarVisit } from "#app/domain/scheduling/calendar-entries.ts";
import { instant, localTimeOf, wholeMinutesBetween, type LocalTime } from "#app/domain/time/instant.ts";
import { plainDate, type PlainDate } from "#app/domain/time/plain-date.ts";
import { lastDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { listEldersById, type ElderRow } from "#db/repositories/elders.ts";
import { listSeries, listSeriesExceptions } from "#db/repositories/plans.ts";
import { listStreets, listSubtypes } from "#db/repositories/reference.ts";
import { listDebtsOfMonth, listVisitsOfMonth, listWorkersOfVisits, type VisitRow } from "#db/repositories/visits.ts";
import { listProviders, listWorkersWithFacts, type WorkerRow } from "#db/repositories/workforce.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { CATALOGUE_IN_FORCE } from "../planning/catalogue-in-force.ts";
import { groupBy } from "../visits/verification-facts.server.ts";

export type PlanPerson = { readonly number: string; readonly name: string };

export type PlannedVisitLine = {
  readonly visitNo: string;
  readonly elder: PlanPerson;
  readonly street: string;
  readonly start: LocalTime;
  readonly minutes: number;
  readonly workers: readonly PlanPerson[];
  readonly provider: string;
  readonly services: readonly string[];
  /** The date of the rule, where the visit stands on another one. */
  readonly movedFrom: PlainDate | null;
  readonly moveReason: string | null;
};

export type VisitDebtLine = {
  readonly elder: PlanPerson;
  readonly street: string;
  readonly provider: string;
  readonly sequence: number;
  readonly originalOn: PlainDate | null;
  readonly reason: string;
};

export type PlannedMonthView = {
  readonly month: PlainMonth;
  /** In order of start, then visit number. */
  readonly visits: readonly PlannedVisitLine[];
  readonly debts: readonly VisitDebtLine[];
  /** Every care worker, with visits or without. */
  readonly workers: readonly (PlanPerson & { readonly id: WorkerId; readonly provider: string })[];
  readonly elders: readonly (PlanPerson & { readonly id: ElderId })[];
  readonly series: readonly CalendarSeries[];
  readonly calendarVisits: readonly CalendarVisit[];
};

type Names = {
  readonly elders: ReadonlyMap<string, ElderRow>;
  readonly workers: ReadonlyMap<string, WorkerRow>;
  readonly providers: ReadonlyMap<string, string>;
  readonly streets: ReadonlyMap<number, string>;
  readonly services: ReadonlyMap<string, string>;
  /** Ids of the workers planned for each visit, by worker number. */
  readonly assigned: ReadonlyMap<string, readonly string[]>;
};

async function loadNames(unit: Unit, visits: readonly VisitRow[], elderIds: ReadonlySet<string>): Promise<Names> {
  const workers = (await listWorkersWithFacts(unit)).map(({ worker }) => worker);
  const place = new Map(workers.map((worker, index) => [worker.id, index]));
  const ids = visits.map((visit) => visit.id);
  const assigned = groupBy(await listWorkersOfVisits(unit, ids), (row) => row.visitId);
  const inOrder = (rows: readonly { workerId: string }[]) =>
    rows.map((row) => row.workerId).sort((left, right) => (place.get(left) ?? 0) - (place.get(right) ?? 0));
  return {
    elders: new Map((await listEldersById(unit, [...elderIds])).map((elder) => [elder.id, elder])),
    workers: new Map(workers.map((worker) => [worker.id, worker])),
    providers: new Map((await listProviders(unit)).map((provider) => [provider.id, provider.name])),
    streets: new Map((await listStreets(unit)).map((street) => [street.id, street.nameZh])),
    services: new Map((await listSubtypes(unit, CATALOGUE_IN_FORCE)).map((subtype) => [subtype.code, subtype.nameZh])),
    assigned: new Map([...assigned].map(([id, rows]) => [id, inOrder(rows)])),
  };
}

function elderOf(names: Names, elderId: string): PlanPerson {
  const elder = names.elders.get(elderId);
  return { number: elder?.elderNo ?? "", name: maskName(elder?.name ?? "") };
}

function visitLine(names: Names, visit: VisitRow): PlannedVisitLine {
  const start = localTimeOf(instant(visit.plannedStart));
  const original = visit.occurrenceOn === null ? start.date : plainDate(visit.occurrenceOn);
  return {
    visitNo: visit.visitNo,
    elder: elderOf(names, visit.elderId),
    street: names.streets.get(visit.streetId) ?? "",
    start,
    minutes: wholeMinutesBetween(instant(visit.plannedStart), instant(visit.plannedEnd)),
    workers: (names.assigned.get(visit.id) ?? []).map((id) => ({
      number: names.workers.get(id)?.workerNo ?? "",
      name: names.workers.get(id)?.name ?? "",
    })),
    provider: names.providers.get(visit.providerId) ?? "",
    services: visit.subtypes.map((code) => names.services.get(code) ?? code),
    movedFrom: original === start.date ? null : original,
    moveReason: visit.moveReason,
  };
}

async function loadSeries(unit: Unit, month: PlainMonth) {
  const rows = await listSeries(unit, month);
  const exceptions = groupBy(
    await listSeriesExceptions(
      unit,
      rows.map((row) => row.id),
    ),
    (row) => row.seriesId,
  );
  const series = rows.map((row): CalendarSeries => ({
    uid: row.uid,
    elderId: identify<ElderId>(row.elderId),
    ...ruleUpTo(row.rrule, lastDateOf(month)),
    start: { date: plainDate(row.startsOn), minute: row.startMinute },
    durationMinutes: row.durationMinutes,
    workerIds: row.workerIds.map((id) => identify<WorkerId>(id)),
    droppedOn: (exceptions.get(row.id) ?? []).flatMap((one) =>
      one.kind === "dropped" ? [plainDate(one.originalOn)] : [],
    ),
  }));
  return { series, uidOf: new Map(rows.map((row) => [row.id, row.uid])) };
}

function calendarVisit(names: Names, uidOf: ReadonlyMap<string, string>, visit: VisitRow): CalendarVisit {
  const seriesUid = visit.seriesId === null ? null : (uidOf.get(visit.seriesId) ?? null);
  return {
    uid: `${visit.visitNo}@bedside`,
    elderId: identify<ElderId>(visit.elderId),
    seriesUid,
    originalOn: seriesUid === null || visit.occurrenceOn === null ? null : plainDate(visit.occurrenceOn),
    start: localTimeOf(instant(visit.plannedStart)),
    durationMinutes: wholeMinutesBetween(instant(visit.plannedStart), instant(visit.plannedEnd)),
    workerIds: (names.assigned.get(visit.id) ?? []).map((id) => identify<WorkerId>(id)),
    cancelled: visit.deliveryState === "cancelled",
  };
}

/** Reads the plan of a month in the scope of the context. Visits that happened without a plan are no part of it. */
export async function readPlannedMonth(context: Context, month: PlainMonth): Promise<PlannedMonthView> {
  return inTransaction(context, async (unit) => {
    const visits = (await listVisitsOfMonth(unit, month)).filter((visit) => visit.origin === "plan");
    const debts = await listDebtsOfMonth(unit, month);
    const elderIds = new Set([...visits, ...debts].map((row) => row.elderId));
    const names = await loadNames(unit, visits, elderIds);
    const { series, uidOf } = await loadSeries(unit, month);
    const byStart = [...visits].sort(
      (left, right) =>
        left.plannedStart.getTime() - right.plannedStart.getTime() || (left.visitNo < right.visitNo ? -1 : 1),
    );
    const owed = debts.map((debt): VisitDebtLine => ({
      elder: elderOf(names, debt.elderId),
      street: names.streets.get(debt.streetId) ?? "",
      provider: names.providers.get(debt.providerId ?? "") ?? "",
      sequence: debt.sequence,
      originalOn: debt.originalOn === null ? null : plainDate(debt.originalOn),
      reason: debt.reason,
    }));
    const byNumber = (left: PlanPerson, right: PlanPerson) => (left.number < right.number ? -1 : 1);
    return {
      month,
      visits: byStart.map((visit) => visitLine(names, visit)),
      debts: owed.sort((left, right) =>
        left.elder.number === right.elder.number ? left.sequence - right.sequence : byNumber(left.elder, right.elder),
      ),
      workers: [...names.workers.values()].map((worker) => ({
        id: identify<WorkerId>(worker.id),
        number: worker.workerNo,
        name: worker.name,
        provider: names.providers.get(worker.providerId) ?? "",
      })),
      elders: [...elderIds].map((id) => ({ id: identify<ElderId>(id), ...elderOf(names, id) })).sort(byNumber),
      series,
      calendarVisits: byStart.map((visit) => calendarVisit(names, uidOf, visit)),
    };
  });
}
