/** The files of a planned month, read back the way an office and a calendar program read them. */
import { runMonthOf } from "#tests/support/small-district.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instantAt } from "#app/domain/time/instant.ts";
import { weekdayText } from "#app/domain/time/date-text.ts";
import { addDays, dayNumber, plainDate, plainDateOfDay } from "#app/domain/time/plain-date.ts";
import { firstDateOf, lastDateOf, plainMonth } from "#app/domain/time/plain-month.ts";
import { libraryDays } from "#app/domain/scheduling/rrule-library.ts";
import { readWorkbook } from "#app/integrations/workbooks/read-workbook.server.ts";
import { monthWords } from "#app/messages/month.ts";
import { debtReason, moveReason } from "#app/messages/planning.ts";
import { readPlannedMonth, type PlannedMonthView } from "#app/usecases/month/read-planned-month.server.ts";
import { writeMonthCalendars, type MonthCalendar } from "#app/usecases/month/write-month-calendars.server.ts";
import { writePlanWorkbook } from "#app/usecases/month/write-plan-workbook.server.ts";
import type { Database } from "#db/connection.server.ts";
import { generateDemoDistrict } from "#db/seed/demo/generate-district.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";

/** February 2026: the spring festival moves visits, so that every kind of exception is there. */
const month = plainMonth("2026-02");
const words = monthWords["zh-CN"];
const district = generateDemoDistrict({ seed: "3", month });
const now = instantAt(addDays(firstDateOf(month), -14), 540);

let database: Database;
let view: PlannedMonthView;
let calendars: readonly MonthCalendar[];

beforeAll(async () => {
  database = await testDatabase();
  const context = testContext(database, { now });
  await runMonthOf(
    context,
    { ...district, elders: district.elders.slice(0, 240) },
    { month, seed: "3", simulate: false },
  );
  view = await readPlannedMonth(context, month);
  calendars = writeMonthCalendars(view, { ...words, watermark: words.simulated }, now);
});
afterAll(async () => database.close());

type Event = ReadonlyMap<string, string>;

function eventsOf(text: string): Event[] {
  const events: Map<string, string>[] = [];
  for (const line of text.replace(/\r\n /g, "").split("\r\n")) {
    if (line === "BEGIN:VEVENT") events.push(new Map());
    const colon = line.indexOf(":");
    events
      .at(-1)
      ?.set(
        line.slice(0, line.indexOf(";") > 0 && line.indexOf(";") < colon ? line.indexOf(";") : colon),
        line.slice(colon + 1),
      );
  }
  return events;
}

const dateOf = (text: string) => plainDate(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`);
const minuteOf = (text: string) => Number(text.slice(9, 11)) * 60 + Number(text.slice(11, 13));

/** Starts in local time, as a program that follows the standard shows them: rule, minus exclusions, overridden dates replaced. */
function startsOf(calendar: MonthCalendar): string[] {
  const events = eventsOf(calendar.text);
  const overrides = events.filter((event) => event.has("RECURRENCE-ID"));
  return events.flatMap((event): string[] => {
    const start = event.get("DTSTART") ?? "";
    if (event.has("RECURRENCE-ID") || !event.has("RRULE")) return event.get("STATUS") === "CANCELLED" ? [] : [start];
    const gone = [
      ...(event.get("EXDATE") ?? "").split(","),
      ...overrides.filter((one) => one.get("UID") === event.get("UID")).map((one) => one.get("RECURRENCE-ID") ?? ""),
    ];
    const [ruleText = "", until = ""] = (event.get("RRULE") ?? "").split(";UNTIL=");
    expect(until).toMatch(/^\d{8}T\d{6}Z$/);
    const days = libraryDays(
      { ruleText, startDay: dayNumber(dateOf(start)), startMinute: minuteOf(start), until: null },
      dayNumber(firstDateOf(month)),
      dayNumber(lastDateOf(month)),
    );
    return days
      .map((day) => `${plainDateOfDay(day).replaceAll("-", "")}${start.slice(8)}`)
      .filter((one) => !gone.includes(one));
  });
}

const startText = ({ start }: PlannedMonthView["visits"][number]) =>
  `${start.date.replaceAll("-", "")}T${String(Math.floor(start.minute / 60)).padStart(2, "0")}${String(start.minute % 60).padStart(2, "0")}00`;
const calendarOf = (name: string) => calendars.find((one) => one.fileName === name);

describe("the calendars of a planned month", () => {
  it("expand to exactly the visits of each care worker, those of two workers in both", () => {
    for (const worker of view.workers) {
      const calendar = calendarOf(`worker-${worker.number}.ics`);
      const planned = view.visits.filter((visit) => visit.workers.some(({ number }) => number === worker.number));
      expect([worker.number, calendar ? startsOf(calendar).sort() : []]).toEqual([
        worker.number,
        planned.map(startText).sort(),
      ]);
    }
    expect(view.visits.some((visit) => visit.workers.length === 2)).toBe(true);
  });
  it("expand to exactly the visits of each elder", () => {
    for (const elder of view.elders) {
      const calendar = calendarOf(`elder-${elder.number}.ics`);
      const planned = view.visits.filter((visit) => visit.elder.number === elder.number);
      expect([elder.number, calendar ? startsOf(calendar).sort() : []]).toEqual([
        elder.number,
        planned.map(startText).sort(),
      ]);
    }
  });
  it("move a visit by RECURRENCE-ID alone and never exclude its date", () => {
    const moved = view.visits.filter((visit) => visit.movedFrom !== null);
    expect(moved.length).toBeGreaterThan(0);
    for (const { text } of calendars) {
      const events = eventsOf(text);
      for (const event of events.filter((one) => one.has("RECURRENCE-ID"))) {
        const series = events.find((one) => one.get("UID") === event.get("UID") && one.has("RRULE"));
        expect((series?.get("EXDATE") ?? "").split(",")).not.toContain(event.get("RECURRENCE-ID"));
      }
    }
  });
  it("say that they are a demonstration, and give away no number and no full name", () => {
    const names = new Set(district.records.elders.map((elder) => elder.fullName));
    for (const { fileName, text } of calendars) {
      expect(text).toContain(words.simulated);
      expect(/\d{17}[\dX]/.test(fileName + text)).toBe(false);
      expect([...names].filter((name) => name.length > 2 && text.includes(name))).toEqual([]);
    }
  });
  it("are the same when written again", () => {
    expect(writeMonthCalendars(view, { ...words, watermark: words.simulated }, now)).toEqual(calendars);
  });
});

describe("the plan as a workbook", () => {
  it("has a row a visit, a row a debt with its reason, and every care worker", async () => {
    const bytes = await writePlanWorkbook(view, {
      ...words,
      watermark: words.simulated,
      weekday: (weekday) => weekdayText(weekday, "zh-CN"),
      debtReason: (code) => debtReason(code, "zh-CN"),
      moveReason: (code) => moveReason(code, "zh-CN"),
    });
    const [plan, debt, workers] = await readWorkbook(bytes, "plan.xlsx");
    const textsOf = (sheet: typeof plan) => (sheet?.rows ?? []).map((row) => row.cells.map((cell) => cell?.text ?? ""));
    expect([plan?.sheet, debt?.sheet, workers?.sheet]).toEqual(["服务计划", "欠次", "护理员月表"]);
    const rows = textsOf(plan);
    expect(rows.filter(([visitNo]) => /^2026-02-/.test(visitNo ?? ""))).toHaveLength(view.visits.length);
    const first = view.visits[0];
    expect(rows.find(([visitNo]) => visitNo === first?.visitNo)).toEqual(
      expect.arrayContaining([first?.elder.number, first?.elder.name, first?.street, first?.provider]),
    );
    const moved = view.visits.find((visit) => visit.moveReason === "day_off");
    expect(rows.find(([visitNo]) => visitNo === moved?.visitNo)?.at(-1)).toBe(moveReason("day_off", "zh-CN"));
    expect(
      textsOf(debt).filter((row) => row.some((cell) => view.elders.some(({ number }) => number === cell))),
    ).toHaveLength(view.debts.length);
    expect(textsOf(workers).filter(([number]) => view.workers.some((worker) => worker.number === number))).toHaveLength(
      view.workers.length,
    );
    expect(rows.flat().some((cell) => cell.includes(words.simulated))).toBe(true);
  });
});
