/**
 * Runs the late ladder over every visit that is near or unsettled: tells what is due, ends what is over, and presumes missed what nobody
 * checked in to. What is told stands in the table before anybody reads it, so a restart loses nothing, and a step that stands there is
 * not told again.
 */
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import type { PolicyVersion } from "#app/domain/policy/policy-version.ts";
import { asDate, instant, localDateOf, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import type { DeliveryState } from "#app/domain/visits/delivery-state.ts";
import {
  askLadder,
  type Audience,
  type LadderAnswer,
  type NoticeKind,
  type Rung,
  type ToldNotice,
} from "#app/domain/visits/late-ladder.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import {
  endNotices,
  insertNotices,
  listDoorEvents,
  listLadderVisits,
  listNoticesOfVisits,
  type NewNoticeRow,
  type NoticeRow,
} from "#db/repositories/notices.ts";
import { lockVisitsById, insertToJudge } from "#db/repositories/received-events.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { listVisitsById, listWorkersOfVisits, updateVisits, type VisitRow } from "#db/repositories/visits.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { groupBy } from "./verification-facts.server.ts";

/** Visits of one unit of work. */
const VISITS_OF_UNIT = 200;

const DAY_MINUTES = 24 * 60;
/** An accepted visit without a check-in is looked at until long after any outage. */
const LOOK_BACK_DAYS = 35;
/** A missed visit that nobody explained is brought up for a few days; after that it stands in the lists of the month. */
const MISSED_DAYS = 3;

type Asked = { readonly visit: VisitRow; readonly answer: LadderAnswer; readonly told: readonly NoticeRow[] };

function toldOf(row: NoticeRow): ToldNotice {
  return {
    kind: row.kind as NoticeKind,
    audience: row.audience as Audience,
    forStartAt: instant(row.plannedStart),
    overtaken: row.overtaken,
    ended: row.endedAt !== null,
  };
}

type Door = { readonly kind: string; readonly deviceTime: Date; readonly receivedAt: Date };

/** When it happened: the phone's time, but never after it was heard. */
function doorAt(events: readonly Door[], kind: string): Instant | null {
  const times = events
    .filter((event) => event.kind === kind)
    .map((event) => Math.min(event.deviceTime.getTime(), event.receivedAt.getTime()));
  return times.length === 0 ? null : instant(new Date(Math.min(...times)));
}

async function askAll(unit: Unit, visits: readonly VisitRow[], policies: readonly PolicyVersion[]): Promise<Asked[]> {
  const ids = visits.map((visit) => visit.id);
  const notices = groupBy(await listNoticesOfVisits(unit, ids), (row) => row.visitId);
  const doors = groupBy(await listDoorEvents(unit, ids), (row) => row.visitId);
  const attended = new Set((await listWorkersOfVisits(unit, ids)).map(({ visitId }) => visitId));
  return visits.map((visit) => {
    const told = notices.get(visit.id) ?? [];
    const door = doors.get(visit.id) ?? [];
    const startAt = instant(visit.plannedStart);
    const given = {
      startAt,
      endAt: instant(visit.plannedEnd),
      deliveryState: visit.deliveryState as DeliveryState,
      hasWorker: attended.has(visit.id),
      isExplained: visit.missedReason !== null,
      noAnswerAt: doorAt(door, "no_answer"),
      unsafeAt: doorAt(door, "unsafe"),
    };
    const { parameters } = policyInForce(policies, localDateOf(startAt));
    return { visit, told, answer: askLadder(given, told.map(toldOf), unit.now, parameters) };
  });
}

const hasNews = ({ answer }: Asked) => answer.tell.length + answer.end.length > 0 || answer.isMissed;

function spanAt(now: Instant, policies: readonly PolicyVersion[]) {
  const { parameters } = policyInForce(policies, localDateOf(now));
  return {
    until: plusMinutes(now, parameters.alert_reminder_min),
    from: plusMinutes(now, -LOOK_BACK_DAYS * DAY_MINUTES),
    missedFrom: plusMinutes(now, -MISSED_DAYS * DAY_MINUTES),
  };
}

async function candidates(unit: Unit): Promise<{ ids: string[]; policies: PolicyVersion[] }> {
  const policies = await listPolicyVersions(unit);
  return { ids: await listLadderVisits(unit, spanAt(unit.now, policies)), policies };
}

/** Whether anything is due now: asked each minute, so that nothing is queued when there is nothing to tell. */
export async function isAnythingToTell(context: Context): Promise<boolean> {
  return inReading({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const { ids, policies } = await candidates(unit);
    for (let start = 0; start < ids.length; start += VISITS_OF_UNIT) {
      const visits = await listVisitsById(unit, ids.slice(start, start + VISITS_OF_UNIT));
      if ((await askAll(unit, visits, policies)).some(hasNews)) return true;
    }
    return false;
  });
}

function noticeRows(unit: Unit, visit: VisitRow, rung: Rung, workers: readonly string[]): NewNoticeRow[] {
  const row = (recipient: string, workerId: string | null): NewNoticeRow => ({
    id: unit.newId(),
    visitId: visit.id,
    streetId: visit.streetId,
    providerId: visit.providerId,
    workerId,
    kind: rung.kind,
    audience: rung.audience,
    recipient,
    plannedStart: visit.plannedStart,
    dueAt: asDate(rung.dueAt),
    madeAt: asDate(unit.now),
    overtaken: rung.overtaken,
  });
  if (rung.audience === "provider") return [row(visit.providerId, null)];
  if (rung.audience === "street") return [row(String(visit.streetId), null)];
  return workers.map((workerId) => row(workerId, workerId));
}

async function writeDown(unit: Unit, asked: readonly Asked[]): Promise<void> {
  const ids = asked.map(({ visit }) => visit.id);
  const workers = groupBy(await listWorkersOfVisits(unit, ids), (row) => row.visitId);
  await insertNotices(
    unit,
    asked.flatMap(({ visit, answer }) =>
      answer.tell.flatMap((rung) =>
        noticeRows(
          unit,
          visit,
          rung,
          (workers.get(visit.id) ?? []).map(({ workerId }) => workerId),
        ),
      ),
    ),
  );
  const ends = asked.flatMap(({ told, answer }) =>
    answer.end.flatMap((over) =>
      told
        .filter(
          (row) =>
            row.kind === over.kind && row.audience === over.audience && row.plannedStart.getTime() === over.forStartAt,
        )
        .map((row) => ({ id: row.id, reason: over.for })),
    ),
  );
  for (const [reason, those] of groupBy(ends, (one) => one.reason))
    await endNotices(
      unit,
      those.map(({ id }) => id),
      reason,
    );
  const missed = asked.filter(({ answer }) => answer.isMissed).map(({ visit }) => visit.id);
  await updateVisits(unit, missed, { deliveryState: "missed", missedSide: "undecided" });
  await insertToJudge(unit, missed);
}

export type DayRun = { readonly told: number; readonly ended: number; readonly missed: number };

/** @returns how many steps were told to somebody, how many notices ended, and how many visits are presumed missed now */
export async function runDay(given: Context): Promise<DayRun> {
  const context = { ...given, scope: WHOLE_DISTRICT };
  const { ids, policies } = await inReading(context, candidates);
  const sum = { told: 0, ended: 0, missed: 0 };
  for (let start = 0; start < ids.length; start += VISITS_OF_UNIT)
    await inTransaction(context, async (unit) => {
      // Locked first: a check-in that arrives at this moment is either seen here or ends the notice in the next minute.
      const visits = await lockVisitsById(unit, ids.slice(start, start + VISITS_OF_UNIT));
      const asked = (await askAll(unit, visits, policies)).filter(hasNews);
      if (asked.length === 0) return;
      await writeDown(unit, asked);
      const told = asked.flatMap(({ answer }) => answer.tell.filter((rung) => !rung.overtaken)).length;
      const ended = asked.flatMap(({ answer }) => answer.end).length;
      const missed = asked.filter(({ answer }) => answer.isMissed).length;
      await insertAuditEvent(unit, context.actor, {
        chain: "visits",
        action: "day.tell",
        subjectType: "visits",
        subjectId: asked[0]?.visit.visitNo ?? "",
        facts: { visits: asked.length, told, ended, missed },
      });
      sum.told += told;
      sum.ended += ended;
      sum.missed += missed;
    });
  return sum;
}
