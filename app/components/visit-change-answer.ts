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

export type ShownShare = {
  /** Masked. */
  readonly worker: string;
  readonly cameBefore: number;
  readonly minutesBefore: number;
  readonly minutesAfter: number;
};

/** What a move costs; minutes of way, what the elder would notice, and how even the month's work stays. */
export type ShownPrice = {
  readonly wayAdded: number;
  readonly fromWeekday: number | null;
  readonly later: number;
  readonly daysToNearest: number | null;
  /** Null when the same people go. */
  readonly team: {
    readonly leaving: readonly ShownShare[];
    readonly coming: readonly ShownShare[];
    readonly averageMinutes: number;
  } | null;
};

/** One of the provider's care workers at the time that was asked about. */
export type ShownWorkerChoice = {
  readonly workerNo: string;
  /** Masked. */
  readonly name: string;
  /** As things stand. */
  readonly goes: boolean;
  /** Conflict codes; empty when the worker can go. */
  readonly against: readonly string[];
  readonly cameBefore: number;
};

/** What was asked about, to stand in the fields again. */
export type AskedPlace = LocalTime & { readonly workers: readonly string[] };

export type ChangeAnswer = {
  /** Fields that could not be read. */
  readonly fields: readonly string[];
  /** Everything against the new time. */
  readonly conflicts: readonly ShownConflict[];
  readonly edit: ShownEdit | null;
  /** Of a move that was only asked about. */
  readonly price: ShownPrice | null;
  /** Where a move that was only asked about, or that was refused, would go; null when there is none. */
  readonly asked: AskedPlace | null;
  /** Who could go there; empty when nothing was asked. */
  readonly choices: readonly ShownWorkerChoice[];
  readonly workersNeeded: 1 | 2;
  readonly refused: Pick<Refusal, "code" | "facts"> | null;
};

export const NO_ANSWER: ChangeAnswer = {
  fields: [],
  conflicts: [],
  edit: null,
  price: null,
  asked: null,
  choices: [],
  workersNeeded: 1,
  refused: null,
};
