/**
 * Why a care worker cannot go to a visit, each reason with what it rests on, so that the person who assigns reads "busy 14:00-15:00"
 * and not only "busy". The codes are those of planning; an expired certificate is told apart from one that was never there.
 */
import type { WorkerConflict, WorkerDays, WorkingTime } from "../scheduling/worker-days.ts";
import type { DayStop } from "../scheduling/worker-day.ts";
import type { PlainDate } from "../time/plain-date.ts";
import { periodContains } from "../time/plain-date.ts";
import type { QualificationCode } from "../workforce/qualification.ts";
import { qualificationIncludes } from "../workforce/qualification.ts";
import type { BasketNeed, FitWorker, PersonWishes } from "./worker-fit.ts";
import { holdsGroup, wishAgainst } from "./worker-fit.ts";

export type AssignmentConflict =
  | { readonly code: "unqualified"; readonly needs: readonly QualificationCode[] }
  /** One that would do was valid until then. */
  | { readonly code: "credential_expired"; readonly needs: readonly QualificationCode[]; readonly expiredOn: PlainDate }
  | { readonly code: "refused_by_elder" | "sex_not_wanted" }
  | { readonly code: "on_leave"; readonly from: PlainDate; readonly to: PlainDate | null }
  /** The other visit, in minutes of the day. */
  | { readonly code: "worker_busy" | "travel_too_tight"; readonly startMinute: number; readonly endMinute: number }
  | { readonly code: "week_hours"; readonly weekMinutes: number; readonly weekMinutesMax: number }
  | { readonly code: Exclude<WorkerConflict, "on_leave" | "worker_busy" | "travel_too_tight" | "week_hours"> };

export type AskedVisit = {
  readonly date: PlainDate;
  readonly stop: DayStop;
  readonly need: BasketNeed;
  readonly wishes: PersonWishes;
  /** The week's stops of the workers, without the visit itself. */
  readonly days: WorkerDays;
};

export type AskedWorker = FitWorker & WorkingTime;

export type WeekLoad = { readonly weekMinutes: number; readonly weekMinutesMax: number };

/** Groups of which the worker holds nothing that is valid on the date. Of two workers each needs the basic one, the rest together. */
function missingGroups(worker: FitWorker, need: BasketNeed, on: PlainDate): (readonly QualificationCode[])[] {
  const groups = need.workersNeeded === 1 ? need.qualificationGroups : [];
  return [["Q0"] as const, ...groups].filter((group) => !holdsGroup(worker, group, on));
}

function credentialConflict(worker: FitWorker, group: readonly QualificationCode[]): AssignmentConflict {
  const ends = worker.qualifications.flatMap(({ code, expiresOn }) =>
    expiresOn !== null && group.some((needed) => qualificationIncludes(code, needed)) ? [expiresOn] : [],
  );
  const [last] = ends.sort().reverse();
  return last === undefined
    ? { code: "unqualified", needs: group }
    : { code: "credential_expired", needs: group, expiredOn: last };
}

/** The stop that is in the way: the one that overlaps, else the nearest before or after. */
function stopInTheWay({ days, date, stop }: AskedVisit, worker: AskedWorker): DayStop {
  const gap = (other: DayStop) => Math.max(other.startMinute - stop.endMinute, stop.startMinute - other.endMinute);
  const [nearest] = [...days.stopsOn(worker.id, date)].sort((left, right) => gap(left) - gap(right));
  return nearest ?? stop;
}

function timeConflict(
  code: WorkerConflict,
  worker: AskedWorker,
  visit: AskedVisit,
  week: WeekLoad,
): AssignmentConflict {
  switch (code) {
    case "on_leave": {
      const period = worker.leave.find((one) => periodContains(one, visit.date));
      return { code, from: period?.from ?? visit.date, to: period?.to ?? null };
    }
    case "worker_busy":
    case "travel_too_tight": {
      const { startMinute, endMinute } = stopInTheWay(visit, worker);
      return { code, startMinute, endMinute };
    }
    case "week_hours":
      return { code, ...week };
    case "not_employed":
    case "outside_availability":
    case "day_visits":
    case "day_hours":
    case "lunch_break":
      return { code };
  }
}

/** Every reason against, certificates first; empty means the worker can go. */
export function assignmentConflicts(worker: AskedWorker, visit: AskedVisit, week: WeekLoad): AssignmentConflict[] {
  const wish = wishAgainst(visit.wishes, worker);
  return [
    ...missingGroups(worker, visit.need, visit.date).map((group) => credentialConflict(worker, group)),
    ...(wish === null ? [] : [{ code: wish }]),
    ...visit.days.conflicts(worker, visit.date, visit.stop).map((code) => timeConflict(code, worker, visit, week)),
  ];
}
