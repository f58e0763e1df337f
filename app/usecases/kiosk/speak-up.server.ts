/** 意见投诉: opens the ticket of a kiosk, and answers who asks later with the number and the code. */
import { timingSafeEqual } from "node:crypto";
import { maskName } from "#app/domain/access/masking.ts";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { asDate, instant, localDateOf, localMonthOf, plusMinutes } from "#app/domain/time/instant.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { dueDays } from "#app/domain/tickets/ticket-due.ts";
import { isProtected, type TicketDetail, type TicketTopic } from "#app/domain/tickets/ticket-kind.ts";
import { readAsking, shortNumber } from "#app/domain/tickets/ticket-number.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { listEldersById } from "#db/repositories/elders.ts";
import { findAllocation } from "#db/repositories/plans.ts";
import { listPolicyVersions, listStreets } from "#db/repositories/reference.ts";
import { insertTicketEvent, lockAskableTickets, updateTicket } from "#db/repositories/tickets.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { askingDigest, openTicketIn } from "../tickets/open-ticket.server.ts";

export type Complaint = {
  readonly topic: TicketTopic;
  readonly details: readonly TicketDetail[];
  /** Where the kiosk stands. */
  readonly streetId: number;
  readonly requestKey: string;
  /** anonymous names nobody, also where somebody is identified; call rings the identified elder, or the telephone given. */
  readonly reply:
    | { readonly kind: "anonymous" }
    | { readonly kind: "call"; readonly elderId: string }
    | { readonly kind: "phone"; readonly phone: string; readonly crypto: CryptoProvider };
};

export type Complained = {
  readonly number: string;
  readonly callWithinDays: number | null;
  /** Day by which the call is due; null when none was asked for. */
  readonly callBy: PlainDate | null;
  readonly isProtected: boolean;
  /** Shown once. */
  readonly askingCode: string | null;
};

/** Who serves the elder this month: a complaint about a visit or a care worker is about its work. */
async function providerConcerned(unit: Unit, { topic, reply }: Complaint): Promise<{ providerId?: string }> {
  if (reply.kind !== "call" || (topic !== "visit" && topic !== "worker")) return {};
  const allocation = await findAllocation(unit, reply.elderId, localMonthOf(unit.now));
  const providerId = allocation?.providerId ?? null;
  return providerId === null ? {} : { providerId };
}

/** The kiosk's street, or the first where the machine names none that is on the list. */
async function streetOf(unit: Unit, streetId: number): Promise<number> {
  const streets = await listStreets(unit);
  return streets.find(({ id }) => id === streetId)?.id ?? streets[0]?.id ?? streetId;
}

export async function speakUp(context: Context, complaint: Complaint): Promise<Complained> {
  const { topic, details, reply, requestKey } = complaint;
  return inTransaction({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const policy = policyInForce(await listPolicyVersions(unit), localDateOf(unit.now));
    const opened = await openTicketIn(unit, reply.kind === "anonymous" ? "anonymous" : context.actor, {
      kind: "complaint",
      topic,
      details,
      streetId: await streetOf(unit, complaint.streetId),
      channel: "kiosk",
      anonymous: reply.kind === "anonymous",
      callBackWanted: reply.kind !== "anonymous",
      requestKey,
      ...(reply.kind === "call" && { elderId: reply.elderId }),
      ...(reply.kind === "phone" && { callBackPhone: { phone: reply.phone, crypto: reply.crypto } }),
      ...(await providerConcerned(unit, complaint)),
    });
    return {
      number: shortNumber(opened.ticketNo),
      callWithinDays: reply.kind === "anonymous" ? null : dueDays("complaint", policy.parameters),
      callBy: reply.kind === "anonymous" ? null : localDateOf(instant(opened.dueAt)),
      isProtected: isProtected(details),
      askingCode: opened.askingCode,
    };
  });
}

/** Masked name of who is identified at the kiosk. */
export async function showSpeaker(context: Context, elderId: string): Promise<string> {
  const [elder] = await inReading(context, (unit) => listEldersById(unit, [elderId]));
  return maskName(elder?.name ?? "");
}

/** So long an anonymous matter can be asked about by its code. */
const ASKABLE_DAYS = 180;

/**
 * What became of an anonymous matter. A wrong code costs a try of every matter that bears the four digits.
 * @param digits number and code as typed
 * @returns null for anything that does not fit, whatever it is that does not
 */
export async function askAboutTicket(
  context: Context,
  digits: string,
): Promise<{ readonly number: string; readonly state: string; readonly answer: string | null } | null> {
  const asking = readAsking(digits);
  if (asking === null) return null;
  return inTransaction({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const since = plusMinutes(unit.now, -ASKABLE_DAYS * 24 * 60);
    const candidates = await lockAskableTickets(unit, asking.short, since);
    const askable = candidates.filter(({ askingTriesLeft }) => askingTriesLeft > 0);
    const found = askable.find(
      ({ ticketNo, askingHash }) =>
        askingHash !== null && timingSafeEqual(askingHash, askingDigest(ticketNo, asking.code)),
    );
    if (found === undefined) {
      for (const { id, askingTriesLeft } of askable)
        await updateTicket(unit, id, { askingTriesLeft: askingTriesLeft - 1 });
      return null;
    }
    const at = asDate(unit.now);
    const step = { step: "asked", fromState: found.state, toState: found.state, note: null, facts: {} };
    await insertTicketEvent(unit, { id: unit.newId(), ticketId: found.id, ...step, by: "anonymous", at });
    return { number: asking.short, state: found.state, answer: found.answer };
  });
}
