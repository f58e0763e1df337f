import { plannedDistrict } from "#tests/support/small-district.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { and, eq } from "drizzle-orm";
import { identify, type StreetId } from "#app/domain/identifiers.ts";
import { instant, localTimeOf } from "#app/domain/time/instant.ts";
import { addDays, plainDate, weekdayOf, type PlainDate } from "#app/domain/time/plain-date.ts";
import { lastDateOf, plainMonth } from "#app/domain/time/plain-month.ts";
import { cancelVisit } from "#app/usecases/scheduling/cancel-visit.server.ts";
import { moveVisit, priceMove } from "#app/usecases/scheduling/move-visit.server.ts";
import { showElderCalendar, showWorkerCalendar } from "#app/usecases/screens/show-calendar.server.ts";
import type { Database } from "#db/connection.server.ts";
import { reserveEntitlement, reserveEntitlements } from "#db/repositories/entitlements.ts";
import { elder } from "#db/schema/elder.ts";
import { entitlementMonth, seriesException } from "#db/schema/planning.ts";
import { visit, visitDebt, visitWorker } from "#db/schema/visit.ts";
import { inTransaction } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";

const month = plainMonth("2026-12");
let database: Database;

beforeAll(async () => {
  database = await plannedDistrict(30);
}, 120_000);
afterAll(async () => database.close());

/** Visits of the planned month, each elder's in order, with the elder's number. */
async function visits() {
  return inTransaction(testContext(database), (unit) =>
    unit.orm
      .select({
        id: visit.id,
        visitNo: visit.visitNo,
        elderId: visit.elderId,
        elderNo: elder.elderNo,
        streetId: visit.streetId,
        seriesId: visit.seriesId,
        occurrenceOn: visit.occurrenceOn,
        moveReason: visit.moveReason,
        deliveryState: visit.deliveryState,
        plannedStart: visit.plannedStart,
      })
      .from(visit)
      .innerJoin(elder, eq(elder.id, visit.elderId))
      .orderBy(visit.visitNo),
  );
}

async function visitNamed(visitNo: string) {
  const found = (await visits()).find((one) => one.visitNo === visitNo);
  if (!found) throw new Error(`no visit ${visitNo}`);
  return found;
}

async function entitlementOf(elderId: string) {
  const [row] = await inTransaction(testContext(database), (unit) =>
    unit.orm.select().from(entitlementMonth).where(eq(entitlementMonth.elderId, elderId)),
  );
  if (!row) throw new Error("no entitlement");
  return row;
}

const whenOf = (one: { plannedStart: Date }) => localTimeOf(instant(one.plannedStart));

/** The first date and time of the month to which some visit can go; leaves it moved. */
async function moveSomewhere(visitNo: string): Promise<{ date: PlainDate; minute: number }> {
  const now = whenOf(await visitNamed(visitNo));
  for (let date = plainDate("2026-12-01"); date <= lastDateOf(month); date = addDays(date, 1))
    for (const startMinute of [540, 600, 840, 900]) {
      if (weekdayOf(date) > 5 || (date === now.date && startMinute === now.minute)) continue;
      const asked = await priceMove(testContext(database), { visitNo, date, startMinute });
      expect(whenOf(await visitNamed(visitNo))).toEqual(now);
      const outcome = await moveVisit(testContext(database), { visitNo, date, startMinute });
      expect(asked).toMatchObject({ from: now, conflicts: outcome.state === "moved" ? [] : outcome.conflicts });
      if (outcome.state === "moved") return { date, minute: startMinute };
    }
  throw new Error("nowhere to go");
}

describe("planning a month", () => {
  it("reserves every visit that it places, so that no path can promise a fifth", async () => {
    const all = await visits();
    const ids = [...new Set(all.map((one) => one.elderId))];
    for (const elderId of ids.slice(0, 5)) {
      const row = await entitlementOf(elderId);
      expect(row.visitsReserved).toBe(all.filter((one) => one.elderId === elderId).length);
      expect(
        await inTransaction(testContext(database), (unit) =>
          reserveEntitlement(unit, elderId, month, row.visitsAllowed - row.visitsReserved + 1),
        ),
      ).toBe(false);
    }
  });
});

describe("moving one visit", () => {
  it("moves the visit and its workers, keeps the date it stood for, and records the exception of its series", async () => {
    const one = (await visits()).find((found) => found.moveReason === null && found.seriesId !== null);
    if (!one) throw new Error("no visit that stands as its series says");
    const original = whenOf(one);
    const to = await moveSomewhere(one.visitNo);
    const moved = await visitNamed(one.visitNo);
    expect(whenOf(moved)).toEqual(to);
    expect(moved).toMatchObject({ occurrenceOn: original.date, moveReason: "person_decided" });
    const { exception, workers } = await inTransaction(testContext(database), async (unit) => ({
      exception: await unit.orm
        .select()
        .from(seriesException)
        .where(and(eq(seriesException.seriesId, one.seriesId ?? ""), eq(seriesException.originalOn, original.date))),
      workers: await unit.orm.select().from(visitWorker).where(eq(visitWorker.visitId, one.id)),
    }));
    expect(exception).toMatchObject([{ kind: "moved", movedToOn: to.date, movedToMinute: to.minute }]);
    expect(workers.every((row) => row.plannedStart.getTime() === moved.plannedStart.getTime())).toBe(true);
    const shown = await showElderCalendar(testContext(database), month, one.elderNo);
    expect(shown.visits.find((row) => row.visitNo === one.visitNo)).toMatchObject({
      movedFrom: original.date === to.date ? null : original.date,
      moveReason: "person_decided",
    });
  });
  it("names every conflict and changes nothing", async () => {
    const all = await visits();
    const [first, second] = all.filter((one) => one.elderId === all[0]?.elderId);
    if (!first || !second) throw new Error("an elder with two visits is needed");
    const to = whenOf(second);
    const outcome = await moveVisit(testContext(database), {
      visitNo: first.visitNo,
      date: to.date,
      startMinute: to.minute,
    });
    expect(outcome.state).toBe("refused");
    const codes = outcome.state === "refused" ? outcome.conflicts.map(({ code }) => code) : [];
    expect(codes).toEqual(expect.arrayContaining(["min_gap", "elder_busy", "worker_busy"]));
    expect(whenOf(await visitNamed(first.visitNo))).toEqual(whenOf(first));
  });
  it("refuses another month, the past, the same time, and a visit outside the scope", async () => {
    const [one] = await visits();
    if (!one) throw new Error("no visit");
    const now = whenOf(one);
    const { visitNo } = one;
    const refused = (date: PlainDate, startMinute: number, changes = {}) =>
      moveVisit(testContext(database, changes), { visitNo, date, startMinute });
    await expect(refused(plainDate("2027-01-05"), 540)).rejects.toMatchObject({ code: "move-leaves-month" });
    await expect(refused(now.date, now.minute)).rejects.toMatchObject({ code: "move-changes-nothing" });
    await expect(refused(plainDate("2026-12-02"), 481, { now: instant("2026-12-20T00:00:00Z") })).rejects.toMatchObject(
      { code: "move-into-past" },
    );
    const elsewhere = { streets: [identify<StreetId>(one.streetId === 1 ? 2 : 1)], provider: "all", worker: "all" };
    await expect(refused(plainDate("2026-12-02"), 481, { scope: elsewhere })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});

describe("cancelling one visit", () => {
  it("frees its workers, owes the visit, and gives its place in the month back", async () => {
    const one = (await visits()).at(-1);
    if (!one) throw new Error("no visit");
    const before = await entitlementOf(one.elderId);
    const answer = await cancelVisit(testContext(database), one.visitNo, "RC-ELDER-AWAY");
    expect(answer).toEqual({ late: false, owed: true });
    expect(await visitNamed(one.visitNo)).toMatchObject({ deliveryState: "cancelled" });
    expect((await entitlementOf(one.elderId)).visitsReserved).toBe(before.visitsReserved - 1);
    const { debts, workers } = await inTransaction(testContext(database), async (unit) => ({
      debts: await unit.orm.select().from(visitDebt).where(eq(visitDebt.elderId, one.elderId)),
      workers: await unit.orm.select().from(visitWorker).where(eq(visitWorker.visitId, one.id)),
    }));
    expect(debts).toContainEqual(expect.objectContaining({ reason: "visit_cancelled", state: "open" }));
    expect(workers.every((row) => row.released)).toBe(true);
    await expect(cancelVisit(testContext(database), one.visitNo, "RC-ELDER-AWAY")).rejects.toMatchObject({
      code: "visit-cannot-cancel",
    });
  });
  it("owes nothing for a visit that stood twice, is late under a day before the start, and wants a known code", async () => {
    const one = (await visits()).filter((found) => found.deliveryState !== "cancelled").at(-1);
    if (!one) throw new Error("no visit");
    await expect(cancelVisit(testContext(database), one.visitNo, "RC-FORGOT-IN")).rejects.toMatchObject({
      code: "cancel-code-unknown",
    });
    const dayBefore = instant(one.plannedStart.getTime() - 23 * 3_600_000);
    expect(await cancelVisit(testContext(database, { now: dayBefore }), one.visitNo, "duplicate_plan")).toEqual({
      late: true,
      owed: false,
    });
  });
});

describe("the last place in an elder's month", () => {
  it("goes to exactly one of many who reach for it at once", async () => {
    const cancelled = (await visits()).find((one) => one.deliveryState === "cancelled");
    if (!cancelled) throw new Error("a cancelled visit is needed");
    const { elderId } = cancelled;
    const { visitsAllowed, visitsReserved } = await entitlementOf(elderId);
    const free = visitsAllowed - visitsReserved;
    const won = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        inTransaction(testContext(database), async (unit) =>
          index % 2 === 0
            ? reserveEntitlement(unit, elderId, month, 1)
            : (await reserveEntitlements(unit, month, [{ elderId, count: 1 }])).length === 0,
        ),
      ),
    );
    expect(won.filter(Boolean)).toHaveLength(free);
    expect((await entitlementOf(elderId)).visitsReserved).toBe(visitsAllowed);
  });
});

describe("a care worker's calendar", () => {
  it("holds the worker's visits with the way between them and hours inside the limit, and masks names", async () => {
    const shown = await showWorkerCalendar(testContext(database), month, "W00001");
    expect(shown.weeks.every((week) => week.minutes <= week.mostMinutes)).toBe(true);
    for (const one of shown.visits) expect(one.elderName).toContain("*");
    for (const one of shown.visits)
      if (one.way !== null && one.deliveryState !== "cancelled")
        expect(one.way.freeMinutes).toBeGreaterThanOrEqual(one.way.travelMinutes);
    await expect(showWorkerCalendar(testContext(database), month, "W99999")).rejects.toMatchObject({
      code: "not-found",
    });
  });
});
