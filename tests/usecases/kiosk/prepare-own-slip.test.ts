import { afterAll, beforeAll, expect, it } from "vitest";
import { prepareOwnSlip } from "#app/usecases/kiosk/prepare-own-slip.server.ts";
import { showSlip } from "#app/usecases/kiosk/prepare-slip.server.ts";
import { showAllowance } from "#app/usecases/kiosk/show-allowance.server.ts";
import { showSchedule } from "#app/usecases/kiosk/show-schedule.server.ts";
import { signUp } from "#app/usecases/activities/sign-up.server.ts";
import type { Database } from "#db/connection.server.ts";
import { testContext } from "#tests/support/database.ts";
import { FORM, freshActivity } from "../activities/activity-district.ts";
import { asElder, crypto, fullElders, openKioskDistrict, type TestElder } from "./kiosk-district.ts";

let database: Database;
let elders: TestElder[];

beforeAll(async () => {
  database = await openKioskDistrict();
  elders = await fullElders(testContext(database));
});
afterAll(async () => database.close());

const own = (elder: TestElder) => ({ elderId: elder.id, visitNo: "", locale: "zh-CN" }) as const;

it("puts the month, the visits and one visit on slips that say what the screens say of what is to come", async () => {
  const [elder] = elders;
  if (elder === undefined) throw new Error("nobody has four visits");
  const context = asElder(database, elder);
  const shown = async (slipId: string) => (await showSlip(context, crypto, { slipId, elderId: elder.id })).slip;
  const allowance = await showAllowance(context, elder.id);
  const month = await shown(await prepareOwnSlip(context, crypto, { ...own(elder), what: "allowance" }));
  expect(month).toMatchObject({ kind: "allowance", month: "2026-11-01", allowed: 4, left: allowance.left });
  const { visits } = await showSchedule(context, elder.id);
  const list = await shown(await prepareOwnSlip(context, crypto, { ...own(elder), what: "schedule" }));
  const coming = visits.filter(({ isOver }) => !isOver);
  expect(coming.length).toBeGreaterThan(0);
  expect(list).toMatchObject({ kind: "schedule", visits: coming.map(({ date }) => ({ date })) });
  const [first] = visits;
  const one = await shown(
    await prepareOwnSlip(context, crypto, { ...own(elder), what: "visit", visitNo: first?.visitNo ?? "" }),
  );
  expect(one).toMatchObject({ kind: "booked", date: first?.date, startMinute: first?.startMinute });
  expect(one).not.toMatchObject({ building: expect.stringMatching(/室/) });
  expect(one).not.toMatchObject({ building: null });
});

it("puts an activity's time, place and the number in line on a slip, and makes none for who has no place", async () => {
  const [first, second] = elders;
  if (first === undefined || second === undefined) throw new Error("nobody has four visits");
  const activityId = await freshActivity(database, { capacity: 1 });
  const slip = { what: "activity", activityId, locale: "zh-CN" } as const;
  const slipOf = async ({ id }: TestElder) => {
    const context = testContext(database);
    const slipId = await prepareOwnSlip(context, crypto, { ...slip, elderId: id });
    return (await showSlip(context, crypto, { slipId, elderId: id })).slip;
  };
  await expect(slipOf(first)).rejects.toMatchObject({ code: "not-found" });
  for (const { id } of [first, second]) await signUp(testContext(database), { activityId, elderId: id });
  expect(await slipOf(first)).toMatchObject({
    kind: "activity",
    place: FORM.place,
    joinedPlace: 1,
    waitingPlace: null,
  });
  expect(await slipOf(second)).toMatchObject({ joinedPlace: null, waitingPlace: 1 });
});

it("makes no slip of another elder's visit", async () => {
  const [, elder, other] = elders;
  if (elder === undefined || other === undefined) throw new Error("nobody has four visits");
  const { visits } = await showSchedule(asElder(database, other), other.id);
  await expect(
    prepareOwnSlip(asElder(database, elder), crypto, {
      ...own(elder),
      what: "visit",
      visitNo: visits[0]?.visitNo ?? "none",
    }),
  ).rejects.toMatchObject({ code: "not-found" });
});
