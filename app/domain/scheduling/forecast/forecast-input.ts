/** What a month's capacity is forecast from. */
import type { ProviderId } from "../../identifiers.ts";
import type { SubtypeNeed } from "../../matching/basket-parts.ts";
import type { DatePeriod } from "../../time/plain-date.ts";
import type { PlainMonth } from "../../time/plain-month.ts";
import type { WorkCalendar } from "../../time/work-calendar.ts";
import type { Qualification } from "../../workforce/qualification.ts";
import type { PlanningLimits } from "../planning-limits.ts";
import type { WorkingTime } from "../worker-days.ts";

/** An elder who is entitled in the month. */
export type ForecastElder = {
  readonly streetId: number;
  readonly subtypes: readonly SubtypeNeed[];
  readonly visits: number;
};

export type ForecastContract = DatePeriod & {
  readonly streets: "all" | readonly number[];
  readonly subtypes: "all" | readonly string[];
};

/** A provider that may be given visits. */
export type ForecastProvider = { readonly id: ProviderId; readonly contracts: readonly ForecastContract[] };

export type ForecastWorker = WorkingTime & {
  readonly providerId: ProviderId;
  readonly qualifications: readonly Qualification[];
};

export type ForecastInput = {
  readonly month: PlainMonth;
  readonly elders: readonly ForecastElder[];
  readonly providers: readonly ForecastProvider[];
  readonly workers: readonly ForecastWorker[];
  readonly calendar: WorkCalendar;
  readonly limits: PlanningLimits;
  /** Share of the working time that becomes time with elders, 0 to 1; the rest is way, gaps and what goes wrong. */
  readonly utilisationShare: number;
};

/** Share of working time spent with elders [示例/待确认: the district measures it from delivered months]. */
export const FORECAST_UTILISATION_SHARE = 0.75;
