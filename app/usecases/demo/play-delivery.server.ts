/**
 * Plays the delivery of a planned month: phones record, elders confirm, and the usual faults happen. What the
 * offices learn only afterwards (a death, a stay in hospital) is written too. For the trial and the month command only.
 */
import type { Catalogue } from "#app/domain/catalogue/service-subtype.ts";
import { asDate, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { listEldersWithFacts, type ElderRow } from "#db/repositories/elders.ts";
import { listSubtypes } from "#db/repositories/reference.ts";
import { insertVisitEvents } from "#db/repositories/visit-events.ts";
import {
  insertVisits,
  listVisitsOfMonth,
  listWorkersOfVisits,
  updateVisits,
  type VisitRow,
} from "#db/repositories/visits.ts";
import { listWorkersWithFacts } from "#db/repositories/workforce.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { CATALOGUE_IN_FORCE } from "../planning/catalogue-in-force.ts";
import { plannableWorker } from "../planning/planning-rows.server.ts";
import { groupBy } from "../visits/verification-facts.server.ts";
import type { RecordedEvent } from "./delivery-events.ts";
import { demoDeliveryFaults, type DeliveryRequest, type ExtraVisit } from "./delivery-faults.ts";
import type { DeliveredVisit, DeliveryFault } from "./planned-delivery.ts";
import { storeLateFacts } from "./store-late-facts.server.ts";
import { MINUTES_TO_ARRIVE, plannedDelivery, playedEventRow } from "./stored-delivery.ts";

export type PlayedMonth = {
  readonly played: number;
  /** What went wrong, by visit number. */
  readonly faults: ReadonlyMap<string, DeliveryFault>;
  /** Numbers of visits that happened without a plan. */
  readonly extraVisits: readonly string[];
};

function eventRows(unit: Unit, visit: Pick<VisitRow, "id" | "plannedStart">, events: readonly RecordedEvent[]) {
  return events.map((recorded, index) => playedEventRow(visit, recorded, { index, eventId: unit.newId() }));
}

type Stage = {
  readonly request: DeliveryRequest;
  readonly past: readonly VisitRow[];
  readonly elders: readonly ElderRow[];
};

async function loadStage(unit: Unit, month: PlainMonth, seed: string, until: Instant): Promise<Stage> {
  const open = (await listVisitsOfMonth(unit, month)).filter((visit) =>
    ["planned", "offered", "accepted"].includes(visit.deliveryState),
  );
  const past = open.filter((visit) => visit.plannedEnd.getTime() <= until);
  const ids = past.map((visit) => visit.id);
  const assigned = groupBy(await listWorkersOfVisits(unit, ids), (row) => row.visitId);
  const workers = await listWorkersWithFacts(unit);
  const workerNos = new Map(workers.map(({ worker }) => [worker.id, worker.workerNo]));
  const elders = (await listEldersWithFacts(unit)).map(({ elder }) => elder);
  const byId = new Map(elders.map((elder) => [elder.id, elder]));
  const catalogue: Catalogue = new Map(
    (await listSubtypes(unit, CATALOGUE_IN_FORCE)).map((subtype) => [subtype.code, subtype]),
  );
  const visits = past.map((visit) => {
    const those = (assigned.get(visit.id) ?? []).map(({ workerId }) => ({
      workerId,
      workerNo: workerNos.get(workerId) ?? "",
    }));
    return plannedDelivery(visit, byId.get(visit.elderId), those);
  });
  const delivering = workers.map((found) => ({
    workerId: found.worker.id,
    workerNo: found.worker.workerNo,
    providerKey: found.worker.providerId,
    qualifications: plannableWorker(found).qualifications,
  }));
  return {
    request: { visits, workers: delivering, catalogue, seed },
    past,
    elders,
  };
}

/** A visit that nobody planned: a fact, with the price that the elder's other visits have. */
async function storeExtraVisits(unit: Unit, stage: Stage, extras: readonly ExtraVisit[]): Promise<VisitRow[]> {
  const models = new Map(stage.past.map((visit) => [visit.elderId, visit]));
  const elderIds = new Map(stage.elders.map((elder) => [elder.elderNo, elder.id]));
  const rows = extras.flatMap((extra): (VisitRow & { extra: ExtraVisit })[] => {
    const model = models.get(elderIds.get(extra.elderKey) ?? "");
    if (!model) return [];
    const times = { plannedStart: asDate(extra.startAt), plannedEnd: asDate(extra.endAt) };
    const unplanned = { seriesId: null, offerId: null, occurrenceOn: null, moveReason: null, origin: "fact" };
    return [
      { ...model, ...times, ...unplanned, id: unit.newId(), visitNo: extra.visitNo, deliveryState: "done", extra },
    ];
  });
  await insertVisits(
    unit,
    rows.map(({ extra: _extra, ...row }) => row),
    rows.flatMap(({ id, extra, plannedStart, plannedEnd }) =>
      extra.workers.map(({ workerId }) => ({
        visitId: id,
        workerId,
        groupId: id,
        plannedStart,
        plannedEnd,
        assignedBy: "system:demo",
      })),
    ),
  );
  return rows;
}

async function storeOutcomes(unit: Unit, stage: Stage, delivered: readonly DeliveredVisit[]): Promise<void> {
  const idOf = new Map(stage.past.map((visit) => [visit.visitNo, visit.id]));
  const byOutcome = groupBy(delivered, (visit) => visit.outcome);
  for (const [outcome, visits] of byOutcome)
    await updateVisits(
      unit,
      visits.flatMap(({ visitNo }) => idOf.get(visitNo) ?? []),
      { deliveryState: outcome, ...(outcome === "missed" ? { missedSide: "undecided" } : {}) },
    );
}

/**
 * The same plan and seed play the same month on every database.
 * @param until visits that end later stay as they are, and events that arrive later are not there yet
 */
export async function playDelivery(
  context: Context,
  month: PlainMonth,
  seed: string,
  until: Instant,
): Promise<PlayedMonth> {
  return inTransaction(context, async (unit) => {
    const stage = await loadStage(unit, month, seed, until);
    const delivery = demoDeliveryFaults(stage.request);
    const extras = await storeExtraVisits(unit, stage, delivery.extraVisits);
    const rowOf = new Map([...stage.past, ...extras].map((visit) => [visit.visitNo, visit]));
    const latest = plusMinutes(until, -MINUTES_TO_ARRIVE);
    const rows = [...delivery.visits, ...delivery.extraVisits].flatMap(({ visitNo, events }) => {
      const visit = rowOf.get(visitNo);
      const arrived = events.filter((event) => event.at <= latest);
      return visit ? eventRows(unit, visit, arrived) : [];
    });
    await insertVisitEvents(unit, rows);
    await storeOutcomes(unit, stage, delivery.visits);
    await storeLateFacts(unit, context.actor, stage.elders, delivery.lateFacts);
    const faults = delivery.visits.flatMap(({ visitNo, fault }) => (fault === null ? [] : [[visitNo, fault] as const]));
    return {
      played: delivery.visits.length,
      faults: new Map(faults),
      extraVisits: delivery.extraVisits.map(({ visitNo }) => visitNo),
    };
  });
}
