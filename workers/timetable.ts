/** What happens because of the time. Run keys are computed, so that two clocks that owe the same run put it in the queue once. */
import { addDays } from "#app/domain/time/plain-date.ts";
import { addMonths } from "#app/domain/time/plain-month.ts";
import { localDateOf, localMonthOf, localTimeOf, type Instant } from "#app/domain/time/instant.ts";
import type { JobRequest } from "#app/usecases/jobs/start-job.server.ts";

/** Local hour after which the night's runs are owed; later starts catch up with the same run. */
const NIGHT_RUN_MINUTE = 2 * 60;

/** Messages to elders go out between eight and eight. */
const DAY_FROM_MINUTE = 8 * 60;
const DAY_TO_MINUTE = 20 * 60;

/** How often unanswered offers are looked at. */
const OFFER_RUN_MINUTES = 15;

/** The channel has the bills of a day ready from ten in the morning of the next (pay.weixin.qq.com). */
const BILL_MINUTE = 10 * 60 + 30;

function billRuns(now: Instant): JobRequest[] {
  const { date, minute } = localTimeOf(now);
  if (minute < BILL_MINUTE) return [];
  const on = addDays(date, -1);
  return [{ kind: "reconcile-payments", subject: on, input: { on }, onceKey: date }];
}

function offerRuns(now: Instant): JobRequest[] {
  const { date, minute } = localTimeOf(now);
  const onceKey = `${date}/${Math.floor(minute / OFFER_RUN_MINUTES)}`;
  return [
    { kind: "pass-on-offers", subject: "offers", input: {}, onceKey },
    { kind: "offer-freed-slots", subject: "waiting", input: {}, onceKey },
  ];
}

function reminderRun(now: Instant): JobRequest {
  const { date, minute } = localTimeOf(now);
  return { kind: "remind-activities", subject: "activities", input: {}, onceKey: `${date}/${Math.floor(minute / 60)}` };
}

/**
 * Runs owed at this moment. Each hour of the day people are reminded of activities. Each quarter of an hour, offers that nobody answered go on to the next provider, and freed times are kept for those who wait. Each night every visit of this month and the last is judged again: what nobody recorded, such as a
 * missing check-out, is seen only by looking (rule stage "nightly"). What was kept as long as the policy says is blurred or deleted,
 * and what nobody answered in time passes to whoever leads the district.
 */
export function dueRuns(now: Instant): JobRequest[] {
  const { minute } = localTimeOf(now);
  // Nobody is written to at night.
  const reminders = minute >= DAY_FROM_MINUTE && minute < DAY_TO_MINUTE ? [reminderRun(now)] : [];
  if (minute < NIGHT_RUN_MINUTE) return offerRuns(now);
  const month = localMonthOf(now);
  const verify = [addMonths(month, -1), month].map((subject): JobRequest => ({
    kind: "verify-month",
    subject,
    input: { month: subject },
    onceKey: localDateOf(now),
  }));
  const lapse: JobRequest = { kind: "lapse-evidence", subject: "evidence", input: {}, onceKey: localDateOf(now) };
  const escalate: JobRequest = { kind: "escalate-appeals", subject: "appeals", input: {}, onceKey: localDateOf(now) };
  return [...offerRuns(now), ...reminders, ...verify, lapse, escalate, ...billRuns(now)];
}
