import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ailmentsOf,
  DEFAULT_HOURS,
  healthSchema,
  kioskStateOf,
  missedHeartbeats,
  openMilliseconds,
  type KioskHealth,
} from "#app/domain/kiosk/device-health.ts";
import { instant, instantAt, type Instant } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { healthOf } from "#tests/support/kiosk-health.ts";

const DAY = plainDate("2026-11-16");
const at = (minute: number, ms = 0): Instant => instant(instantAt(DAY, minute) + ms);
const TEN = 10 * 60;
const OPENS = DEFAULT_HOURS.opensMinute;
const CLOSES = DEFAULT_HOURS.closesMinute;

const healthy = healthOf();
const network = { link: "wired", signalPercent: null, roundTripMs: 30, failedTries: 0 } as const;
const kiosk = (seenAt: Instant | null, health: KioskHealth | null = healthy) => ({
  ...DEFAULT_HOURS,
  revokedAt: null,
  seenAt,
  health,
});

describe("heartbeats of a kiosk", () => {
  it("are missing once their minute is over, and three of them raise the alarm", () => {
    const seen = at(TEN);
    expect(missedHeartbeats(seen, at(TEN, 60_000), DEFAULT_HOURS)).toBe(0);
    expect(missedHeartbeats(seen, at(TEN, 60_001), DEFAULT_HOURS)).toBe(1);
    expect(missedHeartbeats(seen, at(TEN, 180_000), DEFAULT_HOURS)).toBe(2);
    expect(kioskStateOf(kiosk(seen), at(TEN, 180_000))).toBe("well");
    expect(kioskStateOf(kiosk(seen), at(TEN, 180_001))).toBe("silent");
  });

  it("are missed in opening hours only: a machine that was switched off for the night rests", () => {
    const evening = at(CLOSES);
    expect(kioskStateOf(kiosk(evening), at(CLOSES + 60))).toBe("resting");
    const nextMorning = instant(at(OPENS) + 24 * 3_600_000);
    expect(kioskStateOf(kiosk(evening), instant(nextMorning + 180_000))).toBe("resting");
    expect(kioskStateOf(kiosk(evening), instant(nextMorning + 180_001))).toBe("silent");
  });

  it("count no more open time than there is between two moments", () => {
    const minutes = fc.integer({ min: 0, max: 4 * 1440 });
    fc.assert(
      fc.property(minutes, minutes, (one, other) => {
        const [from, to] = [at(Math.min(one, other)), at(Math.max(one, other))];
        const open = openMilliseconds(from, to, DEFAULT_HOURS);
        expect(open).toBeGreaterThanOrEqual(0);
        expect(open).toBeLessThanOrEqual(to - from);
        const middle = instant(Math.floor((from + to) / 2));
        expect(open).toBe(openMilliseconds(from, middle, DEFAULT_HOURS) + openMilliseconds(middle, to, DEFAULT_HOURS));
      }),
    );
  });
});

describe("the state of a kiosk", () => {
  it("is waiting before its first word and revoked for ever after", () => {
    expect(kioskStateOf(kiosk(null), at(TEN))).toBe("waiting");
    expect(kioskStateOf({ ...kiosk(at(TEN)), revokedAt: at(TEN) }, at(TEN))).toBe("revoked");
  });

  it("is ailing while something of it does not work", () => {
    const ill = (change: Partial<KioskHealth>) => kioskStateOf(kiosk(at(TEN), { ...healthy, ...change }), at(TEN));
    expect(ill({})).toBe("well");
    expect(ill({ printer: "absent", scanner: "absent", temperatureC: null })).toBe("well");
    expect(ill({ printer: null, sound: null, network: null, untouchedSeconds: null })).toBe("well");
    const ailments = [
      { reader: "broken" },
      { printer: "near_end" },
      { printer: "jam" },
      { sound: "broken" },
      { sound: "muted" },
      { sound: "absent" },
      { page: null },
    ] as const;
    for (const change of ailments) expect(ill(change), JSON.stringify(change)).toBe("ailing");
    expect([5, 4].map((diskFreePercent) => ill({ diskFreePercent }))).toEqual(["well", "ailing"]);
    expect([75, 76].map((temperatureC) => ill({ temperatureC }))).toEqual(["well", "ailing"]);
    const withNetwork = (change: object) => ill({ network: { ...network, ...change } });
    expect([999, 1000].map((roundTripMs) => withNetwork({ roundTripMs }))).toEqual(["well", "ailing"]);
    expect([2, 3].map((failedTries) => withNetwork({ failedTries }))).toEqual(["well", "ailing"]);
    expect(ailmentsOf({ ...healthy, reader: "broken", printer: "out" })).toEqual(["reader", "printer_out"]);
  });
});

it("a heartbeat carries nothing that it does not name", () => {
  expect(healthSchema.safeParse(healthy).success).toBe(true);
  expect(healthSchema.safeParse({ ...healthy, lastElder: "x" }).success).toBe(false);
  expect(healthSchema.safeParse({ ...healthy, network: { ...network, address: "x" } }).success).toBe(false);
});

it("a network that is only said to be there is one of which nothing is known", () =>
  expect(healthSchema.parse({ ...healthy, network: "online" }).network).toBeNull());
