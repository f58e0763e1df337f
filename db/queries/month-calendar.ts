/** Read models of the month calendar: one elder's month, one care worker's month, and the people to choose from, in the scope. */
import { and, asc, eq, gte, inArray, like, lt, or, sql } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { elderInScope } from "../repositories/elders.ts";
import { visitInScope } from "../repositories/visits.ts";
import { elder, elderAbsence } from "../schema/elder.ts";
import { eligibilityResult, visitSeries } from "../schema/planning.ts";
import { visit, visitDebt, visitWorker } from "../schema/visit.ts";
import { careWorker, provider, workerLeave } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";

/** People offered to choose from at most. */
export const CALENDAR_CHOICES = 24;

const containing = (text: string) => `%${text.replace(/[%_\\]/g, "")}%`;

const visitColumns = {
  id: visit.id,
  visitNo: visit.visitNo,
  plannedStart: visit.plannedStart,
  plannedEnd: visit.plannedEnd,
  occurrenceOn: visit.occurrenceOn,
  moveReason: visit.moveReason,
  deliveryState: visit.deliveryState,
};

/** Elders of the scope with visits to plan in the month, by number or part of the name. */
export async function findCalendarElders(unit: Unit, month: PlainMonth, text: string) {
  return unit.orm
    .select({ no: elder.elderNo, name: elder.name, detail: elder.community })
    .from(elder)
    .innerJoin(
      eligibilityResult,
      and(eq(eligibilityResult.elderId, elder.id), eq(eligibilityResult.month, firstDateOf(month))),
    )
    .where(
      and(
        elderInScope(unit),
        sql`${eligibilityResult.visitsAllowed} > 0`,
        text === "" ? undefined : or(like(elder.name, containing(text)), eq(elder.elderNo, text.toUpperCase())),
      ),
    )
    .orderBy(asc(elder.elderNo))
    .limit(CALENDAR_CHOICES);
}

/** Care workers by number, part of the name or of the provider's name. */
export async function findCalendarWorkers(unit: Unit, text: string) {
  const { provider: own } = unit.scope;
  return unit.orm
    .select({ no: careWorker.workerNo, name: careWorker.name, detail: provider.name })
    .from(careWorker)
    .innerJoin(provider, eq(provider.id, careWorker.providerId))
    .where(
      and(
        own === "all" ? undefined : eq(careWorker.providerId, own),
        text === ""
          ? undefined
          : or(
              like(careWorker.name, containing(text)),
              like(provider.name, containing(text)),
              eq(careWorker.workerNo, text.toUpperCase()),
            ),
      ),
    )
    .orderBy(asc(careWorker.workerNo))
    .limit(CALENDAR_CHOICES);
}

/** Names of the care workers who go to these visits. */
export async function readVisitWorkers(unit: Unit, visitIds: readonly string[]) {
  if (visitIds.length === 0) return [];
  return unit.orm
    .select({ visitId: visitWorker.visitId, workerNo: careWorker.workerNo, name: careWorker.name })
    .from(visitWorker)
    .innerJoin(careWorker, eq(careWorker.id, visitWorker.workerId))
    .where(and(inArray(visitWorker.visitId, [...visitIds]), eq(visitWorker.released, false)))
    .orderBy(asc(careWorker.workerNo));
}

/** An elder's series of a month, and the care workers of the providers that serve them, for the names in the reasons. */
async function seriesOfElder(unit: Unit, month: PlainMonth, elderId: string) {
  const series = await unit.orm
    .select({
      part: visitSeries.part,
      providerId: visitSeries.providerId,
      startsOn: visitSeries.startsOn,
      startMinute: visitSeries.startMinute,
      explanation: visitSeries.explanation,
    })
    .from(visitSeries)
    .where(and(eq(visitSeries.elderId, elderId), eq(visitSeries.month, firstDateOf(month))))
    .orderBy(asc(visitSeries.part));
  const colleagues =
    series.length === 0
      ? []
      : await unit.orm
          .select({ id: careWorker.id, workerNo: careWorker.workerNo, name: careWorker.name })
          .from(careWorker)
          .where(
            inArray(
              careWorker.providerId,
              series.map((one) => one.providerId),
            ),
          );
  return { series, colleagues };
}

/** One elder's month: visits, series with why, debts, absences. Null for an elder outside the scope. */
export async function readElderMonth(unit: Unit, month: PlainMonth, elderNo: string) {
  const [person] = await unit.orm
    .select({ id: elder.id, elderNo: elder.elderNo, name: elder.name })
    .from(elder)
    .where(and(eq(elder.elderNo, elderNo), elderInScope(unit)));
  if (!person) return null;
  const visits = await unit.orm
    .select({ ...visitColumns, provider: provider.name })
    .from(visit)
    .innerJoin(provider, eq(provider.id, visit.providerId))
    .where(and(eq(visit.elderId, person.id), eq(visit.serviceMonth, firstDateOf(month)), visitInScope(unit)))
    .orderBy(asc(visit.plannedStart));
  const { series, colleagues } = await seriesOfElder(unit, month, person.id);
  const debts = await unit.orm
    .select({
      sequence: visitDebt.sequence,
      originalOn: visitDebt.originalOn,
      reason: visitDebt.reason,
      facts: visitDebt.facts,
    })
    .from(visitDebt)
    .where(and(eq(visitDebt.elderId, person.id), eq(visitDebt.month, firstDateOf(month)), eq(visitDebt.state, "open")))
    .orderBy(asc(visitDebt.sequence));
  const absences = await unit.orm
    .select({ kind: elderAbsence.kind, fromOn: elderAbsence.fromOn, toOn: elderAbsence.toOn })
    .from(elderAbsence)
    .where(eq(elderAbsence.elderId, person.id))
    .orderBy(asc(elderAbsence.fromOn));
  return { person, visits, series, colleagues, debts, absences };
}

/** Visits of a care worker that start in a span of time, with whom they are for and where. */
async function visitsOfWorker(unit: Unit, workerId: string, span: { readonly from: Instant; readonly to: Instant }) {
  return unit.orm
    .select({
      ...visitColumns,
      elderNo: elder.elderNo,
      elderName: elder.name,
      community: elder.community,
      latitude: elder.latitude,
      longitude: elder.longitude,
    })
    .from(visit)
    .innerJoin(visitWorker, and(eq(visitWorker.visitId, visit.id), eq(visitWorker.released, false)))
    .innerJoin(elder, eq(elder.id, visit.elderId))
    .where(
      and(
        eq(visitWorker.workerId, workerId),
        gte(visit.plannedStart, asDate(span.from)),
        lt(visit.plannedStart, asDate(span.to)),
        visitInScope(unit),
      ),
    )
    .orderBy(asc(visit.plannedStart));
}

/** One care worker's visits that start in a span of time, of the scope, with leave. Null for a worker outside the scope. */
export async function readWorkerSpan(
  unit: Unit,
  workerNo: string,
  span: { readonly from: Instant; readonly to: Instant },
) {
  const { provider: own } = unit.scope;
  const [person] = await unit.orm
    .select({
      id: careWorker.id,
      workerNo: careWorker.workerNo,
      name: careWorker.name,
      provider: provider.name,
      weeklyMinutesMax: careWorker.weeklyMinutesMax,
    })
    .from(careWorker)
    .innerJoin(provider, eq(provider.id, careWorker.providerId))
    .where(and(eq(careWorker.workerNo, workerNo), own === "all" ? undefined : eq(careWorker.providerId, own)));
  if (!person) return null;
  const visits = await visitsOfWorker(unit, person.id, span);
  const leave = await unit.orm
    .select({ fromOn: workerLeave.fromOn, toOn: workerLeave.toOn })
    .from(workerLeave)
    .where(eq(workerLeave.workerId, person.id))
    .orderBy(asc(workerLeave.fromOn));
  return { person, visits, leave };
}
