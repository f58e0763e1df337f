import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identify, type ProviderId } from "#app/domain/identifiers.ts";
import { instantAt } from "#app/domain/time/instant.ts";
import { addDays, plainDate, weekdayOf } from "#app/domain/time/plain-date.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import type { WorkerAbsence } from "#app/usecases/scheduling/decide-absence.server.ts";
import { moveVisit } from "#app/usecases/scheduling/move-visit.server.ts";
import { previewWorkerAbsence, recordWorkerAbsence } from "#app/usecases/scheduling/replan-absence.server.ts";
import type { Database } from "#db/connection.server.ts";
import { auditEvent } from "#db/schema/operation.ts";
import { entitlementMonth, seriesException } from "#db/schema/planning.ts";
import { visit, visitDebt, visitWorker } from "#db/schema/visit.ts";
import { careWorker, workerLeave } from "#db/schema/workforce.ts";
import { inTransaction } from "#db/transaction.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { firstElders, runMonthOf } from "#tests/support/small-district.ts";
import { brokenRules } from "#tests/support/stored-plan-check.ts";

const month = plainMonth("2026-12");
const now = instantAt(plainDate("2026-11-28"), 480);
let database: Database;

beforeAll(async () => {
  database = await testDatabase();
  const rows = firstElders(120, { seed: "7", month });
  await runMonthOf(testContext(database), rows, { month, seed: "1", simulate: false });
}, 240_000);
afterAll(async () => database.close());

const read = <T>(work: Parameters<typeof inTransaction<T>>[1]) => inTransaction(testContext(database), work);

const manager = (providerId: string, at = now) =>
  testContext(database, {
    scope: { streets: "all", provider: identify<ProviderId>(providerId), worker: "all" },
    actor: "user:manager",
    now: at,
  });

/** Care workers by how many visits they have, the busiest first. */
async function busiest() {
  const rows = await read((unit) =>
    unit.orm
      .select({
        workerNo: careWorker.workerNo,
        id: careWorker.id,
        providerId: careWorker.providerId,
        visitNo: visit.visitNo,
      })
      .from(visitWorker)
      .innerJoin(careWorker, eq(careWorker.id, visitWorker.workerId))
      .innerJoin(visit, eq(visit.id, visitWorker.visitId))
      .where(eq(visitWorker.released, false)),
  );
  const counts = new Map<string, { id: string; workerNo: string; providerId: string; visits: number }>();
  for (const { workerNo, id, providerId } of rows) {
    const known = counts.get(workerNo) ?? { id, workerNo, providerId, visits: 0 };
    counts.set(workerNo, { ...known, visits: known.visits + 1 });
  }
  return [...counts.values()].sort((left, right) => right.visits - left.visits);
}

async function worker(rank: number) {
  const found = (await busiest())[rank];
  if (!found) throw new Error("no worker");
  return found;
}

/** Everything that a leave may write. */
const stored = () =>
  read(async (unit) => ({
    visits: await unit.orm.select().from(visit).orderBy(visit.visitNo),
    workers: await unit.orm.select().from(visitWorker).orderBy(visitWorker.visitId, visitWorker.workerId),
    exceptions: await unit.orm.select().from(seriesException),
    debts: await unit.orm.select().from(visitDebt).orderBy(visitDebt.id),
    leave: await unit.orm.select().from(workerLeave).orderBy(workerLeave.id),
    audit: (await unit.orm.select({ seq: auditEvent.seq }).from(auditEvent)).length,
  }));

const away = (workerNo: string, from: string, to = from): WorkerAbsence => ({
  workerNo,
  from: plainDate(from),
  to: plainDate(to),
  reason: "sick",
});

describe("the preview", () => {
  it("says of each visit where it goes and who is told, and writes nothing", async () => {
    const { workerNo, providerId } = await worker(0);
    const before = await stored();
    const preview = await previewWorkerAbsence(manager(providerId), away(workerNo, "2026-12-01", "2026-12-31"));
    expect(await stored()).toEqual(before);
    expect(preview.counts.hit).toBeGreaterThan(0);
    expect(preview.lines.length).toBeGreaterThanOrEqual(preview.counts.hit);
    for (const line of preview.lines) {
      expect(line.elder).toContain("*");
      expect(line.told.some(({ kind }) => kind === "elder")).toBe(true);
      if (line.outcome === "placed") expect(line.to?.workers.length).toBeGreaterThan(0);
      if (line.outcome === "owed") expect(line.owedFor).not.toBeNull();
    }
    expect(preview.lines.some(({ told }) => told.some(({ kind }) => kind === "worker"))).toBe(true);
  });

  it("shows another provider's manager nothing", async () => {
    const { workerNo, providerId } = await worker(0);
    const other = (await busiest()).find((one) => one.providerId !== providerId);
    await expect(
      previewWorkerAbsence(manager(other?.providerId ?? ""), away(workerNo, "2026-12-01")),
    ).rejects.toMatchObject({ code: "not-found" });
  });

  it("refuses days that are over or out of order", async () => {
    const { workerNo, providerId } = await worker(0);
    const ask = (from: string, to: string) => previewWorkerAbsence(manager(providerId), away(workerNo, from, to));
    await expect(ask("2026-11-20", "2026-11-21")).rejects.toMatchObject({ code: "leave-in-past" });
    await expect(ask("2026-12-02", "2026-12-01")).rejects.toMatchObject({ code: "leave-out-of-order" });
    await expect(ask("2026-12-02", "2027-04-01")).rejects.toMatchObject({ code: "leave-too-long" });
  });
});

describe("confirming", () => {
  it("records the leave and puts every visit where it was shown, with its exception, and breaks no rule", async () => {
    const { workerNo, providerId, id } = await worker(0);
    const context = manager(providerId);
    const absence = away(workerNo, "2026-12-07", "2026-12-11");
    const preview = await previewWorkerAbsence(context, absence);
    expect(preview.counts.hit).toBeGreaterThan(0);
    const outcome = await recordWorkerAbsence(context, absence, preview.digest);
    expect(outcome).toEqual({ state: "recorded", counts: preview.counts });
    const after = await stored();
    expect(after.leave.filter((row) => row.workerId === id)).toContainEqual(
      expect.objectContaining({ fromOn: "2026-12-07", toOn: "2026-12-11" }),
    );
    for (const line of preview.lines) {
      const row = after.visits.find(({ visitNo }) => visitNo === line.visitNo);
      const goes = after.workers.filter(({ visitId, released }) => visitId === row?.id && !released);
      if (line.to === null) expect([line.outcome, goes.length, row?.deliveryState]).toEqual(["owed", 0, "cancelled"]);
      else {
        expect(row?.plannedStart).toEqual(new Date(instantAt(line.to.date, line.to.minute)));
        expect(goes.map(({ workerId }) => workerId)).not.toContain(id);
        expect(goes).toHaveLength(line.to.workers.length);
        if (row?.seriesId)
          expect(after.exceptions).toContainEqual(
            expect.objectContaining({ seriesId: row.seriesId, originalOn: row.occurrenceOn, movedToOn: line.to.date }),
          );
      }
    }
    const { broken } = await read((unit) => brokenRules(unit, "2026-12-01"));
    expect(broken).toEqual([]);
  });

  it("owes what has no place and gives the month's place back", async () => {
    const found = await (async () => {
      for (const one of await busiest()) {
        const absence = away(one.workerNo, "2026-12-01", "2026-12-31");
        const preview = await previewWorkerAbsence(manager(one.providerId), absence);
        if (preview.counts.owed > 0) return { one, absence, preview };
      }
      throw new Error("everything has a place");
    })();
    const owed = found.preview.lines.find(({ outcome }) => outcome === "owed");
    const rowOf = async () => (await stored()).visits.find(({ visitNo }) => visitNo === owed?.visitNo);
    const reserved = async (elderId: string) =>
      read(async (unit) => {
        const which = and(eq(entitlementMonth.elderId, elderId), eq(entitlementMonth.month, "2026-12-01"));
        const [row] = await unit.orm.select().from(entitlementMonth).where(which);
        return row?.visitsReserved ?? 0;
      });
    const elderId = (await rowOf())?.elderId ?? "";
    const before = await reserved(elderId);
    await recordWorkerAbsence(manager(found.one.providerId), found.absence, found.preview.digest);
    expect(await rowOf()).toMatchObject({ deliveryState: "cancelled", cancelReason: "RC-WORKER-SICK" });
    const ofElder = found.preview.lines.filter(
      ({ outcome, visitNo }) => outcome === "owed" && visitNo.slice(0, -2) === owed?.visitNo.slice(0, -2),
    );
    expect(await reserved(elderId)).toBe(before - ofElder.length);
    const sequence = Number(owed?.visitNo.split("-").at(-1));
    expect((await stored()).debts).toContainEqual(
      expect.objectContaining({ elderId, sequence, state: "open", reason: owed?.owedFor }),
    );
    const { broken } = await read((unit) => brokenRules(unit, "2026-12-01"));
    expect(broken).toEqual([]);
  });

  it("shows what it would be now when the plan has changed since the preview, and writes nothing", async () => {
    const { workerNo, providerId } = await worker(1);
    const context = manager(providerId);
    const absence = away(workerNo, "2026-12-14", "2026-12-18");
    const preview = await previewWorkerAbsence(context, absence);
    const [first] = preview.lines.filter(({ to }) => to !== null);
    if (!first) throw new Error("nothing moves");
    let moved = false;
    for (let day = plainDate("2026-12-01"); !moved && day <= "2026-12-31"; day = addDays(day, 1))
      for (const startMinute of [540, 600, 840, 900]) {
        if (moved || weekdayOf(day) > 5 || day === first.from.date) continue;
        const outcome = await moveVisit(testContext(database), { visitNo: first.visitNo, date: day, startMinute });
        moved = outcome.state === "moved";
      }
    expect(moved).toBe(true);
    const before = await stored();
    const outcome = await recordWorkerAbsence(context, absence, preview.digest);
    expect(outcome.state).toBe("changed");
    expect(await stored()).toEqual(before);
    if (outcome.state !== "changed") return;
    expect(outcome.preview.digest).not.toBe(preview.digest);
    const again = await recordWorkerAbsence(context, absence, outcome.preview.digest);
    expect(again.state).toBe("recorded");
  });

  it("leaves visits that a person put where they are at their day and hour", async () => {
    const rows = (await stored()).visits.filter(({ moveReason }) => moveReason === "person_decided");
    const [row] = rows;
    if (!row) throw new Error("no visit was moved by hand");
    const [goes] = (await stored()).workers.filter(({ visitId, released }) => visitId === row.id && !released);
    const found = (await busiest()).find(({ id }) => id === goes?.workerId);
    if (!found) throw new Error("nobody goes");
    const preview = await previewWorkerAbsence(
      manager(found.providerId),
      away(found.workerNo, "2026-12-01", "2026-12-31"),
    );
    const line = preview.lines.find(({ visitNo }) => visitNo === row.visitNo);
    if (line?.to) expect([line.to.date, line.to.minute]).toEqual([line.from.date, line.from.minute]);
    else expect(line?.outcome).toBe("held");
  });

  it("takes the same leave a second time without another change", async () => {
    const { workerNo, providerId } = await worker(2);
    const context = manager(providerId);
    const absence = away(workerNo, "2026-12-21", "2026-12-23");
    await recordWorkerAbsence(context, absence, (await previewWorkerAbsence(context, absence)).digest);
    const again = await previewWorkerAbsence(context, absence);
    expect(again.lines).toEqual([]);
    const before = await stored();
    await recordWorkerAbsence(context, absence, again.digest);
    expect({ ...(await stored()), audit: 0 }).toEqual({ ...before, audit: 0 });
  });

  it("leaves what has begun, or whose time has come", async () => {
    const { workerNo, providerId } = await worker(3);
    const late = instantAt(plainDate("2026-12-16"), 720);
    const absence = away(workerNo, "2026-12-01", "2026-12-31");
    const preview = await previewWorkerAbsence(manager(providerId, late), absence);
    for (const { from, to } of preview.lines) {
      expect(instantAt(from.date, from.minute)).toBeGreaterThan(late);
      if (to) expect(instantAt(to.date, to.minute)).toBeGreaterThan(late);
    }
  });
});
