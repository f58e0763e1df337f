/**
 * The elder's coming visits follow the bed: a suspension, or an end that leaves nobody to visit, calls them off with its reason and tells those
 * who were to go; coming back plans again what still lies ahead. What cannot stand again is owed and goes the way of every visit that is owed.
 */
import {
  isStopped,
  lastDayAway,
  visitsCalledOff,
  visitStopOf,
  type VisitStop,
} from "#app/domain/family-beds/bed-visits.ts";
import type { BedEvent } from "#app/domain/family-beds/family-bed.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { instant, localDateOf } from "#app/domain/time/instant.ts";
import { listComingVisits } from "#db/repositories/elder-visits.ts";
import { listEldersWithFacts } from "#db/repositories/elders.ts";
import { endStay, insertStay } from "#db/repositories/stays.ts";
import { listWorkersOfVisits } from "#db/repositories/visits.ts";
import type { Unit } from "#db/transaction.ts";
import { stopMoney } from "../entitlement/stop-money.server.ts";
import { storedStops } from "../entitlement/stored-stops.ts";
import { restoreInUnit } from "../scheduling/restore-visit.server.ts";
import { writeCancellation } from "../scheduling/write-cancellation.server.ts";
import { tellCalledOff } from "../visits/tell-called-off.server.ts";
import type { BedRecord } from "./bed-record.server.ts";

export type BedMoved = { readonly record: Pick<BedRecord, "row" | "events">; readonly event: BedEvent };

/** Visits that were made meanwhile are judged again, and lines that nothing holds any more are released. */
async function weighMoney(unit: Unit, actor: string, elderId: string): Promise<void> {
  const found = await listEldersWithFacts(unit, [elderId]);
  const stops = new Map(found.map((one) => [one.elder.id, storedStops(one)]));
  await stopMoney(unit, { actor, stops, importId: null });
}

async function callOff(unit: Unit, actor: string, elderId: string, stop: VisitStop): Promise<string[]> {
  const coming = (await listComingVisits(unit, elderId)).filter(({ plannedStart }) =>
    isStopped(stop, localDateOf(instant(plannedStart))),
  );
  const workers = await listWorkersOfVisits(
    unit,
    coming.map(({ id }) => id),
  );
  for (const visit of coming) {
    await writeCancellation(unit, actor, { visit, code: stop.code, debtReason: "visit_cancelled" });
    const going = workers.filter(({ visitId }) => visitId === visit.id);
    await tellCalledOff(
      unit,
      visit,
      going.map(({ workerId }) => workerId),
    );
  }
  return coming.map(({ visitNo }) => visitNo);
}

async function planAgain(unit: Unit, actor: string, visitNos: readonly string[]): Promise<string[]> {
  const standing: string[] = [];
  for (const visitNo of visitNos)
    try {
      const { state } = await restoreInUnit(unit, actor, visitNo);
      if (state === "restored") standing.push(visitNo);
    } catch (thrown) {
      // Its day has passed, somebody took its place in the month, or it stands already: what is owed stays owed.
      if (!isRefusal(thrown)) throw thrown;
    }
  return standing;
}

async function stop(unit: Unit, actor: string, elderId: string, stop: VisitStop): Promise<string[]> {
  const calledOff = await callOff(unit, actor, elderId, stop);
  if (stop.stay === null) return calledOff;
  const toOn = stop.until === null ? null : lastDayAway(stop.until);
  await insertStay(unit, { elderId, kind: stop.stay, fromOn: stop.from, toOn });
  await weighMoney(unit, actor, elderId);
  return calledOff;
}

async function comeBack(unit: Unit, actor: string, { record, event }: BedMoved): Promise<string[]> {
  const { elderId } = record.row;
  const suspension = record.events.findLast(({ kind }) => kind === "suspend");
  const stay = suspension === undefined ? null : (visitStopOf(suspension)?.stay ?? null);
  if (suspension !== undefined && stay !== null) {
    const toOn = lastDayAway(event.occurredOn);
    await endStay(unit, { elderId, kind: stay, fromOn: suspension.occurredOn, toOn });
    await weighMoney(unit, actor, elderId);
  }
  return planAgain(unit, actor, visitsCalledOff(record.events));
}

/** @returns numbers of the visits that were called off or stand again; the step's event keeps them */
export async function moveVisits(unit: Unit, actor: string, moved: BedMoved): Promise<string[]> {
  const stopping = visitStopOf(moved.event);
  if (stopping !== null) return stop(unit, actor, moved.record.row.elderId, stopping);
  return moved.event.kind === "resume" ? comeBack(unit, actor, moved) : [];
}
