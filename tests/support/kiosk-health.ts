/** A heartbeat's report for tests. */
import type { KioskHealth } from "#app/domain/kiosk/device-health.ts";

/** What a kiosk says of which everything works. */
export function healthOf(changes: Partial<KioskHealth> = {}): KioskHealth {
  return {
    build: "test",
    uptimeSeconds: 60,
    diskFreePercent: 50,
    temperatureC: 40,
    reader: "ok",
    scanner: "ok",
    printer: "ok",
    sound: "ok",
    network: { link: "wired", signalPercent: null, roundTripMs: 30, failedTries: 0 },
    untouchedSeconds: null,
    fault: null,
    page: "page 1",
    clockOffsetMs: 0,
    waiting: 0,
    ...changes,
  };
}
