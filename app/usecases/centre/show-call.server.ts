/**
 * The screen of one call: who it may be, the file beside it, the questions, and what was done in it. What would answer a question stays
 * covered until the caller has passed; alarms stand on top all the while.
 */
import { maskName, maskPhone } from "#app/domain/access/masking.ts";
import { ageOn } from "#app/domain/elders/age.ts";
import { resultsOf } from "#app/domain/centre/call.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { instant, isoText, localDateOf } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import {
  findCallElder,
  listCallAlerts,
  listCallsBefore,
  listCallTickets,
  listCallVisits,
  listTicketsOfCall,
  mapVisitNumbers,
  type CallElder,
} from "#db/queries/centre-file.ts";
import { listContactsOfElder } from "#db/queries/elder-numbers.ts";
import { findCall, listConsents, type CallRow } from "#db/repositories/centre-calls.ts";
import { listBedsOfElder } from "#db/repositories/family-beds.ts";
import { listStreets } from "#db/repositories/reference.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { loadBookingFacts } from "../kiosk/booking-facts.server.ts";
import { alarmStrip } from "./alarm-strip.server.ts";
import { numberFactsOf } from "./call-number.server.ts";
import { checkOf } from "./check-caller.server.ts";
import { findCallersIn } from "./find-callers.server.ts";
import { openNumber } from "./take-calls.server.ts";
import { centreVersionIn } from "./centre-version.server.ts";

const iso = (at: Date) => isoText(instant(at));

/** What is covered until the caller has passed. */
async function coveredOf(unit: Unit, crypto: CryptoProvider, { elder }: CallElder) {
  const address = crypto.decrypt(elder.addressCipher, { table: "elder", column: "address", row: elder.id });
  const contacts = (await listContactsOfElder(unit, elder.id)).map(({ id, name, relation, phoneCipher }) => {
    const place = { table: "elder_contact", column: "phone", row: id };
    return { name, relation, phone: phoneCipher === null ? null : maskPhone(crypto.decrypt(phoneCipher, place)) };
  });
  return { name: elder.name, address, contacts };
}

/** The month's visits, who serves, and what is usual; the kiosk reckons them in the same way. */
async function planOf(unit: Unit, elderId: string) {
  const { allowed, left, service, usual, grade, reasons } = await loadBookingFacts(unit, { elderId });
  return {
    allowed,
    left,
    provider: service?.provider.name ?? null,
    usual,
    grade,
    reason: reasons[0]?.code ?? null,
  };
}

async function fileOf(unit: Unit, crypto: CryptoProvider, found: CallElder, isOpen: boolean) {
  const { elder, streetZh, streetEn } = found;
  const visits = await listCallVisits(unit, elder.id);
  const shown = ({ id: _id, start, end, workers, ...visit }: (typeof visits.ahead)[number]) => ({
    ...visit,
    start: iso(start),
    end: iso(end),
    workers: isOpen ? workers : null,
  });
  return {
    elderNo: elder.elderNo,
    name: maskName(elder.name),
    sex: elder.sex,
    age: ageOn(plainDate(elder.birthOn), localDateOf(unit.now)),
    living: elder.livingSituation,
    streetZh,
    streetEn,
    community: elder.community,
    plan: await planOf(unit, elder.id),
    ahead: visits.ahead.map(shown),
    behind: visits.behind.map(shown),
    alerts: (await listCallAlerts(unit, elder.id, 3)).map((one) => ({ ...one, receivedAt: iso(one.receivedAt) })),
    tickets: (await listCallTickets(unit, elder.id, 5)).map((one) => ({ ...one, dueAt: iso(one.dueAt) })),
    beds: (await listBedsOfElder(unit, elder.id)).map(({ bedNo, state }) => ({ bedNo, state })),
    calls: (await listCallsBefore(unit, elder.id, 3)).map(({ endedAt, ...one }) => ({
      ...one,
      endedAt: endedAt === null ? null : iso(endedAt),
    })),
    covered: isOpen ? await coveredOf(unit, crypto, found) : null,
  };
}

async function besideOf(unit: Unit, crypto: CryptoProvider, call: CallRow) {
  const found = call.elderId === null ? null : await findCallElder(unit, call.elderId);
  if (found === null) return { check: null, file: null, number: null };
  const check = await checkOf(unit, crypto, call, found);
  return {
    check,
    file: await fileOf(unit, crypto, found, check.state === "passed"),
    number: await numberFactsOf(unit, crypto, call, found),
  };
}

function headOf(call: CallRow, now: number, actor: string) {
  const until = call.endedAt?.getTime() ?? now;
  const spoken = call.answeredAt === null ? 0 : Math.floor((until - call.answeredAt.getTime()) / 1000);
  return {
    callNo: call.callNo,
    direction: call.direction === "out" ? ("out" as const) : ("in" as const),
    source: call.source,
    state: call.state,
    isMine: call.state === "active" && call.operator === actor,
    rangAt: iso(call.rangAt),
    spokenSeconds: spoken,
    operator: call.operator,
    seatNo: call.seatNo,
    caller: call.caller,
    purpose: call.purpose,
    careReason: call.careReason,
    result: call.result,
    note: call.note,
    results: resultsOf(call.direction === "out" ? "out" : "in"),
  };
}

/** Refuses "not-found". Whoever did not speak in it sees it without the number and without the file. */
export async function showCall(context: Context, crypto: CryptoProvider, callNo: number) {
  return inTransaction(context, async (unit) => {
    const call = await findCall(unit, callNo);
    if (call === null) throw new Refusal("not-found");
    const head = headOf(call, unit.now, context.actor);
    const phone = openNumber(crypto, call);
    const isOwn = call.operator === context.actor;
    const beside = head.isMine ? await besideOf(unit, crypto, call) : { check: null, file: null, number: null };
    const possible =
      head.isMine && call.numberIndex !== null ? await findCallersIn(unit, crypto, call.numberIndex) : [];
    const consents = await listConsents(unit, call.id);
    const visitNos = await mapVisitNumbers(
      unit,
      consents.flatMap(({ visitId }) => visitId ?? []),
    );
    return {
      version: await centreVersionIn(unit),
      alarms: await alarmStrip(unit),
      ...head,
      phone: phone === null ? null : isOwn ? phone : maskPhone(phone),
      hasNumber: phone !== null,
      possible: possible.map(({ elderId: _id, ...one }) => one),
      ...beside,
      done: {
        tickets: await listTicketsOfCall(unit, callNo),
        bookings: consents.map(({ visitId, consentedBy, name, words, at }) => ({
          visitNo: visitNos.get(visitId ?? "") ?? null,
          consentedBy,
          name: maskName(name),
          words,
          at: iso(at),
        })),
      },
      streets: (await listStreets(unit)).map(({ id, nameZh, nameEn }) => ({ id, nameZh, nameEn })),
    };
  });
}

export type ShownCall = Awaited<ReturnType<typeof showCall>>;
