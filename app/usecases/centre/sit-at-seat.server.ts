/** Signing on to a seat, going on a break, and leaving. A screen that is not heard of for a while gives its seat back by itself. */
import { requireNoCall, requireSeat, seatAfter, TIMEOUT_SECONDS, type SeatState } from "#app/domain/centre/seat.ts";
import { RING_SECONDS } from "#app/domain/centre/call.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, instant, type Instant } from "#app/domain/time/instant.ts";
import { announceAlerts } from "#db/repositories/alerts.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { endOldRings, findActiveCall } from "#db/repositories/centre-calls.ts";
import { endSilentSeats, insertSeat, lockSeatOf, updateSeat, type SeatRow } from "#db/repositories/centre-seats.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";

const secondsBefore = (now: Instant, seconds: number) => instant(now - seconds * 1000);

/** The chain of the centre's own events. */
export const CENTRE_CHAIN = "alerts";

export async function noteSeat(unit: Unit, actor: string, action: string, facts: Record<string, string | number>) {
  await insertAuditEvent(unit, actor, {
    chain: CENTRE_CHAIN,
    action: `seat.${action}`,
    subjectType: "seat",
    subjectId: String(facts["seat"] ?? ""),
    facts,
  });
}

/** Ends silent stays and rings that nobody hears any more. @returns whether anything changed */
export async function sweepCentre(unit: Unit): Promise<boolean> {
  const silent = await endSilentSeats(unit, secondsBefore(unit.now, TIMEOUT_SECONDS));
  const missed = await endOldRings(unit, secondsBefore(unit.now, RING_SECONDS));
  for (const { seatNo, login } of silent) await noteSeat(unit, "system:centre", "time-out", { seat: seatNo, login });
  return silent.length + missed > 0;
}

/** Where the operator sits, locked. Refuses "seat-needed". */
export async function requireOwnSeat(unit: Unit, actor: string): Promise<SeatRow> {
  const seat = await lockSeatOf(unit, actor);
  if (seat === null) throw new Refusal("seat-needed");
  return seat;
}

/** Refuses "seat-unknown", "seat-taken" and "seat-has-one". Whoever was cut off in a call comes back into it. */
export async function signOn(context: Context, seatNo: number): Promise<void> {
  requireSeat(seatNo);
  await inTransaction(context, async (unit) => {
    await sweepCentre(unit);
    const call = await findActiveCall(unit, context.actor);
    await insertSeat(unit, { seatNo, login: context.actor, state: call === null ? "free" : "in_call" });
    await announceAlerts(unit);
    await noteSeat(unit, context.actor, "sign-on", { seat: seatNo });
  });
}

/** Refuses "seat-needed" and "seat-state-not-possible". */
export async function changeSeatState(context: Context, wanted: SeatState): Promise<void> {
  await inTransaction(context, async (unit) => {
    const seat = await requireOwnSeat(unit, context.actor);
    const state = seatAfter(seat.state as SeatState, wanted);
    await updateSeat(unit, seat.id, { state, stateSince: asDate(unit.now), seenAt: asDate(unit.now) });
    await announceAlerts(unit);
    await noteSeat(unit, context.actor, "state", { seat: seat.seatNo, from: seat.state, to: state });
  });
}

/** Refuses "seat-needed" and, while a call goes on, "seat-in-call". */
export async function signOff(context: Context): Promise<void> {
  await inTransaction(context, async (unit) => {
    const seat = await requireOwnSeat(unit, context.actor);
    requireNoCall(seat.state as SeatState);
    await updateSeat(unit, seat.id, { toAt: asDate(unit.now), endedFor: "signed_off" });
    await announceAlerts(unit);
    await noteSeat(unit, context.actor, "sign-off", { seat: seat.seatNo });
  });
}

/** The operator's screen is open. @returns whether he or she still sits somewhere */
export async function beat(context: Context): Promise<boolean> {
  return inTransaction(context, async (unit) => {
    // Its own stay first: a screen that comes back just in time keeps its seat.
    const seat = await lockSeatOf(unit, context.actor);
    const isLate = seat !== null && unit.now - seat.seenAt.getTime() > TIMEOUT_SECONDS * 1000;
    if (seat !== null && !isLate) await updateSeat(unit, seat.id, { seenAt: asDate(unit.now) });
    if (await sweepCentre(unit)) await announceAlerts(unit);
    return seat !== null && !isLate;
  });
}
