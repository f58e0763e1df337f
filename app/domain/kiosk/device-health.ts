/** How a paired kiosk is: what it says of itself every minute, and what its silence means in opening hours (user experience reference 4.14). */
import * as z from "zod";
import { FAULT_CODE } from "./fault-code.ts";
import { instantAt, localTimeOf, type Instant } from "../time/instant.ts";
import { addDays } from "../time/plain-date.ts";

export const HEARTBEAT_SECONDS = 60;
/** So many heartbeats missing in opening hours raise the alarm. */
export const MISSED_FOR_ALARM = 3;

const DEFAULT_OPENS_MINUTE = 8 * 60;
const DEFAULT_CLOSES_MINUTE = 17 * 60 + 30;
/** Minutes of the day in which a centre is open unless it says otherwise [assumed]. */
export const DEFAULT_HOURS = { opensMinute: DEFAULT_OPENS_MINUTE, closesMinute: DEFAULT_CLOSES_MINUTE } as const;

/** A round trip to the server of so many milliseconds is slow, and so many unanswered tries within a minute are a network that fails [assumed]. */
const SLOW_ROUND_TRIP_MS = 1000;
const FAILING_TRIES = 3;

const part = z.enum(["ok", "broken", "absent"]);

/** How the machine reaches the server. */
const networkSchema = z.strictObject({
  /** What its way out runs over; null where the machine does not say. */
  link: z.enum(["wired", "wireless", "mobile"]).nullable(),
  /** Quality of a wireless link in whole percent; null for another one, and where the machine does not say. */
  signalPercent: z.number().int().min(0).max(100).nullable(),
  /** Milliseconds from the last request that was answered to its answer, the server's own work included; null before the first. */
  roundTripMs: z.number().int().min(0).nullable(),
  /** Tries without an answer since the last heartbeat that was taken. */
  failedTries: z.number().int().min(0),
});

/** A fault that a screen showed, by its number. */
export const shownFaultSchema = z.strictObject({
  code: z.string().regex(FAULT_CODE),
  secondsAgo: z.number().int().min(0),
});

/** Facts without a person in them. What the machine cannot measure is null and never a guess. */
export const healthSchema = z.strictObject({
  build: z.string().min(1).max(80),
  uptimeSeconds: z.number().int().min(0),
  /** Whole percent of the disk that is free. */
  diskFreePercent: z.number().int().min(0).max(100),
  /** Of the machine's warmest part. */
  temperatureC: z.number().min(-60).max(150).nullable(),
  reader: part,
  scanner: part,
  printer: z.enum(["ok", "near_end", "out", "jam", "broken", "absent"]).nullable(),
  /** Of the output: absent without one, broken when what was to be said last could not be. */
  sound: z.enum(["ok", "muted", "broken", "absent"]).nullable(),
  // An agent that does not measure says "online" whatever is so.
  network: z.union([networkSchema, z.literal("online").transform(() => null)]).nullable(),
  /** Seconds since the screen was last touched, to within ten; null when no page has told of a touch since this start. */
  untouchedSeconds: z.number().int().min(0).nullable(),
  /** The last one since this start; null without any. */
  fault: shownFaultSchema.nullable().default(null),
  /** The page's own build; null while no page answers. */
  page: z.string().max(80).nullable(),
  /** Kiosk clock minus server clock at the last answer, milliseconds. */
  clockOffsetMs: z.number().int().nullable(),
  /** Requests of the time without a network that wait to be sent. */
  waiting: z.number().int().min(0),
});
export type KioskHealth = z.infer<typeof healthSchema>;

export type OpeningHours = { readonly opensMinute: number; readonly closesMinute: number };

const MINUTE_MS = 60_000;

/** Milliseconds of [from, to) that lie in the opening hours of the days between. */
export function openMilliseconds(from: Instant, to: Instant, { opensMinute, closesMinute }: OpeningHours): number {
  let sum = 0;
  // More than a week of silence is as silent as a week.
  const since = Math.max(from, to - 7 * 24 * 60 * MINUTE_MS) as Instant;
  for (let day = localTimeOf(since).date; instantAt(day, 0) < to; day = addDays(day, 1)) {
    const [opens, closes] = [instantAt(day, opensMinute), instantAt(day, closesMinute)];
    sum += Math.max(0, Math.min(closes, to) - Math.max(opens, since));
  }
  return sum;
}

/** Heartbeats that should have come since the last and did not; only opening hours count. */
export function missedHeartbeats(lastSeen: Instant, now: Instant, hours: OpeningHours): number {
  const open = openMilliseconds(lastSeen, now, hours);
  return open <= 0 ? 0 : Math.ceil(open / (HEARTBEAT_SECONDS * 1000)) - 1;
}

/**
 * revoked: taken out of use. waiting: paired and not heard of yet. silent: three heartbeats are missing, somebody must look. resting: no
 * answer outside opening hours. ailing: it answers and something of it does not work. well.
 */
export type KioskState = "revoked" | "waiting" | "silent" | "resting" | "ailing" | "well";

export type WatchedKiosk = OpeningHours & {
  readonly revokedAt: Instant | null;
  readonly seenAt: Instant | null;
  readonly health: KioskHealth | null;
};

/** What of a kiosk does not work, as codes; paper that nears its end is worth a look too. */
export function ailmentsOf(health: KioskHealth): string[] {
  const ailments: string[] = [];
  for (const name of ["reader", "scanner", "sound"] as const) if (health[name] === "broken") ailments.push(name);
  if (health.sound === "muted" || health.sound === "absent") ailments.push(`sound_${health.sound}`);
  if (health.printer !== null && health.printer !== "ok" && health.printer !== "absent")
    ailments.push(`printer_${health.printer}`);
  if (health.diskFreePercent < 5) ailments.push("disk");
  if (health.temperatureC !== null && health.temperatureC > 75) ailments.push("heat");
  if ((health.network?.roundTripMs ?? 0) >= SLOW_ROUND_TRIP_MS) ailments.push("network_slow");
  if ((health.network?.failedTries ?? 0) >= FAILING_TRIES) ailments.push("network_fails");
  if (health.page === null) ailments.push("page");
  return ailments;
}

export function kioskStateOf(kiosk: WatchedKiosk, now: Instant): KioskState {
  if (kiosk.revokedAt !== null) return "revoked";
  if (kiosk.seenAt === null) return "waiting";
  const missed = missedHeartbeats(kiosk.seenAt, now, kiosk);
  if (missed >= MISSED_FOR_ALARM) return "silent";
  if (now - kiosk.seenAt > MISSED_FOR_ALARM * HEARTBEAT_SECONDS * 1000) return "resting";
  return kiosk.health !== null && ailmentsOf(kiosk.health).length > 0 ? "ailing" : "well";
}
