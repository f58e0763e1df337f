/** Ten kiosks that want the last places at once, on connections of their own; and people who call off meanwhile. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { showActivity } from "#app/usecases/activities/show-activities.server.ts";
import { callOff, signUp } from "#app/usecases/activities/sign-up.server.ts";
import type { Database } from "#db/connection.server.ts";

import { smallDistrict, testCrypto } from "#tests/support/small-district.ts";
import { clerkOf, elderIds, freshActivity } from "../usecases/activities/activity-district.ts";

let database: Database;
let elders: string[];
beforeAll(async () => {
  database = await smallDistrict(12);
  elders = (await elderIds(database)).slice(0, 8);
});
afterAll(async () => database.close());

it("gives the last place to one of those who ask at once; the others wait in an order without gaps", async () => {
  const id = await freshActivity(database, { capacity: 1 });
  const asked = await Promise.all(elders.map((elderId) => signUp(clerkOf(database), { activityId: id, elderId })));
  expect(asked.filter(({ state }) => state === "joined")).toHaveLength(1);
  const positions = asked.flatMap((one) => (one.state === "waiting" ? [one.position] : []));
  expect(positions.toSorted((left, right) => left - right)).toEqual(elders.slice(1).map((_, index) => index + 1));
});

it("never has more people than places while some ask and others call off at once, and leaves no place free", async () => {
  const id = await freshActivity(database, { capacity: 3 });
  const first = elders.slice(0, 4);
  await Promise.all(first.map((elderId) => signUp(clerkOf(database), { activityId: id, elderId })));
  await Promise.all([
    ...first.slice(0, 2).map((elderId) => callOff(clerkOf(database), testCrypto, { activityId: id, elderId })),
    ...elders.slice(4).map((elderId) => signUp(clerkOf(database), { activityId: id, elderId })),
  ]);
  const { activity, participants } = await showActivity(clerkOf(database), id);
  const joined = participants.filter(({ state }) => state === "joined");
  expect(joined).toHaveLength(3);
  expect(activity.joined).toBe(3);
  expect(participants.filter(({ state }) => state === "waiting").length).toBe(elders.length - 2 - 3);
});
