import { describe, expect, it } from "vitest";
import { isNoShow, returnReason } from "#app/domain/payments/payment-return.ts";
import { instant, plusMinutes } from "#app/domain/time/instant.ts";
import { MISSED_REASONS } from "#app/domain/visits/missed-reason.ts";

const END = instant("2026-11-16T10:00:00+08:00");
const DAYS = 3 * 1_440;
const reasonOf = (deliveryState: string, missedReason: string | null = null, minutes = 0) =>
  returnReason({ deliveryState, missedReason, plannedEnd: END }, plusMinutes(END, minutes));

describe("what was paid for a visit", () => {
  it.each([
    ["called off long before", "cancelled", null, -9_999, "visit_cancelled"],
    ["called off late", "cancelled", null, -61, "visit_cancelled"],
    ["that may take place", "accepted", null, DAYS, null],
    ["that somebody sets out for", "en_route", null, DAYS, null],
    ["that runs", "in_progress", null, DAYS, null],
    ["that took place", "done", null, DAYS, null],
    ["missed, not explained yet", "missed", null, DAYS - 1, null],
    ["missed, never explained", "missed", null, DAYS, "visit_missed"],
    ["missed by the worker", "missed", "RC-WORKER-NO-SHOW", 60, "visit_missed"],
    ["missed because the elder is in hospital", "missed", "RC-ELDER-HOSPITAL", 60, "visit_missed"],
    ["missed because nobody opened", "missed", "RC-NO-ANSWER", DAYS, null],
    ["that nobody has taken on yet", "offered", null, DAYS - 1, null],
    ["that nobody took on", "offered", null, DAYS, "visit_missed"],
    ["that was never offered", "planned", null, DAYS, "visit_missed"],
  ])("%s is judged", (...[, state, missed, minutes, reason]) => {
    expect(reasonOf(state, missed, minutes)).toBe(reason);
  });

  it("waits for a person where the elder was not there, and goes back for every other reason", () => {
    const waiting = MISSED_REASONS.filter((missedReason) => reasonOf("missed", missedReason) === null);
    expect(waiting).toEqual(["RC-NO-ANSWER", "RC-ELDER-REFUSED", "RC-ELDER-AWAY"]);
    expect(waiting.every((missedReason) => isNoShow({ deliveryState: "missed", missedReason }))).toBe(true);
    expect(isNoShow({ deliveryState: "done", missedReason: "RC-NO-ANSWER" })).toBe(false);
  });
});
