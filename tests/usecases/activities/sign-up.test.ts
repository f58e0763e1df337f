import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identify, type StreetId } from "#app/domain/identifiers.ts";
import { plusMinutes } from "#app/domain/time/instant.ts";
import {
  cancelActivity,
  changeActivity,
  createActivity,
  findParticipant,
} from "#app/usecases/activities/manage-activity.server.ts";
import { remindActivities } from "#app/usecases/activities/remind-activities.server.ts";
import {
  exportParticipants,
  showActivity,
  showKioskActivities,
} from "#app/usecases/activities/show-activities.server.ts";
import { callOff, checkIn, signUp } from "#app/usecases/activities/sign-up.server.ts";
import type { Database } from "#db/connection.server.ts";
import { testContext } from "#tests/support/database.ts";
import { smallDistrict, testCrypto } from "#tests/support/small-district.ts";
import { clerkOf, elderIds, FORM, freshActivity, NOW, rows, START } from "./activity-district.ts";

let database: Database;
let elders: string[];
beforeAll(async () => {
  database = await smallDistrict(12);
  elders = await elderIds(database);
});
afterAll(async () => database.close());

const elder = (place: number) => elders[place] ?? "";
const clerk = (minutes = 0) => clerkOf(database, minutes);
const join = (activityId: string, place: number) => signUp(clerk(), { activityId, elderId: elder(place) });
const listOf = async (id: string) => {
  const { participants } = await showActivity(clerk(), id);
  return participants.map(({ elderId, state }) => [elders.indexOf(elderId), state]);
};
const messages = (kind: string) => rows(database, `select id from outgoing_message where kind = '${kind}'`);

describe("signing up", () => {
  it("gives places in order, then positions in the waiting list, and the same answer when asked again", async () => {
    const id = await freshActivity(database);
    expect([await join(id, 0), await join(id, 1)]).toEqual([{ state: "joined" }, { state: "joined" }]);
    expect(await join(id, 2)).toEqual({ state: "waiting", position: 1 });
    expect(await join(id, 3)).toEqual({ state: "waiting", position: 2 });
    expect([await join(id, 0), await join(id, 3)]).toEqual([{ state: "joined" }, { state: "waiting", position: 2 }]);
  });

  it("moves the first who waits up when somebody calls off, tells that person, and puts a returner at the end", async () => {
    const id = await freshActivity(database);
    for (const place of [0, 1, 2, 3]) await join(id, place);
    const before = (await messages("activity_moved_up")).length;
    await callOff(clerk(), testCrypto, { activityId: id, elderId: elder(0) });
    expect(await messages("activity_moved_up")).toHaveLength(before + 1);
    expect(await listOf(id)).toEqual([
      [1, "joined"],
      [2, "joined"],
      [3, "waiting"],
      [0, "left"],
    ]);
    expect(await join(id, 0)).toEqual({ state: "waiting", position: 2 });
    await callOff(clerk(), testCrypto, { activityId: id, elderId: elder(0) });
    await callOff(clerk(), testCrypto, { activityId: id, elderId: elder(0) });
    expect((await showActivity(clerk(), id)).activity).toMatchObject({ joined: 2, left: 0 });
  });

  it("ends when it begins", async () => {
    const id = await freshActivity(database);
    await join(id, 0);
    const begun = clerkOf(database, 30 * 60);
    await expect(signUp(begun, { activityId: id, elderId: elder(1) })).rejects.toThrow("activity-begun");
    await expect(callOff(begun, testCrypto, { activityId: id, elderId: elder(0) })).rejects.toThrow("activity-begun");
    await expect(join("no-such-id", 1)).rejects.toThrow("not-found");
  });
});

describe("being there", () => {
  it("is noted from an hour before the start for who has a place, once", async () => {
    const id = await freshActivity(database, { capacity: 1 });
    await join(id, 0);
    await join(id, 1);
    const who = { activityId: id, elderId: elder(0) };
    await expect(checkIn(clerk(), who)).rejects.toThrow("activity-not-now");
    const hourBefore = clerkOf(database, 29 * 60);
    await expect(checkIn(hourBefore, { ...who, elderId: elder(1) })).rejects.toThrow("activity-not-joined");
    const [listed] = (await showKioskActivities(hourBefore, { streetId: 1, elderId: elder(0) })).filter(
      (one) => one.id === id,
    );
    expect(listed?.mayCheckIn).toBe(true);
    await checkIn(hourBefore, who);
    await checkIn(clerkOf(database, 29 * 60 + 5), who);
    const { participants } = await showActivity(clerk(), id);
    expect(participants[0]?.checkedInAt).toBe(new Date(plusMinutes(NOW, 29 * 60)).toISOString());
  });
});

describe("an office", () => {
  it("gives added places to those who wait, and may not take places away from people who have them", async () => {
    const id = await freshActivity(database);
    for (const place of [0, 1, 2, 3]) await join(id, place);
    const form = { ...FORM, capacity: 3 };
    await changeActivity(clerk(), testCrypto, { id, form });
    expect(await listOf(id)).toEqual([
      [0, "joined"],
      [1, "joined"],
      [2, "joined"],
      [3, "waiting"],
    ]);
    const fewer = changeActivity(clerk(), testCrypto, { id, form: { ...FORM, capacity: 2 } });
    await expect(fewer).rejects.toThrow("activity-capacity-below-joined");
  });

  it("tells everybody who has a place or waits when it cancels, and lets nobody in afterwards", async () => {
    const id = await freshActivity(database, { capacity: 1 });
    await join(id, 0);
    await join(id, 1);
    const before = (await messages("activity_cancelled")).length;
    await cancelActivity(clerk(), testCrypto, { id, reason: "老师生病", message: "取消了" });
    expect(await messages("activity_cancelled")).toHaveLength(before + 2);
    await expect(join(id, 2)).rejects.toThrow("activity-cancelled");
    const again = cancelActivity(clerk(), testCrypto, { id, reason: "x", message: "x" });
    await expect(again).rejects.toThrow("activity-cancelled");
  });

  it("makes and sees activities of its own streets only", async () => {
    const own = testContext(database, {
      actor: "user:clerk2",
      scope: { streets: [identify<StreetId>(2)], provider: "all", worker: "all" },
    });
    await expect(createActivity(own, FORM)).rejects.toThrow("street-unknown");
    const id = await freshActivity(database);
    await expect(showActivity(own, id)).rejects.toThrow("not-found");
    await expect(findParticipant(own, "E999999")).rejects.toThrow("elder-unknown");
  });

  it("exports who has a place or waits, masked, without those who left", async () => {
    const id = await freshActivity(database, { capacity: 1 });
    for (const place of [0, 1, 2]) await join(id, place);
    await callOff(clerk(), testCrypto, { activityId: id, elderId: elder(2) });
    const bytes = await exportParticipants(clerk(), id, {
      headers: ["编号", "姓名", "街道", "状态", "报名", "签到"],
      stateOf: (state) => state,
      time: (at) => at,
    });
    const lines = new TextDecoder().decode(bytes).trim().split("\r\n");
    expect(lines).toHaveLength(4);
    expect(lines[2]).toContain("joined");
    expect(lines[3]).toContain("waiting");
    expect(lines[2]).toContain("*");
  });
});

describe("the reminder", () => {
  it("goes out once, a day before, to who has a place", async () => {
    await rows(database, "update activity set state = 'cancelled', cancelled_for = 'x' where state = 'open'");
    const id = await freshActivity(database, { capacity: 1 });
    await join(id, 0);
    await join(id, 1);
    expect(await remindActivities(clerk(), testCrypto)).toEqual({ written: 0 });
    const dayBefore = clerkOf(database, 6 * 60);
    expect(await remindActivities(dayBefore, testCrypto)).toEqual({ written: 1 });
    expect(await remindActivities(dayBefore, testCrypto)).toEqual({ written: 0 });
    expect(await messages("activity_reminder")).toHaveLength(1);
    expect(START).toBeGreaterThan(dayBefore.now);
  });
});

it("no row can hold more people than places, whatever the program does", async () => {
  const id = await freshActivity(database, { capacity: 1 });
  await expect(rows(database, `update activity set joined_count = 2 where id = '${id}'`)).rejects.toThrow();
});
