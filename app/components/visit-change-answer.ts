/** What the page answers to a change of a visit that was not simply done. */
import type { Refusal } from "#app/domain/refusal.ts";
import type { OccurrenceFate } from "#app/domain/scheduling/series-edit.ts";
import type { LocalTime } from "#app/domain/time/instant.ts";

export const CHANGE_SCOPES = ["this", "this_and_following", "all"] as const;

export type ChangeScope = (typeof CHANGE_SCOPES)[number];

/** `worker` is a masked name, null for what lies with no one worker. */
export type ShownConflict = { readonly code: string; readonly worker: string | null };

export type ShownEditLine = {
  readonly visitNo: string | null;
  readonly fate: OccurrenceFate;
  readonly from: LocalTime | null;
  readonly to: LocalTime | null;
  /** Why the calendar moved it on. */
  readonly reason: string | null;
  readonly conflicts: readonly ShownConflict[];
};

/** An edit of several dates, shown before it is confirmed. */
export type ShownEdit = {
  readonly state: "possible" | "blocked";
  readonly lines: readonly ShownEditLine[];
  readonly scope: ChangeScope;
  readonly date: string;
  readonly time: string;
};

/** What a move costs; minutes of way, and what the elder would notice. */
export type ShownPrice = {
  readonly to: LocalTime;
  readonly wayAdded: number;
  readonly fromWeekday: number | null;
  readonly later: number;
  readonly daysToNearest: number | null;
};

export type ChangeAnswer = {
  /** Fields that could not be read. */
  readonly fields: readonly string[];
  /** Everything against the new time. */
  readonly conflicts: readonly ShownConflict[];
  readonly edit: ShownEdit | null;
  /** Of a move that was only asked about. */
  readonly price: ShownPrice | null;
  readonly refused: Pick<Refusal, "code" | "facts"> | null;
};

export const NO_ANSWER: ChangeAnswer = { fields: [], conflicts: [], edit: null, price: null, refused: null };
