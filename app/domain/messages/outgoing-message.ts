/**
 * Messages to people outside (外发消息): whom a happening is told to, how long it is worth telling, and when a try is repeated. The consent of
 * the elder decides, as it stands when the message is made; whoever paid an order is told of its money for as long as the link was not ended.
 */
import type { FamilyScope } from "../family/family-link.ts";
import { plusMinutes, type Instant } from "../time/instant.ts";

export const CAUSE_KINDS = [
  "payment_received",
  "refund_done",
  "visit_booked",
  "visit_moved",
  "visit_cancelled",
  "visit_arrived",
  "visit_finished",
  "alert_raised",
  "complaint_answered",
  "invoice_answered",
] as const;
export type CauseKind = (typeof CAUSE_KINDS)[number];

/** The scope that lets a member of the family be told; null for what is told to one person alone. */
export const SCOPE_TOLD: Readonly<Record<CauseKind, FamilyScope | null>> = {
  payment_received: null,
  refund_done: null,
  visit_booked: "schedule",
  visit_moved: "schedule",
  visit_cancelled: "schedule",
  visit_arrived: "schedule",
  visit_finished: "schedule",
  alert_raised: "alerts",
  complaint_answered: null,
  invoice_answered: null,
};

/** Of several changes of one visit that wait together only the last says how it stands. */
export const PLAN_KINDS: readonly CauseKind[] = ["visit_booked", "visit_moved", "visit_cancelled"];

const DAY_MINUTES = 24 * 60;

/**
 * Minutes after which a message says nothing new and is not sent [assumed]: an arrival is no news when the visit is over, an old alarm
 * frightens, and six digits have run out. What is about money is told however late.
 */
const WORTH_MINUTES: Readonly<Record<string, number>> = {
  visit_arrived: 60,
  visit_finished: 12 * 60,
  alert_raised: 60,
  complaint_answered: 7 * DAY_MINUTES,
  invoice_answered: 30 * DAY_MINUTES,
  payment_received: 30 * DAY_MINUTES,
  refund_done: 30 * DAY_MINUTES,
  kiosk_code: 5,
  family_code: 5,
  help: 60,
};

/** Whether a message of this kind is still worth sending. */
export function isWorthTelling(kind: string, happenedAt: Instant, now: Instant): boolean {
  return now <= plusMinutes(happenedAt, WORTH_MINUTES[kind] ?? DAY_MINUTES);
}

/**
 * Minutes after a try at which the next one comes. All tries lie within the ten minutes in which WeChat knows a key again
 * (`client_msg_id`), so that a try whose answer was lost is not a second message.
 */
const RETRY_MINUTES = [0.5, 2, 6] as const;
const KEY_KNOWN_MINUTES = 10;

/** When a message that was tried so often is tried again; null after the last try, when a person looks at it. */
export function nextTryAt(attempts: number, now: Instant): Instant | null {
  const minutes = RETRY_MINUTES[attempts - 1];
  return minutes === undefined ? null : plusMinutes(now, minutes);
}

/**
 * Whether WeChat has forgotten the key by the time at which a message is tried again: the quiet hours or a server that stood still lay between.
 * It may have gone out before, so nobody sends it again by himself.
 * @param nextTryAt when it was due
 */
export function isKeyForgotten(attempts: number, nextTryAt: Instant | null, now: Instant): boolean {
  if (attempts === 0 || nextTryAt === null) return false;
  const sinceFirst = RETRY_MINUTES.slice(0, attempts).reduce((sum, minutes) => sum + minutes, 0);
  return now > plusMinutes(nextTryAt, KEY_KNOWN_MINUTES - sinceFirst);
}

export const MESSAGE_STATES = ["queued", "sent", "recorded", "failed", "too_late"] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];
