/** What replanning answers: every visit that changes, who is told about what, and the counts. Nothing has been changed yet. */
import type { ElderId, WorkerId } from "../../identifiers.ts";
import type { MoveReason } from "../series-exception.ts";
import type { VisitDebtReason } from "../visit-debt.ts";
import type { Pin, Place } from "./replan-input.ts";

/** Why a visit changes. makes_room: nothing happened to it, it lets another one in. */
export type ChangeReason = MoveReason | "visit_cancelled" | "elder_joined";

/** What the people of a visit notice. */
export type Difference = "worker" | "time" | "day";

/** The level at which a place was found. */
export type ReplanLevel = "insertion" | "ejection" | "rebuilding";

export type VisitOutcome =
  | {
      readonly kind: "placed";
      readonly to: Place;
      readonly on: "same_day" | "make_up_day";
      readonly differs: readonly Difference[];
      readonly level: ReplanLevel;
    }
  /** No place in what is left of the month: it becomes visit debt. */
  | { readonly kind: "owed"; readonly reason: VisitDebtReason }
  /** Agreed or outside the month's four, so that it is neither moved nor owed: a person settles it with the elder. */
  | { readonly kind: "held"; readonly pin: Pin | null };

export type VisitChange = {
  readonly visitKey: string;
  readonly elderId: ElderId;
  readonly sequence: number | null;
  /** Null for a visit that is new. */
  readonly from: Place | null;
  readonly why: ChangeReason;
  readonly outcome: VisitOutcome;
};

export type Told =
  | { readonly kind: "elder"; readonly elderId: ElderId }
  | { readonly kind: "worker"; readonly workerId: WorkerId }
  | { readonly kind: "provider" };

/** What one person is told of one visit. */
export type NoticeMatter =
  "other_worker" | "other_time" | "other_day" | "visit_added" | "visit_taken" | "visit_owed" | "visit_to_settle";

export type NoticeLine = {
  readonly visitKey: string;
  readonly elderId: ElderId;
  readonly matters: readonly NoticeMatter[];
  readonly was: Place | null;
  readonly willBe: Place | null;
  readonly why: ChangeReason;
};

export type Notice = { readonly to: Told; readonly lines: readonly NoticeLine[] };

export type ReplanCounts = {
  /** Visits whom the event touches, or that it brings. */
  readonly hit: number;
  readonly sameDay: number;
  readonly makeUpDay: number;
  readonly owed: number;
  readonly held: number;
  readonly eldersTold: number;
  readonly workersTold: number;
  /** Elders with a visit whom the event does not touch, and how many of them are told of a change. */
  readonly othersInAll: number;
  readonly othersTold: number;
  /** Minutes of travel more than before, from base to base. */
  readonly travelAdded: number;
  /** Places asked for: the work that was done. */
  readonly asked: number;
};

export type Replan = {
  /** In the order of the visits' keys. */
  readonly changes: readonly VisitChange[];
  /** Elders, then workers, then the provider. */
  readonly notices: readonly Notice[];
  readonly counts: ReplanCounts;
};
