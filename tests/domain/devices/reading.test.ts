import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dateReading, messageKeyOf, SAME_PRESS, type DeviceMessage } from "#app/domain/devices/reading.ts";
import { instant, plusMinutes } from "#app/domain/time/instant.ts";

const now = instant("2026-11-15T02:00:00Z");
const message = (changes: Partial<DeviceMessage> = {}): DeviceMessage => ({
  vendor: "generic",
  externalId: "x",
  messageId: null,
  sequence: null,
  deviceAt: null,
  measures: { motion: true },
  firmware: null,
  ...changes,
});

describe("the name of a message", () => {
  it("is the same when it is sent again", () => {
    const sent = message({ sequence: 4, deviceAt: now });
    expect(messageKeyOf(sent, now, "one")).toBe(messageKeyOf(sent, plusMinutes(now, 90), "two"));
  });

  it("is another when a counter begins again at another time", () => {
    const first = messageKeyOf(message({ sequence: 1, deviceAt: now, measures: { sos: true } }), now, "one");
    const again = messageKeyOf(
      message({ sequence: 1, deviceAt: plusMinutes(now, 1), measures: { sos: true } }),
      now,
      "two",
    );
    expect(again).not.toBe(first);
  });

  it("of a call for help without time and id is its delivery, so that a second press is never the first", () => {
    const press = message({ sequence: 1, measures: { sos: true } });
    expect(messageKeyOf(press, now, "one")).not.toBe(messageKeyOf(press, now, "two"));
    expect(messageKeyOf(press, now, "one")).toBe(messageKeyOf(press, now, "one"));
  });

  it("of other readings without a time counts within the hour", () => {
    const said = message({ sequence: 9 });
    expect(messageKeyOf(said, now, "one")).toBe(messageKeyOf(said, plusMinutes(now, 59), "two"));
    expect(messageKeyOf(said, now, "one")).not.toBe(messageKeyOf(said, plusMinutes(now, 60), "two"));
  });

  it("never joins two readings whose times differ", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.option(fc.nat()),
        fc.option(fc.string({ minLength: 1 })),
        (apart, sequence, messageId) => {
          const one = message({ sequence, messageId, deviceAt: now });
          const other = { ...one, deviceAt: instant(now - apart) };
          expect(messageKeyOf(one, now, "d")).not.toBe(messageKeyOf(other, now, "d"));
        },
      ),
    );
  });
});

describe("the time of a reading", () => {
  it("is late after a quarter of an hour, not at it", () => {
    expect(dateReading(message({ deviceAt: plusMinutes(now, -15) }), now, "d").late).toBe(false);
    expect(dateReading(message({ deviceAt: instant(now - 15 * 60_000 - 1) }), now, "d").late).toBe(true);
  });

  it("is the receipt's when the device's cannot be, and never later than the receipt", () => {
    expect(dateReading(message({ deviceAt: plusMinutes(now, 6) }), now, "d").measuredAt).toBe(now);
    expect(dateReading(message({ deviceAt: plusMinutes(now, 4) }), now, "d").measuredAt).toBe(now);
    expect(dateReading(message(), now, "d")).toMatchObject({ measuredAt: now, late: false });
  });
});

describe("the press that a call for help is", () => {
  const DAYS_MS = SAME_PRESS.ownTimeDays * 86_400_000;
  const press = (at: number | null, changes: Partial<DeviceMessage> = {}) =>
    dateReading(message({ measures: { sos: true }, deviceAt: at === null ? null : instant(at), ...changes }), now, "d");

  it("has the name of its time, whatever its counter, unless it has an id", () => {
    expect(press(now, { sequence: 1 }).callKey).toBe(press(now, { sequence: 2 }).callKey);
    expect(press(now - 1).callKey).not.toBe(press(now).callKey);
    expect(press(now, { messageId: "a" }).callKey).not.toBe(press(now, { messageId: "b" }).callKey);
  });

  it.each([
    ["as long ago as anybody waits", now - DAYS_MS, true],
    ["longer ago", now - DAYS_MS - 1, false],
    ["as far ahead as clocks run", now + 5 * 60_000, true],
    ["further ahead", now + 5 * 60_000 + 1, false],
    ["before all clocks", 0, false],
  ])("with a time %s", (_when, at, counts) => {
    expect(press(at).callKey === `at:${at}`).toBe(counts);
    expect(press(at).messageKey === "d:d").toBe(!counts);
    // What is no call for help keeps the name of its time: nothing is at stake.
    expect(messageKeyOf(message({ deviceAt: instant(at) }), now, "d")).toContain(`at:${at}`);
  });
});
