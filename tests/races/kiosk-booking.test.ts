import { afterAll, beforeAll, expect, it } from "vitest";
import { bookVisit, holdSlot } from "#app/usecases/kiosk/book-visit.server.ts";
import { showTimes } from "#app/usecases/kiosk/show-booking.server.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import type { Database } from "#db/connection.server.ts";
import { testContext } from "#tests/support/database.ts";
import {
  asElder,
  fullElders,
  openKioskDistrict,
  openOnePlace,
  query,
  type TestElder,
} from "../usecases/kiosk/kiosk-district.ts";

let database: Database;

beforeAll(async () => {
  database = await openKioskDistrict();
});
afterAll(async () => database.close());

type Wanted = { readonly elder: TestElder; readonly slot: string };

/** Two elders, each with a place open, who are offered the very same time of the same care worker. */
async function twoForOneSlot(): Promise<[Wanted, Wanted]> {
  const wide = testContext(database);
  const seen = new Map<string, TestElder>();
  for (const elder of await fullElders(wide)) {
    await openOnePlace(wide, elder.id);
    const times = await showTimes(asElder(database, elder), elder.id, "usual");
    for (const { key } of times?.slots ?? []) {
      const other = seen.get(key);
      if (other && other.id !== elder.id)
        return [
          { elder: other, slot: key },
          { elder, slot: key },
        ];
      seen.set(key, elder);
    }
  }
  throw new Error("no two elders are offered the same time");
}

/** Runs both at once and sorts them into those that went through and the codes of those refused. */
async function race(works: readonly Promise<unknown>[]): Promise<{ done: number; refused: string[] }> {
  const outcomes = await Promise.allSettled(works);
  const refused = outcomes.flatMap((one) => {
    if (one.status === "fulfilled") return [];
    if (!isRefusal(one.reason)) throw one.reason;
    return [one.reason.code];
  });
  return { done: outcomes.filter(({ status }) => status === "fulfilled").length, refused };
}

it("of two kiosks that take one time at once exactly one gets it, and the other is offered the three nearest", async () => {
  const pair = await twoForOneSlot();
  const wishOf = ({ elder, slot }: Wanted) => ({ elderId: elder.id, basket: "usual", slot });
  const holds = await race(pair.map((one) => holdSlot(asElder(database, one.elder), wishOf(one))));
  expect(holds).toEqual({ done: 1, refused: ["slot-taken"] });
  await query(testContext(database), "delete from slot_hold returning id");
  const books = await race(pair.map((one) => bookVisit(asElder(database, one.elder), wishOf(one), "government")));
  expect(books).toEqual({ done: 1, refused: ["slot-taken"] });
  for (const { elder, slot } of pair) {
    const context = asElder(database, elder);
    const times = await showTimes(context, elder.id, "usual");
    expect(times?.slots.map(({ key }) => key)).not.toContain(slot);
    // Who came too late is shown the three nearest, none of them the one that has gone.
    const near = await showTimes(context, elder.id, "usual", { taken: slot });
    expect(near?.slots.map(({ key }) => key)).not.toContain(slot);
    expect(near?.slots.length).toBe(3);
  }
});

it("one elder at two kiosks books the one open visit once", async () => {
  const wide = testContext(database);
  for (const elder of await fullElders(wide)) {
    await openOnePlace(wide, elder.id);
    const context = asElder(database, elder);
    const [first, second] = (await showTimes(context, elder.id, "usual"))?.slots ?? [];
    if (!first || !second) continue;
    const wishes = [first, second].map(({ key }) => ({ elderId: elder.id, basket: "usual", slot: key }));
    const books = await race(wishes.map((wish) => bookVisit(context, wish, "government")));
    expect(books.done).toBe(1);
    expect(["month-full", "slot-taken"]).toContain(books.refused[0]);
    return;
  }
  throw new Error("nobody has two free times");
});

it("of two kiosks with one elder and two open visits one books, and the other asks first", async () => {
  const wide = testContext(database);
  for (const elder of (await fullElders(wide)).toReversed()) {
    for (let place = 0; place < 2; place += 1) await openOnePlace(wide, elder.id);
    const context = asElder(database, elder);
    const times = await showTimes(context, elder.id, "usual");
    const [first, second] = times?.slots ?? [];
    if (!first || !second || times?.left !== 2) continue;
    const wishes = [first, second].map(({ key }) => ({
      elderId: elder.id,
      basket: "usual",
      slot: key,
      asksFirst: true,
    }));
    expect(await race(wishes.map((wish) => bookVisit(context, wish, "government")))).toEqual({
      done: 1,
      refused: ["just-booked"],
    });
    return;
  }
  throw new Error("nobody has two free times");
});
