/** Each organisation's tasks: its own, with what is missing, and what nobody is named for. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { identify, type StreetId } from "#app/domain/identifiers.ts";
import { showBodyTasks } from "#app/usecases/family-beds/show-tasks.server.ts";
import { FIRMS, loadBedDistrict, playTo, type BedDistrict } from "#tests/support/bed-district.ts";
import { testDatabase } from "#tests/support/database.ts";

let district: BedDistrict;
const beds: Record<string, string> = {};

beforeAll(async () => {
  district = await loadBedDistrict(await testDatabase());
  const firms = { ...FIRMS, provider: district.otherProviderCode };
  beds["reviewed"] = await playTo(district, 0, "street_reviewed");
  beds["building"] = await playTo(district, 1, "building", { firms });
  beds["acceptance"] = await playTo(district, 2, "in_acceptance", { firms: { ...firms, works: FIRMS.spare } });
  await playTo(district, 3, "applied");
});
afterAll(async () => district.database.close());

const tasksOf = async (creditCode: string | null) =>
  (await showBodyTasks(district.context, creditCode)).tasks.map(({ bedNo, step }) => [bedNo, step]);

it("everybody's are those that wait for an organisation, whether one is named or not", async () => {
  const { tasks, organisations } = await showBodyTasks(district.context, null);
  expect(tasks.map(({ bedNo }) => bedNo).sort()).toEqual(Object.values(beds).sort());
  expect(tasks.find(({ bedNo }) => bedNo === beds["reviewed"])?.organisation).toBeNull();
  expect(organisations.map(({ creditCode }) => creditCode).sort()).toEqual([FIRMS.works, FIRMS.acceptance].sort());
});

it("of one organisation are its own, and not another's of the same bed", async () => {
  expect(await tasksOf(FIRMS.works)).toEqual([[beds["building"], "report_works"]]);
  expect(await tasksOf(FIRMS.acceptance)).toEqual([[beds["acceptance"], "accept"]]);
  // Its works are done: nothing is owed by it.
  expect(await tasksOf(FIRMS.spare)).toEqual([]);
});

it("name each paper, and for works each item before and after", async () => {
  const { tasks } = await showBodyTasks(district.context, FIRMS.works);
  expect(tasks[0]?.missing).toEqual(["purchase_list"]);
  expect([...(tasks[0]?.missingPhotos ?? [])].sort()).toEqual(
    ["after-10", "after-13", "after-17", "before-10", "before-13", "before-17"].sort(),
  );
});

it("stay in the streets of the reader", async () => {
  const mine = district.elders[1]?.streetId ?? 0;
  const scope = { streets: [identify<StreetId>(mine)], provider: "all", worker: "all" } as const;
  const { tasks } = await showBodyTasks({ ...district.context, scope }, null);
  const expected = [0, 1, 2].filter((elder) => district.elders[elder]?.streetId === mine).length;
  expect(tasks).toHaveLength(expected);
});
