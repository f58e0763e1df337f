import { describe, expect, it } from "vitest";
import type { Instant } from "#app/domain/time/instant.ts";
import { chooseClock, lengthensRecorded, requireSecondPerson } from "#app/domain/visits/clock-choice.ts";
import { foldEvents } from "#app/domain/visits/fold-events.ts";
import { at, checkIn, checkOut, correction } from "./visit-builders.ts";

const visit = [checkIn("2026-11-03 09:00"), checkOut("2026-11-03 10:00")];
const clockOf = (...events: Parameters<typeof foldEvents>[0][]) =>
  chooseClock(foldEvents(events.flatMap((one) => [...one])));

describe("choice of the clock", () => {
  it.each([
    ["09:59:59", 59],
    ["10:00:00", 60],
    ["10:00:59", 60],
  ])("cuts seconds off: 09:00:00 to %s is %i minutes", (out, minutes) => {
    expect(clockOf([checkIn("2026-11-03 09:00:00"), checkOut(`2026-11-03 ${out}`)]).minutes).toBe(minutes);
  });

  it("counts across midnight", () => {
    expect(clockOf([checkIn("2026-10-31 23:30"), checkOut("2026-11-01 00:40")]).minutes).toBe(70);
  });

  it("has no minutes while an end is missing or the ends are reversed", () => {
    expect(clockOf([checkIn("2026-11-03 09:00")]).minutes).toBeNull();
    expect(clockOf([checkIn("2026-11-03 10:00"), checkOut("2026-11-03 09:00")]).minutes).toBeNull();
  });

  it("leaves the raw times beside the corrected ones", () => {
    const clock = clockOf(visit, [correction({ field: "check_out_at", to: "2026-11-03 10:20" })]);
    expect(clock).toMatchObject({
      rawOutAt: at("2026-11-03 10:00"),
      effectiveOutAt: at("2026-11-03 10:20"),
      outCorrected: true,
      inCorrected: false,
      minutes: 80,
    });
  });

  it("stretches nothing without evidence, in either direction", () => {
    const clock = clockOf(visit, [
      correction({ field: "check_in_at", to: "2026-11-03 08:30" }, { evidenceDigest: null }),
      correction({ field: "check_out_at", to: "2026-11-03 10:30" }, { evidenceDigest: null }),
    ]);
    expect([clock.minutes, clock.inCorrected, clock.outCorrected]).toEqual([60, false, false]);
  });

  it("says of a new time whether it lengthens what was recorded; a missing end is filled in", () => {
    const [recorded, earlier, later] = ["10:00", "09:59", "10:01"].map((time) => at(`2026-11-03 ${time}`)) as [
      Instant,
      Instant,
      Instant,
    ];
    const ends = ["check_in_at", "check_out_at"] as const;
    expect(ends.map((field) => lengthensRecorded(recorded, earlier, field))).toEqual([true, false]);
    expect(ends.map((field) => lengthensRecorded(recorded, later, field))).toEqual([false, true]);
    for (const field of ends)
      for (const raw of [recorded, null]) expect(lengthensRecorded(raw, recorded, field)).toBe(false);
  });
  it("lets a correction without evidence shorten a visit", () => {
    const clock = clockOf(visit, [
      correction({ field: "check_out_at", to: "2026-11-03 09:50" }, { evidenceDigest: null }),
    ]);
    expect(clock.minutes).toBe(50);
  });

  it("takes the last approved correction and no unapproved one", () => {
    const clock = clockOf(visit, [
      correction({ field: "check_out_at", to: "2026-11-03 10:10" }, { when: "2026-11-03 12:00" }),
      correction({ field: "check_out_at", to: "2026-11-03 10:15" }, { when: "2026-11-03 13:00" }),
      correction({ field: "check_out_at", to: "2026-11-03 11:00" }, { when: "2026-11-03 14:00", approvedBy: null }),
    ]);
    expect(clock.effectiveOutAt).toBe(at("2026-11-03 10:15"));
  });

  it("counts served time only when the visit was interrupted", () => {
    expect(clockOf(visit, [correction({ field: "interrupted_minutes", to: 15 })]).minutes).toBe(45);
  });
});

describe("second person of a correction", () => {
  const given = { requestedBy: "a", approvedBy: "b", workersOfVisit: ["w"] };

  it("passes when requester, approver and worker are three persons", () => {
    expect(() => requireSecondPerson(given)).not.toThrow();
  });

  it("refuses the requester and the worker as approver", () => {
    expect(() => requireSecondPerson({ ...given, approvedBy: "a" })).toThrow("correction-needs-second-person");
    expect(() => requireSecondPerson({ ...given, approvedBy: "w" })).toThrow("correction-approver-is-worker");
  });
});
