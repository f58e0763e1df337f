/**
 * Takes what a form of the care worker's pages says about one visit, and judges it in the same unit. Nothing is refused because of a
 * rule: what happened is kept, then judged. The id of an event is its idempotency key: the same id twice is one row, whatever the second
 * copy says. A phone with an outbox sends signed events to receive-events.server.ts.
 */
import { identify, type VisitId, type WorkerId } from "#app/domain/identifiers.ts";
import { asDate, instant, type Instant } from "#app/domain/time/instant.ts";
import { readPhoneEvent, type PhoneEvent } from "#app/domain/visits/phone-events.ts";
import type { PinOutcome, VisitEvent } from "#app/domain/visits/visit-events.ts";
import { sha256Bytes } from "#app/integrations/crypto/digest.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { insertQuarantine } from "#db/repositories/visit-intake.ts";
import { lockVisit, type VisitRow } from "#db/repositories/visits.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { visitEventRow } from "./stored-events.ts";
import { isToBeJudged, takeEvents } from "./take-events.server.ts";
import { judgeAround } from "./verify-visit.server.ts";

export type EventSender = { readonly workerId: string; readonly deviceId: string };

export type SentEvents = {
  readonly visitNo: string;
  readonly sender: EventSender;
  /** As they came; nothing about their shape is trusted. */
  readonly events: readonly unknown[];
  /** What came of the elder's digits, when the caller has compared them. */
  readonly pin?: PinOutcome;
};

export type EventAnswer = {
  readonly answer: "accepted" | "duplicate" | "rejected";
  readonly reason: "malformed" | "not-your-visit" | null;
};

export type RecordedEvents = { readonly answers: readonly EventAnswer[]; readonly deliveryState: string | null };

/** Online the server measures the clock difference itself, so a wrong clock on the phone moves nothing. */
export function eventOfPhone(visit: VisitRow, sender: EventSender, event: PhoneEvent, now: Instant): VisitEvent {
  const deviceAt = event.deviceMs === null ? now : instant(event.deviceMs);
  return {
    eventId: event.eventId,
    visitId: identify<VisitId>(visit.id),
    workerId: identify<WorkerId>(sender.workerId),
    deviceId: sender.deviceId,
    deviceSeq: deviceAt,
    deviceAt,
    serverOffsetMs: now - deviceAt,
    skewMs: null,
    page: null,
    receivedAt: now,
    body: event.body,
  };
}

/** The digits themselves never reach an event; what came of them does. */
function withOutcome(event: PhoneEvent | null, outcome: PinOutcome): PhoneEvent | null {
  if (event?.body.kind !== "pin_confirm") return event;
  return { ...event, body: { ...event.body, outcome } };
}

async function keepAside(unit: Unit, sent: SentEvents, raw: unknown, reason: "malformed" | "not-your-visit") {
  await insertQuarantine(unit, {
    id: unit.newId(),
    eventId: null,
    visitNo: sent.visitNo.slice(0, 60),
    sender: sent.sender.workerId,
    reason,
    body: raw ?? null,
    bodyDigest: sha256Bytes(`${sent.visitNo}|${JSON.stringify(raw ?? null)}`),
    receivedAt: asDate(unit.now),
  });
}

/**
 * Gives one answer for each event, in their order. A visit that the sender does not reach answers "not-your-visit"; both kinds of
 * rejected events are kept, so that a phone can count them as sent.
 */
export async function recordVisitEvents(context: Context, sent: SentEvents): Promise<RecordedEvents> {
  return inTransaction(context, async (unit) => {
    const visit = await lockVisit(unit, sent.visitNo);
    if (visit === null) {
      for (const raw of sent.events) await keepAside(unit, sent, raw, "not-your-visit");
      return {
        answers: sent.events.map(() => ({ answer: "rejected", reason: "not-your-visit" })),
        deliveryState: null,
      };
    }
    const read = sent.events.map((raw) => withOutcome(readPhoneEvent(raw), sent.pin ?? "unreadable"));
    const events = read.flatMap((event) => event ?? []);
    const rows = events.map((event) => visitEventRow(eventOfPhone(visit, sent.sender, event, unit.now)));
    const { added, touched } = await takeEvents(unit, [visit], rows);
    for (const [index, event] of read.entries())
      if (event === null) await keepAside(unit, sent, sent.events[index], "malformed");
    for (const moved of touched) if (isToBeJudged(moved)) await judgeAround(unit, context.actor, moved);
    const deliveryState = touched[0]?.deliveryState ?? visit.deliveryState;
    if (added.size > 0)
      await insertAuditEvent(unit, context.actor, {
        chain: "visits",
        action: "visit.record",
        subjectType: "visit",
        subjectId: visit.visitNo,
        facts: { kinds: events.map((event) => event.body.kind).join(","), state: deliveryState },
      });
    return { answers: read.map((event) => answerOf(event, added)), deliveryState };
  });
}

function answerOf(event: PhoneEvent | null, added: ReadonlySet<string>): EventAnswer {
  if (event === null) return { answer: "rejected", reason: "malformed" };
  return { answer: added.has(event.eventId) ? "accepted" : "duplicate", reason: null };
}
