import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UNDO_MINUTES } from "#app/domain/kiosk/month-places.ts";
import { plusMinutes } from "#app/domain/time/instant.ts";
import { bookVisit } from "#app/usecases/kiosk/book-visit.server.ts";
import { showJustBooked } from "#app/usecases/kiosk/just-booked.server.ts";
import { showTimes } from "#app/usecases/kiosk/show-booking.server.ts";
import { undoBooking } from "#app/usecases/kiosk/undo-booking.server.ts";
import type { Database } from "#db/connection.server.ts";
import { testContext } from "#tests/support/database.ts";
import { asElder, fullElders, NOW, openKioskDistrict, openOnePlace, type TestElder } from "./kiosk-district.ts";

let database: Database;
let elders: TestElder[];

beforeAll(async () => {
  database = await openKioskDistrict();
  elders = await fullElders(testContext(database));
});
afterAll(async () => database.close());

const at = (elder: TestElder, minutes: number) => asElder(database, elder, plusMinutes(NOW, minutes));

async function wishOf(elder: TestElder, minutes = 0) {
  const times = await showTimes(at(elder, minutes), elder.id, "usual");
  const slot = times?.slots[0]?.key;
  return slot === undefined ? null : { elderId: elder.id, basket: "usual", slot };
}

/** An elder with two open visits, of which one has just been booked. */
async function whoHasJustBooked(): Promise<{ elder: TestElder; visitNo: string }> {
  for (let elder = elders.shift(); elder; elder = elders.shift()) {
    for (let place = 0; place < 2; place += 1) await openOnePlace(testContext(database), elder.id);
    const wish = await wishOf(elder);
    if (wish !== null && (await showTimes(at(elder, 0), elder.id, "usual"))?.left === 2)
      return { elder, visitNo: await bookVisit(at(elder, 0), { ...wish, asksFirst: true }, "government") };
  }
  throw new Error("nobody has two open visits");
}

describe("a second booking within minutes of the first", () => {
  it("is asked about for as long as the first may be taken back, and goes through for who wants both", async () => {
    const { elder, visitNo } = await whoHasJustBooked();
    const last = UNDO_MINUTES - 1;
    expect(await showJustBooked(at(elder, last), elder.id)).toMatchObject({ visitNo });
    const wish = await wishOf(elder, last);
    if (wish === null) throw new Error("no other free time");
    await expect(bookVisit(at(elder, last), { ...wish, asksFirst: true }, "government")).rejects.toMatchObject({
      code: "just-booked",
    });
    const other = await bookVisit(at(elder, last), wish, "government");
    expect(other).not.toBe(visitNo);
    expect(await showJustBooked(at(elder, last), elder.id)).toMatchObject({ visitNo: other });
  });

  it("is no question once the ten minutes are over", async () => {
    const { elder } = await whoHasJustBooked();
    expect(await showJustBooked(at(elder, UNDO_MINUTES), elder.id)).toBeNull();
    const wish = await wishOf(elder, UNDO_MINUTES);
    if (wish === null) throw new Error("no other free time");
    expect(await bookVisit(at(elder, UNDO_MINUTES), { ...wish, asksFirst: true }, "government")).toMatch(/^2026-11-/);
  });

  it("is no question after the first was taken back, nor for what the plan has placed", async () => {
    const { elder, visitNo } = await whoHasJustBooked();
    await undoBooking(at(elder, 1), elder.id, visitNo);
    expect(await showJustBooked(at(elder, 1), elder.id)).toBeNull();
    const [planned] = elders;
    if (planned === undefined) throw new Error("nobody is left");
    expect(await showJustBooked(at(planned, 0), planned.id)).toBeNull();
  });

  it("is nobody else's question", async () => {
    await whoHasJustBooked();
    const [other] = elders;
    if (other === undefined) throw new Error("nobody is left");
    expect(await showJustBooked(at(other, 1), other.id)).toBeNull();
  });
});
