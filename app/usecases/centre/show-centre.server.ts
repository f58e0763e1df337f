/** The floor of the operations centre: who sits where, who waits on the line, today's figures, and whether enough are there. */
import { maskPhone } from "#app/domain/access/masking.ts";
import { attendance } from "#app/domain/centre/shift.ts";
import { HEARTBEAT_SECONDS, SEATS, statesFrom, type SeatState } from "#app/domain/centre/seat.ts";
import { hasRungOut, RING_SECONDS } from "#app/domain/centre/call.ts";
import { staffingNow } from "#app/domain/centre/staffing-now.ts";
import { instant, instantAt, isoText, localDateOf } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { countCalls, listOperators } from "#db/queries/centre-floor.ts";
import { findActiveCall, listCallsSince, listRinging, type CallRow } from "#db/repositories/centre-calls.ts";
import { listSeats, type SeatRow } from "#db/repositories/centre-seats.ts";
import { findShiftAt } from "#db/repositories/centre-shifts.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { alarmStrip } from "./alarm-strip.server.ts";
import { centreVersionIn } from "./centre-version.server.ts";
import { findCallersIn } from "./find-callers.server.ts";
import { beat } from "./sit-at-seat.server.ts";
import { openNumber } from "./take-calls.server.ts";

/** A call is answered within so many seconds, as an alert is [assumed]. */
export const ANSWER_SECONDS = 30;
const RECENT = 12;

const seconds = (now: number, since: Date) => Math.max(0, Math.floor((now - since.getTime()) / 1000));

export type NameOf = (by: string) => string;

export async function namesOfOperators(unit: Unit): Promise<NameOf> {
  const names = new Map((await listOperators(unit)).map(({ by, name }) => [by, name]));
  return (by) => names.get(by) ?? by.replace(/^user:/, "");
}

function seatsOf(rows: readonly SeatRow[], nameOf: NameOf, { now, actor }: { now: number; actor: string }) {
  return Array.from({ length: SEATS }, (_, place) => {
    const row = rows.find(({ seatNo }) => seatNo === place + 1);
    return {
      seatNo: place + 1,
      who: row === undefined ? null : nameOf(row.login),
      state: row === undefined ? ("off" as const) : (row.state as SeatState),
      sinceSeconds: row === undefined ? 0 : seconds(now, row.stateSince),
      isMine: row?.login === actor,
    };
  });
}

async function waitingOf(unit: Unit, crypto: CryptoProvider, calls: readonly CallRow[]) {
  const lines = [];
  for (const call of calls) {
    if (hasRungOut(instant(call.rangAt), unit.now)) continue;
    const phone = openNumber(crypto, call);
    const found = call.numberIndex === null ? [] : await findCallersIn(unit, crypto, call.numberIndex);
    lines.push({
      callNo: call.callNo,
      phone: phone === null ? null : maskPhone(phone),
      waitSeconds: seconds(unit.now, call.rangAt),
      possible: found.map(({ name, as }) => ({ name, as })),
      isDemo: call.source === "demo",
    });
  }
  return lines;
}

function recentOf(calls: readonly CallRow[], nameOf: NameOf) {
  return calls
    .filter(({ state }) => state === "ended" || state === "missed" || state === "active")
    .slice(0, RECENT)
    .map((call) => ({
      callNo: call.callNo,
      direction: call.direction,
      state: call.state,
      rangAt: isoText(instant(call.rangAt)),
      purpose: call.purpose,
      result: call.result,
      operator: call.operator === null ? null : nameOf(call.operator),
      spokenSeconds:
        call.answeredAt === null || call.endedAt === null ? null : seconds(call.endedAt.getTime(), call.answeredAt),
    }));
}

async function shiftOf(unit: Unit, present: readonly string[], nameOf: NameOf) {
  const shift = await findShiftAt(unit, unit.now);
  if (shift === null) return null;
  const { absent, unplanned } = attendance(shift.operators, present);
  return {
    fromAt: isoText(shift.fromAt),
    toAt: isoText(shift.toAt),
    lead: nameOf(shift.lead),
    planned: shift.operators.length,
    absent: absent.map(nameOf),
    unplanned: unplanned.map(nameOf),
  };
}

async function figuresOf(unit: Unit, calls: readonly CallRow[], seats: readonly SeatRow[]) {
  const today = await countCalls(unit, instantAt(localDateOf(unit.now), 0), ANSWER_SECONDS);
  const rangInHour = calls.filter(
    ({ direction, rangAt }) => direction === "in" && unit.now - rangAt.getTime() <= 3_600_000,
  );
  return {
    today,
    staffing: staffingNow({
      callsLastHour: rangInHour.length,
      middleSpokenSeconds: today.middleSpokenSeconds,
      withinSeconds: ANSWER_SECONDS,
      present: seats.filter(({ state }) => state !== "break").length,
    }),
  };
}

/** Everything the seats and their supervisor see; numbers masked. */
export async function showCentre(context: Context, crypto: CryptoProvider) {
  return inTransaction(context, async (unit) => {
    const { now } = unit;
    const nameOf = await namesOfOperators(unit);
    const seats = await listSeats(unit);
    const calls = await listCallsSince(unit, instantAt(localDateOf(now), 0), 500);
    const ringing = await listRinging(unit, instant(now - RING_SECONDS * 1000));
    const mine = seats.find(({ login }) => login === context.actor) ?? null;
    const speaking = calls.find(({ state, operator }) => state === "active" && operator === context.actor);
    return {
      version: await centreVersionIn(unit),
      alarms: await alarmStrip(unit),
      seats: seatsOf(seats, nameOf, { now, actor: context.actor }),
      mine:
        mine === null
          ? null
          : {
              seatNo: mine.seatNo,
              state: mine.state as SeatState,
              sinceSeconds: seconds(now, mine.stateSince),
              choices: statesFrom(mine.state as SeatState),
              callNo: speaking?.callNo ?? null,
            },
      waiting: await waitingOf(unit, crypto, ringing),
      shift: await shiftOf(
        unit,
        seats.map(({ login }) => login),
        nameOf,
      ),
      recent: recentOf(calls, nameOf),
      ...(await figuresOf(unit, calls, seats)),
    };
  });
}

export type ShownCentre = Awaited<ReturnType<typeof showCentre>>;

/**
 * For the frame of every page: where the operator sits, the call that he or she is in, and the alarms that stand above it. Who asks for a page
 * is there: without client scripts nothing else says so. It is written once in a heartbeat at most.
 */
export async function showOwnSeat(context: Context) {
  const shown = await inReading(context, async (unit) => {
    const mine = (await listSeats(unit)).find(({ login }) => login === context.actor);
    if (mine === undefined) return null;
    const call = await findActiveCall(unit, context.actor);
    const seat = {
      seatNo: mine.seatNo,
      callNo: call?.callNo ?? null,
      version: await centreVersionIn(unit),
      alarms: await alarmStrip(unit),
    };
    return { seat, silentSeconds: seconds(unit.now, mine.seenAt) };
  });
  if (shown === null) return null;
  const isThere = shown.silentSeconds < HEARTBEAT_SECONDS || (await beat(context));
  return isThere ? shown.seat : null;
}
