import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eq } from "drizzle-orm";
import { identify, type StreetId } from "#app/domain/identifiers.ts";
import { expandMonth, weekdayOfMonth } from "#app/domain/scheduling/recurrence.ts";
import { readRule, withoutEnd } from "#app/domain/scheduling/rule-text.ts";
import { compileRule, occurrencesOf } from "#app/domain/scheduling/series-occurrences.ts";
import { instant, instantAt, localTimeOf } from "#app/domain/time/instant.ts";
import { addDays, plainDate, weekdayOf, type PlainDate, type Weekday } from "#app/domain/time/plain-date.ts";
import { firstDateOf, lastDateOf, plainMonth, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { readPlannedMonth } from "#app/usecases/month/read-planned-month.server.ts";
import { cancelVisit } from "#app/usecases/scheduling/cancel-visit.server.ts";
import type { SeriesWish } from "#app/usecases/scheduling/decide-series-edit.server.ts";
import { editSeriesOfVisit, previewSeriesEdit } from "#app/usecases/scheduling/edit-series.server.ts";
import type { Database } from "#db/connection.server.ts";
import { auditEvent } from "#db/schema/operation.ts";
import { visit } from "#db/schema/visit.ts";
import { inTransaction, type Unit } from "#db/transaction.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { firstElders, plannedDistrict, runMonthOf } from "#tests/support/small-district.ts";
import { allSeries, allVisits, elderMonthOf } from "./stored-series.ts";

const december = plainMonth("2026-12");
/** The national holiday is in it: 1 to 7 October. */
const october = plainMonth("2026-10");
const beforeOctober = { now: instant("2026-09-15T02:00:00Z") };
const contextOf = (changes: Parameters<typeof testContext>[1] = {}) => testContext(database, changes);
let database: Database;

async function planned(month: PlainMonth, changes: Parameters<typeof testContext>[1] = {}) {
  database = await testDatabase();
  await runMonthOf(contextOf(changes), firstElders(30, { seed: "7", month }), { month, seed: "1", simulate: false });
}

const elderMonth = (elderId: string) => elderMonthOf(contextOf(), elderId);
const timeOf = (row: { plannedStart: Date }) => localTimeOf(instant(row.plannedStart));
const read = <T>(work: (orm: Unit["orm"]) => Promise<T>) => inTransaction(contextOf(), (unit) => work(unit.orm));

const used = new Set<string>();

/** An elder with one series of four visits, all of them on dates of the rule, whom no test has taken yet. */
async function freshElder(isWanted: (weekday: Weekday) => boolean = () => true): Promise<string> {
  const [visits, series] = [await allVisits(contextOf()), await allSeries(contextOf())];
  const found = series.find(({ id, elderId, startsOn }) => {
    if (!isWanted(weekdayOf(plainDate(startsOn)))) return false;
    const own = visits.filter((row) => row.elderId === elderId);
    return !used.has(elderId) && own.length === 4 && own.every((row) => row.seriesId === id);
  });
  if (!found) throw new Error("no elder is left");
  used.add(found.elderId);
  return found.elderId;
}

/** The first weekday and time at which nothing stands against the edit. */
async function possibleWish(
  base: Pick<SeriesWish, "visitNo" | "scope">,
  month: PlainMonth,
  changes = {},
): Promise<SeriesWish> {
  for (const startMinute of [540, 600, 660, 840, 900, 960])
    for (let day = 0; day < 7; day += 1) {
      const wish = { ...base, date: addDays(plainDate(`${month}-15`), day), startMinute };
      try {
        if ((await previewSeriesEdit(contextOf(changes), wish)).state === "possible") return wish;
      } catch {
        // The visit's own weekday and time: no change.
      }
    }
  throw new Error("nothing is possible");
}

/** The series and the visits tell the same: every standing date of the rules is where a visit stands. */
async function expectSeriesToTellVisits(elderId: string, month: PlainMonth) {
  const { visits, series } = await elderMonth(elderId);
  const told = series.flatMap(({ series: one }) =>
    occurrencesOf(one, firstDateOf(month), lastDateOf(month)).flatMap(({ stands }) =>
      stands === null ? [] : [stands],
    ),
  );
  const standing = visits.filter((row) => row.deliveryState !== "cancelled").map(timeOf);
  const text = (times: readonly { date: PlainDate; minute: number }[]) =>
    times.map((time) => `${time.date} ${time.minute}`).sort();
  expect(text(told)).toEqual(text(standing));
}

describe("editing a series in a month without holidays", () => {
  beforeAll(async () => {
    database = await plannedDistrict(30);
  }, 120_000);
  afterAll(async () => database.close());

  it("shows every date before anyone confirms, and changes nothing by showing", async () => {
    const elderId = await freshElder();
    const before = await elderMonth(elderId);
    const anchor = before.visits[1];
    const wish = await possibleWish({ visitNo: anchor?.visitNo ?? "", scope: "all" }, december);
    const { lines, state } = await previewSeriesEdit(contextOf(), wish);
    expect(state).toBe("possible");
    expect(lines.map(({ fate, conflicts }) => [fate, conflicts.length])).toEqual(Array(4).fill(["follows", 0]));
    expect(lines.map(({ from }) => from)).toEqual(before.visits.map(timeOf));
    const weekday = weekdayOf(wish.date);
    expect(lines.map(({ to }) => to?.date)).toEqual(
      [1, 2, 3, 4].map((place) => weekdayOfMonth(december, weekday, place)),
    );
    expect(await elderMonth(elderId)).toMatchObject({ visits: before.visits, series: before.series });
  });

  it("moves all four with their care workers, in one series with the same name and a higher version", async () => {
    const elderId = await freshElder();
    const before = await elderMonth(elderId);
    const [first] = before.visits;
    const wish = await possibleWish({ visitNo: first?.visitNo ?? "", scope: "all" }, december);
    expect((await editSeriesOfVisit(contextOf(), wish)).state).toBe("changed");
    const after = await elderMonth(elderId);
    expect(after.visits.map((row) => weekdayOf(timeOf(row).date))).toEqual(Array(4).fill(weekdayOf(wish.date)));
    expect(after.visits.every((row) => timeOf(row).minute === wish.startMinute)).toBe(true);
    expect(after.series).toHaveLength(1);
    expect(after.series[0]?.row).toMatchObject({
      uid: before.series[0]?.row.uid,
      sequence: (before.series[0]?.row.sequence ?? 0) + 1,
      startMinute: wish.startMinute,
      startsOn: timeOf(after.visits[0] ?? { plannedStart: new Date(0) }).date,
    });
    for (const row of after.visits) {
      expect(after.workersOf(row.id)).toEqual(before.workersOf(row.id));
      expect(row.occurrenceOn).toBe(timeOf(row).date);
    }
    await expectSeriesToTellVisits(elderId, december);
    const audit = await read((orm) => orm.select().from(auditEvent).where(eq(auditEvent.subjectId, wish.visitNo)));
    expect(audit.map(({ action }) => action)).toContain("visit.move");
  });

  it("ends the series before this visit and begins a new one, which the next month is planned after", async () => {
    const elderId = await freshElder();
    const before = await elderMonth(elderId);
    const anchor = before.visits[2];
    const wish = await possibleWish({ visitNo: anchor?.visitNo ?? "", scope: "this_and_following" }, december);
    await editSeriesOfVisit(contextOf(), wish);
    const after = await elderMonth(elderId);
    const [kept, ended] = [after.series[0], after.series[1]];
    expect(kept?.row.part).toBe(before.series[0]?.row.part);
    expect(kept?.row.id).not.toBe(before.series[0]?.row.id);
    expect(ended?.row).toMatchObject({ id: before.series[0]?.row.id, uid: before.series[0]?.row.uid, part: 2 });
    expect(withoutEnd(ended?.row.rrule ?? "").until).toEqual(timeOf(before.visits[1] ?? { plannedStart: new Date(0) }));
    expect(after.visits.slice(0, 2)).toEqual(before.visits.slice(0, 2));
    expect(after.visits.slice(2).map((row) => [row.seriesId, weekdayOf(timeOf(row).date)])).toEqual(
      Array(2).fill([kept?.row.id, weekdayOf(wish.date)]),
    );
    await expectSeriesToTellVisits(elderId, december);
    const month = await readPlannedMonth(contextOf(), december);
    const exported = month.series.filter((one) => one.elderId === elderId);
    expect(exported.map(({ rrule, lastOn }) => [readRule(rrule).until, lastOn]).sort()).toEqual(
      [
        [null, lastDateOf(december)],
        [null, timeOf(before.visits[1] ?? { plannedStart: new Date(0) }).date],
      ].sort(),
    );
    // A second edit of the rest counts its number by the months to come, not by the half that is left of this one.
    const again = await possibleWish({ visitNo: after.visits[2]?.visitNo ?? "", scope: "all" }, december);
    expect((await editSeriesOfVisit(contextOf(), again)).state).toBe("changed");
    expect((await elderMonth(elderId)).visits.slice(0, 2)).toEqual(before.visits.slice(0, 2));
    await expectSeriesToTellVisits(elderId, december);
    const open = (await elderMonth(elderId)).series[0];
    if (open) expect(expandMonth(compileRule(open.series), plainMonth("2027-01"))).toHaveLength(4);
  });

  it("names every conflict of every date at once and changes nothing", async () => {
    const elderId = await freshElder();
    const before = await elderMonth(elderId);
    const [first] = before.visits;
    const wish = {
      visitNo: first?.visitNo ?? "",
      scope: "all" as const,
      date: timeOf(first ?? { plannedStart: new Date(0) }).date,
      startMinute: 180,
    };
    const { state, lines } = await editSeriesOfVisit(contextOf(), wish);
    expect(state).toBe("blocked");
    expect(lines).toHaveLength(4);
    for (const { conflicts } of lines) {
      const codes = conflicts.map(({ code }) => code);
      expect(codes).toEqual(expect.arrayContaining(["outside_windows", "outside_availability"]));
      expect(conflicts.find(({ code }) => code === "outside_availability")?.worker).toContain("*");
    }
    expect(await elderMonth(elderId)).toMatchObject({ visits: before.visits, series: before.series });
  });

  it("leaves what is over or under way where it is, and refuses to move from there", async () => {
    const elderId = await freshElder();
    const before = await elderMonth(elderId);
    const [first, second, third] = before.visits;
    if (!first || !second || !third) throw new Error("four visits are needed");
    await read((orm) => orm.update(visit).set({ deliveryState: "en_route" }).where(eq(visit.id, third.id)));
    const { date } = timeOf(first);
    const later = { now: instantAt(addDays(date, 1), 600) };
    const wish = await possibleWish({ visitNo: second.visitNo, scope: "all" }, december, later);
    const { lines } = await editSeriesOfVisit(contextOf(later), wish);
    expect(lines.map(({ fate }) => fate)).toEqual(["untouched", "follows", "pinned", "follows"]);
    const after = await elderMonth(elderId);
    const byNo = (visitNo: string) => after.visits.find((row) => row.visitNo === visitNo);
    expect(byNo(first.visitNo)).toEqual(first);
    expect(byNo(third.visitNo)?.plannedStart).toEqual(third.plannedStart);
    await expectSeriesToTellVisits(elderId, december);
    await expect(previewSeriesEdit(contextOf(later), { ...wish, visitNo: third.visitNo })).rejects.toMatchObject({
      code: "visit-cannot-move",
    });
    await expect(previewSeriesEdit(contextOf(later), { ...wish, visitNo: first.visitNo })).rejects.toMatchObject({
      code: "occurrence-pinned",
    });
  });

  it("says of a date that would lie in the past that it has passed", async () => {
    // December 2026 begins on a Tuesday: from Wednesday on, the day before has its k-th date the day before.
    const elderId = await freshElder((weekday) => weekday >= 3 && weekday <= 5);
    const second = (await elderMonth(elderId)).visits[1];
    if (!second) throw new Error("two visits are needed");
    const dayBefore = addDays(timeOf(second).date, -1);
    const wish = { visitNo: second.visitNo, scope: "this_and_following" as const, date: dayBefore, startMinute: 600 };
    const { state, lines } = await previewSeriesEdit(contextOf({ now: instantAt(dayBefore, 1200) }), wish);
    expect(state).toBe("blocked");
    const codes = lines.map(({ conflicts }) => conflicts.some(({ code }) => code === "in_past"));
    expect(codes).toEqual([false, true, false, false]);
  });

  it("takes a cancelled visit along as a date that stays dropped", async () => {
    const elderId = await freshElder();
    const before = await elderMonth(elderId);
    const fourth = before.visits[3];
    await cancelVisit(contextOf(), fourth?.visitNo ?? "", "RC-ELDER-AWAY");
    const wish = await possibleWish({ visitNo: before.visits[0]?.visitNo ?? "", scope: "all" }, december);
    const { lines } = await editSeriesOfVisit(contextOf(), wish);
    expect(lines.map(({ fate }) => fate)).toEqual(["follows", "follows", "follows", "dropped"]);
    const after = await elderMonth(elderId);
    const dropped = after.series[0]?.series.exceptions;
    expect(dropped).toEqual([
      { kind: "dropped", originalOn: weekdayOfMonth(december, weekdayOf(wish.date), 4), reason: "visit_cancelled" },
    ]);
    await expectSeriesToTellVisits(elderId, december);
  });

  it("is refused for another month, the same weekday and time, a visit without a series, and outside the scope", async () => {
    const elderId = await freshElder();
    const [first, second] = (await elderMonth(elderId)).visits;
    if (!first || !second) throw new Error("two visits are needed");
    const { date, minute } = timeOf(first);
    const wish = { visitNo: first.visitNo, scope: "all" as const, date, startMinute: minute };
    const refused = (changes: Partial<SeriesWish>, around = {}) =>
      expect(previewSeriesEdit(contextOf(around), { ...wish, ...changes })).rejects;
    await refused({ date: plainDate("2027-01-05") }).toMatchObject({ code: "move-leaves-month" });
    await refused({}).toMatchObject({ code: "edit-changes-nothing" });
    await refused({ visitNo: "2026-12-NOBODY-1" }).toMatchObject({ code: "not-found" });
    const elsewhere = { streets: [identify<StreetId>(first.streetId === 1 ? 2 : 1)], provider: "all", worker: "all" };
    await refused({ startMinute: 600 }, { scope: elsewhere }).toMatchObject({ code: "not-found" });
    await read((orm) => orm.update(visit).set({ seriesId: null }).where(eq(visit.id, second.id)));
    await refused({ visitNo: second.visitNo, startMinute: 600 }).toMatchObject({ code: "visit-has-no-series" });
  });
});

describe("editing a series in a month with a holiday", () => {
  beforeAll(async () => {
    used.clear();
    await planned(october, beforeOctober);
  }, 120_000);
  afterAll(async () => database.close());

  it("lets the calendar move the dates of the new rule on, with the reason, and still gives four", async () => {
    let seen = 0;
    for (let tries = 0; tries < 6 && seen === 0; tries += 1) {
      const elderId = await freshElder();
      const { visits } = await elderMonth(elderId);
      const base = { visitNo: visits[0]?.visitNo ?? "", scope: "all" as const };
      const wish = await possibleWish(base, october, beforeOctober).catch(() => null);
      if (wish === null) continue;
      const { lines } = await editSeriesOfVisit(contextOf(beforeOctober), wish);
      seen = lines.filter(({ reason }) => reason === "day_off").length;
      for (const { to } of lines) expect(to !== null && to.date >= plainDate("2026-10-08")).toBe(true);
      expect(lines.filter(({ to }) => to !== null)).toHaveLength(4);
      const after = await elderMonth(elderId);
      expect(after.visits.filter(({ moveReason }) => moveReason === "day_off")).toHaveLength(seen);
      await expectSeriesToTellVisits(elderId, october);
    }
    expect(seen).toBeGreaterThan(0);
  });
});
