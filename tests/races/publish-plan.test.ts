/** Two offices publish two drafts of one month at once, while a provider answers: one plan stands, whole, and nothing answered is lost. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { isRefusal } from "#app/domain/refusal.ts";
import { judgeMonth } from "#app/usecases/entitlement/judge-month.server.ts";
import { allocateMonth } from "#app/usecases/planning/allocate-month.server.ts";
import { draftMonth } from "#app/usecases/planning/plan-month.server.ts";
import { publishDraft } from "#app/usecases/planning/publish-plan.server.ts";
import { replyToOffers } from "#app/usecases/visits/reply-to-offer.server.ts";
import type { Database } from "#db/connection.server.ts";
import { listRuns } from "#db/repositories/planning-runs.ts";
import { listOpenOffers, listVisitsOfMonth } from "#db/repositories/visits.ts";
import { inTransaction } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { SMALL_DISTRICT_MONTH as month, smallDistrict } from "#tests/support/small-district.ts";
import { brokenRules } from "#tests/support/stored-plan-check.ts";

let database: Database;
beforeAll(async () => {
  database = await smallDistrict(40);
  await judgeMonth(testContext(database), month);
  await allocateMonth(testContext(database), month, "1");
});
afterAll(async () => database.close());

const outcomeOf = (work: Promise<unknown>) =>
  work.then(() => "published").catch((thrown: unknown) => (isRefusal(thrown) ? thrown.code : String(thrown)));

const published = async () =>
  (await inTransaction(testContext(database), (unit) => listRuns(unit, month))).filter(
    ({ kind, state }) => kind === "plan" && state === "published",
  );

it("one of two drafts published at once stands, and the other says why not", async () => {
  const drafts = [
    await draftMonth(testContext(database), month, "1"),
    await draftMonth(testContext(database), month, "2"),
  ];
  const outcomes = await Promise.all(drafts.map(({ runId }) => outcomeOf(publishDraft(testContext(database), runId))));
  expect(outcomes.filter((one) => one === "published")).toHaveLength(1);
  expect(["month-being-planned", "plan-published-meanwhile"]).toContain(outcomes.find((one) => one !== "published"));
  expect(await published()).toHaveLength(1);
  const visits = await inTransaction(testContext(database), (unit) => listVisitsOfMonth(unit, month));
  expect(visits).toHaveLength(drafts[outcomes.indexOf("published")]?.visitsPlanned ?? -1);
});

it("an answer that meets a publication is either kept by the plan or keeps the plan from being published", async () => {
  for (let turn = 0; turn < 12; turn += 1) {
    const { runId } = await draftMonth(testContext(database), month, `race ${String(turn)}`);
    const [offer] = await inTransaction(testContext(database), (unit) => listOpenOffers(unit, month));
    if (!offer) throw new Error("no open offer");
    const accepting = new Promise((resolve) => setTimeout(resolve, turn * 4)).then(() =>
      replyToOffers(testContext(database), { offerIds: [offer.id], reply: "accept", reason: null }),
    );
    const [outcome, { offers }] = await Promise.all([outcomeOf(publishDraft(testContext(database), runId)), accepting]);
    const visits = await inTransaction(testContext(database), (unit) => listVisitsOfMonth(unit, month));
    const own = visits.filter((row) => row.offerId === offer.id && row.deliveryState !== "cancelled");
    if (offers === 1) for (const row of own) expect(row.deliveryState).toBe("accepted");
    expect(offers === 1 ? own.length : 1).toBeGreaterThan(0);
    expect(["published", "plan-facts-changed"]).toContain(outcome);
  }
  const { broken } = await inTransaction(testContext(database), (unit) => brokenRules(unit, `${month}-01`));
  expect(broken).toEqual([]);
  expect(await published()).toHaveLength(1);
});
