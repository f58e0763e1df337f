/** What receiving a phone's events reads and writes: what is known already, the visits they speak of, what is kept aside, what is to be judged. */
import { and, asc, eq, exists, inArray, notInArray, or, sql, type SQL, type Table } from "drizzle-orm";
import { idOfPhoneNo, phoneNoOf } from "#app/domain/visits/phone-unscheduled.ts";
import type { ChainPlace } from "#app/domain/visits/device-chain.ts";
import { isoText } from "#app/domain/time/instant.ts";
import { elderVisitPin, visitEvent, visitEventQuarantine, visitToJudge } from "../schema/visit-event.ts";
import { visit, visitWorker } from "../schema/visit.ts";
import { rowsOf, type Unit } from "../transaction.ts";
import { anyOf, isAnyOfTexts, isOneOf, keyOfBytes, piecesOf } from "./batches.ts";
import type { VisitRow } from "./visits.ts";

export type NewQuarantineRow = typeof visitEventQuarantine.$inferInsert;

/** Whether a worker was ever to go to a visit: what a phone without network recorded counts though somebody else goes now. */
export function everAssigned(unit: Unit, workerId: string) {
  return exists(
    unit.orm
      .select({ one: sql`1` })
      .from(visitWorker)
      .where(and(eq(visitWorker.visitId, visit.id), eq(visitWorker.workerId, workerId))),
  );
}

/** Visits by their numbers, and by what a phone calls one that it recorded unplanned. */
export function calledOneOf(visitNos: readonly string[]): SQL | undefined {
  const ids = visitNos.flatMap((visitNo) => idOfPhoneNo(visitNo) ?? []);
  return or(inArray(visit.visitNo, [...visitNos]), ids.length === 0 ? undefined : inArray(visit.id, ids));
}

/** Of one worker: the visits that the phone names. */
export type AskedVisits = { readonly workerId: string; readonly visitNos: readonly string[] };

/** A visit with everybody who was ever to go to it. */
export type NamedVisit = { readonly visit: VisitRow; readonly workers: readonly string[] };

/**
 * By number and by what a phone may call them. Visits to which one of the workers was ever to go, locked in the order of their numbers.
 * The scope is not asked: it reaches standing ones only.
 */
export async function lockNamedVisits(unit: Unit, asked: readonly AskedVisits[]): Promise<NamedVisit[]> {
  const visitNos = [...new Set(asked.flatMap((one) => one.visitNos))];
  if (visitNos.length === 0) return [];
  const ids = visitNos.flatMap((visitNo) => idOfPhoneNo(visitNo) ?? []);
  const theirs = sql`(select 1 from ${visitWorker} where ${visitWorker.visitId} = ${visit.id}
    and ${visitWorker.workerId} = ${anyOf(asked.map(({ workerId }) => workerId))})`;
  return unit.orm
    .select({
      visit,
      workers: sql<
        string[]
      >`(select jsonb_agg(worker_id) from ${visitWorker} where ${visitWorker.visitId} = ${visit.id})`,
    })
    .from(visit)
    .where(
      and(
        or(isAnyOfTexts(visit.visitNo, visitNos), ids.length === 0 ? undefined : isOneOf(visit.id, ids)),
        sql`exists ${theirs}`,
      ),
    )
    .orderBy(asc(visit.visitNo))
    .for("update");
}

/** Of these visits the worker's own, by each name that the phone gave them. */
export function visitsByName(
  visits: readonly NamedVisit[],
  { workerId, visitNos }: AskedVisits,
): ReadonlyMap<string, VisitRow> {
  const asked = new Set(visitNos);
  const names = (row: VisitRow) => [row.visitNo, phoneNoOf(row.id)].filter((name) => asked.has(name));
  const own = visits.filter(({ workers }) => workers.includes(workerId));
  return new Map(own.flatMap(({ visit: row }) => names(row).map((name) => [name, row] as const)));
}

/** Locked in the order of their numbers. */
export async function lockVisitsById(unit: Unit, ids: readonly string[]): Promise<VisitRow[]> {
  if (ids.length === 0) return [];
  return unit.orm
    .select()
    .from(visit)
    .where(inArray(visit.id, [...ids]))
    .orderBy(asc(visit.visitNo))
    .for("update");
}

/** Of these ids the ones that are stored, with the hash of what was signed (null for an event that no phone signed). */
export async function listKnownEvents(unit: Unit, eventIds: readonly string[]): Promise<Map<string, string | null>> {
  if (eventIds.length === 0) return new Map();
  const rows = await unit.orm
    .select({ eventId: visitEvent.eventId, eventHash: visitEvent.eventHash })
    .from(visitEvent)
    .where(isOneOf(visitEvent.eventId, eventIds));
  return new Map(rows.map((row) => [row.eventId, row.eventHash === null ? null : keyOfBytes(row.eventHash)]));
}

export async function insertQuarantined(unit: Unit, rows: readonly NewQuarantineRow[]): Promise<void> {
  for (const piece of piecesOf(rows)) await unit.orm.insert(visitEventQuarantine).values(piece).onConflictDoNothing();
}

/** The elder's digits on record and the wrong ones typed so far, by visit number, of visits to which the worker was ever to go. */
export async function listPinsOfVisits(unit: Unit, workerId: string, visitNos: readonly string[]) {
  if (visitNos.length === 0) return new Map<string, { pinHash: string | null; wrong: number }>();
  const rows = await unit.orm
    .select({
      visitNo: visit.visitNo,
      pinHash: elderVisitPin.pinHash,
      wrong: sql<number>`(select count(*)::int from ${visitEvent} where ${visitEvent.visitId} = ${visit.id}
        and ${visitEvent.kind} = 'pin_confirm' and ${visitEvent.body} ->> 'outcome' = 'wrong')`,
    })
    .from(visit)
    .leftJoin(elderVisitPin, eq(elderVisitPin.elderId, visit.elderId))
    .where(and(inArray(visit.visitNo, [...visitNos]), everAssigned(unit, workerId)));
  return new Map(rows.map(({ visitNo, pinHash, wrong }) => [visitNo, { pinHash, wrong }]));
}

/** One try less for each wrong entry, in no order: the counter closes the form on which a try is answered at once. */
export async function countWrongPins(unit: Unit, wrongByElder: ReadonlyMap<string, number>): Promise<void> {
  for (const [elderId, wrong] of [...wrongByElder].sort())
    await unit.orm
      .update(elderVisitPin)
      .set({ triesLeft: sql`greatest(0, ${elderVisitPin.triesLeft} - ${wrong}::int)` })
      .where(eq(elderVisitPin.elderId, elderId));
}

/** Says that these visits are to be judged. Never waits: whoever judges takes the rows away. */
export async function insertToJudge(unit: Unit, visitIds: readonly string[]): Promise<void> {
  const visits = [...new Set(visitIds)];
  if (visits.length === 0) return;
  const list = (ids: readonly string[]) => `{${ids.join(",")}}`;
  await unit.orm.execute(sql`
    insert into ${visitToJudge} (id, visit_id, since)
    select id, visit_id, ${isoText(unit.now)}::timestamptz
    from unnest(${list(visits.map(() => unit.newId()))}::uuid[], ${list(visits)}::uuid[]) as said (id, visit_id)`);
}

/**
 * Takes the oldest sayings away, but for those of some visits; rolled back with the unit, they are there again.
 * @returns the visits they name
 */
export async function takeToJudge(unit: Unit, limit: number, except: readonly string[]): Promise<string[]> {
  const others = except.length === 0 ? sql`true` : notInArray(visitToJudge.visitId, [...except]);
  const taken = rowsOf<{ visit_id: string }>(
    await unit.orm.execute(sql`
      delete from ${visitToJudge} where id in (
        select id from ${visitToJudge} where ${others} order by id limit ${limit} for update skip locked)
      returning visit_id`),
  );
  return [...new Set(taken.map((row) => row.visit_id))].sort();
}

export async function hasToJudge(unit: Unit): Promise<boolean> {
  return (await unit.orm.select({ id: visitToJudge.id }).from(visitToJudge).limit(1)).length > 0;
}

/** Numbers that a device gave to its events. */
export type DeviceSeqs = { readonly deviceId: string; readonly seqs: readonly number[] };

/** Visits of the events that come next in their device's numbers after these: what arrived now may fill the gap before them. */
export async function listVisitsAfter(unit: Unit, arrived: readonly DeviceSeqs[]): Promise<string[]> {
  const given = arrived.flatMap(({ deviceId, seqs }) => [...new Set(seqs)].map((seq) => ({ device: deviceId, seq })));
  if (given.length === 0) return [];
  return rowsOf<{ visit_id: string }>(
    await unit.orm.execute(sql`
      select distinct later.visit_id
      from jsonb_to_recordset(${JSON.stringify(given)}::text::jsonb) as arrived (device text, seq bigint)
      cross join lateral (
        select visit_id from ${visitEvent} where device_id = arrived.device and device_seq > arrived.seq
          and event_hash is not null
        order by device_seq limit 1) later`),
  ).map((row) => row.visit_id);
}

export type PlacedLink = {
  readonly visitId: string;
  readonly deviceId: string;
  readonly deviceSeq: number;
  readonly prevHash: string | null;
  readonly place: ChainPlace;
};

type PlacedRow = {
  visit_id: string;
  device_id: string;
  device_seq: string | number;
  prev_hash: string | null;
  before_seq: string | number | null;
  before_hashes: string[] | null;
  is_shared: boolean;
};

/** What a device signed, taken or kept aside, at one place of its numbers; "e" is the event that is asked about. */
const signedAt = (table: Table, columns: string, condition: SQL) =>
  sql`select ${sql.raw(columns)} from ${table} where device_id = e.device_id and event_hash is not null and ${condition}`;
const signedWhere = (columns: string, condition: SQL) =>
  sql`${signedAt(visitEvent, columns, condition)} union all ${signedAt(visitEventQuarantine, columns, condition)}`;
const LATEST_BEFORE = sql.raw("device_seq < e.device_seq order by device_seq desc limit 1");

/**
 * The signed events of these visits that do not simply follow the one before them, with what is there before each. What the device
 * signed and nobody could take has its place in the sequence too. Each event's neighbours are found by the devices' indexes, and never by a
 * list of all events, which the planner would make of a plain "exists".
 */
export async function listUnchainedEvents(unit: Unit, visitIds: readonly string[]): Promise<PlacedLink[]> {
  const found: PlacedLink[] = [];
  for (const piece of piecesOf(visitIds, 2000)) {
    const rows = rowsOf<PlacedRow>(
      await unit.orm.execute(sql`
        select e.visit_id, e.device_id, e.device_seq, encode(e.prev_hash, 'hex') as prev_hash, b.seq as before_seq,
          (select jsonb_agg(distinct encode(event_hash, 'hex')) from (${signedWhere("event_hash", sql`device_seq = b.seq`)}) l) as before_hashes,
          is_shared
        from ${visitEvent} e
        left join lateral (
          select max(device_seq) as seq from (
            (${signedAt(visitEvent, "device_seq", LATEST_BEFORE)}) union all (${signedAt(visitEventQuarantine, "device_seq", LATEST_BEFORE)})) l) b on true
        cross join lateral (
          select (select true from (${signedWhere("1", sql`device_seq = b.seq and event_hash = e.prev_hash`)}) l limit 1) is not null as follows,
                 (select true from (${signedWhere("1", sql`device_seq = e.device_seq and event_hash <> e.event_hash`)}) l limit 1) is not null as is_shared
          offset 0) c
        where e.visit_id = ${anyOf(piece)} and e.event_hash is not null
          and (coalesce(b.seq, 0) <> e.device_seq - 1
            or (e.prev_hash is null) <> (b.seq is null)
            or (b.seq is not null and not follows)
            or is_shared)
        order by e.device_id, e.device_seq`),
    );
    found.push(...rows.map(placedLink));
  }
  return found;
}

function placedLink(row: PlacedRow): PlacedLink {
  return {
    visitId: row.visit_id,
    deviceId: row.device_id,
    deviceSeq: Number(row.device_seq),
    prevHash: row.prev_hash,
    place: {
      before: row.before_seq === null ? null : { seq: Number(row.before_seq), hashes: row.before_hashes ?? [] },
      isShared: row.is_shared,
    },
  };
}

/** An event that was kept aside: what it calls its visit, and the worker under whose session it came. */
export type AsideName = Pick<NewQuarantineRow, "sender" | "visitNo">;

/** Ids of the visits that events kept aside speak of by either name, as far as their senders were ever to go there. */
export async function listVisitsOfAside(unit: Unit, aside: readonly AsideName[]): Promise<string[]> {
  const named = aside.flatMap(({ visitNo, sender }) =>
    visitNo == null ? [] : [{ visit_no: visitNo, id: idOfPhoneNo(visitNo), sender }],
  );
  if (named.length === 0) return [];
  return rowsOf<{ id: string }>(
    await unit.orm.execute(sql`
      select distinct v.id from jsonb_to_recordset(${JSON.stringify(named)}::text::jsonb)
        as named (visit_no text, id uuid, sender text)
      join ${visit} v on v.visit_no = named.visit_no or v.id = named.id
      join ${visitWorker} w on w.visit_id = v.id and w.worker_id::text = named.sender`),
  ).map((row) => row.id);
}

/**
 * How many events that a worker of the visit sent were kept aside for their signature or device, by visit. A phone that recorded it
 * unplanned goes on calling it by its own name.
 */
export async function countUntrustedEvents(unit: Unit, visitIds: readonly string[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const piece of piecesOf(visitIds, 2000)) {
    const rows = rowsOf<{ visit_id: string; events: string | number }>(
      await unit.orm.execute(sql`
        select v.id as visit_id, count(*) as events from ${visit} v
        join ${visitEventQuarantine} q on q.visit_no in (v.visit_no, ${phoneNoOf("")} || v.id::text)
          and q.reason in ('bad-signature', 'unknown-device', 'revoked-device')
        where v.id = ${anyOf(piece)} and exists (
          select 1 from ${visitWorker} w where w.visit_id = v.id and w.worker_id::text = q.sender)
        group by v.id`),
    );
    for (const row of rows) counts.set(row.visit_id, Number(row.events));
  }
  return counts;
}
