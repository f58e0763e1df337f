/** Alerts, their ladder and what happened to them. */
import { and, asc, desc, eq, gte, inArray, isNull, lt, ne, or, sql } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { LADDER_STEPS, type DueStep } from "#app/domain/alerts/escalation.ts";
import { alarmDrill, alert, alertDispatch, alertEvent, alertStep } from "../schema/alert.ts";
import { rowsOf, type Unit } from "../transaction.ts";
import { isOneOf, isOneOfTexts } from "./batches.ts";
import { streetReached } from "./scope-conditions.ts";

export type AlertRow = typeof alert.$inferSelect;
export type NewAlertRow = typeof alert.$inferInsert;
export type AlertEventRow = typeof alertEvent.$inferSelect;

/** The channel on which every change of an alert is said; the payload is the alert's id. */
export function alertChannel(districtSchema: string): string {
  return `alerts_${districtSchema}`;
}

/** Says that the operators' list looks different, once this unit ends well. */
export async function announceAlerts(unit: Unit): Promise<void> {
  await unit.orm.execute(sql`select pg_notify('alerts_' || current_schema(), '')`);
}

/** An alert as it is first stored. */
export type AlertToStore = {
  readonly id: string;
  readonly elderId: string | null;
  readonly streetId: number | null;
  readonly deviceId: string | null;
  readonly kind: string;
  readonly level: string;
  readonly purpose: string;
  readonly raisedAt: Instant;
  readonly late: boolean;
  readonly facts: object;
  readonly causeKey: string;
};

/**
 * Numbered in the order given. One statement and one parameter, however many.
 * @returns numbers by id; one whose cause has raised an alert already is not among them
 */
export async function insertAlerts(unit: Unit, alerts: readonly AlertToStore[]): Promise<ReadonlyMap<string, number>> {
  if (alerts.length === 0) return new Map();
  const rows = alerts.map(({ raisedAt, ...row }) => ({ ...row, raisedAt: asDate(raisedAt) }));
  const stored = rowsOf<{ id: string; alertNo: number }>(
    await unit.orm.execute(sql`
      insert into alert (id, elder_id, street_id, device_id, kind, level, purpose, raised_at, received_at, last_at, late, facts, cause_key)
      select id, "elderId", "streetId", "deviceId", kind, level, purpose, "raisedAt", ${asDate(unit.now).toISOString()}::timestamptz,
        "raisedAt", late, facts, "causeKey"
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(id uuid, "elderId" uuid, "streetId" integer, "deviceId" uuid, kind text, level text, purpose text,
             "raisedAt" timestamptz, late boolean, facts jsonb, "causeKey" text)
      on conflict (cause_key) do nothing
      returning id, alert_no as "alertNo"`),
  );
  return new Map(stored.map(({ id, alertNo }) => [id, alertNo]));
}

/** Steps of the ladder of alerts that have just been stored. */
export async function insertSteps(
  unit: Unit,
  steps: readonly (DueStep & { readonly alertId: string })[],
): Promise<void> {
  if (steps.length === 0) return;
  const rows = steps.map(({ dueAt, ...step }) => ({ ...step, dueAt: asDate(dueAt) }));
  await unit.orm.execute(sql`
    insert into alert_step (alert_id, step, due_at)
    select "alertId", step, "dueAt"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("alertId" uuid, step text, "dueAt" timestamptz)`);
}

export type NewEvent = {
  readonly alertId: string;
  readonly by: string;
  readonly kind: string;
  readonly facts?: object;
};

/** One statement and one parameter, however many events. */
export async function insertAlertEvents(unit: Unit, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((event) => ({ facts: {}, ...event, id: unit.newId() }));
  await unit.orm.execute(sql`
    insert into alert_event (id, alert_id, at, by, kind, facts)
    select id, "alertId", ${asDate(unit.now).toISOString()}::timestamptz, "by", kind, facts
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id uuid, "alertId" uuid, "by" text, kind text, facts jsonb)`);
}

/** Alerts of a device that stand open or taken. The caller holds the device's row. */
export async function listStandingAlerts(unit: Unit, deviceIds: readonly string[]): Promise<AlertRow[]> {
  if (deviceIds.length === 0) return [];
  return unit.orm
    .select()
    .from(alert)
    .where(and(isOneOf(alert.deviceId, deviceIds), inArray(alert.state, ["open", "taken"])));
}

export type Repeated = { readonly id: string; readonly times: number; readonly lastAt: Instant };

/** The same was said again. @param all each alert once */
export async function updateRepeated(unit: Unit, all: readonly Repeated[]): Promise<void> {
  if (all.length === 0) return;
  const rows = all.map(({ lastAt, ...row }) => ({ ...row, lastAt: asDate(lastAt) }));
  await unit.orm.execute(sql`
    update alert set repeats = alert.repeats + r.times, version = alert.version + r.times,
      last_at = greatest(alert.last_at, r."lastAt")
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, times integer, "lastAt" timestamptz)
    where alert.id = r.id`);
}

/** One alert of the scope behind a lock; alerts without a home are the centre's, whose scope is the district. */
export async function lockAlert(unit: Unit, alertNo: number): Promise<AlertRow | null> {
  const [row] = await unit.orm
    .select()
    .from(alert)
    .where(and(eq(alert.alertNo, alertNo), alertReached(unit)))
    .for("update");
  return row ?? null;
}

export function alertReached(unit: Unit) {
  return streetReached(unit, alert.streetId);
}

export async function updateAlert(unit: Unit, id: string, values: Partial<NewAlertRow>): Promise<void> {
  await unit.orm
    .update(alert)
    .set({ ...values, version: sql`${alert.version} + 1` })
    .where(eq(alert.id, id));
}

/** Steps of the ladder that are no longer needed. */
export async function endSteps(unit: Unit, alertId: string, endedFor: "taken" | "closed"): Promise<void> {
  await unit.orm
    .update(alertStep)
    .set({ endedAt: asDate(unit.now), endedFor })
    .where(and(eq(alertStep.alertId, alertId), isNull(alertStep.toldAt), isNull(alertStep.endedAt)));
}

export type ToldStep = { readonly alertId: string; readonly step: string; readonly dueAt: Date };

const rungOf = ({ step }: { readonly step: string }) => (LADDER_STEPS as readonly string[]).indexOf(step);

/** Compare and set: of several processes that look at once, one tells each step. */
export async function tellDue(unit: Unit, most: number): Promise<ToldStep[]> {
  const now = asDate(unit.now).toISOString();
  const rows = rowsOf<{ alertId: string; step: string; dueAt: Date | string }>(
    await unit.orm.execute(sql`
      update alert_step set told_at = ${now}::timestamptz
      where (alert_id, step) in (
        select alert_id, step from alert_step
        where told_at is null and ended_at is null and due_at <= ${now}::timestamptz
        order by due_at limit ${most} for update skip locked)
      and told_at is null and ended_at is null
      returning alert_id as "alertId", step, due_at as "dueAt"`),
  );
  return rows
    .map((row) => ({ ...row, dueAt: new Date(row.dueAt) }))
    .sort((left, right) => left.dueAt.getTime() - right.dueAt.getTime() || rungOf(left) - rungOf(right));
}

export async function touchAlerts(unit: Unit, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await unit.orm
      .update(alert)
      .set({ version: sql`${alert.version} + 1` })
      .where(and(isOneOf(alert.id, ids), ne(alert.state, "closed")));
}

export async function insertDispatch(unit: Unit, row: typeof alertDispatch.$inferInsert): Promise<void> {
  await unit.orm.insert(alertDispatch).values(row);
}

export async function updateArrived(unit: Unit, alertId: string): Promise<void> {
  await unit.orm
    .update(alertDispatch)
    .set({ arrivedAt: asDate(unit.now) })
    .where(and(eq(alertDispatch.alertId, alertId), isNull(alertDispatch.arrivedAt)));
}

/** Drills that await a press of these devices now, one for each at most. */
export async function lockOpenDrills(unit: Unit, deviceIds: readonly string[]) {
  if (deviceIds.length === 0) return [];
  return unit.orm
    .select()
    .from(alarmDrill)
    .where(and(isOneOf(alarmDrill.deviceId, deviceIds), isNull(alarmDrill.alertId), isNull(alarmDrill.endedAt)))
    .orderBy(asc(alarmDrill.id))
    .for("update");
}

export async function insertDrill(unit: Unit, row: typeof alarmDrill.$inferInsert): Promise<void> {
  await unit.orm.insert(alarmDrill).values(row);
}

export async function updateDrill(
  unit: Unit,
  id: string,
  values: { readonly alertId: string } | { readonly endedAt: Date },
): Promise<void> {
  await unit.orm.update(alarmDrill).set(values).where(eq(alarmDrill.id, id));
}

/** Drills of a span with the alert that each became. */
export async function listDrills(unit: Unit, since: Instant) {
  return unit.orm
    .select({ drill: alarmDrill, alert })
    .from(alarmDrill)
    .leftJoin(alert, eq(alert.id, alarmDrill.alertId))
    .where(gte(alarmDrill.openedAt, asDate(since)))
    .orderBy(desc(alarmDrill.openedAt));
}

export async function findAlertByCause(unit: Unit, causeKey: string): Promise<AlertRow | null> {
  const [row] = await unit.orm.select().from(alert).where(eq(alert.causeKey, causeKey));
  return row ?? null;
}

/** Which of these causes have raised an alert already. */
export async function listKnownCauses(unit: Unit, causeKeys: readonly string[]): Promise<ReadonlySet<string>> {
  if (causeKeys.length === 0) return new Set();
  const rows = rowsOf<{ causeKey: string }>(
    await unit.orm.execute(
      sql`select cause_key as "causeKey" from alert where ${isOneOfTexts(alert.causeKey, causeKeys)}`,
    ),
  );
  return new Set(rows.map(({ causeKey }) => causeKey));
}

/** Yellow alerts of silence whose device has been heard since. */
export async function listSilentAlerts(unit: Unit): Promise<AlertRow[]> {
  return unit.orm
    .select()
    .from(alert)
    .where(and(eq(alert.kind, "silent"), inArray(alert.state, ["open", "taken"])));
}

/** Alerts that are not closed, and those closed since; red first, the oldest first. */
export async function listAlertsForDesk(unit: Unit, closedSince: Instant): Promise<AlertRow[]> {
  return unit.orm
    .select()
    .from(alert)
    .where(and(alertReached(unit), or(ne(alert.state, "closed"), gte(alert.closedAt, asDate(closedSince)))))
    .orderBy(sql`array_position(array['red', 'orange', 'yellow'], ${alert.level})`, asc(alert.raisedAt), asc(alert.id))
    .limit(500);
}

export async function listAlertEvents(unit: Unit, alertId: string): Promise<AlertEventRow[]> {
  return unit.orm
    .select()
    .from(alertEvent)
    .where(eq(alertEvent.alertId, alertId))
    .orderBy(asc(alertEvent.at), asc(alertEvent.id));
}

export async function listSteps(unit: Unit, alertIds: readonly string[]) {
  if (alertIds.length === 0) return [];
  return unit.orm
    .select()
    .from(alertStep)
    .where(inArray(alertStep.alertId, [...alertIds]))
    .orderBy(asc(alertStep.dueAt));
}

export async function listDispatches(unit: Unit, alertId: string) {
  return unit.orm
    .select()
    .from(alertDispatch)
    .where(eq(alertDispatch.alertId, alertId))
    .orderBy(asc(alertDispatch.sentAt));
}

export async function findAlert(unit: Unit, alertNo: number): Promise<AlertRow | null> {
  const [row] = await unit.orm
    .select()
    .from(alert)
    .where(and(eq(alert.alertNo, alertNo), alertReached(unit)));
  return row ?? null;
}

/** Alerts received in a span, for figures. */
export async function listAlertsReceived(
  unit: Unit,
  span: { readonly from: Instant; readonly to: Instant },
): Promise<AlertRow[]> {
  return unit.orm
    .select()
    .from(alert)
    .where(and(alertReached(unit), gte(alert.receivedAt, asDate(span.from)), lt(alert.receivedAt, asDate(span.to))))
    .orderBy(asc(alert.receivedAt));
}

/** The newest alerts of an elder. */
export async function listAlertsOfElder(unit: Unit, elderId: string, limit: number): Promise<AlertRow[]> {
  return unit.orm.select().from(alert).where(eq(alert.elderId, elderId)).orderBy(desc(alert.raisedAt)).limit(limit);
}
