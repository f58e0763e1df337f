import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instant, plusMinutes } from "#app/domain/time/instant.ts";
import { showDeskVersion } from "#app/usecases/screens/show-desk-version.server.ts";
import { showInbox } from "#app/usecases/screens/show-provider-inbox.server.ts";
import { showStreetOffers } from "#app/usecases/screens/show-street-offers.server.ts";
import { hearDesks } from "#app/usecases/visits/hear-desks.server.ts";
import { replyToOffers } from "#app/usecases/visits/reply-to-offer.server.ts";
import { undoAcceptance } from "#app/usecases/visits/undo-acceptance.server.ts";
import { withdrawOffer } from "#app/usecases/visits/withdraw-offer.server.ts";
import type { Database } from "#db/connection.server.ts";
import type { OfferRow } from "#db/repositories/visits.ts";
import { testContext } from "#tests/support/database.ts";
import { testCrypto } from "#tests/support/small-district.ts";
import { accept, clerkOf, holdsOf, managerOf, offeredDistrict, takeFrom, visitsOf } from "./offered-district.ts";

let database: Database;
let offers: OfferRow[];
let end: () => Promise<void>;
const heard: string[] = [];

beforeAll(async () => {
  ({ database, offers } = await offeredDistrict(60));
  end = await hearDesks({ database }, (providerId) => heard.push(providerId));
});
afterAll(async () => {
  await end();
  await database.close();
});

const inboxOf = (offer: OfferRow) => showInbox(managerOf(database, offer), testCrypto, { all: true });

describe("a live inbox", () => {
  it("is told of an answer and a withdrawal at its own desk, and its version is another then", async () => {
    const offer = takeFrom(offers);
    const version = () => showDeskVersion(managerOf(database, offer));
    const before = await version();
    expect(await version()).toBe(before);
    heard.length = 0;
    await replyToOffers(managerOf(database, offer), accept(offer));
    await expect.poll(() => heard).toContain(offer.providerId);
    const accepted = await version();
    expect(accepted).not.toBe(before);
    const other = takeFrom(offers, (one) => one.providerId === offer.providerId);
    await withdrawOffer(clerkOf(database, other), other.id);
    expect(await version()).not.toBe(accepted);
    expect(new Set(heard)).toEqual(new Set([offer.providerId]));
  });
  it("looks the same after it was looked at, though the street sees that it was", async () => {
    const offer = takeFrom(offers);
    const drawn = await inboxOf(offer);
    expect((await inboxOf(offer)).version).toBe(drawn.version);
    const { waiting } = await showStreetOffers(clerkOf(database, offer), 1);
    expect(waiting.find((row) => row.offerId === offer.id)?.state ?? "viewed").toBe("viewed");
  });
  it("holds every open offer of the provider once, and none of another", async () => {
    const offer = takeFrom(offers);
    const { bundles, waitingCount } = await inboxOf(offer);
    const shown = bundles.flatMap((bundle) => bundle.offers.map(({ offerId }) => offerId));
    expect(new Set(shown).size).toBe(shown.length);
    expect(shown).toHaveLength(waitingCount);
    const open = [offer, ...offers].filter((one) => one.providerId === offer.providerId).map(({ id }) => id);
    expect([...shown].sort()).toEqual([...open].sort());
  });
});

describe("an acceptance taken back", () => {
  it("lets the offers wait again as if nothing had been said", async () => {
    const offer = takeFrom(offers);
    const visits = await visitsOf(database, offer);
    await replyToOffers(managerOf(database, offer), accept(offer));
    expect(await undoAcceptance(managerOf(database, offer), [offer.id])).toBe(1);
    expect((await visitsOf(database, offer)).map((visit) => visit.deliveryState)).toEqual(visits.map(() => "offered"));
    expect(await holdsOf(database, offer)).toEqual(visits.map(() => "asked"));
    await expect(undoAcceptance(managerOf(database, offer), [offer.id])).rejects.toMatchObject({
      code: "undo-acceptance-too-late",
    });
    await replyToOffers(managerOf(database, offer), accept(offer));
    expect(await holdsOf(database, offer)).toEqual(visits.map(() => "accepted"));
  });
  it("is too late after some seconds, and is for nobody else", async () => {
    const offer = takeFrom(offers);
    await replyToOffers(managerOf(database, offer), accept(offer));
    const later = managerOf(database, offer, { now: plusMinutes(testContext(database).now, 1) });
    const tooLate = { code: "undo-acceptance-too-late" };
    await expect(undoAcceptance(later, [offer.id])).rejects.toMatchObject(tooLate);
    const colleague = managerOf(database, offer, { actor: "user:colleague" });
    await expect(undoAcceptance(colleague, [offer.id])).rejects.toMatchObject(tooLate);
    expect((await visitsOf(database, offer)).every((visit) => visit.deliveryState === "accepted")).toBe(true);
  });
});

describe("the street's page", () => {
  it("lists an offer once its fill-by time has come, and visits that nobody is asked about", async () => {
    const offer = takeFrom(offers);
    const at = (time: number) => showStreetOffers(clerkOf(database, offer, instant(time)), 1);
    const due = offer.fillBy.getTime();
    const listed = async (time: number) => (await at(time)).unfilled.find((row) => row.offerId === offer.id)?.standing;
    expect(await listed(due - 1)).toBeUndefined();
    // Nobody has written the expiry down yet: the offer's reply time is long over.
    expect(await listed(due)).toBe("not_asked");
    await withdrawOffer(clerkOf(database, offer), offer.id);
    expect(await listed(testContext(database).now)).toBe("not_asked");
  });
});
