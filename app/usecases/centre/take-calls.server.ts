/** A call from its first ring to its last word: told by the telephone system or typed, answered by one seat, ended with what came of it. */
import { maskNumbersIn } from "#app/domain/access/masking.ts";
import {
  requireOwn,
  requireResult,
  requireRinging,
  type CallPurpose,
  type CallResult,
  type CallState,
} from "#app/domain/centre/call.ts";
import { requireNoCall, type SeatState } from "#app/domain/centre/seat.ts";
import { normalisePhone } from "#app/domain/elders/phone-number.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { announceAlerts } from "#db/repositories/alerts.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import {
  findRingOf,
  insertCall,
  lockCall,
  lockCallByReference,
  updateCall,
  type CallRow,
  type NewCallRow,
} from "#db/repositories/centre-calls.ts";
import { lockSeatOf, updateSeat, type SeatRow } from "#db/repositories/centre-seats.ts";
import { findTicketBySource } from "#db/repositories/tickets.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { findCallersIn } from "./find-callers.server.ts";
import { CENTRE_CHAIN, requireOwnSeat, sweepCentre } from "./sit-at-seat.server.ts";

/** The record that tickets opened in a call name as their source. */
export const CALL_SOURCE = "call";

export async function noteCall(
  unit: Unit,
  actor: string,
  call: Pick<CallRow, "id">,
  step: { readonly action: string; readonly facts: Record<string, string | number | boolean | null> },
): Promise<void> {
  await insertAuditEvent(unit, actor, {
    chain: CENTRE_CHAIN,
    action: `call.${step.action}`,
    subjectType: "call",
    subjectId: call.id,
    facts: step.facts,
  });
}

/** The number as it is stored; a hidden or impossible one is none. */
export function storedNumber(crypto: CryptoProvider, callId: string, typed: string) {
  const read = normalisePhone(typed);
  if (read === null) return { numberCipher: null, numberIndex: null };
  const place = { table: "centre_call", column: "number", row: callId };
  return {
    numberCipher: crypto.encrypt(read.normalised, place),
    numberIndex: crypto.blindIndex(read.normalised, "phone"),
  };
}

export function openNumber(crypto: CryptoProvider, { id, numberCipher }: CallRow): string | null {
  if (numberCipher === null) return null;
  return crypto.decrypt(numberCipher, { table: "centre_call", column: "number", row: id });
}

export type Ring = {
  readonly number: string;
  readonly source: "telephone" | "demo";
  readonly systemRef: string | null;
};

/** Somebody rings. @returns the call's number, the same for a ring that is told twice */
export async function ringCall(context: Context, crypto: CryptoProvider, ring: Ring): Promise<number> {
  return inTransaction(context, async (unit) => {
    await sweepCentre(unit);
    const { number, source, systemRef } = ring;
    const id = unit.newId();
    const stored = await insertCall(unit, id, {
      direction: "in",
      source,
      systemRef,
      state: "ringing",
      rangAt: asDate(unit.now),
      ...storedNumber(crypto, id, number),
    });
    if (stored === null) return (await lockCallByReference(unit, systemRef ?? ""))?.callNo ?? 0;
    await announceAlerts(unit);
    return stored.callNo;
  });
}

/** The caller has gone before anybody answered; after an answer the operator says when it is over. */
export async function missCall(context: Context, systemRef: string): Promise<void> {
  await inTransaction(context, async (unit) => {
    const call = await lockCallByReference(unit, systemRef);
    if (call?.state !== "ringing") return;
    await updateCall(unit, call.id, { state: "missed", endedAt: asDate(unit.now) });
    await announceAlerts(unit);
  });
}

async function seatSpeaks(unit: Unit, seat: SeatRow, state: SeatState): Promise<void> {
  await updateSeat(unit, seat.id, { state, stateSince: asDate(unit.now), seenAt: asDate(unit.now) });
}

/** The file of the one person whom the number fits; nothing when it fits nobody or several. */
async function fileByNumber(unit: Unit, crypto: CryptoProvider, numberIndex: Uint8Array | null) {
  const found = numberIndex === null ? [] : await findCallersIn(unit, crypto, numberIndex);
  const [only] = found;
  return only !== undefined && found.length === 1 ? { elderId: only.elderId, caller: only.as } : {};
}

async function answerIn(unit: Unit, actor: string, crypto: CryptoProvider, call: CallRow): Promise<void> {
  const seat = await requireOwnSeat(unit, actor);
  requireNoCall(seat.state as SeatState);
  requireRinging(call.state as CallState);
  const { seatNo } = seat;
  const answered = { state: "active", answeredAt: asDate(unit.now), operator: actor, seatNo };
  await updateCall(unit, call.id, { ...answered, ...(await fileByNumber(unit, crypto, call.numberIndex)) });
  await seatSpeaks(unit, seat, "in_call");
  await announceAlerts(unit);
  await noteCall(unit, actor, call, { action: "answer", facts: { seat: seatNo } });
}

/** Of two seats that answer at once one gets the call. Refuses "not-found", "seat-needed", "seat-in-call" and "call-taken". */
export async function answerCall(context: Context, crypto: CryptoProvider, callNo: number): Promise<void> {
  await inTransaction(context, async (unit) => {
    const call = await lockCall(unit, callNo);
    if (call === null) throw new Refusal("not-found");
    await answerIn(unit, context.actor, crypto, call);
  });
}

export type Begun = Pick<NewCallRow, "direction" | "source" | "caller" | "elderId" | "careReason" | "purpose"> & {
  readonly number: string;
};

/**
 * A call that the operator speaks in already: a number that was typed, or one that was dialled from a file. Refuses "seat-needed" and
 * "seat-in-call". @returns the call's number
 */
export async function beginCallIn(unit: Unit, actor: string, crypto: CryptoProvider, begun: Begun): Promise<number> {
  const seat = await requireOwnSeat(unit, actor);
  requireNoCall(seat.state as SeatState);
  const { number, ...facts } = begun;
  const [id, now] = [unit.newId(), asDate(unit.now)];
  const call = await insertCall(unit, id, {
    ...facts,
    ...storedNumber(crypto, id, number),
    state: "active",
    rangAt: now,
    answeredAt: now,
    operator: actor,
    seatNo: seat.seatNo,
  });
  if (call === null) throw new Error("a new call was there already");
  await seatSpeaks(unit, seat, "in_call");
  await announceAlerts(unit);
  const { direction, source = null } = begun;
  await noteCall(unit, actor, call, { action: "begin", facts: { seat: seat.seatNo, direction, source } });
  return call.callNo;
}

/** The number that the operator sees on the telephone; a ring of the same number that waits is answered. @returns the call's number */
export async function beginTypedCall(context: Context, crypto: CryptoProvider, number: string): Promise<number> {
  return inTransaction(context, async (unit) => {
    const { numberIndex } = storedNumber(crypto, unit.newId(), number);
    const waiting = numberIndex === null ? null : await findRingOf(unit, numberIndex);
    const ring = waiting === null ? null : await lockCall(unit, waiting);
    if (ring?.state === "ringing") {
      await answerIn(unit, context.actor, crypto, ring);
      return ring.callNo;
    }
    const known = await fileByNumber(unit, crypto, numberIndex);
    return beginCallIn(unit, context.actor, crypto, { direction: "in", source: "typed", number, ...known });
  });
}

/** The operator's own call, locked. Refuses "not-found" and "call-not-yours". */
export async function requireOwnCall(unit: Unit, actor: string, callNo: number): Promise<CallRow> {
  const call = await lockCall(unit, callNo);
  if (call === null) throw new Refusal("not-found");
  requireOwn(call, actor);
  return call;
}

export type Ended = { readonly purpose: CallPurpose; readonly result: CallResult; readonly note: string };

/** Ends a call inside a unit of work that does more. Refuses as `endCall`. */
export async function endCallIn(unit: Unit, actor: string, callNo: number, ended: Ended): Promise<void> {
  const { purpose, result, note } = ended;
  const call = await requireOwnCall(unit, actor, callNo);
  const hasTicket = (await findTicketBySource(unit, CALL_SOURCE, String(callNo))) !== null;
  requireResult(call.direction === "out" ? "out" : "in", { purpose, result, hasTicket });
  const said = note.trim() === "" ? null : maskNumbersIn(note.trim());
  await updateCall(unit, call.id, { state: "ended", endedAt: asDate(unit.now), purpose, result, note: said });
  const seat = await lockSeatOf(unit, actor);
  if (seat !== null) await seatSpeaks(unit, seat, "after_call");
  await announceAlerts(unit);
  await noteCall(unit, actor, call, { action: "end", facts: { purpose, result, elder: call.elderId } });
}

/** Refuses "not-found", "call-not-yours", "call-result-unknown", "call-needs-ticket" and "call-help-open". */
export async function endCall(context: Context, callNo: number, ended: Ended): Promise<void> {
  await inTransaction(context, (unit) => endCallIn(unit, context.actor, callNo, ended));
}
