/**
 * One seed of the fleet, three times over the same district: under faults; the same arrivals once each, phone after phone in the order in
 * which things happened; and without any fault. Says in words what does not hold.
 */
import { isDeepStrictEqual } from "node:util";
import { chainBreaks } from "#app/domain/visits/device-chain.ts";
import { instant } from "#app/domain/time/instant.ts";
import type { SentEvent } from "#app/domain/visits/sync-message.ts";
import { groupBy } from "#app/usecases/visits/verification-facts.server.ts";
import type { Database } from "#db/connection.server.ts";
import type { FleetDistrict } from "./fleet-district.ts";
import type { FleetVisit } from "./fleet-stories.ts";
import type { FleetPhone } from "./fleet-phone.ts";
import { runFleet, type Arrival, type Fleet, type FleetLog, type Saved } from "./fleet-run.ts";
import { picturesLost } from "./fleet-pictures.ts";
import { FleetServer } from "./fleet-server.ts";
import { outcomesOf, storedEvents, type Outcomes, type StoredEvent, type VisitOutcome } from "./fleet-verdicts.ts";

/** Each call opens the same district anew, as it was before anything happened. */
export type OpenDistrict = () => Promise<{ readonly database: Database; readonly close: () => Promise<void> }>;

export type FleetResult = {
  readonly seed: number;
  readonly problems: readonly string[];
  readonly saved: number;
  readonly stored: number;
  /** Events of which more than one row is there. */
  readonly doubled: number;
  readonly requests: number;
  readonly pictures: number;
  readonly visitsWithEvents: number;
  readonly comparedWithoutFaults: number;
  readonly faults: Readonly<Record<string, number>>;
};

/** When every run is judged for the last time: the same moment, because some rules ask what time it is. */
const JUDGED_AT = instant("2027-01-10T04:00:00Z");

/** What these rules say is about the way an event took and about the phone's clock: faults may change it, the order never. */
const OF_THE_WAY = ["R-LATE-UPLOAD", "R-BACKFILLED", "R-CLOCK-SKEW"];

/** A clock sample is right to the second; the network's delay is in it. */
const CLOCK_TOLERANCE_MS = 3000;

async function withDistrict<T>(open: OpenDistrict, work: (server: FleetServer) => Promise<T>): Promise<T> {
  const { database, close } = await open();
  try {
    return await work(new FleetServer(database));
  } finally {
    await close();
  }
}

async function underFaults(open: OpenDistrict, fleet: Fleet, district: FleetDistrict) {
  return withDistrict(open, async (server) => {
    const log = await runFleet(fleet, district, server);
    await server.judge(JUDGED_AT);
    await server.judgeMonth(JUDGED_AT);
    const [events, outcomes] = [await storedEvents(server.database), await outcomesOf(server.database)];
    return { log, events, outcomes, pictures: await picturesLost(server, log, events, fleet.seed) };
  });
}

const inOrder = (saved: readonly Saved[]) =>
  [...saved].sort((left, right) => left.trueMs - right.trueMs || left.event.deviceSeq - right.event.deviceSeq);

type Sending = { readonly phone: FleetPhone; readonly arrival: Arrival; readonly events: SentEvent[] };

/** Phone after phone; what arrived in one request goes in one again, in the order in which it happened. */
function sendings(log: FleetLog): Sending[] {
  const made = new Map<string, Sending>();
  for (const [deviceId, saved] of groupBy(inOrder(log.saved), ({ phone }) => phone.device.deviceId))
    for (const { event, phone } of saved) {
      const arrival = log.arrivals.get(event.eventId);
      if (!arrival) continue;
      const key = `${deviceId} ${arrival.nowMs} ${arrival.sentAtMs}`;
      const known = made.get(key);
      if (known) known.events.push(event);
      else made.set(key, { phone, arrival, events: [event] });
    }
  return [...made.values()];
}

async function send(server: FleetServer, { phone, arrival, events }: Sending): Promise<void> {
  const request = { protocol: 1 as const, device: phone.device, sentAtMs: arrival.sentAtMs, events };
  await server.receive(phone.workerId, request, arrival.nowMs);
}

/** Everything the office did, then each event once, phone after phone, received when it really was. */
async function phoneByPhone(open: OpenDistrict, log: FleetLog): Promise<Outcomes> {
  return withDistrict(open, async (server) => {
    for (const step of log.steps) await server.take(step, JUDGED_AT);
    for (const sending of sendings(log)) await send(server, sending);
    await server.judge(JUDGED_AT);
    await server.judgeMonth(JUDGED_AT);
    return outcomesOf(server.database);
  });
}

/** The same deeds on phones with right clocks and a network: what happens at a visit arrives when the phone is done there. */
async function withoutFaults(open: OpenDistrict, log: FleetLog): Promise<Outcomes> {
  return withDistrict(open, async (server) => {
    for (const step of log.steps) await server.take(step, JUDGED_AT);
    for (const [, saved] of groupBy(inOrder(log.saved), ({ phone }) => phone.device.deviceId)) {
      const phone = saved[0]?.phone;
      if (!phone) continue;
      const signed = (await phone.signAgain(saved)).map((event, index) => ({ event, atMs: saved[index]?.trueMs ?? 0 }));
      for (const [, those] of groupBy(signed, ({ event }) => event.visitNo)) {
        const nowMs = Math.max(...those.map(({ atMs }) => atMs));
        await send(server, { phone, arrival: { nowMs, sentAtMs: nowMs }, events: those.map(({ event }) => event) });
      }
    }
    await server.judge(JUDGED_AT);
    await server.judgeMonth(JUDGED_AT);
    return outcomesOf(server.database);
  });
}

function lostOrDoubled(log: FleetLog, events: readonly StoredEvent[]): string[] {
  const stored = groupBy(events, (event) => event.eventId);
  const lost = log.saved.filter(({ event }) => !stored.has(event.eventId)).length;
  const doubled = [...stored.values()].filter((rows) => rows.length > 1).length;
  const known = new Set(log.saved.map(({ event }) => event.eventId));
  const invented = [...stored.keys()].filter((eventId) => !known.has(eventId)).length;
  const foreign = log.saved.filter(({ event }) => event.visitNo.startsWith("2026-12-E9")).length;
  const aside = events.filter((event) => event.isAside).length;
  const accepted = [...log.answers].filter(
    ([, said]) => said.filter((one) => one.answer === "accepted").length > 1,
  ).length;
  return [
    ...(log.left > 0 ? [`${log.left} events are still on phones`] : []),
    ...(lost > 0 ? [`${lost} events that were shown as saved are nowhere`] : []),
    ...(doubled > 0 ? [`${doubled} events are stored twice`] : []),
    ...(invented > 0 ? [`${invented} stored events were never saved`] : []),
    ...(aside === foreign ? [] : [`${aside} events are kept aside, ${foreign} belong there`]),
    ...(accepted > 0 ? [`${accepted} events were accepted twice`] : []),
  ];
}

function brokenChains(events: readonly StoredEvent[]): string[] {
  return [...groupBy(events, (event) => event.deviceId)].flatMap(([deviceId, links]) => {
    const breaks = chainBreaks(links);
    return breaks.length === 0 ? [] : [`the chain of phone ${deviceId} is broken: ${JSON.stringify(breaks)}`];
  });
}

/** The fields in which two visits differ, as text; null when they are the same. */
function difference(wanted: object, found: object): string | null {
  const fields = new Map<string, unknown>(Object.entries(found));
  const differing = Object.entries(wanted).filter(([key, value]) => !isDeepStrictEqual(value, fields.get(key)));
  if (differing.length === 0) return null;
  return differing
    .map(([key, value]) => `${key} ${JSON.stringify(value)} is ${JSON.stringify(fields.get(key))}`)
    .join(", ");
}

function differences(what: string, wanted: Outcomes, found: Outcomes, of: (one: VisitOutcome) => object): string[] {
  return [...wanted].flatMap(([id, outcome]) => {
    const other = found.get(id);
    const said = other === undefined ? "it is missing" : difference(of(outcome), of(other));
    return said === null ? [] : [`${what}, visit ${id}: ${said}`];
  });
}

/**
 * Visits whose verdict rests on events that were all captured at the right time, as far as the server can know: their own, and those
 * of the other visits of their workers and elders.
 */
function rightlyTimed(log: FleetLog, events: readonly StoredEvent[], visits: readonly FleetVisit[]): Set<string> {
  const trueMs = new Map(log.saved.map(({ event, trueMs: at }) => [event.eventId, at]));
  const stored = events.filter((event) => !event.isAside);
  const isWrong = ({ eventId, capturedMs }: StoredEvent) =>
    Math.abs(capturedMs - (trueMs.get(eventId) ?? 0)) > CLOCK_TOLERANCE_MS;
  const wrong = new Set(stored.filter(isWrong).map((event) => event.visitId));
  const touched = visits.filter((visit) => wrong.has(visit.id));
  const persons = new Set(touched.flatMap((visit) => [visit.workerId, visit.elderId]));
  const right = visits.filter((visit) => !persons.has(visit.workerId) && !persons.has(visit.elderId));
  return new Set(right.map((visit) => visit.id));
}

/** What must be the same with and without faults: everything but the milliseconds of a clock sample and the rules about the way. */
function essence({ effectiveIn, effectiveOut, findings, ...rest }: VisitOutcome) {
  const kept = Object.entries(findings).filter(([code]) => !OF_THE_WAY.includes(code));
  return {
    ...rest,
    hasIn: effectiveIn !== null,
    hasOut: effectiveOut !== null,
    findings: kept.map(([code]) => code).sort(),
  };
}

export async function checkFleet(open: OpenDistrict, fleet: Fleet, district: FleetDistrict): Promise<FleetResult> {
  const { log, events, outcomes, pictures } = await underFaults(open, fleet, district);
  const [ordered, calm] = await Promise.all([phoneByPhone(open, log), withoutFaults(open, log)]);
  const timed = rightlyTimed(log, events, fleet.visits);
  const comparable = new Map([...calm].filter(([id]) => timed.has(id)));
  const problems = [
    ...lostOrDoubled(log, events),
    ...brokenChains(events),
    ...pictures,
    ...differences("arrival order", ordered, outcomes, (one) => one),
    ...differences("faults", comparable, outcomes, essence),
    ...differences("faults", calm, outcomes, ({ deliveryState, missedSide }) => ({ deliveryState, missedSide })),
  ];
  return {
    seed: fleet.seed,
    problems,
    saved: log.saved.length,
    stored: events.length,
    doubled: events.length - new Set(events.map((event) => event.eventId)).size,
    requests: log.requests,
    pictures: log.saved.filter(({ event }) => event.body["photoDigest"] !== undefined).length,
    visitsWithEvents: new Set(events.flatMap((event) => event.visitId ?? [])).size,
    comparedWithoutFaults: comparable.size,
    faults: log.faults,
  };
}
