import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { v7 } from "uuid";
import { isRefusal } from "#app/domain/refusal.ts";
import { asDate, instant, plusMinutes } from "#app/domain/time/instant.ts";
import { passOnOffers } from "#app/usecases/visits/pass-on-offers.server.ts";
import { replyToOffers } from "#app/usecases/visits/reply-to-offer.server.ts";
import { withdrawOffer } from "#app/usecases/visits/withdraw-offer.server.ts";
import type { Database } from "#db/connection.server.ts";
import { holdVisits } from "#db/repositories/offers.ts";
import type { OfferRow } from "#db/repositories/visits.ts";
import { offerVisit } from "#db/schema/offer.ts";
import { offer as offerTable } from "#db/schema/visit.ts";
import { inTransaction } from "#db/transaction.ts";
import { testContext, testDatabases } from "#tests/support/database.ts";
import {
  accept,
  clerkOf,
  holdsOf,
  managerOf,
  offeredMonth,
  takeFrom,
  visitsOf,
} from "../usecases/visits/offered-district.ts";

/** Handles of eight connections each, as four servers of one district. */
const SERVERS = 4;
const RACERS = 1000;

let databases: Database[];
let database: Database;
let offers: OfferRow[];

beforeAll(async () => {
  databases = await testDatabases(SERVERS);
  const [first] = databases;
  if (!first) throw new Error("no database");
  database = first;
  offers = await offeredMonth(database, 60);
});
afterAll(async () => Promise.all(databases.map((one) => one.close())));

/** A reply time before that of every other offer of the month. */
const due = instant("2026-11-15T03:00:00Z");

const serverOf = (place: number): Database => databases[place % databases.length] ?? database;

/** Runs all at once: what those that went through gave, and how often each refusal was heard. */
async function race<T>(works: readonly Promise<T>[]): Promise<{ done: T[]; refused: Record<string, number> }> {
  const outcomes = await Promise.allSettled(works);
  const refused: Record<string, number> = {};
  const done: T[] = [];
  for (const one of outcomes) {
    if (one.status === "fulfilled") done.push(one.value);
    else if (isRefusal(one.reason)) refused[one.reason.code] = (refused[one.reason.code] ?? 0) + 1;
    else throw one.reason;
  }
  return { done, refused };
}

async function stateOf(offer: OfferRow): Promise<OfferRow> {
  const [row] = await inTransaction(testContext(database), (unit) =>
    unit.orm.select().from(offerTable).where(eq(offerTable.id, offer.id)),
  );
  if (!row) throw new Error("no such offer");
  return row;
}

it("of 1,000 accepts of one offer exactly one wins, and each of the others is told who had it when", async () => {
  const offer = takeFrom(offers);
  const before = await visitsOf(database, offer);
  const racers = Array.from({ length: RACERS }, (_, place) =>
    replyToOffers(managerOf(serverOf(place), offer, { actor: `user:manager-${place}` }), {
      ...accept(offer),
      requestKey: v7(),
    }),
  );
  const { done, refused } = await race(racers);
  expect(done).toEqual([
    {
      offers: 1,
      visits: before.length,
      plannedFen: before.reduce((sum, visit) => sum + visit.plannedFen, 0n),
      expired: 0,
    },
  ]);
  expect(refused).toEqual({ "offer-already-accepted": RACERS - 1 });
  const won = await stateOf(offer);
  expect(won).toMatchObject({ state: "accepted", version: offer.version + 1 });
  expect(won.repliedBy).toMatch(/^user:manager-\d+$/);
  expect((await visitsOf(database, offer)).map((visit) => visit.deliveryState)).toEqual(before.map(() => "accepted"));
  expect(await holdsOf(database, offer)).toEqual(before.map(() => "accepted"));
});

it("one button pressed many times with one key gives every press the same answer and is done once", async () => {
  const [first, second] = [takeFrom(offers), takeFrom(offers)];
  const requestKey = v7();
  const press = (place: number) => replyToOffers(managerOf(serverOf(place), first), { ...accept(first), requestKey });
  const { done, refused } = await race(Array.from({ length: 40 }, (_, place) => press(place)));
  expect(refused).toEqual({});
  expect(done).toHaveLength(40);
  expect(new Set(done.map(({ offers: count, visits, plannedFen }) => `${count} ${visits} ${plannedFen}`)).size).toBe(1);
  expect((await stateOf(first)).version).toBe(first.version + 1);
  await expect(replyToOffers(managerOf(database, second), { ...accept(second), requestKey })).rejects.toMatchObject({
    code: "request-key-reused",
  });
});

it("an accept and the expiry at its due time end one way, never both", async () => {
  for (let round = 0; round < 12; round += 1) {
    const offer = takeFrom(offers);
    const before = await visitsOf(database, offer);
    // Only this offer is due: the others of the month wait longer.
    await inTransaction(testContext(database), (unit) =>
      unit.orm
        .update(offerTable)
        .set({ replyBy: asDate(due) })
        .where(eq(offerTable.id, offer.id)),
    );
    const { done, refused } = await race<unknown>([
      replyToOffers(managerOf(serverOf(round), offer, { now: plusMinutes(due, -1) }), accept(offer)),
      passOnOffers(testContext(serverOf(round + 1), { now: due })),
    ]);
    const { state } = await stateOf(offer);
    if (state === "accepted") {
      expect(refused).toEqual({});
      expect((await visitsOf(database, offer)).map((visit) => visit.id)).toEqual(before.map((visit) => visit.id));
      expect(await holdsOf(database, offer)).toEqual(before.map(() => "accepted"));
    } else {
      expect(state).toBe("expired");
      expect(done).toHaveLength(1);
      expect(Object.keys(refused)).toEqual(["offer-expired"]);
      expect(await visitsOf(database, offer)).toEqual([]);
      expect(await holdsOf(database, offer)).toEqual(before.map(() => "let_go"));
    }
  }
});

it("an accept and the street's withdrawal end one way, and the one who came second hears how", async () => {
  for (let round = 0; round < 12; round += 1) {
    const offer = takeFrom(offers);
    const { done, refused } = await race<unknown>([
      replyToOffers(managerOf(serverOf(round), offer), accept(offer)),
      withdrawOffer(clerkOf(serverOf(round + 1), offer), offer.id),
    ]);
    expect(done).toHaveLength(1);
    const { state } = await stateOf(offer);
    const loser = state === "accepted" ? "offer-already-accepted" : "offer-withdrawn";
    expect(refused).toEqual({ [loser]: 1 });
    const visits = await visitsOf(database, offer);
    expect(new Set(visits.map((visit) => visit.deliveryState))).toEqual(
      new Set([state === "accepted" ? "accepted" : "planned"]),
    );
  }
});

it("the database itself lets no second offer hold a visit, asked or accepted", async () => {
  const [offer, other] = [takeFrom(offers), takeFrom(offers)];
  const [visit] = await visitsOf(database, offer);
  if (!visit) throw new Error("no visit");
  for (const state of ["asked", "accepted"])
    await expect(
      inTransaction(testContext(database), (unit) =>
        holdVisits(unit, [{ offerId: other.id, visitId: visit.id, state }]),
      ),
    ).rejects.toMatchObject({ code: "already-exists", facts: { constraint: "visit_is_held_by_one_offer" } });
  const rows = await inTransaction(testContext(database), (unit) =>
    unit.orm.select().from(offerVisit).where(eq(offerVisit.visitId, visit.id)),
  );
  expect(rows).toHaveLength(1);
});
