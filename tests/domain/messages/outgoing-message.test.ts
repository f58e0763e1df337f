import { expect, it } from "vitest";
import {
  CAUSE_KINDS,
  isKeyForgotten,
  isWorthTelling,
  nextTryAt,
  SCOPE_TOLD,
} from "#app/domain/messages/outgoing-message.ts";
import { instant, plusMinutes } from "#app/domain/time/instant.ts";

const now = instant("2026-11-16T09:40:00+08:00");

it("tries a message four times, all within the ten minutes in which WeChat knows its key", () => {
  let at = now;
  let tries = 0;
  for (let next: typeof now | null = now; next !== null; next = nextTryAt(tries, at)) {
    at = next;
    tries += 1;
  }
  expect(tries).toBe(4);
  expect(at - now).toBeLessThan(10 * 60_000);
});

it("knows when WeChat has forgotten a key: ten minutes after the first try, however late the next one is", () => {
  const due = nextTryAt(1, now);
  expect(isKeyForgotten(1, due, plusMinutes(now, 10))).toBe(false);
  expect(isKeyForgotten(1, due, plusMinutes(now, 10.1))).toBe(true);
  const last = nextTryAt(3, plusMinutes(now, 2.5));
  expect(isKeyForgotten(3, last, plusMinutes(now, 10))).toBe(false);
  expect(isKeyForgotten(3, last, plusMinutes(now, 10.1))).toBe(true);
  expect(isKeyForgotten(0, null, plusMinutes(now, 600))).toBe(false);
});

it("drops an arrival after an hour, digits after five minutes, and tells of money for a month", () => {
  expect(isWorthTelling("visit_arrived", now, plusMinutes(now, 60))).toBe(true);
  expect(isWorthTelling("visit_arrived", now, plusMinutes(now, 61))).toBe(false);
  expect(isWorthTelling("kiosk_code", now, plusMinutes(now, 6))).toBe(false);
  expect(isWorthTelling("payment_received", now, plusMinutes(now, 29 * 1_440))).toBe(true);
  expect(isWorthTelling("activity_reminder", now, plusMinutes(now, 1_441))).toBe(false);
});

it("tells money and answers to one person, and everything else by a scope of the consent", () => {
  const told = CAUSE_KINDS.filter((kind) => SCOPE_TOLD[kind] === null);
  expect(told).toEqual(["payment_received", "refund_done", "complaint_answered", "invoice_answered"]);
});
