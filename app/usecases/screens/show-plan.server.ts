/** How far a month is (judged, allocated, planned), the figures of its plan, and its visit debt with reasons. Names masked. */
import { maskName } from "#app/domain/access/masking.ts";
import { calendarWarnings, type CalendarWarning } from "#app/domain/scheduling/place-visits.ts";
import { isoText, instant } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { WorkCalendar } from "#app/domain/time/work-calendar.ts";
import { readPlanOverview } from "#db/queries/plan-overview.ts";
import { listCalendarDays } from "#db/repositories/reference.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import type { StoredStats } from "../planning/stored-stats.ts";
import { debtHelps } from "../planning/remedy-rows.server.ts";

/** The figures of the month: what the plan left alone is placed as well. */
function wholeMonthOf(stats: StoredStats): StoredStats {
  const { visitsKept = 0, visitsWanted, visitsPlaced } = stats;
  return { ...stats, visitsWanted: visitsWanted + visitsKept, visitsPlaced: visitsPlaced + visitsKept };
}

export async function showPlan(context: Context, month: PlainMonth) {
  const { found, calendar, helpOf } = await inTransaction(context, async (unit) => {
    const overview = await readPlanOverview(unit, month);
    return {
      found: overview,
      calendar: new WorkCalendar(await listCalendarDays(unit)),
      helpOf: await debtHelps(unit, overview.debts),
    };
  });
  const runs = found.runs.map((run) => ({
    id: run.id,
    kind: run.kind,
    seed: run.seed,
    inputDigest: run.inputDigest,
    resultDigest: run.resultDigest,
    createdAt: isoText(instant(run.createdAt)),
    state: run.state,
    isKept: run.isKept,
  }));
  const planned = found.runs.find((run) => run.kind === "plan" && run.state === "published");
  const open = found.debts.filter((debt) => debt.state === "open");
  const reasons = [...new Set(open.map((debt) => debt.reason))].sort();
  const warnings = planned ? (planned.warnings as CalendarWarning[]) : calendarWarnings(month, calendar);
  return {
    candidates: found.candidates,
    eligible: found.eligible,
    allocated: found.allocated,
    plan: runs.find((run) => run.id === planned?.id) ?? null,
    drafts: runs.filter((run) => run.state === "draft"),
    stats: planned ? wholeMonthOf(planned.stats as StoredStats) : null,
    missingYear: warnings[0]?.year ?? null,
    runs,
    debtReasons: reasons.map((reason) => ({ reason, visits: open.filter((debt) => debt.reason === reason).length })),
    debts: found.debts.map(({ facts, ...debt }) => ({
      ...debt,
      help: helpOf(facts),
      name: maskName(debt.name),
      originalOn: debt.originalOn === null ? null : plainDate(debt.originalOn),
    })),
  };
}
