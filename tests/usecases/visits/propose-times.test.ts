import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instant, instantAt, localTimeOf, type LocalTime } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { answerOwnProposal, showOwnProposal } from "#app/usecases/kiosk/answer-own-proposal.server.ts";
import { showSchedule } from "#app/usecases/kiosk/show-schedule.server.ts";
import { answerProposal } from "#app/usecases/visits/answer-proposal.server.ts";
import { passOnOffers } from "#app/usecases/visits/pass-on-offers.server.ts";
import { proposeTimes } from "#app/usecases/visits/propose-times.server.ts";
import { replyToOffers } from "#app/usecases/visits/reply-to-offer.server.ts";
import { withdrawOffer } from "#app/usecases/visits/withdraw-offer.server.ts";
import type { Database } from "#db/connection.server.ts";
import { findProposal } from "#db/repositories/offer-proposals.ts";
import { listWorkersOfVisits, lockVisit, type OfferRow, type VisitRow } from "#db/repositories/visits.ts";
import { inTransaction } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { accept, clerkOf, holdsOf, managerOf, offeredDistrict, takeFrom, visitsOf } from "./offered-district.ts";

let database: Database;
let offers: OfferRow[];

beforeAll(async () => {
  ({ database, offers } = await offeredDistrict(60));
});
afterAll(async () => database.close());

const DAYS = [1, 2, 3, 4, -1, -2];

async function theVisit(visitNo: string): Promise<VisitRow> {
  const visit = await inTransaction(testContext(database), (unit) => lockVisit(unit, visitNo));
  if (!visit) throw new Error("no visit");
  return visit;
}

async function theProposal(id: string) {
  const found = await inTransaction(testContext(database), (unit) => findProposal(unit, id));
  if (!found) throw new Error("no proposal");
  return found;
}

type Proposed = {
  readonly offer: OfferRow;
  readonly visit: VisitRow;
  readonly proposalId: string;
  readonly to: LocalTime;
};

/** A visit for which its provider has proposed another day that is possible. */
async function proposed(): Promise<Proposed> {
  for (;;) {
    const offer = takeFrom(offers);
    for (const visit of await visitsOf(database, offer)) {
      const { date, minute } = localTimeOf(instant(visit.plannedStart));
      for (const days of DAYS) {
        const to = { date: addDays(date, days), minute };
        const asked = { offerId: offer.id, visitNo: visit.visitNo, alternatives: [to], note: "上午有会" };
        if (to.date < "2026-12-01" || to.date > "2026-12-31") continue;
        const outcome = await proposeTimes(managerOf(database, offer), asked);
        if (outcome.state === "proposed") return { offer, visit, proposalId: outcome.proposalId, to };
      }
    }
  }
}

describe("another time proposed for a visit", () => {
  it("is refused with what stands against it, and nothing is changed", async () => {
    const offer = takeFrom(offers);
    const [visit] = await visitsOf(database, offer);
    if (!visit) throw new Error("no visit");
    const { date } = localTimeOf(instant(visit.plannedStart));
    const atNight = { offerId: offer.id, visitNo: visit.visitNo, alternatives: [{ date, minute: 180 }], note: null };
    const outcome = await proposeTimes(managerOf(database, offer), atNight);
    if (outcome.state !== "refused") throw new Error("the night was possible");
    expect(outcome.conflicts.map(({ code }) => code)).toContain("outside_windows");
    expect(await theVisit(visit.visitNo)).toEqual(visit);
  });
  it("puts the visit into an offer of its own that waits for the elder's side, and the rest is answered as before", async () => {
    const { offer, visit, proposalId } = await proposed();
    const asked = await theProposal(proposalId);
    expect(asked.visit).toMatchObject({ id: visit.id, deliveryState: "offered", plannedStart: visit.plannedStart });
    expect(asked.offer).toMatchObject({ state: "viewed", providerId: offer.providerId });
    expect(asked.offer.replyBy).toEqual(asked.proposal.answerBy);
    const again = { offerId: asked.offer.id, visitNo: visit.visitNo, alternatives: [], note: null };
    await expect(proposeTimes(managerOf(database, offer), again)).rejects.toMatchObject({ code: "proposal-once" });
    if (asked.offer.id !== offer.id) {
      await replyToOffers(managerOf(database, offer), accept(offer));
      expect((await visitsOf(database, offer)).every((one) => one.deliveryState === "accepted")).toBe(true);
    }
    expect((await theVisit(visit.visitNo)).deliveryState).toBe("offered");
  });
  it("is agreed to: the visit moves there with its care workers, and the provider has it", async () => {
    const { offer, visit, proposalId, to } = await proposed();
    const team = () => inTransaction(testContext(database), (unit) => listWorkersOfVisits(unit, [visit.id]));
    const before = await team();
    const clerk = clerkOf(database, offer);
    const yes = { proposalId, choice: 0, agreedBy: "elder" };
    await expect(answerProposal(clerk, { ...yes, choice: 1 })).rejects.toMatchObject({ code: "proposal-unknown-time" });
    await expect(answerProposal(clerk, { ...yes, agreedBy: null })).rejects.toMatchObject({
      code: "proposal-needs-consent",
    });
    expect(await answerProposal(clerk, yes)).toEqual({ state: "accepted" });
    const moved = await theVisit(visit.visitNo);
    expect(moved).toMatchObject({ deliveryState: "accepted", plannedStart: new Date(instantAt(to.date, to.minute)) });
    expect((await team()).map((row) => row.workerId)).toEqual(before.map((row) => row.workerId));
    const asked = await theProposal(proposalId);
    expect(asked.offer).toMatchObject({ state: "accepted", repliedBy: "user:manager" });
    expect(asked.proposal).toMatchObject({ state: "accepted", answeredBy: "user:clerk", agreedBy: "elder" });
    expect(await holdsOf(database, asked.offer)).toEqual(["accepted"]);
    await expect(answerProposal(clerk, yes)).rejects.toMatchObject({ code: "proposal-not-open" });
  });
  it("is refused by the elder's side: the visit stays and the provider may still take it", async () => {
    const { offer, visit, proposalId } = await proposed();
    const no = { proposalId, choice: null, agreedBy: null };
    expect(await answerProposal(clerkOf(database, offer), no)).toEqual({ state: "refused" });
    const asked = await theProposal(proposalId);
    expect(asked.offer.state).toBe("viewed");
    await replyToOffers(managerOf(database, offer), accept(asked.offer));
    expect(await theVisit(visit.visitNo)).toMatchObject({
      deliveryState: "accepted",
      plannedStart: visit.plannedStart,
    });
  });
  it("is shown to its elder at the kiosk and to no other, and answered there once, in the elder's name", async () => {
    const { visit, proposalId, to } = await proposed();
    const elder = testContext(database, { actor: "elder:own" });
    const own = { elderId: visit.elderId, visitNo: visit.visitNo };
    const { visits } = await showSchedule(elder, visit.elderId);
    expect(visits.filter(({ isAsked }) => isAsked).map(({ visitNo }) => visitNo)).toEqual([visit.visitNo]);
    const shown = await showOwnProposal(elder, visit.elderId, visit.visitNo);
    expect(shown.alternatives).toEqual([{ date: to.date, startMinute: to.minute }]);
    const stranger = { ...own, elderId: offers[0]?.elderId ?? "" };
    for (const step of [
      () => answerOwnProposal(elder, { ...stranger, choice: 0 }),
      () => showOwnProposal(elder, stranger.elderId, visit.visitNo),
    ])
      await expect(step()).rejects.toMatchObject({ code: "not-found" });
    expect(await answerOwnProposal(elder, { ...own, choice: 0 })).toBe("accepted");
    expect((await theProposal(proposalId)).proposal).toMatchObject({ agreedBy: "elder", answeredBy: "elder:own" });
    expect((await theVisit(visit.visitNo)).plannedStart).toEqual(new Date(instantAt(to.date, to.minute)));
    await expect(answerOwnProposal(elder, { ...own, choice: null })).rejects.toMatchObject({ code: "not-found" });
  });
  it("is kept as it was by an elder at the kiosk", async () => {
    const { visit, proposalId } = await proposed();
    const own = { elderId: visit.elderId, visitNo: visit.visitNo, choice: null };
    expect(await answerOwnProposal(testContext(database, { actor: "elder:own" }), own)).toBe("refused");
    expect((await theProposal(proposalId)).proposal).toMatchObject({ state: "refused", answeredBy: "elder:own" });
    expect((await theVisit(visit.visitNo)).plannedStart).toEqual(visit.plannedStart);
  });
  it("lapses when the offer ends otherwise, and is not found from another street", async () => {
    const { offer, proposalId } = await proposed();
    const yes = { proposalId, choice: 0, agreedBy: "family" };
    const stranger = clerkOf(database, { ...offer, streetId: offer.streetId + 1 });
    await expect(answerProposal(stranger, yes)).rejects.toMatchObject({ code: "not-found" });
    await withdrawOffer(clerkOf(database, offer), (await theProposal(proposalId)).offer.id);
    await expect(answerProposal(clerkOf(database, offer), yes)).rejects.toMatchObject({ code: "proposal-not-open" });
    expect((await theProposal(proposalId)).proposal.state).toBe("lapsed");
  });
  it("that nobody answers in time goes on to the next provider with its visit", async () => {
    const { offer, visit, proposalId } = await proposed();
    const { proposal } = await theProposal(proposalId);
    const due = instant(proposal.answerBy);
    const yes = { proposalId, choice: 0, agreedBy: "elder" };
    await expect(answerProposal(clerkOf(database, offer, due), yes)).rejects.toMatchObject({
      code: "proposal-not-open",
    });
    await passOnOffers(testContext(database, { now: due }));
    expect((await theProposal(proposalId)).proposal.state).toBe("lapsed");
    const passed = await theVisit(visit.visitNo);
    expect(passed).toMatchObject({ deliveryState: "offered", plannedStart: visit.plannedStart });
    expect(passed.providerId).not.toBe(offer.providerId);
  });
});
