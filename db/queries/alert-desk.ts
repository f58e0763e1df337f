/** The operators' list of alerts with names and places, its version, and who could be sent. */
import { and, asc, between, count, desc, eq, gte, inArray, isNull, ne, or, sql } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { alertReached } from "../repositories/alerts.ts";
import { alert, alertDispatch } from "../schema/alert.ts";
import { device } from "../schema/device.ts";
import { elder } from "../schema/elder.ts";
import { street } from "../schema/reference.ts";
import { helpRequest, ticket } from "../schema/ticket.ts";
import { visit, visitWorker } from "../schema/visit.ts";
import { careWorker } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";
import { streetReached } from "../repositories/scope-conditions.ts";

const shown = {
  alert,
  elderNo: elder.elderNo,
  elderName: elder.name,
  community: elder.community,
  streetZh: street.nameZh,
  streetEn: street.nameEn,
  deviceNo: device.deviceNo,
  typeCode: device.typeCode,
};

const isOpenAlert = (unit: Unit) => and(alertReached(unit), ne(alert.state, "closed"), ne(alert.purpose, "synthetic"));

/** Red alerts that nobody has taken, the one that waits longest first: they stand on top of every screen of the centre. */
export async function listWaitingReds(unit: Unit, most: number) {
  return unit.orm
    .select({
      alertNo: alert.alertNo,
      kind: alert.kind,
      receivedAt: alert.receivedAt,
      streetZh: street.nameZh,
      streetEn: street.nameEn,
    })
    .from(alert)
    .leftJoin(street, eq(street.id, alert.streetId))
    .where(and(isOpenAlert(unit), eq(alert.level, "red"), eq(alert.state, "open")))
    .orderBy(asc(alert.receivedAt), asc(alert.alertNo))
    .limit(most);
}

/** Red alerts of homes that nobody has taken; a test and the machine's own are not among them. */
export async function countUnownedReds(unit: Unit): Promise<number> {
  const [row] = await unit.orm
    .select({ alerts: count() })
    .from(alert)
    .where(and(isOpenAlert(unit), eq(alert.level, "red"), eq(alert.state, "open"), eq(alert.purpose, "real")));
  return row?.alerts ?? 0;
}

/** Alerts that are not closed: red before orange before yellow, the newest of each first, a page at a time. */
export async function listDeskAlerts(unit: Unit, { most, skip }: { readonly most: number; readonly skip: number }) {
  return unit.orm
    .select(shown)
    .from(alert)
    .leftJoin(elder, eq(elder.id, alert.elderId))
    .leftJoin(street, eq(street.id, alert.streetId))
    .leftJoin(device, eq(device.id, alert.deviceId))
    .where(isOpenAlert(unit))
    .orderBy(
      sql`array_position(array['red', 'orange', 'yellow'], ${alert.level})`,
      desc(alert.receivedAt),
      desc(alert.alertNo),
    )
    .limit(most)
    .offset(skip);
}

export type DeskAlertRow = Awaited<ReturnType<typeof listDeskAlerts>>[number];

export async function findDeskAlert(unit: Unit, alertNo: number): Promise<DeskAlertRow | null> {
  const [row] = await unit.orm
    .select(shown)
    .from(alert)
    .leftJoin(elder, eq(elder.id, alert.elderId))
    .leftJoin(street, eq(street.id, alert.streetId))
    .leftJoin(device, eq(device.id, alert.deviceId))
    .where(and(eq(alert.alertNo, alertNo), alertReached(unit)));
  return row ?? null;
}

export async function countOpenAlerts(unit: Unit) {
  return unit.orm
    .select({ level: alert.level, state: alert.state, alerts: count() })
    .from(alert)
    .where(isOpenAlert(unit))
    .groupBy(alert.level, alert.state);
}

/** Calls for help from kiosks that are not over, and tickets of the seats that are due first. */
export async function listBesideAlerts(unit: Unit, most: number) {
  const help = await unit.orm
    .select({
      helpNo: helpRequest.helpNo,
      state: helpRequest.state,
      device: helpRequest.device,
      touchedAt: helpRequest.touchedAt,
    })
    .from(helpRequest)
    .where(and(inArray(helpRequest.state, ["open", "taken", "arrived"]), streetReached(unit, helpRequest.streetId)))
    .orderBy(asc(helpRequest.touchedAt))
    .limit(most);
  const tickets = await unit.orm
    .select({ ticketNo: ticket.ticketNo, kind: ticket.kind, state: ticket.state, dueAt: ticket.dueAt })
    .from(ticket)
    .where(
      and(
        eq(ticket.desk, "operator"),
        inArray(ticket.state, ["new", "assigned", "in_progress", "waiting"]),
        streetReached(unit, ticket.streetId),
      ),
    )
    .orderBy(asc(ticket.dueAt))
    .limit(most);
  return { help, tickets };
}

/** A short text that changes whenever the operators' list would look different. */
export async function alertVersion(unit: Unit): Promise<string> {
  const [alerts] = await unit.orm
    .select({
      rows: count(),
      versions: sql<number>`coalesce(sum(${alert.version}), 0)`.mapWith(Number),
      last: sql<number>`coalesce(max(${alert.alertNo}), 0)`.mapWith(Number),
    })
    .from(alert)
    .where(isOpenAlert(unit));
  const [help] = await unit.orm
    .select({ rows: count(), versions: sql<number>`coalesce(sum(${helpRequest.version}), 0)`.mapWith(Number) })
    .from(helpRequest)
    .where(inArray(helpRequest.state, ["open", "taken", "arrived"]));
  return [alerts?.rows, alerts?.versions, alerts?.last, help?.rows, help?.versions].join(".");
}

/** Sent to an alert that is not closed, and not there yet. */
async function workersOnTheWay(unit: Unit): Promise<ReadonlySet<string | null>> {
  const rows = await unit.orm
    .select({ workerId: alertDispatch.workerId })
    .from(alertDispatch)
    .innerJoin(alert, eq(alert.id, alertDispatch.alertId))
    .where(and(isNull(alertDispatch.arrivedAt), ne(alert.state, "closed")));
  return new Set(rows.map(({ workerId }) => workerId));
}

/** Care workers employed on the day, with where they live. */
export async function listResponderRows(
  unit: Unit,
  day: { readonly on: string; readonly from: Instant; readonly to: Instant },
) {
  const workers = await unit.orm
    .select({
      id: careWorker.id,
      name: careWorker.name,
      latitude: careWorker.latitude,
      longitude: careWorker.longitude,
    })
    .from(careWorker)
    .where(
      and(
        sql`${careWorker.employedFrom} <= ${day.on}`,
        or(isNull(careWorker.employedTo), gte(careWorker.employedTo, day.on)),
      ),
    )
    .orderBy(asc(careWorker.workerNo));
  const visits = await unit.orm
    .select({
      workerId: visitWorker.workerId,
      startAt: visit.plannedStart,
      endAt: visit.plannedEnd,
      latitude: elder.latitude,
      longitude: elder.longitude,
    })
    .from(visit)
    .innerJoin(visitWorker, and(eq(visitWorker.visitId, visit.id), eq(visitWorker.released, false)))
    .innerJoin(elder, eq(elder.id, visit.elderId))
    .where(
      and(
        between(visit.plannedStart, asDate(day.from), asDate(day.to)),
        inArray(visit.deliveryState, ["accepted", "en_route", "in_progress", "done"]),
      ),
    );
  return { workers, visits, onTheWay: await workersOnTheWay(unit) };
}

export async function findPlaceOfElder(unit: Unit, elderId: string) {
  const [row] = await unit.orm
    .select({ latitude: elder.latitude, longitude: elder.longitude })
    .from(elder)
    .where(eq(elder.id, elderId));
  return row ?? null;
}
