import { describe, expect, it } from "vitest";
import { identify } from "#app/domain/identifiers.ts";
import type { ElderId } from "#app/domain/identifiers.ts";
import type { CalendarEntry } from "#app/domain/scheduling/calendar-entries.ts";
import { instant } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import type { CalendarEvent } from "#app/integrations/calendar/ics.server.ts";
import { calendarText } from "#app/integrations/calendar/ics.server.ts";

const elder = identify<ElderId>("elder-1");
const at = (date: string, minute = 540) => ({ date: plainDate(date), minute });

const series: Extract<CalendarEntry, { kind: "series" }> = {
  kind: "series",
  uid: "2026-02-E0001-1@bedside",
  elderId: elder,
  rrule: "FREQ=MONTHLY;BYDAY=1TU,2TU,3TU,4TU",
  start: at("2026-02-03"),
  durationMinutes: 65,
  lastOn: plainDate("2026-02-28"),
  excludedOn: [plainDate("2026-02-24")],
  overrides: [
    { originalOn: plainDate("2026-02-17"), start: at("2026-02-14"), durationMinutes: 65, cancelled: false },
    { originalOn: plainDate("2026-02-10"), start: at("2026-02-10", 600), durationMinutes: 90, cancelled: true },
  ],
};

function text(entry: CalendarEntry, changes: Partial<CalendarEvent> & { name?: string } = {}): string {
  const { name = "2026年2月 上门服务", ...event } = changes;
  return calendarText({
    name,
    madeAt: instant("2026-01-25T08:00:00Z"),
    events: [{ entry, summary: "上门服务 王*英", sequence: 3, ...event }],
  });
}

/** Content lines with their folding undone. */
function lines(file: string): string[] {
  return file.replace(/\r\n /g, "").split("\r\n").slice(0, -1);
}

/** The events of a file as maps from property to value; TZID stays with the property's name. */
function events(file: string): Map<string, string>[] {
  const found: Map<string, string>[] = [];
  let current: Map<string, string> | null = null;
  for (const line of lines(file)) {
    if (line === "BEGIN:VEVENT") current = new Map();
    else if (line === "END:VEVENT" && current) found.push(current);
    else current?.set(line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1));
  }
  return found;
}

describe("a series in a calendar file", () => {
  const [main, moved, cancelled] = events(text(series));

  it("starts in local time with its zone, and the file defines the zone", () => {
    expect(main?.get("DTSTART;TZID=Asia/Shanghai")).toBe("20260203T090000");
    expect(main?.get("DTEND;TZID=Asia/Shanghai")).toBe("20260203T100500");
    const all = lines(text(series));
    const zone = all.slice(all.indexOf("BEGIN:VTIMEZONE"), all.indexOf("END:VTIMEZONE"));
    expect(zone).toEqual(expect.arrayContaining(["TZID:Asia/Shanghai", "TZOFFSETFROM:+0800", "TZOFFSETTO:+0800"]));
  });

  it("has one rule, which ends with the month in UTC, and excludes what was dropped at the series' own time", () => {
    expect(main?.get("RRULE")).toBe("FREQ=MONTHLY;BYDAY=1TU,2TU,3TU,4TU;UNTIL=20260228T010000Z");
    expect(main?.get("EXDATE;TZID=Asia/Shanghai")).toBe("20260224T090000");
    expect(main?.has("RECURRENCE-ID;TZID=Asia/Shanghai")).toBe(false);
  });

  it("has no end when the series has none, and no EXDATE when nothing was dropped", () => {
    const [open] = events(text({ ...series, lastOn: null, excludedOn: [] }));
    expect(open?.get("RRULE")).toBe("FREQ=MONTHLY;BYDAY=1TU,2TU,3TU,4TU");
    expect([...(open?.keys() ?? [])].some((name) => name.startsWith("EXDATE"))).toBe(false);
  });

  it("shows a moved visit as an override of its date, not excluded", () => {
    expect(moved?.get("UID")).toBe(main?.get("UID"));
    expect(moved?.get("RECURRENCE-ID;TZID=Asia/Shanghai")).toBe("20260217T090000");
    expect(moved?.get("DTSTART;TZID=Asia/Shanghai")).toBe("20260214T090000");
    expect(moved?.has("RRULE")).toBe(false);
    expect(main?.get("EXDATE;TZID=Asia/Shanghai")).not.toContain("20260217");
  });

  it("says of a cancelled visit that it is cancelled", () => {
    expect(cancelled?.get("STATUS")).toBe("CANCELLED");
    expect(cancelled?.get("RECURRENCE-ID;TZID=Asia/Shanghai")).toBe("20260210T090000");
    expect(main?.get("STATUS")).toBe("CONFIRMED");
  });

  it("carries uid, sequence, stamp in UTC, and is private and busy", () => {
    expect(main?.get("UID")).toBe("2026-02-E0001-1@bedside");
    expect(main?.get("SEQUENCE")).toBe("3");
    expect(main?.get("DTSTAMP")).toBe("20260125T080000Z");
    expect([main?.get("CLASS"), main?.get("TRANSP")]).toEqual(["PRIVATE", "OPAQUE"]);
  });
});

describe("a single visit", () => {
  const visit: CalendarEntry = {
    kind: "visit",
    uid: "v1",
    elderId: elder,
    start: at("2026-12-31", 1410),
    durationMinutes: 60,
    cancelled: false,
  };

  it("may run past midnight and past the year", () => {
    const [event] = events(text(visit));
    expect(event?.get("DTSTART;TZID=Asia/Shanghai")).toBe("20261231T233000");
    expect(event?.get("DTEND;TZID=Asia/Shanghai")).toBe("20270101T003000");
    expect(event?.has("RRULE")).toBe(false);
  });

  it("shortly after midnight keeps its local date", () => {
    const [event] = events(text({ ...visit, start: at("2026-03-01", 30) }));
    expect(event?.get("DTSTART;TZID=Asia/Shanghai")).toBe("20260301T003000");
  });
});

describe("the text of a file", () => {
  const long = "上门服务 ".repeat(30);

  it("ends every line with CRLF and folds at 75 octets", () => {
    const file = text(series, { summary: long });
    expect(file.endsWith("END:VCALENDAR\r\n")).toBe(true);
    expect(file.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    const raw = file.split("\r\n");
    expect(raw.every((line) => new TextEncoder().encode(line).length <= 75)).toBe(true);
    expect(raw.some((line) => line.startsWith(" "))).toBe(true);
    expect(events(file)[0]?.get("SUMMARY")).toBe(long.trim());
  });

  it("escapes what the standard reads as punctuation, and lets no line be smuggled in", () => {
    const file = text(series, { summary: "a, b; c\\d\nEND:VEVENT", name: "李,王\r\nX-EVIL:1" });
    expect(events(file)[0]?.get("SUMMARY")).toBe("a\\, b\\; c\\\\d END:VEVENT");
    expect(lines(file)).toContain("X-WR-CALNAME:李\\,王 X-EVIL:1");
    expect(events(file)).toHaveLength(3);
    expect(events(text({ ...series, uid: "x\r\nATTACH:1" }))[0]?.get("UID")).toBe("x ATTACH:1");
  });

  it("is the same in every zone of the process and at every time of asking", () => {
    const before = process.env["TZ"];
    try {
      const texts = ["UTC", "Asia/Shanghai", "America/New_York", "Pacific/Apia"].map((zone) => {
        process.env["TZ"] = zone;
        return text(series);
      });
      expect(new Set(texts).size).toBe(1);
    } finally {
      if (before === undefined) delete process.env["TZ"];
      else process.env["TZ"] = before;
    }
  });

  it("of no events is a calendar all the same", () => {
    const file = calendarText({ name: "空", madeAt: instant("2026-01-25T08:00:00Z"), events: [] });
    expect(lines(file)).toEqual(
      expect.arrayContaining(["BEGIN:VCALENDAR", "VERSION:2.0", "METHOD:PUBLISH", "END:VCALENDAR"]),
    );
    expect(file).toContain("PRODID:-//Bedside//visits//ZH\r\n");
  });
});
