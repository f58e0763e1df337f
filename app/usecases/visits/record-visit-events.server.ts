/**
 * Takes what a care worker's phone says about a visit. Nothing is refused because of a rule: what happened is kept, then judged.
 * The id of an event is made on the phone and is its idempotency key: the same id twice is one row, whatever the second copy says.
 */
import { identify, type VisitId, type WorkerId } from "#app/domain/identifiers.ts";
import { asDate, instant, type Instant } from "#app/domain/time/instant.ts";
import { chooseClock } from "#app/domain/visits/clock-choice.ts";
import { deliver, deliverByEvidence, mayDeliver, type DeliveryState } from "#app/domain/visits/delivery-state.ts";
import { foldEvents } from "#app/domain/visits/fold-events.ts";
import { readPhoneEvent, type PhoneEvent } from "#app/domain/visits/phone-events.ts";
import type { VisitEvent } from "#app/domain/visits/visit-events.ts";
import { sha256Bytes } from "#app/integrations/crypto/digest.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { insertQuarantine } from "#db/repositories/visit-intake.ts";
import {
  insertVisitEvents,
  listEventsOfVisits,
  lockVisit,
  updateVisits,
  type VisitRow,
} from "#db/repositories/visits.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { visitEventOf, visitEventRow } from "./stored-events.ts";
import { judgeAround } from "./verify-visit.server.ts";

export type EventSender = { readonly workerId: string; readonly deviceId: string };

export type SentEvents = {
  readonly visitNo: string;
  readonly sender: EventSender;
  /** As they came; nothing about their shape is trusted. */
  readonly events: readonly unknown[];
};

export type EventAnswer = {
  readonly answer: "accepted" | "duplicate" | "rejected";
  readonly reason: "malformed" | "not-your-visit" | null;
};

export type RecordedEvents = { readonly answers: readonly EventAnswer[]; readonly deliveryState: string | null };

/** Online the server measures the clock difference itself, so a wrong clock on the phone moves nothing. */
function visitEvent(visit: VisitRow, sender: EventSender, event: PhoneEvent, now: Instant): VisitEvent {
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
    receivedAt: now,
    body: event.body,
  };
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

/** The delivery state and the side of a missed visit, by everything that is known now. */
export function deliveryAfter(visit: Pick<VisitRow, "deliveryState" | "missedSide">, events: readonly VisitEvent[]) {
  const evidence = foldEvents(events);
  const clock = chooseClock(evidence);
  const said = (kind: string) => events.some((event) => event.body.kind === kind);
  let state = visit.deliveryState as DeliveryState;
  let missedSide = visit.missedSide;
  if (said("en_route") && mayDeliver(state, "depart")) state = deliver(state, "depart");
  state = deliverByEvidence(state, evidence, {
    hasIn: clock.effectiveInAt !== null,
    hasOut: clock.effectiveOutAt !== null,
  });
  if (said("no_answer") && mayDeliver(state, "miss")) {
    state = deliver(state, "miss");
    missedSide = "elder";
  }
  return { deliveryState: state, missedSide };
}

/** Moves the visit by all its events and judges it once there is something to judge. The step that other use cases share. */
export async function followEvents(unit: Unit, actor: string, visit: VisitRow): Promise<string> {
  const events = (await listEventsOfVisits(unit, [visit.id])).map(visitEventOf);
  const after = deliveryAfter(visit, events);
  if (after.deliveryState !== visit.deliveryState || after.missedSide !== visit.missedSide)
    await updateVisits(unit, [visit.id], after);
  if (["in_progress", "done", "missed"].includes(after.deliveryState))
    await judgeAround(unit, actor, { ...visit, ...after });
  return after.deliveryState;
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
    const read = sent.events.map(readPhoneEvent);
    const events = read.flatMap((event) => event ?? []);
    const rows = events.map((event) => visitEventRow(visitEvent(visit, sent.sender, event, unit.now)));
    const added = await insertVisitEvents(unit, rows);
    for (const [index, event] of read.entries())
      if (event === null) await keepAside(unit, sent, sent.events[index], "malformed");
    const deliveryState = added.size === 0 ? visit.deliveryState : await followEvents(unit, context.actor, visit);
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
