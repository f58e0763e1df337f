/**
 * Personal calendars as iCalendar files (RFC 5545). Local starts are written with TZID=Asia/Shanghai and the zone's definition in the
 * file: floating times would move with a phone that travels, and UTC starts would let a rule slip to the day before for a visit
 * shortly after midnight. The zone has had no summer time since 1991, so its definition is one line of standard time.
 *
 * A file carries no health data, no address and no full name: the caller gives each entry a summary with the masked name.
 */
import ical, { ICalCalendarMethod, ICalEventClass, ICalEventStatus, ICalEventTransparency } from "ical-generator";
import type { ICalCalendar, ICalEventData } from "ical-generator";
import type { CalendarEntry, OccurrenceOverride } from "#app/domain/scheduling/calendar-entries.ts";
import type { Instant, LocalTime } from "#app/domain/time/instant.ts";
import { asDate, DISTRICT_ZONE, instantAt } from "#app/domain/time/instant.ts";
import { dayNumber, plainDateOfDay } from "#app/domain/time/plain-date.ts";

export type CalendarEvent = {
  readonly entry: CalendarEntry;
  /** Shown in lists and on lock screens: masked name, no health data. */
  readonly summary: string;
  /** Version of the entry; a reader keeps the highest it has seen. */
  readonly sequence: number;
};

export type CalendarFile = {
  readonly name: string;
  /** When the file was made; the same instant and entries give the same text. */
  readonly madeAt: Instant;
  readonly events: readonly CalendarEvent[];
};

const MINUTES_OF_DAY = 1440;

const SHANGHAI_ZONE = [
  "BEGIN:VTIMEZONE",
  `TZID:${DISTRICT_ZONE}`,
  "BEGIN:STANDARD",
  "DTSTART:19700101T000000",
  "TZOFFSETFROM:+0800",
  "TZOFFSETTO:+0800",
  "TZNAME:CST",
  "END:STANDARD",
  "END:VTIMEZONE",
].join("\r\n");

/** The text of one calendar file, with CRLF line ends and folded lines. */
export function calendarText(file: CalendarFile): string {
  const calendar = ical({
    name: escaped(file.name),
    prodId: { company: "Bedside", product: "visits", language: "ZH" },
    method: ICalCalendarMethod.PUBLISH,
    // Without a zone name of the calendar itself: with one, the package writes DTSTAMP as local time, which the standard forbids.
    timezone: { name: null, generator: () => SHANGHAI_ZONE },
  });
  for (const event of file.events) addEvent(calendar, file.madeAt, event);
  return `${calendar.toString()}\r\n`;
}

function addEvent(calendar: ICalCalendar, madeAt: Instant, { entry, summary, sequence }: CalendarEvent): void {
  const shared = {
    id: oneLine(entry.uid),
    summary: oneLine(summary),
    sequence,
    stamp: asDate(madeAt),
    timezone: DISTRICT_ZONE,
    class: ICalEventClass.PRIVATE,
    transparency: ICalEventTransparency.OPAQUE,
  };
  if (entry.kind === "visit") {
    calendar.createEvent({ ...shared, ...spanOf(entry.start, entry), status: statusOf(entry.cancelled) });
    return;
  }
  const repeating = [ruleLine(entry), ...exclusionLines(entry)].join("\r\n");
  calendar.createEvent({ ...shared, ...spanOf(entry.start, entry), repeating, status: statusOf(false) });
  for (const override of entry.overrides)
    calendar.createEvent({
      ...shared,
      ...spanOf(override.start, override),
      recurrenceId: wallClock({ date: override.originalOn, minute: entry.start.minute }),
      status: statusOf(override.cancelled),
    });
}

function spanOf(
  start: LocalTime,
  { durationMinutes }: Pick<OccurrenceOverride, "durationMinutes">,
): Pick<ICalEventData, "start" | "end"> {
  return { start: wallClock(start), end: wallClock({ date: start.date, minute: start.minute + durationMinutes }) };
}

function statusOf(cancelled: boolean): ICalEventStatus {
  return cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED;
}

type SeriesEntry = Extract<CalendarEntry, { kind: "series" }>;

/** UNTIL is UTC by the standard when the start names a zone. */
function ruleLine({ rrule, lastOn, start }: SeriesEntry): string {
  if (lastOn === null) return `RRULE:${rrule}`;
  const until = asDate(instantAt(lastOn, start.minute)).toISOString().replace(/[-:]/g, "").replace(".000", "");
  return `RRULE:${rrule};UNTIL=${until}`;
}

function exclusionLines({ excludedOn, start }: SeriesEntry): string[] {
  if (excludedOn.length === 0) return [];
  const times = excludedOn.map((date) => localText({ date, minute: start.minute }));
  return [`EXDATE;TZID=${DISTRICT_ZONE}:${times.join(",")}`];
}

/** "20261201T090000"; minutes past midnight run into the next day. */
function localText(time: LocalTime): string {
  return `${dateText(time)}T${clockText(time)}`;
}

function dateText({ date, minute }: LocalTime): string {
  return plainDateOfDay(dayNumber(date) + Math.floor(minute / MINUTES_OF_DAY)).replaceAll("-", "");
}

function clockText({ minute }: LocalTime): string {
  const ofDay = minute % MINUTES_OF_DAY;
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(ofDay / 60))}${two(ofDay % 60)}00`;
}

/**
 * A local time in the form in which the package takes dates that know their zone. A plain Date would be written in the zone of the
 * process, which is wrong on every server outside China.
 */
function wallClock(time: LocalTime): ICalEventData["start"] {
  const at = asDate(instantAt(time.date, time.minute));
  const value = {
    isValid: true,
    zone: { type: "iana" },
    setZone: () => value,
    toFormat: (format: string) => (format === "yyyyLLdd" ? dateText(time) : clockText(time)),
    toJSDate: () => at,
    toJSON: () => at.toISOString(),
  };
  return value;
}

/** Names are written raw by the package. */
function escaped(text: string): string {
  return oneLine(text).replace(/[\\;,]/g, (sign) => `\\${sign}`);
}

function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, " ").trim();
}
