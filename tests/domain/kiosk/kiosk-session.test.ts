import { expect, it } from "vitest";
import { idleTimesOf, KIOSK_SESSION_MINUTES, KIOSK_SILENCE_MINUTES } from "#app/domain/kiosk/kiosk-session.ts";

it("waits longest where something personal is open, and never on the attract screen", () => {
  expect(idleTimesOf("attract")).toBeNull();
  expect(idleTimesOf("public")).toEqual({ afterSeconds: 60, warnSeconds: 20 });
  expect(idleTimesOf("personal")).toEqual({ afterSeconds: 90, warnSeconds: 30 });
  expect(idleTimesOf("done")).toEqual({ afterSeconds: 20, warnSeconds: 20 });
});

it("never warns for less than twenty seconds", () => {
  for (const page of ["public", "personal", "done"] as const)
    expect(idleTimesOf(page)?.warnSeconds ?? 0).toBeGreaterThanOrEqual(20);
});

it("lets the page end first: the server's silence is longer than any countdown, and shorter than the session", () => {
  const longest = idleTimesOf("personal");
  expect(KIOSK_SILENCE_MINUTES * 60).toBeGreaterThan((longest?.afterSeconds ?? 0) + (longest?.warnSeconds ?? 0));
  expect(KIOSK_SESSION_MINUTES).toBeGreaterThan(KIOSK_SILENCE_MINUTES);
});
