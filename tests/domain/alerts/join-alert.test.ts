import fc from "fast-check";
import { expect, it } from "vitest";
import type { AlertKind, AlertState } from "#app/domain/alerts/alert.ts";
import { JOIN_SECONDS, joinOrRaise, type StandingAlert } from "#app/domain/alerts/join-alert.ts";
import { instant, type Instant } from "#app/domain/time/instant.ts";

const now = instant("2026-11-15T02:00:00Z");
const seconds = (count: number) => (now + count * 1000) as Instant;
const standing = (kind: AlertKind, state: AlertState, lastAt: Instant): StandingAlert => ({
  id: "a",
  kind,
  state,
  lastAt,
});
const joins = (kind: AlertKind, state: AlertState, apart: number) =>
  "joins" in joinOrRaise({ kind, at: seconds(apart) }, [standing(kind, state, now)]);

it("a second press joins within half a minute and is an alert of its own after it", () => {
  expect(joins("sos", "open", JOIN_SECONDS)).toBe(true);
  expect(joins("sos", "open", JOIN_SECONDS + 0.001)).toBe(false);
  expect(joins("sos", "taken", 5)).toBe(true);
});

it("nothing joins an alert whose outcome was given", () => {
  expect(joins("sos", "awaiting_second", 1)).toBe(false);
  expect(joins("sos", "closed", 1)).toBe(false);
  expect(joins("off_bed", "closed", 1)).toBe(false);
});

it("a condition that lasts joins the alert that stands, however long", () => {
  expect(joins("low_battery", "open", 100_000)).toBe(true);
  expect("joins" in joinOrRaise({ kind: "fall", at: now }, [standing("sos", "open", now)])).toBe(false);
});

/** Presses and closings in any order: each press must stand in an alert that nobody had closed at that moment. */
it("no press is ever swallowed", () => {
  const step = fc.oneof(
    fc.record({ press: fc.constant(true), after: fc.integer({ min: 0, max: 90 }) }),
    fc.record({ press: fc.constant(false), after: fc.integer({ min: 0, max: 90 }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let at = now;
      const alerts: { id: string; kind: AlertKind; state: AlertState; lastAt: Instant; presses: number }[] = [];
      let presses = 0;
      for (const { press, after } of steps) {
        at = (at + after * 1000) as Instant;
        if (!press) {
          for (const one of alerts) one.state = "closed";
          continue;
        }
        presses += 1;
        const said = joinOrRaise({ kind: "sos", at }, alerts);
        const joined = "joins" in said ? alerts.find(({ id }) => id === said.joins.id) : undefined;
        if (joined) {
          expect(joined.state).not.toBe("closed");
          expect(at - joined.lastAt).toBeLessThanOrEqual(JOIN_SECONDS * 1000);
          joined.presses += 1;
          joined.lastAt = at;
        } else alerts.push({ id: String(alerts.length), kind: "sos", state: "open", lastAt: at, presses: 1 });
      }
      expect(alerts.reduce((sum, one) => sum + one.presses, 0)).toBe(presses);
    }),
  );
});
