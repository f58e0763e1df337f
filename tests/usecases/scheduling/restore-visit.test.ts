import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { and, asc, eq } from "drizzle-orm";
import { identify, type StreetId } from "#app/domain/identifiers.ts";
import { instant, instantAt, localTimeOf } from "#app/domain/time/instant.ts";
import { addDays, plainDate } from "#app/domain/time/plain-date.ts";
import { lastDateOf, plainMonth } from "#app/domain/time/plain-month.ts";
import { cancelVisit } from "#app/usecases/scheduling/cancel-visit.server.ts";
import { moveVisit } from "#app/usecases/scheduling/move-visit.server.ts";
import { restoreVisit } from "#app/usecases/scheduling/restore-visit.server.ts";
import type { Database } from "#db/connection.server.ts";
import { reserveEntitlement } from "#db/repositories/entitlements.ts";
import { elder } from "#db/schema/elder.ts";
import { auditEvent } from "#db/schema/operation.ts";
import { entitlementMonth, seriesException } from "#db/schema/planning.ts";
import { offer, visit, visitDebt, visitWorker } from "#db/schema/visit.ts";
import { inTransaction } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { plannedDistrict } from "#tests/support/small-district.ts";

const month = plainMonth("2026-12");
let database: Database;

beforeAll(async () => {
  database = await plannedDistrict(30);
}, 120_000);
afterAll(async () => database.close());

const read = <T>(work: (orm: Parameters<Parameters<typeof inTransaction>[1]>[0]["orm"]) => Promise<T>) =>
  inTransaction(testContext(database), (unit) => work(unit.orm));

type VisitRow = typeof visit.$inferSelect;

async function visitNamed(visitNo: string): Promise<VisitRow> {
  const [row] = await read((orm) => orm.select().from(visit).where(eq(visit.visitNo, visitNo)));
  if (!row) throw new Error(`no visit ${visitNo}`);
  return row;
}

/** Everything that a cancellation touches; the version and the debt's row stay as records and are left out. */
async function stateOf({ id, visitNo, elderId, seriesId }: VisitRow) {
  const { version: _version, ...row } = await visitNamed(visitNo);
  return read(async (orm) => {
    const workers = await orm
      .select({ workerId: visitWorker.workerId, plannedStart: visitWorker.plannedStart })
      .from(visitWorker)
      .where(and(eq(visitWorker.visitId, id), eq(visitWorker.released, false)))
      .orderBy(asc(visitWorker.workerId));
    const exceptions = await orm
      .select()
      .from(seriesException)
      .where(eq(seriesException.seriesId, seriesId ?? id))
      .orderBy(asc(seriesException.originalOn));
    const [entitlement] = await orm.select().from(entitlementMonth).where(eq(entitlementMonth.elderId, elderId));
    return { row, workers, exceptions, reserved: entitlement?.visitsReserved };
  });
}

const debtsOf = (elderId: string) => read((orm) => orm.select().from(visitDebt).where(eq(visitDebt.elderId, elderId)));

let taken = 0;

/** A visit of another elder each time, with a series. */
async function freshVisit(): Promise<VisitRow> {
  const elders = await read((orm) => orm.select({ id: elder.id }).from(elder).orderBy(asc(elder.elderNo)));
  for (; taken < elders.length; taken += 1) {
    const rows = await read((orm) =>
      orm
        .select()
        .from(visit)
        .where(eq(visit.elderId, elders[taken]?.id ?? ""))
        .orderBy(asc(visit.visitNo)),
    );
    const found = rows.length === 4 ? rows.find((row) => row.seriesId !== null && row.moveReason === null) : undefined;
    if (found) {
      taken += 1;
      return found;
    }
  }
  throw new Error("no elder is left");
}

/** Moves the visit to the first time of its month that is free. */
async function moveSomewhere({ visitNo, plannedStart }: VisitRow): Promise<void> {
  const now = localTimeOf(instant(plannedStart));
  for (let date = addDays(now.date, -2); date <= lastDateOf(month); date = addDays(date, 1))
    for (const startMinute of [540, 600, 840, 900]) {
      if (date < plainDate(`${month}-01`) || (date === now.date && startMinute === now.minute)) continue;
      const outcome = await moveVisit(testContext(database), { visitNo, date, startMinute });
      if (outcome.state === "moved") return;
    }
  throw new Error("nowhere to go");
}

describe("restoring a cancelled visit", () => {
  it("puts everything back as it was: time, workers, series, place in the month; nothing is owed", async () => {
    const chosen = await freshVisit();
    const before = await stateOf(chosen);
    await cancelVisit(testContext(database), chosen.visitNo, "RC-ELDER-AWAY");
    expect(await stateOf(chosen)).not.toEqual(before);
    expect(await restoreVisit(testContext(database), chosen.visitNo)).toEqual({ state: "restored" });
    expect(await stateOf(chosen)).toEqual(before);
    expect((await debtsOf(chosen.elderId)).map(({ state, replacedBy }) => [state, replacedBy])).toEqual([
      ["replaced", chosen.id],
    ]);
    const audit = await read((orm) => orm.select().from(auditEvent).where(eq(auditEvent.subjectId, chosen.visitNo)));
    expect(audit.map(({ action }) => action)).toEqual(expect.arrayContaining(["visit.cancel", "visit.restore"]));
  });

  it("stands where a person had moved it, and is owed again when it is cancelled again", async () => {
    const chosen = await freshVisit();
    await moveSomewhere(chosen);
    const before = await stateOf(chosen);
    expect(before.exceptions).toHaveLength(1);
    await cancelVisit(testContext(database), chosen.visitNo, "RC-ELDER-AWAY");
    await restoreVisit(testContext(database), chosen.visitNo);
    expect(await stateOf(chosen)).toEqual(before);
    await cancelVisit(testContext(database), chosen.visitNo, "RC-ELDER-AWAY");
    expect((await debtsOf(chosen.elderId)).map(({ state }) => state)).toEqual(["open"]);
  });

  it("stands as far as the provider's answer carries it", async () => {
    for (const [offerState, deliveryState] of [
      ["accepted", "accepted"],
      ["rejected", "planned"],
    ] as const) {
      const chosen = await freshVisit();
      await read((orm) =>
        orm
          .update(offer)
          .set({ state: offerState, declineReason: "no_capacity" })
          .where(eq(offer.id, chosen.offerId ?? "")),
      );
      await cancelVisit(testContext(database), chosen.visitNo, "RC-ELDER-AWAY");
      await restoreVisit(testContext(database), chosen.visitNo);
      expect(await visitNamed(chosen.visitNo)).toMatchObject({ deliveryState, cancelReason: null });
    }
  });

  it("is refused with every conflict when another visit of the elder has come too near", async () => {
    const chosen = await freshVisit();
    await cancelVisit(testContext(database), chosen.visitNo, "RC-ELDER-AWAY");
    const [other] = await read((orm) =>
      orm
        .select()
        .from(visit)
        .where(and(eq(visit.elderId, chosen.elderId), eq(visit.deliveryState, "offered")))
        .limit(1),
    );
    if (!other) throw new Error("another visit is needed");
    const length = other.plannedEnd.getTime() - other.plannedStart.getTime();
    await read((orm) =>
      orm
        .update(visit)
        .set({
          plannedStart: chosen.plannedStart,
          plannedEnd: new Date(chosen.plannedStart.getTime() + length),
        })
        .where(eq(visit.id, other.id)),
    );
    const before = await stateOf(chosen);
    const outcome = await restoreVisit(testContext(database), chosen.visitNo);
    const codes = outcome.state === "refused" ? outcome.conflicts.map(({ code }) => code) : [];
    expect(codes).toEqual(expect.arrayContaining(["min_gap", "elder_busy"]));
    expect(await stateOf(chosen)).toEqual(before);
  });

  it("is refused when its place in the month is taken, its start has passed, it is not cancelled, or out of reach", async () => {
    const chosen = await freshVisit();
    const restore = (changes = {}) => restoreVisit(testContext(database, changes), chosen.visitNo);
    await expect(restore()).rejects.toMatchObject({ code: "visit-cannot-restore" });
    await cancelVisit(testContext(database), chosen.visitNo, "RC-ELDER-AWAY");
    await inTransaction(testContext(database), (unit) => reserveEntitlement(unit, chosen.elderId, month, 1));
    const before = await stateOf(chosen);
    await expect(restore()).rejects.toMatchObject({ code: "month-full" });
    await expect(restore({ now: instantAt(lastDateOf(month), 1439) })).rejects.toMatchObject({
      code: "restore-too-late",
    });
    const elsewhere = { streets: [identify<StreetId>(chosen.streetId === 1 ? 2 : 1)], provider: "all", worker: "all" };
    await expect(restore({ scope: elsewhere })).rejects.toMatchObject({ code: "not-found" });
    expect(await stateOf(chosen)).toEqual(before);
  });

  it("is won by exactly one of two who press at once", async () => {
    const chosen = await freshVisit();
    await cancelVisit(testContext(database), chosen.visitNo, "RC-ELDER-AWAY");
    const { reserved } = await stateOf(chosen);
    const outcomes = await Promise.allSettled([1, 2].map(() => restoreVisit(testContext(database), chosen.visitNo)));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await stateOf(chosen)).reserved).toBe((reserved ?? 0) + 1);
  });
});
