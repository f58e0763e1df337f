/**
 * A visit is one planned or unplanned hour at an elder's home: a basket of subtypes, one price, one or two care
 * workers. It carries its delivery state only; what the offices decided and what needs explaining are two other
 * values (visit rules 1, 4).
 */
import type { ContractId, ElderId, ProviderId, SeriesId, StreetId, VisitId, WorkerId } from "../identifiers.ts";
import type { Instant } from "../time/instant.ts";
import { localDateOf, plusMinutes, wholeMinutesBetween } from "../time/instant.ts";
import type { PlainDate } from "../time/plain-date.ts";
import type { PlainMonth } from "../time/plain-month.ts";
import { monthOf } from "../time/plain-month.ts";
import type { DeliveryState } from "./delivery-state.ts";

/** basket = one of the monthly four; medical and event visits stand outside them (service catalogue, funding), and what an elder pays alone. */
export type VisitKind = "basket" | "medical" | "event" | "private";

/** Who was to come, when and for what, as recorded before the start. */
export type VisitPlan = {
  readonly startAt: Instant;
  readonly endAt: Instant;
  readonly subtypes: readonly string[];
  readonly workerIds: readonly WorkerId[];
};

export type Visit = {
  readonly id: VisitId;
  /** Business key, the same on every database: month, elder number and position in the month. */
  readonly visitNo: string;
  readonly kind: VisitKind;
  readonly streetId: StreetId;
  readonly elderId: ElderId;
  readonly providerId: ProviderId;
  readonly contractId: ContractId | null;
  readonly seriesId: SeriesId | null;
  readonly occurrenceOn: PlainDate | null;
  /** Null for a visit nobody had planned. */
  readonly plan: VisitPlan | null;
  readonly deliveryState: DeliveryState;
  /** The provider has expressly given up the claim (放弃申报), so the visit leaves its place in the month's four. */
  readonly waived: boolean;
  readonly version: number;
};

/** Whole minutes of the plan. */
export function plannedMinutes(plan: VisitPlan): number {
  return wholeMinutesBetween(plan.startAt, plan.endAt);
}

/**
 * The month a visit belongs to: that of its start in Asia/Shanghai, also when it ends after midnight (domain rule
 * 2.4).
 */
export function serviceMonthOf(startAt: Instant): PlainMonth {
  return monthOf(localDateOf(startAt));
}

/** A cancellation under 24 hours before the planned start is late (visit rules 4.1). */
export function isLateCancellation(plan: VisitPlan, cancelledAt: Instant): boolean {
  return cancelledAt > plusMinutes(plan.startAt, -24 * 60);
}

/** One of the month's four that the subsidy pays for; a fact that was only recorded is none. */
export function isOfTheFour({ kind, origin }: { readonly kind: string; readonly origin: string }): boolean {
  return kind === "basket" && origin !== "fact";
}

/** Place in the month, the last part of the visit's number. */
export function sequenceOf({ visitNo }: { readonly visitNo: string }): number {
  return Number(visitNo.split("-").at(-1));
}
