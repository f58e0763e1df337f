/** The office sends another care worker of the same provider to one visit, alone or at another time. */
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instant, localTimeOf } from "#app/domain/time/instant.ts";
import { moveVisit, priceMove } from "#app/usecases/scheduling/move-visit.server.ts";
import type { Database } from "#db/connection.server.ts";
import { auditEvent } from "#db/schema/operation.ts";
import { visit, visitWorker } from "#db/schema/visit.ts";
import { careWorker } from "#db/schema/workforce.ts";
import { inTransaction } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { plannedDistrict } from "#tests/support/small-district.ts";

let database: Database;
beforeAll(async () => {
  database = await plannedDistrict(30);
}, 120_000);
afterAll(async () => database.close());

const teamOf = (visitNo: string) =>
  inTransaction(testContext(database), async (unit) =>
    (
      await unit.orm
        .select({ workerNo: careWorker.workerNo })
        .from(visitWorker)
        .innerJoin(visit, eq(visit.id, visitWorker.visitId))
        .innerJoin(careWorker, eq(careWorker.id, visitWorker.workerId))
        .where(and(eq(visit.visitNo, visitNo), eq(visitWorker.released, false)))
    ).map(({ workerNo }) => workerNo),
  );

/** Visits of one worker each, with where they stand. */
async function singles() {
  const rows = await inTransaction(testContext(database), (unit) =>
    unit.orm.select().from(visit).where(eq(visit.deliveryState, "offered")).orderBy(visit.visitNo),
  );
  const placed = rows.map((row) => {
    const { date, minute } = localTimeOf(instant(row.plannedStart));
    return { visitNo: row.visitNo, date, startMinute: minute };
  });
  const found = [];
  for (const one of placed) if ((await teamOf(one.visitNo)).length === 1) found.push(one);
  return found;
}

/** A visit to which a colleague could go as it stands. */
async function withSubstitute() {
  for (const one of await singles()) {
    const { choices } = await priceMove(testContext(database), one);
    const other = choices.find(({ goes, against }) => !goes && against.length === 0);
    if (other) return { ...one, other };
  }
  throw new Error("nobody could go anywhere else");
}

describe("sending another care worker", () => {
  it("names every colleague with what stands against them, and asks nothing of a visit that would not change", async () => {
    const [one] = await singles();
    if (!one) throw new Error("no visit");
    const { choices, price, conflicts } = await priceMove(testContext(database), one);
    expect(choices.filter(({ goes }) => goes).map(({ workerNo }) => workerNo)).toEqual(await teamOf(one.visitNo));
    expect(choices.length).toBeGreaterThan(1);
    for (const { name } of choices) expect(name).toContain("*");
    expect({ price, conflicts }).toEqual({ price: null, conflicts: [] });
    await expect(moveVisit(testContext(database), one)).rejects.toMatchObject({ code: "move-changes-nothing" });
  });
  it("is priced in way, familiar faces and shares of the month's work, and then done and written down", async () => {
    const { other, ...one } = await withSubstitute();
    const [before = ""] = await teamOf(one.visitNo);
    const asked = { ...one, workerNos: [other.workerNo] };
    const { conflicts, price } = await priceMove(testContext(database), asked);
    expect(conflicts).toEqual([]);
    expect(price?.team?.coming).toHaveLength(1);
    const [coming] = price?.team?.coming ?? [];
    const [leaving] = price?.team?.leaving ?? [];
    expect((coming?.minutesAfter ?? 0) - (coming?.minutesBefore ?? 0)).toBe(
      (leaving?.minutesBefore ?? 0) - (leaving?.minutesAfter ?? 0),
    );
    expect(await teamOf(one.visitNo)).toEqual([before]);
    expect(await moveVisit(testContext(database), asked)).toEqual({ state: "moved" });
    expect(await teamOf(one.visitNo)).toEqual([other.workerNo]);
    const [written] = await inTransaction(testContext(database), (unit) =>
      unit.orm
        .select()
        .from(auditEvent)
        .where(and(eq(auditEvent.action, "visit.move"), eq(auditEvent.subjectId, one.visitNo))),
    );
    expect(new TextDecoder().decode(written?.canonical)).toMatch(/"teamAfter":"[^"]+","teamBefore":"[^"]+"/);
    const [row] = await inTransaction(testContext(database), (unit) =>
      unit.orm.select().from(visit).where(eq(visit.visitNo, one.visitNo)),
    );
    expect(row?.moveReason).toBe("person_decided");
  });
  it("is refused with the person's name in what stands against it, and for somebody of another provider", async () => {
    const [one] = await singles();
    if (!one) throw new Error("no visit");
    const { choices } = await priceMove(testContext(database), one);
    const unable = choices.find(({ goes, against }) => !goes && against.length > 0);
    const outsiders = await inTransaction(testContext(database), (unit) =>
      unit.orm.select({ workerNo: careWorker.workerNo }).from(careWorker),
    );
    const outsider = outsiders.find(({ workerNo }) => !choices.some((choice) => choice.workerNo === workerNo));
    if (!outsider) throw new Error("one provider only");
    if (unable) {
      const outcome = await moveVisit(testContext(database), { ...one, workerNos: [unable.workerNo] });
      expect(outcome).toMatchObject({ state: "refused" });
      expect(outcome.state === "refused" && outcome.conflicts.map(({ code }) => code)).toEqual([...unable.against]);
    }
    await expect(moveVisit(testContext(database), { ...one, workerNos: [outsider.workerNo] })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});
