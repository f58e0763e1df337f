/**
 * What replanning is given: the standing visits of one provider's month, who is visited, who works, and what happened. Plain values,
 * local dates and minutes of the day, no clock. Providers share nobody, so that an event never reaches another provider.
 */
import type { ElderId, WorkerId } from "../../identifiers.ts";
import type { BasketPart } from "../../matching/basket-parts.ts";
import type { LocalTime } from "../../time/instant.ts";
import type { PlainDate } from "../../time/plain-date.ts";
import type { PlainMonth } from "../../time/plain-month.ts";
import type { WorkCalendar } from "../../time/work-calendar.ts";
import type {
  BookedVisit,
  ElderAbsence,
  PlannableElder,
  PlannableProvider,
  PlannableWorker,
} from "../month-plan/plan-input.ts";
import type { PlanningLimits } from "../planning-limits.ts";

/**
 * Why a visit stays where it is. started: it has begun, or its time has come, and nothing of it changes. confirmed, marked: its day and
 * hour are agreed with the elder, or held by a person; if its care worker drops out, another may come at that hour.
 */
export type Pin = "started" | "confirmed" | "marked";

/** When and by whom a visit is made. */
export type Place = {
  readonly date: PlainDate;
  readonly startMinute: number;
  readonly workerIds: readonly WorkerId[];
};

export type StandingVisit = Place & {
  /** Visit number: order and draws use it. */
  readonly key: string;
  readonly elderId: ElderId;
  /** What is done on this visit; its minutes are those of the visit as it stands. */
  readonly basket: BasketPart;
  /** Place in the month's four; null outside them, where nothing can be owed: such a visit keeps its hour like a confirmed one. */
  readonly sequence: number | null;
  readonly pin: Pin | null;
};

export type ReplanInput = {
  readonly month: PlainMonth;
  readonly provider: PlannableProvider;
  /** Those whom the standing visits name. */
  readonly elders: readonly PlannableElder[];
  readonly workers: readonly PlannableWorker[];
  /** The provider's visits of the month. */
  readonly visits: readonly StandingVisit[];
  /** What stands beside them and cannot change: neighbouring months, other providers' visits of the elders. */
  readonly bookedVisits: readonly BookedVisit[];
  /** Dates of the next month as the elders' rules give them, for the gap at the month's edge. */
  readonly datesAfter: ReadonlyMap<ElderId, readonly PlainDate[]>;
  readonly calendar: WorkCalendar;
  readonly limits: PlanningLimits;
  /** No visit is put before this. */
  readonly earliest: LocalTime;
};

/** Both days included. */
type Days = { readonly from: PlainDate; readonly to: PlainDate };

export type ReplanEvent =
  | ({ readonly kind: "worker_away"; readonly workerId: WorkerId } & Days)
  | ({ readonly kind: "elder_away"; readonly elderId: ElderId; readonly reason: ElderAbsence["reason"] } & Days)
  /** The provider cannot come as planned: the same people do not come on that day. */
  | { readonly kind: "visit_cancelled"; readonly visitKey: string }
  /** `visitsWanted` of the elder are to be placed in what is left of the month. */
  | { readonly kind: "elder_joins"; readonly elder: PlannableElder };
