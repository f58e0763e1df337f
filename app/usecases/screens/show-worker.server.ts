/** What the care worker's phone shows: today and tomorrow, one visit, the own record of 30 days. Address and telephone only near the visit. */
import { maskName } from "#app/domain/access/masking.ts";
import { livingRisk } from "#app/domain/elders/living-situation.ts";
import { Refusal } from "#app/domain/refusal.ts";
import {
  instant,
  instantAt,
  isoText,
  localDateOf,
  localTimeOf,
  plusMinutes,
  wholeMinutesBetween,
} from "#app/domain/time/instant.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { clockText } from "#app/domain/time/time-window.ts";
import { foldEvents } from "#app/domain/visits/fold-events.ts";
import { confirmationsHeard } from "#app/domain/visits/visit-events.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { listSubtypes } from "#db/repositories/reference.ts";
import { hasVisitPin } from "#db/repositories/visit-intake.ts";
import { listWorkerFindings, listWorkerVisits, readWorkerVisit } from "#db/queries/worker-visits.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { CATALOGUE_IN_FORCE } from "../planning/catalogue-in-force.ts";
import { visitEventOf } from "../visits/stored-events.ts";

/** Full name, address and telephone from two hours before to two hours after (user experience reference 6.2, assumed). */
export const NEAR_MINUTES = 120;
const RECORD_DAYS = 30;

type Row = Awaited<ReturnType<typeof listWorkerVisits>>[number];

function isNear({ visit }: Row, now: Instant): boolean {
  const from = plusMinutes(instant(visit.plannedStart), -NEAR_MINUTES);
  const to = plusMinutes(instant(visit.plannedEnd), NEAR_MINUTES);
  return visit.deliveryState === "in_progress" || (from <= now && now <= to);
}

function clockRange(visit: Row["visit"]): string {
  const [start, end] = [instant(visit.plannedStart), instant(visit.plannedEnd)];
  return `${clockText(localTimeOf(start).minute)}–${clockText(localTimeOf(end).minute)}`;
}

function card(row: Row, names: ReadonlyMap<string, { zh: string; en: string }>, crypto: CryptoProvider, now: Instant) {
  const { visit, elder } = row;
  const near = isNear(row, now);
  const open = (column: string, cipher: string) => crypto.decrypt(cipher, { table: "elder", column, row: elder.id });
  return {
    visitNo: visit.visitNo,
    clock: clockRange(visit),
    plannedStart: isoText(instant(visit.plannedStart)),
    name: near ? elder.name : maskName(elder.name),
    place: near ? open("address", elder.addressCipher) : (elder.community ?? ""),
    phone: near && elder.phoneCipher !== null ? open("phone", elder.phoneCipher) : null,
    near,
    livingRisk: livingRisk(elder.livingSituation),
    note: elder.note,
    deliveryState: visit.deliveryState,
    missedSide: visit.missedSide,
    services: visit.subtypes.map((code) => ({ code, ...(names.get(code) ?? { zh: code, en: code }) })),
  };
}

/** Names of the services in both languages, by code. */
export async function serviceNames(unit: Unit) {
  const subtypes = await listSubtypes(unit, CATALOGUE_IN_FORCE);
  return new Map(subtypes.map((one) => [one.code, { zh: one.nameZh, en: one.nameEn }]));
}

/** Visits of today and tomorrow; `next` is the one under way, else the first that is not finished. */
export async function showWorkerDay(context: Context, crypto: CryptoProvider) {
  const today = localDateOf(context.now);
  const tomorrow = addDays(today, 1);
  const span = { from: instantAt(today, 0), to: instantAt(addDays(today, 2), 0) };
  return inTransaction(context, async (unit) => {
    const names = await serviceNames(unit);
    const cards = (await listWorkerVisits(unit, span)).map((row) => card(row, names, crypto, unit.now));
    const ofDay = (date: string) => cards.filter((one) => localDateOf(instant(one.plannedStart)) === date);
    const open = ofDay(today).filter((one) => ["accepted", "en_route", "in_progress"].includes(one.deliveryState));
    const next = open.find((one) => one.deliveryState === "in_progress") ?? open[0] ?? null;
    return { today, tomorrow, next: next?.visitNo ?? null, visits: ofDay(today), ahead: ofDay(tomorrow) };
  });
}

/** Refuses "not-found" for a visit that is not the worker's own. */
export async function showWorkerVisit(context: Context, crypto: CryptoProvider, visitNo: string) {
  return inTransaction(context, async (unit) => {
    const found = await readWorkerVisit(unit, visitNo);
    if (found === null) throw new Refusal("not-found");
    const shown = card(found, await serviceNames(unit), crypto, unit.now);
    const events = found.events.map(visitEventOf);
    const evidence = foldEvents(events);
    const until = evidence.rawOutAt ?? unit.now;
    const family = shown.near ? found.contacts.filter((one) => one.phoneCipher !== null) : [];
    return {
      ...shown,
      eventId: context.newId(),
      minutes: evidence.rawInAt === null ? null : Math.max(0, wholeMinutesBetween(evidence.rawInAt, until)),
      checkedIn: evidence.rawInAt === null ? null : isoText(evidence.rawInAt),
      checkedOut: evidence.rawOutAt === null ? null : isoText(evidence.rawOutAt),
      positionFailure: evidence.checkIn?.body.position.failure ?? null,
      done: evidence.services.map(({ subtype, refused }) => ({ subtype, refused })),
      confirmed: confirmationsHeard(evidence),
      noAnswer: events.some((event) => event.body.kind === "no_answer"),
      notes: events.flatMap((event) => (event.body.kind === "note" ? [event.body.text] : [])),
      hasPin: await hasVisitPin(unit, found.elder.id),
      family: family.map((one) => ({
        name: one.name,
        phone: crypto.decrypt(one.phoneCipher ?? "", { table: "elder_contact", column: "phone", row: one.id }),
      })),
    };
  });
}

/** Own visits of the last 30 days that came to anything, newest first, with what the rules said. */
export async function showWorkerRecord(context: Context) {
  const today = localDateOf(context.now);
  const span = { from: instantAt(addDays(today, -RECORD_DAYS), 0), to: instantAt(addDays(today, 1), 0) };
  return inTransaction(context, async (unit) => {
    const rows = (await listWorkerVisits(unit, span)).filter(
      ({ visit }) =>
        visit.minutes !== null || visit.deliveryState === "missed" || visit.deliveryState === "in_progress",
    );
    const ids = rows.map(({ visit }) => visit.id);
    const findings = (await listWorkerFindings(unit, ids)).filter((one) => one.level !== "info");
    return rows.reverse().map(({ visit, elder }) => ({
      visitNo: visit.visitNo,
      plannedStart: isoText(instant(visit.plannedStart)),
      clock: clockRange(visit),
      name: maskName(elder.name),
      minutes: visit.minutes,
      deliveryState: visit.deliveryState,
      approvalState: visit.approvalState,
      strength: visit.strength,
      findings: findings
        .filter((one) => one.visitId === visit.id)
        .map(({ id, ruleCode, level, state, facts, contest }) => ({
          id,
          ruleCode,
          level,
          state,
          contest,
          facts: facts as Record<string, string | number | boolean | null>,
        })),
    }));
  });
}
