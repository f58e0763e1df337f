/** The day as it runs: who is late, who needs help, what was cleared; late visits first. Names masked. */
import { maskName } from "#app/domain/access/masking.ts";
import {
  instant,
  instantAt,
  isoText,
  localDateOf,
  wholeMinutesBetween,
  type Instant,
} from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { isNewsKind, type NoticeKind } from "#app/domain/visits/late-ladder.ts";
import { MISSED_REASONS } from "#app/domain/visits/missed-reason.ts";
import { countByState, listDayVisits } from "#db/queries/day-board.ts";
import { listOpenNotices, type NoticeRow } from "#db/repositories/notices.ts";
import { listUnjustified } from "#db/repositories/unscheduled.ts";
import { inReading, type Context } from "#db/transaction.ts";

/** The gravest first. */
const ORDER: readonly NoticeKind[] = [
  "unsafe",
  "no_answer",
  "presumed_missed",
  "late_street",
  "late_provider",
  "late_worker",
  "check_out_missing",
  "check_out_reminder",
  "reminder",
  "taken_off",
  "put_on",
  "called_off",
  "all_clear",
];

/** What was cleared, or said about who goes, is news for a day. */
const NEWS_MINUTES = 24 * 60;
const isNews = (row: NoticeRow) => isNewsKind(row.kind);

function isFresh(row: NoticeRow, now: Instant): boolean {
  return !isNews(row) || (row.acknowledgedAt === null && wholeMinutesBetween(instant(row.madeAt), now) < NEWS_MINUTES);
}

/** Minutes since the planned start, or since the planned end for what waits for a check-out; 0 before it. */
function minutesLate(row: NoticeRow, end: Date, now: Instant): number {
  const since = row.kind.startsWith("check_out") ? instant(end) : instant(row.plannedStart);
  return Math.max(0, wholeMinutesBetween(since, now));
}

/** @param audience whose notices: of a street in the street's scope, of a provider in the provider's */
export async function showDay(context: Context, audience: "street" | "provider") {
  return inReading(context, async (unit) => {
    const today = localDateOf(unit.now);
    const span = { from: instantAt(today, 0), to: instantAt(addDays(today, 1), 0) };
    const open = (await listOpenNotices(unit, audience)).filter(({ notice }) => isFresh(notice, unit.now));
    const about = new Map(
      (
        await listDayVisits(
          unit,
          open.map(({ visit }) => visit.id),
        )
      ).map((row) => [row.visit.id, row]),
    );
    const rows = open.flatMap(({ notice }) => {
      const found = about.get(notice.visitId);
      if (!found) return [];
      return [
        {
          id: notice.id,
          kind: notice.kind as NoticeKind,
          visitNo: found.visit.visitNo,
          start: isoText(instant(notice.plannedStart)),
          minutesLate: minutesLate(notice, found.visit.plannedEnd, unit.now),
          deliveryState: found.visit.deliveryState,
          cancelReason: found.visit.cancelReason,
          elderNo: found.elderNo,
          elderName: maskName(found.elderName),
          hasPhone: found.hasPhone,
          community: found.community,
          streetZh: found.streetZh,
          streetEn: found.streetEn,
          provider: found.provider,
          workers: found.workers.map(maskName),
          knownBy: notice.acknowledgedBy?.replace(/^user:/, "") ?? null,
          isExplained: found.visit.missedReason !== null,
        },
      ];
    });
    const unjustified = audience === "provider" ? await listUnjustified(unit) : [];
    return {
      today,
      counts: Object.fromEntries((await countByState(unit, span)).map(({ state, visits }) => [state, visits])),
      late: rows
        .filter(({ kind }) => kind !== "all_clear")
        .toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || (a.start < b.start ? -1 : 1)),
      cleared: rows.filter(({ kind }) => kind === "all_clear"),
      missedReasons: MISSED_REASONS,
      unjustified: unjustified.map(({ visit, said, elderName }) => ({
        visitNo: visit.visitNo,
        elderName: maskName(elderName),
        at: isoText(instant(said.recordedAt)),
        reason: said.reasonCode,
      })),
    };
  });
}

/** How many visits wait for somebody of the desk: the number beside its entry. */
export async function countLate(context: Context, audience: "street" | "provider"): Promise<number> {
  return inReading(context, async (unit) => {
    const open = await listOpenNotices(unit, audience);
    return open.filter(({ notice }) => !isNews(notice) && notice.acknowledgedAt === null).length;
  });
}

/** What a care worker is told now: reminders, lateness, and changes of who goes. */
export async function showWorkerNotices(context: Context) {
  return inReading(context, async (unit) => {
    const open = (await listOpenNotices(unit, "worker")).filter(({ notice }) => isFresh(notice, unit.now));
    return open
      .map(({ notice, visit }) => ({
        id: notice.id,
        kind: notice.kind as NoticeKind,
        visitNo: visit.visitNo,
        start: isoText(instant(notice.plannedStart)),
        isNews: isNews(notice),
        cancelReason: visit.cancelReason,
      }))
      .toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  });
}
