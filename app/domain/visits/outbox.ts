/**
 * The outbox of a care worker's phone: what waits, what leaves it and when it is sent (reliability 13.2). A row is written with its event
 * in one transaction before the screen says that it is saved, and leaves only by the server's answer for its id.
 *
 * waiting    on the phone only
 * sent       accepted, or known already; kept until the day from the server shows it, so that no screen forgets a check-in in between
 * rejected   kept aside by the server with a reason; stays visible, and nothing waits behind it
 */
import { isPhotoWaiting, type KeptPhoto, type PhotoToKeep } from "../photos/kept-photos.ts";
import type { RejectionReason, SentEvent, SyncAnswer } from "./sync-message.ts";
import { MAX_EVENTS_OF_BATCH } from "./sync-terms.ts";

export type OutboxRow = {
  readonly event: SentEvent;
  /** By the phone's clock, like every time of this file. */
  readonly savedMs: number;
  readonly state: "waiting" | "sent" | "rejected";
  /** When the server's answer was stored; null while waiting. */
  readonly answeredMs: number | null;
  readonly reason: RejectionReason | null;
};

/** Where the device's chain ends. */
export type ChainHead = { readonly lastSeq: number; readonly hash: string | null };

export const EMPTY_CHAIN: ChainHead = { lastSeq: 0, hash: null };

/** What the outbox asks of a disk. Each function is one transaction: after the end of the page it has happened whole or not at all. */
export type OutboxStore = {
  readonly head: () => Promise<ChainHead>;
  /**
   * Writes the row, the chain's next end and the photograph that the event announces. False, and nothing is written, when the chain no
   * longer ends at `after`.
   */
  readonly append: (
    row: OutboxRow,
    chain: { readonly after: ChainHead; readonly next: ChainHead },
    photo?: PhotoToKeep,
  ) => Promise<boolean>;
  /** All rows in the device's order. */
  readonly rows: () => Promise<OutboxRow[]>;
  /** Replaces rows that are still there, and takes rows away. */
  readonly change: (changes: RowChanges) => Promise<void>;
};

export type RowChanges = { readonly put: readonly OutboxRow[]; readonly remove: readonly string[] };

export function waitingRow(event: SentEvent, nowMs: number): OutboxRow {
  return { event, savedMs: nowMs, state: "waiting", answeredMs: null, reason: null };
}

export const isWaiting = (row: OutboxRow): boolean => row.state === "waiting";

/** The oldest that wait, in the device's order. */
export function nextBatch(rows: readonly OutboxRow[], limit: number = MAX_EVENTS_OF_BATCH): OutboxRow[] {
  return rows
    .filter(isWaiting)
    .sort((left, right) => left.event.deviceSeq - right.event.deviceSeq)
    .slice(0, limit);
}

/** What the answers change: only rows that an answer names, and only while they wait. A second answer changes nothing. */
export function answered(rows: readonly OutboxRow[], answers: readonly SyncAnswer[], nowMs: number): OutboxRow[] {
  const byId = new Map(answers.map((one) => [one.eventId, one]));
  return rows.filter(isWaiting).flatMap((row): OutboxRow[] => {
    const answer = byId.get(row.event.eventId);
    if (answer === undefined) return [];
    if (answer.answer === "rejected")
      return [{ ...row, state: "rejected", answeredMs: nowMs, reason: answer.reason ?? "malformed" }];
    return [{ ...row, state: "sent", answeredMs: nowMs, reason: null }];
  });
}

/** Sent rows that a day shows which was asked for after their answer had been stored. */
export function shownBy(rows: readonly OutboxRow[], dayAskedMs: number): string[] {
  return rows
    .filter((row) => row.state === "sent" && row.answeredMs !== null && row.answeredMs <= dayAskedMs)
    .map((row) => row.event.eventId);
}

const [FIRST_WAIT_MS, LONGEST_WAIT_MS] = [2000, 300_000];

/**
 * How long to wait after failures in a row: doubling from 2 s to 5 min, then half of it and a drawn half, so that a district's phones
 * that lost the same network do not come back at the same second.
 * @param draw from 0 up to 1
 */
export function backOffMs(failures: number, draw: number): number {
  const whole = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, failures - 1));
  return Math.round(whole / 2 + (whole / 2) * draw);
}

const HOUR_MS = 3_600_000;
/** Decided in reliability 13.2: a warning on the phone, then the provider is told too. */
const [WARN_HOURS, URGENT_HOURS] = [12, 24];

export type OutboxFacts = {
  readonly waiting: number;
  /** Photographs whose bytes the server does not have yet. */
  readonly photos: number;
  /** Events and photographs that the server will not take as they are. */
  readonly rejected: number;
  /** How long the oldest has waited. */
  readonly warning: "none" | "half-day" | "day";
};

export const NOTHING_WAITS: OutboxFacts = { waiting: 0, photos: 0, rejected: 0, warning: "none" };

export function outboxFacts(rows: readonly OutboxRow[], photos: readonly KeptPhoto[], nowMs: number): OutboxFacts {
  const waiting = rows.filter(isWaiting);
  const unsent = photos.filter(isPhotoWaiting);
  const oldestMs = [...waiting, ...unsent].reduce((oldest, one) => Math.min(oldest, one.savedMs), nowMs);
  const hours = (nowMs - oldestMs) / HOUR_MS;
  return {
    waiting: waiting.length,
    photos: unsent.length,
    rejected: rows.filter((row) => row.state === "rejected").length + (photos.length - unsent.length),
    warning: hours >= URGENT_HOURS ? "day" : hours >= WARN_HOURS ? "half-day" : "none",
  };
}

/** Whether something is on this phone only: then nobody signs out of it. */
export function isUnsent({ waiting, photos }: OutboxFacts): boolean {
  return waiting + photos > 0;
}
