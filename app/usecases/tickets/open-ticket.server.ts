/**
 * Opens a ticket: from a kiosk, from the hotline, or as a consequence of something else (a bad rating, an alert, a waiting list). What it
 * is about decides whose desk has it first and whether the provider concerned may ever see it.
 */
import { randomInt } from "node:crypto";
import { maskNumbersIn } from "#app/domain/access/masking.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { asDate, localDateOf } from "#app/domain/time/instant.ts";
import { WorkCalendar } from "#app/domain/time/work-calendar.ts";
import { ticketDueAt } from "#app/domain/tickets/ticket-due.ts";
import {
  firstDesk,
  isProtected,
  providerMaySee,
  type TicketChannel,
  type TicketDetail,
  type TicketKind,
  type TicketTopic,
} from "#app/domain/tickets/ticket-kind.ts";
import { ASKING_DIGITS, ASKING_TRIES, SHORT_DIGITS, ticketNumber } from "#app/domain/tickets/ticket-number.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { sha256Bytes } from "#app/integrations/crypto/digest.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { listCalendarDays, listPolicyVersions } from "#db/repositories/reference.ts";
import { findTicketByRequest, insertTicket, insertTicketEvent, type NewTicketRow } from "#db/repositories/tickets.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";

export type TicketWish = {
  readonly kind: TicketKind;
  readonly topic?: TicketTopic;
  readonly details?: readonly TicketDetail[];
  /** What it is about in words; numbers of persons are masked. */
  readonly summary?: string;
  readonly streetId: number;
  readonly elderId?: string;
  /** The provider whose work is complained of. */
  readonly providerId?: string;
  readonly visitId?: string;
  readonly channel: TicketChannel;
  /** Nobody's name stands on it; a code for asking later is made. An elder given with it is refused by the table. */
  readonly anonymous?: boolean;
  /** Whoever asked wants to be called back. */
  readonly callBackWanted?: boolean;
  /** Telephone for that, of somebody whose number is not on file. */
  readonly callBackPhone?: { readonly phone: string; readonly crypto: CryptoProvider };
  /** The record that it comes from, such as { kind: "rating", ref: its id }. */
  readonly source?: { readonly kind: string; readonly ref: string };
  /** Made by the page; the same key opens one ticket, however often it is sent. */
  readonly requestKey?: string;
};

/** @param askingCode null for a ticket that bears a name, and for a key that was sent again: the code is told once */
export type OpenedTicket = { readonly ticketNo: string; readonly dueAt: number; readonly askingCode: string | null };

const digits = (count: number): string => String(randomInt(10 ** count)).padStart(count, "0");

/** Digest of a code for asking; the number in it makes equal codes of two tickets differ. */
export function askingDigest(ticketNo: string, code: string): Uint8Array {
  return sha256Bytes(`${ticketNo}:${code}`);
}

/** More tickets than this share of a day's numbers has never been seen; a free one is found by then. */
const NUMBER_TRIES = 200;

type Draft = Omit<NewTicketRow, "ticketNo" | "askingHash">;

async function insertUnderFreeNumber(unit: Unit, draft: Draft, code: string | null): Promise<string | null> {
  const openedOn = localDateOf(unit.now);
  for (let attempt = 0; attempt < NUMBER_TRIES; attempt += 1) {
    const ticketNo = ticketNumber(openedOn, digits(SHORT_DIGITS));
    const askingHash = code === null ? null : askingDigest(ticketNo, code);
    if (await insertTicket(unit, { ...draft, ticketNo, askingHash })) return ticketNo;
    if (draft.requestKey && (await findTicketByRequest(unit, draft.requestKey)) !== null) return null;
  }
  throw new Error("no free ticket number on this day");
}

async function draftOf(unit: Unit, actor: string, wish: TicketWish): Promise<Draft> {
  const { kind, details = [], callBackPhone } = wish;
  const policy = policyInForce(await listPolicyVersions(unit), localDateOf(unit.now));
  const calendar = new WorkCalendar(await listCalendarDays(unit));
  const id = unit.newId();
  const hasProvider = wish.providerId !== undefined;
  return {
    id,
    kind,
    topic: wish.topic ?? null,
    details: [...details],
    summary: wish.summary === undefined ? null : maskNumbersIn(wish.summary.trim()),
    streetId: wish.streetId,
    elderId: wish.elderId ?? null,
    providerId: wish.providerId ?? null,
    visitId: wish.visitId ?? null,
    channel: wish.channel,
    anonymous: wish.anonymous ?? false,
    askingTriesLeft: ASKING_TRIES,
    callBackWanted: wish.callBackWanted ?? false,
    callBackPhoneCipher: callBackPhone
      ? callBackPhone.crypto.encrypt(callBackPhone.phone, { table: "ticket", column: "call_back_phone", row: id })
      : null,
    state: "new",
    desk: firstDesk(kind, details, hasProvider),
    seenByProvider: providerMaySee({ kind, details, hasProvider }),
    sourceKind: wish.source?.kind ?? null,
    sourceRef: wish.source?.ref ?? null,
    requestKey: wish.requestKey ?? null,
    openedBy: wish.anonymous === true ? "anonymous" : actor,
    openedAt: asDate(unit.now),
    dueAt: asDate(ticketDueAt(kind, unit.now, calendar, policy.parameters)),
    policyVersion: policy.id,
  };
}

/**
 * Opens a ticket inside a unit of work that does more.
 * @param actor audit name of who opens it; an anonymous ticket stores nobody
 */
export async function openTicketIn(unit: Unit, actor: string, wish: TicketWish): Promise<OpenedTicket> {
  const draft = await draftOf(unit, actor, wish);
  const code = draft.anonymous ? digits(ASKING_DIGITS) : null;
  const ticketNo = await insertUnderFreeNumber(unit, draft, code);
  if (ticketNo === null) {
    const known = await findTicketByRequest(unit, wish.requestKey ?? "");
    if (known === null) throw new Error("a ticket that is there was not found");
    return { ticketNo: known.ticketNo, dueAt: known.dueAt.getTime(), askingCode: null };
  }
  const { kind, desk, openedBy } = draft;
  const at = asDate(unit.now);
  const step = { step: "open", fromState: null, toState: "new", note: null, facts: { desk }, by: openedBy, at };
  await insertTicketEvent(unit, { id: unit.newId(), ticketId: draft.id, ...step });
  await insertAuditEvent(unit, openedBy, {
    chain: "district",
    action: "ticket.open",
    subjectType: "ticket",
    subjectId: ticketNo,
    facts: { kind, channel: wish.channel, desk, protected: isProtected(draft.details) },
  });
  return { ticketNo, dueAt: draft.dueAt.getTime(), askingCode: code };
}

/** Opens a ticket in a unit of work of its own. */
export async function openTicket(context: Context, wish: TicketWish): Promise<OpenedTicket> {
  return inTransaction(context, (unit) => openTicketIn(unit, context.actor, wish));
}
