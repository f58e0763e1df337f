import { describe, expect, it } from "vitest";
import { instant, isoText } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { WorkCalendar } from "#app/domain/time/work-calendar.ts";
import { ticketDueAt } from "#app/domain/tickets/ticket-due.ts";
import { readAsking, shortNumber, ticketNumber } from "#app/domain/tickets/ticket-number.ts";
import { SAMPLE_POLICY } from "#db/seed/policy-versions.ts";

const parameters = SAMPLE_POLICY.parameters;
const calendar = new WorkCalendar([{ date: plainDate("2026-11-24"), kind: "off", name: "示例假日" }]);

describe("until when a ticket is to be answered", () => {
  it("counts working days after the day it was opened and ends when the offices close", () => {
    // A Friday morning: Monday is the first working day, Tuesday is off, Wednesday the second, Thursday the third.
    const friday = instant("2026-11-20T02:00:00Z");
    expect(isoText(ticketDueAt("call_back", friday, calendar, parameters))).toBe("2026-11-23T09:30:00.000Z");
    expect(isoText(ticketDueAt("complaint", friday, calendar, parameters))).toBe("2026-11-26T09:30:00.000Z");
  });

  it("is at once for a call for help", () => {
    const at = instant("2026-11-22T15:00:00Z");
    expect(ticketDueAt("help", at, calendar, parameters)).toBe(at);
  });

  it("follows the policy in force, not the code", () => {
    const changed = { ticket_due_working_days: { ...parameters.ticket_due_working_days, complaint: 1 } };
    const monday = instant("2026-11-16T02:00:00Z");
    expect(isoText(ticketDueAt("complaint", monday, calendar, changed))).toBe("2026-11-17T09:30:00.000Z");
  });
});

describe("a ticket's number", () => {
  it("is its day and four digits, of which people are told the four", () => {
    const ticketNo = ticketNumber(plainDate("2026-11-24"), "0827");
    expect(ticketNo).toBe("20261124-0827");
    expect(shortNumber(ticketNo)).toBe("0827");
  });

  it.each([
    ["0827123456", { short: "0827", code: "123456" }],
    ["082712345", null],
    ["08271234567", null],
    ["0827a23456", null],
  ])("is read with its code from %s", (typed, read) => {
    expect(readAsking(typed)).toEqual(read);
  });
});
