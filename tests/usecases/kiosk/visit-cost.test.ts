/** What one of the month's visits costs the elder is said before it is booked, and is what is asked for after that. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { elderYuanText } from "#app/domain/money/yuan-text.ts";
import { fen } from "#app/domain/money/fen.ts";
import { bookVisit } from "#app/usecases/kiosk/book-visit.server.ts";
import { showAllowance } from "#app/usecases/kiosk/show-allowance.server.ts";
import { showCheck, showTimes } from "#app/usecases/kiosk/show-booking.server.ts";
import { hasOwnShare, showOwnPayment } from "#app/usecases/payments/show-own-payment.server.ts";
import type { Database } from "#db/connection.server.ts";
import type { Context } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import {
  asElder,
  crypto,
  fullElders,
  openKioskDistrict,
  openOnePlace,
  query,
  type TestElder,
} from "./kiosk-district.ts";

let database: Database;
let wide: Context;

beforeAll(async () => {
  database = await openKioskDistrict();
  wide = testContext(database);
});
afterAll(async () => database.close());

type Wish = { readonly elder: TestElder; readonly slot: string };

/** Of the elders who are left, the first who has a free time once a place is open. */
async function nextWhoCanBook(elders: TestElder[]): Promise<Wish> {
  for (let elder = elders.shift(); elder; elder = elders.shift()) {
    await openOnePlace(wide, elder.id);
    const slot = (await showTimes(asElder(database, elder), elder.id, "usual"))?.slots[0]?.key;
    if (slot !== undefined) return { elder, slot };
  }
  throw new Error("nobody has a free time");
}

async function costBefore({ elder, slot }: Wish) {
  const context = asElder(database, elder);
  const check = await showCheck(context, crypto, { elderId: elder.id, basket: "usual", slot });
  const allowance = await showAllowance(context, elder.id);
  expect(allowance.cost).toEqual(check?.cost);
  expect(allowance.why).toContainEqual({ code: "price", cost: check?.cost });
  return check?.cost;
}

async function book({ elder, slot }: Wish): Promise<string> {
  return bookVisit(asElder(database, elder), { elderId: elder.id, basket: "usual", slot }, "government");
}

it("says that nothing is left to pay where public money pays the whole, and the rest where a fund pays a part", async () => {
  const elders = await fullElders(wide);
  const first = await nextWhoCanBook(elders);
  const whole = await costBefore(first);
  expect(whole).toMatchObject({ paid: whole?.price, own: null });
  expect(await hasOwnShare(asElder(database, first.elder), first.elder.id, await book(first))).toBe(false);

  expect(
    await query(wide, "update fund set per_visit_cap_fen = 2000 where pays = 'visits' returning code"),
  ).not.toEqual([]);
  const second = await nextWhoCanBook(elders);
  const part = await costBefore(second);
  const [price, own] = [part?.price ?? "", part?.own ?? ""].map((text) => Math.round(Number(text) * 100));
  expect(part?.paid).toBe("20");
  expect(own).toBe((price ?? 0) - 2000);
  expect(own).toBeGreaterThan(0);
  const visitNo = await book(second);
  const payment = await showOwnPayment(asElder(database, second.elder), second.elder.id, visitNo);
  expect(elderYuanText(fen(payment.split.ownFen))).toBe(part?.own);
});
