import { describe, expect, it } from "vitest";
import { holdsWholeNumber, slipAddress, slipSchema, type NewSlip } from "#app/domain/kiosk/slip.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";

const ticket = (subject: string): NewSlip => ({ kind: "ticket", number: "T-0007", subject, answerBy: null });
const holds = (subject: string) => holdsWholeNumber(slipSchema.parse(ticket(subject)));

describe("a slip", () => {
  it("never holds a whole telephone or identity number, however it is spaced", () => {
    for (const subject of ["请打 13912345678", "139 1234 5678", "320602194503120018", "32060219450312001X"])
      expect(holds(subject), subject).toBe(true);
  });

  it("may hold dates, building numbers and the hotline", () => {
    for (const subject of ["871-12345", "工农路12号3幢", "2026年11月24日", "预约号 3827"])
      expect(holds(subject), subject).toBe(false);
  });

  it("takes a day and a minute of a day, and nothing it does not know", () => {
    const booked = {
      kind: "booked",
      date: plainDate("2026-11-24"),
      startMinute: 540,
      codes: ["LC02"],
      surnames: ["李"],
    };
    expect(slipSchema.parse(booked)).toMatchObject({ building: null, left: null, number: null, notes: [] });
    expect(slipSchema.safeParse({ ...booked, startMinute: 1440 }).success).toBe(false);
    expect(slipSchema.safeParse({ ...booked, startMinute: 1439 }).success).toBe(true);
    expect(slipSchema.safeParse({ ...booked, date: "2026-02-30" }).success).toBe(false);
    expect(slipSchema.safeParse({ ...booked, idNumber: "x" }).success).toBe(false);
    expect(slipSchema.safeParse({ ...booked, number: "38271" }).success).toBe(false);
  });

  it("has an address that leads back", () => {
    expect(slipAddress("a-b", "/kiosk/book?page=2")).toBe("/kiosk/slips/a-b?back=%2Fkiosk%2Fbook%3Fpage%3D2");
  });
});
