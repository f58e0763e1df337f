/** Plays the delivery of a planned month: providers accept, phones record, elders confirm. For the trial and the month command only. */
import { identify, type EventId, type VisitId, type WorkerId } from "#app/domain/identifiers.ts";
import { instant, localDateOf, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import type { VisitEvent } from "#app/domain/visits/visit-events.ts";
import { listEldersWithFacts } from "#db/repositories/elders.ts";
import {
  insertVisitEvents,
  listVisitsOfMonth,
  listWorkersOfVisits,
  updateVisits,
  type VisitRow,
} from "#db/repositories/visits.ts";
import { listWorkersWithFacts } from "#db/repositories/workforce.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { visitEventRow } from "../visits/stored-events.ts";
import { groupBy } from "../visits/verification-facts.server.ts";
import { playVisit, type ScriptedDelivery, type ScriptedVisit } from "./delivery-script.ts";

export type PlayedMonth = { readonly played: number; readonly done: number; readonly missed: number };

function eventRows(unit: Unit, visit: VisitRow, delivery: ScriptedDelivery) {
  return delivery.events.map((scripted, index) => {
    const event: VisitEvent = {
      eventId: identify<EventId>(unit.newId()),
      visitId: identify<VisitId>(visit.id),
      workerId: scripted.workerId === null ? null : identify<WorkerId>(scripted.workerId),
      deviceId: scripted.deviceId,
      deviceSeq: visit.plannedStart.getTime() / 1000 + index,
      deviceAt: scripted.at,
      serverOffsetMs: 0,
      skewMs: 0,
      receivedAt: plusMinutes(scripted.at, 1),
      body: scripted.body,
    };
    return visitEventRow(event);
  });
}

/** Visits after which none of their workers has another on that day. */
function lastVisits(
  visits: readonly VisitRow[],
  assigned: ReadonlyMap<string, readonly { workerId: string }[]>,
): Set<string> {
  const last = new Map<string, VisitRow>();
  for (const visit of visits)
    for (const { workerId } of assigned.get(visit.id) ?? []) {
      const key = `${workerId}|${localDateOf(instant(visit.plannedStart))}`;
      const known = last.get(key);
      if (!known || known.plannedStart < visit.plannedStart) last.set(key, visit);
    }
  const ids = [...last.values()].map((visit) => visit.id);
  return new Set(ids.filter((id) => ids.filter((other) => other === id).length === (assigned.get(id) ?? []).length));
}

async function storeOutcomes(
  unit: Unit,
  outcomes: ReadonlyMap<ScriptedDelivery["outcome"], readonly string[]>,
): Promise<void> {
  for (const [outcome, ids] of outcomes)
    await updateVisits(unit, ids, {
      deliveryState: outcome,
      ...(outcome === "missed" ? { missedSide: "undecided" } : {}),
    });
}

/** Providers of the demonstration accept what is still ahead. */
async function acceptAhead(unit: Unit, visits: readonly VisitRow[], until: Instant): Promise<void> {
  const ahead = visits
    .filter((visit) => visit.plannedEnd.getTime() > until && visit.deliveryState !== "accepted")
    .map((visit) => visit.id);
  await updateVisits(unit, ahead, { deliveryState: "accepted" });
}

/** @param until visits that start later stay as they are; a visit in between stays accepted */
export async function playDelivery(
  context: Context,
  month: PlainMonth,
  seed: string,
  until: Instant,
): Promise<PlayedMonth> {
  return inTransaction(context, async (unit) => {
    const visits = (await listVisitsOfMonth(unit, month)).filter((visit) =>
      ["planned", "offered", "accepted"].includes(visit.deliveryState),
    );
    const past = visits.filter((visit) => visit.plannedEnd.getTime() <= until);
    const assigned = groupBy(
      await listWorkersOfVisits(
        unit,
        past.map((visit) => visit.id),
      ),
      (row) => row.visitId,
    );
    const workerNos = new Map((await listWorkersWithFacts(unit)).map(({ worker }) => [worker.id, worker.workerNo]));
    const homes = new Map(
      (await listEldersWithFacts(unit)).map(({ elder }) => [
        elder.id,
        { latitude: elder.latitude, longitude: elder.longitude },
      ]),
    );
    const lastOfDay = lastVisits(past, assigned);
    const outcomes = new Map<ScriptedDelivery["outcome"], string[]>([
      ["done", []],
      ["in_progress", []],
      ["missed", []],
    ]);
    const rows = past.flatMap((visit) => {
      const scripted: ScriptedVisit = {
        visitNo: visit.visitNo,
        plannedStart: instant(visit.plannedStart),
        plannedEnd: instant(visit.plannedEnd),
        workers: (assigned.get(visit.id) ?? []).map((row) => ({
          workerId: row.workerId,
          workerNo: workerNos.get(row.workerId) ?? "",
        })),
        subtypes: visit.subtypes,
        home: homes.get(visit.elderId) ?? { latitude: 0, longitude: 0 },
        isLastOfDay: lastOfDay.has(visit.id),
      };
      const delivery = playVisit(scripted, seed);
      outcomes.get(delivery.outcome)?.push(visit.id);
      return eventRows(unit, visit, delivery);
    });
    await insertVisitEvents(unit, rows);
    await storeOutcomes(unit, outcomes);
    await acceptAhead(unit, visits, until);
    return {
      played: past.length,
      done: outcomes.get("done")?.length ?? 0,
      missed: outcomes.get("missed")?.length ?? 0,
    };
  });
}
