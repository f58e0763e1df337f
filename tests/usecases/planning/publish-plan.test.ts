/** A month is planned as a draft, looked at, published; and planned again without touching what was answered. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instant } from "#app/domain/time/instant.ts";
import { judgeMonth } from "#app/usecases/entitlement/judge-month.server.ts";
import { allocateMonth } from "#app/usecases/planning/allocate-month.server.ts";
import { draftMonth, planAndOfferMonth } from "#app/usecases/planning/plan-month.server.ts";
import { publishDraft } from "#app/usecases/planning/publish-plan.server.ts";
import { showDraft } from "#app/usecases/planning/show-draft.server.ts";
import { showPlan } from "#app/usecases/screens/show-plan.server.ts";
import { replyToOffers } from "#app/usecases/visits/reply-to-offer.server.ts";
import type { Database } from "#db/connection.server.ts";
import { listRuns } from "#db/repositories/planning-runs.ts";
import { listDebtsOfMonth, listOpenOffers, listVisitsOfMonth, listWorkersOfVisits } from "#db/repositories/visits.ts";
import { insertLeave } from "#db/repositories/workforce.ts";
import { inTransaction } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { SMALL_DISTRICT_MONTH as month, smallDistrict } from "#tests/support/small-district.ts";
import { brokenRules } from "#tests/support/stored-plan-check.ts";

let database: Database;
beforeAll(async () => {
  database = await smallDistrict(60);
  await judgeMonth(testContext(database), month);
  await allocateMonth(testContext(database), month, "1");
});
afterAll(async () => database.close());

const visitsNow = () =>
  inTransaction(testContext(database), async (unit) => {
    const rows = await listVisitsOfMonth(unit, month);
    const workers = await listWorkersOfVisits(
      unit,
      rows.map(({ id }) => id),
    );
    return rows.map((row) => ({
      row,
      standing: {
        visitNo: row.visitNo,
        start: row.plannedStart.toISOString(),
        state: row.deliveryState,
        workers: workers.filter(({ visitId }) => visitId === row.id).map(({ workerId }) => workerId),
      },
    }));
  });
const openOffers = () => inTransaction(testContext(database), (unit) => listOpenOffers(unit, month));
const debtsNow = () => inTransaction(testContext(database), (unit) => listDebtsOfMonth(unit, month));
const statesOfRuns = async () =>
  (await inTransaction(testContext(database), (unit) => listRuns(unit, month)))
    .filter(({ kind }) => kind === "plan")
    .map(({ state }) => state);
const broken = async () =>
  (await inTransaction(testContext(database), (unit) => brokenRules(unit, `${month}-01`))).broken;

/** The care worker with the most visits of the month, away for all of it. */
async function sendBusiestOnLeave(): Promise<string> {
  const counts = new Map<string, number>();
  for (const { standing } of await visitsNow())
    for (const worker of standing.workers) counts.set(worker, (counts.get(worker) ?? 0) + 1);
  const [busiest = ""] = [...counts].sort((left, right) => right[1] - left[1]).flatMap(([id]) => id);
  await inTransaction(testContext(database), async (unit) =>
    insertLeave(unit, { id: unit.newId(), workerId: busiest, fromOn: `${month}-01`, toOn: `${month}-31` }),
  );
  return busiest;
}

describe("a first plan", () => {
  it("is a draft that nobody sees, with every visit among what would change", async () => {
    const { runId, visitsPlanned } = await draftMonth(testContext(database), month, "1");
    expect(await visitsNow()).toEqual([]);
    const shown = await showDraft(testContext(database), runId);
    expect(shown).toMatchObject({
      state: "draft",
      mayPublish: true,
      counts: { added: visitsPlanned, moved: 0, gone: 0 },
    });
    expect(await statesOfRuns()).toEqual(["draft"]);
  });
  it("is published once, with its visits, debts and offers, and stands in no hard rule's way", async () => {
    const { runId, visitsPlanned, debt } = await draftMonth(testContext(database), month, "1");
    await publishDraft(testContext(database), runId);
    const visits = await visitsNow();
    expect(visits).toHaveLength(visitsPlanned);
    expect(await openOffers()).toHaveLength(new Set(visits.map(({ row }) => row.elderId)).size);
    expect(await debtsNow()).toHaveLength(Object.values(debt).reduce((sum, one) => sum + one, 0));
    expect(await broken()).toEqual([]);
    await expect(publishDraft(testContext(database), runId)).rejects.toMatchObject({ code: "plan-not-draft" });
  });
  it("makes the drafts beside it useless: they were made over nothing", async () => {
    const other = (await inTransaction(testContext(database), (unit) => listRuns(unit, month))).find(
      ({ kind, state }) => kind === "plan" && state === "draft",
    );
    await expect(publishDraft(testContext(database), other?.id ?? "")).rejects.toMatchObject({
      code: "plan-published-meanwhile",
    });
    expect((await showDraft(testContext(database), other?.id ?? "")).bar).toBe("other-published");
    await expect(planAndOfferMonth(testContext(database), month, "1")).rejects.toMatchObject({
      code: "month-already-planned",
    });
  });
});

describe("a plan over one that stands", () => {
  it("leaves what a provider accepted where it was, and moves the others away from who is on leave", async () => {
    const before = await visitsNow();
    const offers = await openOffers();
    const answered = offers.filter((_, index) => index % 2 === 0).map(({ id }) => id);
    await replyToOffers(testContext(database), { offerIds: answered, reply: "accept", reason: null });
    const absent = await sendBusiestOnLeave();
    const { runId } = await draftMonth(testContext(database), month, "2");
    const { counts, lines, told } = await showDraft(testContext(database), runId);
    expect(counts.moved).toBeGreaterThan(0);
    expect(counts.kept).toBe(before.filter(({ row }) => answered.includes(row.offerId ?? "")).length);
    await publishDraft(testContext(database), runId);

    const after = await visitsNow();
    const kept = after.filter(({ row }) => answered.includes(row.offerId ?? ""));
    const stoodBefore = new Map(before.map(({ standing }) => [standing.visitNo, standing]));
    for (const { standing } of kept)
      expect(standing).toEqual({ ...stoodBefore.get(standing.visitNo), state: "accepted" });
    for (const { row, standing } of after)
      if (row.deliveryState === "offered") expect(standing.workers).not.toContain(absent);

    const changed = after.filter(({ standing }) => {
      const { start = "", workers = [] } = stoodBefore.get(standing.visitNo) ?? {};
      return standing.start !== start || standing.workers.join() !== workers.join();
    });
    expect(changed.map(({ standing }) => standing.visitNo).sort()).toEqual(lines.map(({ visitNo }) => visitNo).sort());
    const { stats } = await showPlan(testContext(database), month);
    expect(stats?.visitsPlaced).toBe(after.filter(({ row }) => row.deliveryState !== "cancelled").length);
    expect(told.elders).toBe(new Set(changed.map(({ row }) => row.elderId)).size);
    expect(told.providers.map(({ key }) => key).sort()).toEqual(
      [...new Set(changed.map(({ row }) => row.providerId))].sort(),
    );
    const goesAway = changed.filter(({ standing }) => stoodBefore.get(standing.visitNo)?.workers.includes(absent));
    expect(told.workers.reduce((most, { gone }) => Math.max(most, gone), 0)).toBeGreaterThanOrEqual(goesAway.length);
    for (const { name } of told.workers) expect(name).toContain("*");
    expect(await statesOfRuns()).toEqual(["published", "replaced", "draft"]);
  });
  it("breaks no hard rule but for the visits that were accepted before the leave", async () => {
    const accepted = new Set(
      (await visitsNow()).flatMap(({ row }) => (row.deliveryState === "accepted" ? row.visitNo : [])),
    );
    expect((await broken()).filter((line) => ![...accepted].some((visitNo) => line.includes(visitNo)))).toEqual([]);
  });
  it("offers the changed visits anew and supersedes the offers before; the others keep theirs", async () => {
    const offers = new Set((await openOffers()).map(({ id }) => id));
    for (const { row } of await visitsNow()) if (row.deliveryState === "offered") expect(offers).toContain(row.offerId);
  });
  it("is not published when a provider answers after the draft was made", async () => {
    const { runId } = await draftMonth(testContext(database), month, "3");
    const [first] = await openOffers();
    await replyToOffers(testContext(database), { offerIds: [first?.id ?? ""], reply: "accept", reason: null });
    const before = await visitsNow();
    await expect(publishDraft(testContext(database), runId)).rejects.toMatchObject({ code: "plan-facts-changed" });
    expect((await showDraft(testContext(database), runId)).mayPublish).toBe(false);
    expect(await visitsNow()).toEqual(before);
  });
  it("is refused from the first day of the month on", async () => {
    const begun = testContext(database, { now: instant("2026-11-30T16:00:00Z") });
    await expect(draftMonth(begun, month, "4")).rejects.toMatchObject({ code: "month-has-begun" });
    const eve = testContext(database, { now: instant("2026-11-30T15:59:59Z") });
    await expect(draftMonth(eve, month, "4")).resolves.toMatchObject({ conflicts: 0 });
  });
});
