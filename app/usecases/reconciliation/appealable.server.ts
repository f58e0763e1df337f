/** What a provider can still contest, and until when: lines of months closed lately, and clawbacks that it was told of. */
import { contestableFen } from "#app/domain/claims/appeal.ts";
import { fen, type Fen } from "#app/domain/money/fen.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { asDate, instant, instantAt, localDateOf } from "#app/domain/time/instant.ts";
import { addDays, plainDate, type PlainDate } from "#app/domain/time/plain-date.ts";
import { WorkCalendar } from "#app/domain/time/work-calendar.ts";
import { listShortLines, listToldClawbacks } from "#db/repositories/appeals.ts";
import { listCalendarDays, listPolicyVersions } from "#db/repositories/reference.ts";
import type { Unit } from "#db/transaction.ts";

/** Working days never take more than three times as many days: no holiday is that long. */
const CALENDAR_FACTOR = 3;
const LONGEST_HOLIDAY_DAYS = 14;

export type AppealDays = {
  /** Last day of an appeal against what was told on a day. */
  readonly untilOf: (toldOn: PlainDate) => PlainDate;
  /** Last day of the answer to an appeal that was filed on a day. */
  readonly answerBy: (filedOn: PlainDate) => PlainDate;
  readonly oldestClose: PlainDate;
};

/** The terms of appeals in force today. */
export async function appealDays(unit: Unit): Promise<AppealDays> {
  const today = localDateOf(unit.now);
  const { parameters } = policyInForce(await listPolicyVersions(unit), today);
  const calendar = new WorkCalendar(await listCalendarDays(unit));
  const { appeal_days: days, appeal_decide_days: decideDays } = parameters;
  return {
    untilOf: (toldOn) => calendar.addWorkingDays(toldOn, days),
    answerBy: (filedOn) => calendar.addWorkingDays(filedOn, decideDays),
    oldestClose: addDays(today, -(CALENDAR_FACTOR * days + LONGEST_HOLIDAY_DAYS)),
  };
}

export type AppealableLine = Awaited<ReturnType<typeof listShortLines>>[number] & {
  readonly contestedFen: Fen;
  readonly until: PlainDate;
};

/** Lines that can be contested today; a line whose last day has passed is none. */
export async function appealableLines(unit: Unit, days: AppealDays): Promise<AppealableLine[]> {
  const today = localDateOf(unit.now);
  const rows = await listShortLines(unit, asDate(instantAt(days.oldestClose, 0)));
  return rows
    .map((row) => ({
      ...row,
      contestedFen: contestableFen({
        askedFen: fen(row.line.claimedFen),
        plannedFen: fen(row.line.plannedFen),
        approvedFen: fen(row.line.approvedFen),
        addedFen: fen(BigInt(row.added)),
      }),
      until: row.closedAt === null ? today : days.untilOf(localDateOf(instant(row.closedAt))),
    }))
    .filter((row) => row.contestedFen > 0n && row.until >= today);
}

/** Clawbacks of the provider with the last day on which each can be contested. */
export async function toldClawbacks(unit: Unit) {
  const today = localDateOf(unit.now);
  return (await listToldClawbacks(unit)).map((row) => {
    const until = row.clawback.appealUntil === null ? null : plainDate(row.clawback.appealUntil);
    const isOpen = row.clawback.state === "notified" && until !== null && until >= today && row.appealNo === null;
    return { ...row, until, isOpen };
  });
}
