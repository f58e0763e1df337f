import { firstElders, loadRows } from "#tests/support/small-district.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identify, type ProviderId } from "#app/domain/identifiers.ts";
import { instant } from "#app/domain/time/instant.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { judgeMonth } from "#app/usecases/entitlement/judge-month.server.ts";
import { allocateMonth } from "#app/usecases/planning/allocate-month.server.ts";
import { planAndOfferMonth } from "#app/usecases/planning/plan-month.server.ts";
import { showStatement } from "#app/usecases/reconciliation/show-statement.server.ts";
import { showProviderVisit } from "#app/usecases/screens/show-provider-visits.server.ts";
import { assignWorkers } from "#app/usecases/visits/assign-worker.server.ts";
import { passOnOffers } from "#app/usecases/visits/pass-on-offers.server.ts";
import { replyToOffers } from "#app/usecases/visits/reply-to-offer.server.ts";
import type { Database } from "#db/connection.server.ts";
import { listOpenOffers, listVisitsOfMonth, listVisitsOfOffers, type OfferRow } from "#db/repositories/visits.ts";
import { inTransaction } from "#db/transaction.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";

const month = plainMonth("2026-12");
let database: Database;
const free: OfferRow[] = [];

function nextOffer(): OfferRow {
  const offer = free.shift();
  if (!offer) throw new Error("no offer left");
  return offer;
}

function provider(offer: OfferRow, at = testContext(database).now) {
  const scope = { streets: "all" as const, provider: identify<ProviderId>(offer.providerId), worker: "all" as const };
  return testContext(database, { scope, actor: "user:manager", now: at });
}

const accept = (offer: OfferRow) => ({ offerIds: [offer.id], reply: "accept" as const, reason: null });
const visitsOf = (offer: OfferRow) =>
  inTransaction(testContext(database), (unit) => listVisitsOfOffers(unit, [offer.id]));

beforeAll(async () => {
  database = await testDatabase();
  const context = testContext(database);
  await loadRows(context, firstElders(60, { seed: "7", month }));
  await judgeMonth(context, month);
  await allocateMonth(context, month, "1");
  await planAndOfferMonth(context, month, "1");
  free.push(...(await inTransaction(context, (unit) => listOpenOffers(unit, month))));
});
afterAll(async () => database.close());

describe("answering an offer", () => {
  it("is won by exactly one of two managers who press at once", async () => {
    const offer = nextOffer();
    const pressed = await Promise.allSettled([
      replyToOffers(provider(offer), accept(offer)),
      replyToOffers(provider(offer), { ...accept(offer), reply: "decline", reason: "too_far" }),
    ]);
    expect(pressed.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    const lost = pressed.find((one) => one.status === "rejected");
    expect(["offer-already-accepted", "offer-already-declined", "offer-withdrawn"]).toContain(lost?.reason.code);
  });
  it("is in time a millisecond before it is due, and expired when it is due", async () => {
    const [inTime, late] = [nextOffer(), nextOffer()];
    const before = instant(inTime.replyBy.getTime() - 1);
    await expect(replyToOffers(provider(inTime, before), accept(inTime))).resolves.toMatchObject({
      offers: 1,
      expired: 0,
    });
    await expect(replyToOffers(provider(late, instant(late.replyBy)), accept(late))).rejects.toMatchObject({
      code: "offer-expired",
    });
    await expect(replyToOffers(provider(late, before), accept(late))).rejects.toMatchObject({ code: "offer-expired" });
  });
  it("with no needs a known reason, and hands the visits to another provider", async () => {
    const offer = nextOffer();
    const decline = { ...accept(offer), reply: "decline" as const };
    await expect(replyToOffers(provider(offer), decline)).rejects.toMatchObject({ code: "decline-needs-reason" });
    const before = await visitsOf(offer);
    await replyToOffers(provider(offer), { ...decline, reason: "no_capacity" });
    expect(await visitsOf(offer)).toEqual([]);
    const open = await inTransaction(testContext(database), (unit) => listOpenOffers(unit, month));
    const next = open.find((one) => one.elderId === offer.elderId);
    if (!next) throw new Error("nobody was asked next");
    expect(next.providerId).not.toBe(offer.providerId);
    expect((await visitsOf(next)).map((one) => one.id)).toEqual(before.map((one) => one.id));
  });
});

describe("naming who goes", () => {
  it("changes the care worker to one who can go, and refuses one who cannot with the reasons", async () => {
    const offer = nextOffer();
    await replyToOffers(provider(offer), accept(offer));
    const [visit] = await visitsOf(offer);
    const visitNo = visit?.visitNo ?? "";
    const shown = await showProviderVisit(provider(offer), visitNo);
    const able = shown.candidates.filter((one) => one.against.length === 0 && !shown.assigned.includes(one.workerNo));
    const unable = shown.candidates.find((one) => one.against.length > 0);
    expect(able.length).toBeGreaterThan(0);
    if (shown.workersNeeded === 1) {
      const workerNo = able[0]?.workerNo ?? "";
      await assignWorkers(provider(offer), { visitNo, workerNos: [workerNo] });
      expect((await showProviderVisit(provider(offer), visitNo)).assigned).toEqual([workerNo]);
    }
    if (unable)
      await expect(assignWorkers(provider(offer), { visitNo, workerNos: [unable.workerNo] })).rejects.toMatchObject({
        code: "worker-not-possible",
        facts: { name: unable.name },
      });
  });
  it("is refused before acceptance, without a worker, once the hour is over, and to another provider", async () => {
    const offer = nextOffer();
    const [visit] = await visitsOf(offer);
    if (!visit) throw new Error("no visit");
    const nobody = { visitNo: visit.visitNo, workerNos: [] };
    await expect(assignWorkers(provider(offer), nobody)).rejects.toMatchObject({ code: "visit-cannot-assign" });
    await replyToOffers(provider(offer), accept(offer));
    await expect(assignWorkers(provider(offer), nobody)).rejects.toMatchObject({ code: "workers-wrong-number" });
    const late = provider(offer, instant(visit.plannedStart));
    await expect(assignWorkers(late, nobody)).rejects.toMatchObject({ code: "workers-wrong-number" });
    const over = provider(offer, instant(visit.plannedEnd));
    await expect(assignWorkers(over, nobody)).rejects.toMatchObject({ code: "visit-already-started" });
    const stranger = free.find((one) => one.providerId !== offer.providerId);
    if (!stranger) throw new Error("one provider only");
    await expect(assignWorkers(provider(stranger), nobody)).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("the statement of a month", () => {
  it("lists the provider's own visits only, and its lines add up to the totals", async () => {
    const offer = nextOffer();
    const { lines, total } = await showStatement(provider(offer), month);
    const own = await inTransaction(provider(offer), (unit) => listVisitsOfMonth(unit, month));
    expect(lines.map((line) => line.visitNo).sort()).toEqual(own.map((visit) => visit.visitNo).sort());
    const planned = lines.reduce((sum, line) => sum + line.amounts.planned, 0n);
    expect(planned).toBe(total.stages.planned.amountFen);
    expect(lines.every((line) => line.reasons.length > 0)).toBe(true);
  });
});

/** Last, because it lets every offer that is still open expire. */
describe("an offer that nobody answers", () => {
  it("goes at its due time to the next provider by itself, once", async () => {
    const offer = nextOffer();
    const before = await visitsOf(offer);
    const early = testContext(database, { now: instant(offer.replyBy.getTime() - 1) });
    await passOnOffers(early);
    expect(await visitsOf(offer)).toHaveLength(before.length);
    const due = testContext(database, { now: instant(offer.replyBy) });
    expect((await passOnOffers(due)).expired).toBeGreaterThan(0);
    expect(await visitsOf(offer)).toEqual([]);
    const open = await inTransaction(due, (unit) => listOpenOffers(unit, month));
    const next = open.filter((one) => one.elderId === offer.elderId);
    expect(next).toHaveLength(1);
    expect(next[0]?.providerId).not.toBe(offer.providerId);
    expect(await passOnOffers(due)).toEqual({ expired: 0, passedOn: 0 });
  });
  it("of another provider is not found", async () => {
    const offer = nextOffer();
    const stranger = free.find((one) => one.providerId !== offer.providerId);
    if (!stranger) throw new Error("one provider only");
    await expect(replyToOffers(provider(stranger), accept(offer))).rejects.toMatchObject({ code: "offer-not-open" });
  });
});
