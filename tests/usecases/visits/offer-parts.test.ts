import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { v7 } from "uuid";
import { instant } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { monthOf } from "#app/domain/time/plain-month.ts";
import { loadOrder } from "#app/usecases/visits/published-order.server.ts";
import { passOnOffers } from "#app/usecases/visits/pass-on-offers.server.ts";
import { replyToOffers } from "#app/usecases/visits/reply-to-offer.server.ts";
import { askNextProvider, withdrawOffer } from "#app/usecases/visits/withdraw-offer.server.ts";
import type { Database } from "#db/connection.server.ts";
import { listOffersOfElder } from "#db/repositories/offers.ts";
import { listVisitsOfMonth, type OfferRow } from "#db/repositories/visits.ts";
import { inTransaction } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { SMALL_DISTRICT_MONTH as month } from "#tests/support/small-district.ts";
import { accept, clerkOf, holdsOf, managerOf, offeredDistrict, takeFrom, visitsOf } from "./offered-district.ts";

let database: Database;
let offers: OfferRow[];

beforeAll(async () => {
  ({ database, offers } = await offeredDistrict(60));
});
afterAll(async () => database.close());

const offersOf = (offer: OfferRow) =>
  inTransaction(testContext(database), (unit) => listOffersOfElder(unit, offer.elderId, month));

/** An offer of several visits. */
async function offerOfSeveral(): Promise<OfferRow> {
  for (;;) {
    const offer = takeFrom(offers);
    if ((await visitsOf(database, offer)).length > 2) return offer;
  }
}

describe("a part of an offer", () => {
  it("is accepted by itself, and the rest goes on waiting and may go to another provider", async () => {
    const offer = await offerOfSeveral();
    const visits = await visitsOf(database, offer);
    const one = visits[1];
    if (!one) throw new Error("no second visit");
    const answered = await replyToOffers(managerOf(database, offer), { ...accept(offer), visitNo: one.visitNo });
    expect(answered).toEqual({ offers: 1, visits: 1, plannedFen: one.plannedFen, expired: 0 });
    const rest = await visitsOf(database, offer);
    expect(rest.map((visit) => visit.deliveryState)).toEqual(visits.slice(1).map(() => "offered"));
    const taken = (await offersOf(offer)).find((row) => row.state === "accepted");
    if (!taken) throw new Error("nothing was accepted");
    expect((await visitsOf(database, taken)).map((visit) => visit.id)).toEqual([one.id]);
    await replyToOffers(managerOf(database, offer), { ...accept(offer), reply: "decline", reason: "no_capacity" });
    expect((await visitsOf(database, taken)).map((visit) => visit.providerId)).toEqual([offer.providerId]);
    const next = (await offersOf(offer)).find((row) => row.state === "sent");
    if (!next) throw new Error("nobody was asked next");
    expect(next.providerId).not.toBe(offer.providerId);
    expect((await visitsOf(database, next)).map((visit) => visit.id)).toEqual(rest.map((visit) => visit.id));
    expect(await holdsOf(database, offer)).toEqual(visits.map(() => "let_go"));
    expect(await holdsOf(database, taken)).toEqual(["accepted"]);
  });
  it("that is the last of its offer is the offer itself", async () => {
    const offer = await offerOfSeveral();
    const visits = await visitsOf(database, offer);
    for (const { visitNo } of visits) await replyToOffers(managerOf(database, offer), { ...accept(offer), visitNo });
    expect((await offersOf(offer)).map((row) => row.state)).toEqual(visits.map(() => "accepted"));
    await expect(replyToOffers(managerOf(database, offer), accept(offer))).rejects.toMatchObject({
      code: "offer-already-accepted",
    });
  });
  it("must stand in the offer", async () => {
    const [offer, other] = [takeFrom(offers), takeFrom(offers)];
    const visitNo = (await visitsOf(database, other))[0]?.visitNo ?? "";
    await expect(replyToOffers(managerOf(database, offer), { ...accept(offer), visitNo })).rejects.toMatchObject({
      code: "visit-not-in-offer",
    });
    expect((await offersOf(offer)).map((row) => row.state)).toEqual(["sent"]);
  });
});

describe("several offers at once", () => {
  it("are answered as far as they wait, and what was withdrawn meanwhile is left", async () => {
    const provider = offers[0]?.providerId;
    const pick = () => takeFrom(offers, (offer) => offer.providerId === provider);
    const [first, gone, last] = [pick(), pick(), pick()];
    await withdrawOffer(clerkOf(database, gone), gone.id);
    const offerIds = [first, gone, last].map((offer) => offer.id);
    const answered = await replyToOffers(managerOf(database, first), { ...accept(first), offerIds });
    expect(answered).toMatchObject({ offers: 2, expired: 0 });
    expect((await visitsOf(database, gone)).every((visit) => visit.deliveryState === "planned")).toBe(true);
  });
});

describe("a request key", () => {
  it("gives a refusal again too, though by then another would be heard", async () => {
    const offer = takeFrom(offers);
    const late = { now: instant(offer.replyBy) };
    const reply = { ...accept(offer), requestKey: v7() };
    await expect(replyToOffers(managerOf(database, offer, late), reply)).rejects.toMatchObject({
      code: "offer-expired",
    });
    const next = (await offersOf(offer)).find((row) => row.state === "sent");
    if (!next) throw new Error("nobody was asked next");
    await replyToOffers(managerOf(database, next, late), accept(next));
    await expect(replyToOffers(managerOf(database, offer, late), reply)).rejects.toMatchObject({
      code: "offer-expired",
    });
    const fresh = { ...reply, requestKey: v7() };
    await expect(replyToOffers(managerOf(database, offer, late), fresh)).rejects.toMatchObject({
      code: "offer-taken",
      facts: { at: offer.replyBy.toISOString() },
    });
  });
});

describe("the street", () => {
  it("withdraws an offer, decides whom to ask, and reaches no other street's offers", async () => {
    const offer = takeFrom(offers);
    const stranger = { ...offer, streetId: offer.streetId + 1 };
    await expect(withdrawOffer(clerkOf(database, stranger), offer.id)).rejects.toMatchObject({ code: "not-found" });
    const visits = await visitsOf(database, offer);
    expect(await withdrawOffer(clerkOf(database, offer), offer.id)).toBe(visits.length);
    await expect(withdrawOffer(clerkOf(database, offer), offer.id)).rejects.toMatchObject({ code: "offer-withdrawn" });
    expect((await passOnOffers(testContext(database))).passedOn).toBe(0);
    const asked = { elderId: offer.elderId, month: monthOf(plainDate(offer.month)) };
    await expect(askNextProvider(clerkOf(database, stranger), asked.elderId, asked.month)).rejects.toMatchObject({
      code: "not-found",
    });
    expect(await askNextProvider(clerkOf(database, offer), asked.elderId, asked.month)).toBe(true);
    await expect(askNextProvider(clerkOf(database, offer), asked.elderId, asked.month)).rejects.toMatchObject({
      code: "no-visits-to-offer",
    });
  });
});

/** Last, because one elder's whole order is asked. */
describe("the cascade", () => {
  it("goes through the published order, each provider once, until nobody is left", async () => {
    const offer = takeFrom(offers);
    const visits = await visitsOf(database, offer);
    const found = await inTransaction(testContext(database), (unit) => loadOrder(unit, offer.elderId, month));
    const order = (found?.order ?? []).map(({ considered }) => considered.providerId as string);
    const asked = [offer.providerId];
    for (let open: OfferRow | undefined = offer; open;) {
      await replyToOffers(managerOf(database, open), { ...accept(open), reply: "decline", reason: "too_far" });
      open = (await offersOf(offer)).find((row) => row.state === "sent");
      if (open) asked.push(open.providerId);
    }
    expect(asked).toEqual([offer.providerId, ...order.filter((one) => one !== offer.providerId)]);
    const left = (await inTransaction(testContext(database), (unit) => listVisitsOfMonth(unit, month))).filter(
      (visit) => visit.elderId === offer.elderId,
    );
    expect(left.map(({ id, deliveryState, offerId }) => [id, deliveryState, offerId])).toEqual(
      visits.map(({ id }) => [id, "planned", null]),
    );
  });
});
