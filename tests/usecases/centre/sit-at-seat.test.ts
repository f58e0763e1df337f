import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { TIMEOUT_SECONDS } from "#app/domain/centre/seat.ts";
import { beat, changeSeatState, signOff, signOn } from "#app/usecases/centre/sit-at-seat.server.ts";
import { showCentre, showOwnSeat } from "#app/usecases/centre/show-centre.server.ts";
import { showCentreVersion } from "#app/usecases/centre/centre-version.server.ts";
import type { Database } from "#db/connection.server.ts";
import type { Context } from "#db/transaction.ts";

import { smallDistrict, testCrypto } from "#tests/support/small-district.ts";
import { run } from "../kiosk/kiosk-district.ts";
import { hireOperators, later, operatorOf, outcome } from "./centre-district.ts";

let database: Database;
let ann: Context;
let ben: Context;

beforeAll(async () => {
  database = await smallDistrict(6);
  await hireOperators(database, ["ann", "ben"]);
  ann = operatorOf(database, "ann");
  ben = operatorOf(database, "ben");
});
afterAll(async () => database.close());
beforeEach(async () => run(ann, "delete from seat_presence"));

const seats = async (context = ann) =>
  (await showCentre(context, testCrypto)).seats.flatMap(({ seatNo, who, state }) =>
    who === null ? [] : [[seatNo, who, state]],
  );

it("one seat has one operator, and one operator one seat", async () => {
  await signOn(ann, 3);
  expect(await outcome(signOn(ben, 3))).toBe("seat-taken");
  expect(await outcome(signOn(ann, 4))).toBe("seat-has-one");
  expect(await outcome(signOn(ben, 17))).toBe("seat-unknown");
  await signOn(ben, 4);
  expect(await seats()).toEqual([
    [3, "ANN", "free"],
    [4, "BEN", "free"],
  ]);
});

it("of two operators who want one seat at once, and of two seats for one operator, one is given", async () => {
  const two = await Promise.all([outcome(signOn(ann, 5)), outcome(signOn(ben, 5))]);
  expect(two.sort()).toEqual(["done", "seat-taken"]);
  await run(ann, "delete from seat_presence");
  const one = await Promise.all([outcome(signOn(ann, 6)), outcome(signOn(ann, 7))]);
  expect(one.sort()).toEqual(["done", "seat-has-one"]);
});

it("goes on a break and comes back, and is left by hand", async () => {
  await signOn(ann, 1);
  await changeSeatState(ann, "break");
  expect(await outcome(changeSeatState(ann, "after_call"))).toBe("seat-state-not-possible");
  await changeSeatState(ann, "free");
  await signOff(ann);
  expect(await outcome(signOff(ann))).toBe("seat-needed");
  expect(await seats()).toEqual([]);
});

it("is given back when its screen is silent, and to nobody while it beats", async () => {
  await signOn(ann, 2);
  expect(await beat(later(ann, TIMEOUT_SECONDS - 1))).toBe(true);
  expect(await outcome(signOn(later(ben, TIMEOUT_SECONDS + 1), 2))).toBe("seat-taken");
  const late = TIMEOUT_SECONDS * 2 + 1;
  await signOn(later(ben, late), 2);
  expect(await beat(later(ann, late))).toBe(false);
  expect(await seats(later(ann, late))).toEqual([[2, "BEN", "free"]]);
});

it("is kept by any page that its operator asks for, as by a beat", async () => {
  await signOn(ann, 2);
  expect(await showOwnSeat(later(ann, TIMEOUT_SECONDS - 1))).toMatchObject({ seatNo: 2 });
  expect(await outcome(signOn(later(ben, TIMEOUT_SECONDS + 1), 2))).toBe("seat-taken");
  expect(await showOwnSeat(later(ann, TIMEOUT_SECONDS * 2 - 2))).toMatchObject({ seatNo: 2 });
  const silent = TIMEOUT_SECONDS * 3;
  expect(await showOwnSeat(later(ann, silent))).toBeNull();
  await signOn(later(ben, silent), 2);
});

it("changes the version of the floor with every change of a seat, and not with a beat", async () => {
  const versions = [await showCentreVersion(ann)];
  await signOn(ann, 8);
  versions.push(await showCentreVersion(ann));
  await changeSeatState(later(ann, 5), "break");
  versions.push(await showCentreVersion(ann));
  await beat(later(ann, 6));
  expect(await showCentreVersion(ann)).toBe(versions[2]);
  // Within one second each, as one who pressed the wrong button.
  await changeSeatState(later(ann, 6.1), "free");
  versions.push(await showCentreVersion(ann));
  await changeSeatState(later(ann, 6.4), "break");
  versions.push(await showCentreVersion(ann));
  await changeSeatState(later(ann, 6.4), "free");
  versions.push(await showCentreVersion(ann));
  expect(new Set(versions).size).toBe(6);
  await signOff(later(ann, 7));
  expect(await showCentreVersion(ann)).toBe(versions[0]);
});
