/**
 * Which readings and which standing of a device raise an alert, with the values that did. Pure: thresholds are the elder's, the time is
 * given. A reading that came late alarms only when it calls for help.
 */
import { CALLS_FOR_HELP, type Measures } from "../devices/measures.ts";
import type { Standing } from "../devices/standing.ts";
import type { Thresholds } from "../devices/thresholds.ts";
import { localTimeOf, plusMinutes, type Instant } from "../time/instant.ts";
import type { AlertKind } from "./alert.ts";

export type AlertFacts = Readonly<Record<string, string | number | boolean | null>>;

export type Raised = {
  readonly kind: AlertKind;
  readonly at: Instant;
  /** Names the reading or the span that raised it: the same raises it once. */
  readonly causeKey: string;
  readonly facts: AlertFacts;
};

type ReadingToJudge = {
  readonly messageKey: string;
  readonly callKey: string;
  readonly measuredAt: Instant;
  readonly late: boolean;
  readonly measures: Measures;
};

/** Minute of day inside [from, to), across midnight where from is the later. Equal ends are no span. */
export function isWithinDay(minute: number, from: number | undefined, to: number | undefined): boolean {
  if (from === undefined || to === undefined || from === to) return false;
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

/** Names of the measures whose value lies outside the elder's bounds; a value on a bound is inside. */
export function vitalsOutside(measures: Measures, thresholds: Thresholds): AlertFacts {
  const outside = (value: number | undefined, least: number | undefined, most: number | undefined) =>
    value !== undefined && ((least !== undefined && value < least) || (most !== undefined && value > most));
  const facts: Record<string, number> = {};
  if (outside(measures.heart_rate, thresholds.heart_rate_min, thresholds.heart_rate_max))
    facts["heart_rate"] = measures.heart_rate ?? 0;
  if (outside(measures.breath_rate, thresholds.breath_rate_min, thresholds.breath_rate_max))
    facts["breath_rate"] = measures.breath_rate ?? 0;
  return facts;
}

function ofMoment(reading: ReadingToJudge, thresholds: Thresholds, before: Standing): [AlertKind, AlertFacts][] {
  const { measures, measuredAt } = reading;
  const found: [AlertKind, AlertFacts][] = [];
  const vitals = vitalsOutside(measures, thresholds);
  if (Object.keys(vitals).length > 0) found.push(["vital", vitals]);
  if (measures.left_area === true) found.push(["left_area", {}]);
  const { minute } = localTimeOf(measuredAt);
  const { night_from_minute, night_to_minute, low_battery_percent } = thresholds;
  if (
    measures.door_open === true &&
    before.doorOpen !== true &&
    isWithinDay(minute, night_from_minute, night_to_minute)
  )
    found.push(["door_night", {}]);
  const battery = measures.battery_percent;
  if (battery !== undefined && low_battery_percent !== undefined && battery < low_battery_percent)
    found.push(["low_battery", { battery_percent: battery }]);
  return found;
}

/** What one reading raises. @param before where the device stood before it */
export function judgeReading(
  deviceId: string,
  reading: ReadingToJudge,
  thresholds: Thresholds,
  before: Standing,
): Raised[] {
  const { measures, measuredAt: at, late, messageKey, callKey } = reading;
  const calls = CALLS_FOR_HELP.filter((name) => measures[name] === true).map((kind) => ({
    ...{ kind, at, causeKey: `${kind}:${deviceId}:${callKey}`, facts: {} },
  }));
  const others = late ? [] : ofMoment(reading, thresholds, before);
  return [
    ...calls,
    ...others.map(([kind, facts]) => ({ kind, at, causeKey: `${kind}:${deviceId}:${messageKey}`, facts })),
  ];
}

function offBed(deviceId: string, standing: Standing, thresholds: Thresholds, now: Instant): Raised[] {
  const { inBed, inBedSince } = standing;
  const limit = thresholds.off_bed_minutes;
  if (inBed !== false || inBedSince === null || limit === undefined) return [];
  const { night_from_minute: from, night_to_minute: to } = thresholds;
  // Counted from the moment the watched period has begun: who sat up late is not off bed since the evening.
  let since: Instant = inBedSince;
  const nightMinutes = from === undefined || to === undefined ? 0 : (to - from + 1440) % 1440;
  const minute = localTimeOf(now).minute;
  if (!isWithinDay(minute, from, to)) return [];
  const intoNight = (minute - (from ?? 0) + 1440) % 1440;
  if (intoNight > nightMinutes) return [];
  const nightBegan = (now - (now % 60_000) - intoNight * 60_000) as Instant;
  if (since < nightBegan) since = nightBegan;
  if (now < plusMinutes(since, limit)) return [];
  const facts = { minutes: Math.floor((now - since) / 60_000), limit_minutes: limit };
  return [{ kind: "off_bed", at: now, causeKey: `off_bed:${deviceId}:${since}`, facts }];
}

function stillness(deviceId: string, standing: Standing, thresholds: Thresholds, now: Instant): Raised[] {
  const { movedAt } = standing;
  const { still_minutes: limit, day_from_minute, day_to_minute } = thresholds;
  if (movedAt === null || limit === undefined || now < plusMinutes(movedAt, limit)) return [];
  if (!isWithinDay(localTimeOf(now).minute, day_from_minute, day_to_minute)) return [];
  const facts = { minutes: Math.floor((now - movedAt) / 60_000), limit_minutes: limit };
  return [{ kind: "no_movement", at: now, causeKey: `no_movement:${deviceId}:${movedAt}`, facts }];
}

function doorShut(deviceId: string, standing: Standing, thresholds: Thresholds, now: Instant): Raised[] {
  const { doorOpen, doorSince } = standing;
  const limit = thresholds.door_shut_minutes;
  if (doorOpen !== false || doorSince === null || limit === undefined || now < plusMinutes(doorSince, limit)) return [];
  const facts = { minutes: Math.floor((now - doorSince) / 60_000), limit_minutes: limit };
  return [{ kind: "door_shut", at: now, causeKey: `door_shut:${deviceId}:${doorSince}`, facts }];
}

/** What the passing of time raises: out of bed at night too long, nobody moving by day, a door that stays shut. A limit is reached on its minute. */
export function judgeStanding(deviceId: string, standing: Standing, thresholds: Thresholds, now: Instant): Raised[] {
  return [offBed, stillness, doorShut].flatMap((rule) => rule(deviceId, standing, thresholds, now));
}
