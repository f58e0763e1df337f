/** Each organisation's tasks: its own, with what is missing, and what nobody is named for. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { identify, type StreetId } from "#app/domain/identifiers.ts";
import { showBodyTasks } from "#app/usecases/family-beds/show-tasks.server.ts";
import { showBeds } from "#app/usecases/family-beds/show-beds.server.ts";
import { takeBedStep } from "#app/usecases/family-beds/take-step.server.ts";
import { instant } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { FIRMS, openBedDistrict, playTo, STREET_ROLE, type BedDistrict } from "#tests/support/bed-district.ts";

let district: BedDistrict;
const beds: Record<string, string> = {};

beforeAll(async () => {
  district = await openBedDistrict();
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

it("a suspension is the street's to look at from the day it was expected to end, and overdue the day after", async () => {
  const suspended = await playTo(district, 5, "active");
  const at = (day: string) => ({ ...district.context, now: instant(`${day}T02:00:00Z`) });
  const stop = { bedNo: suspended, kind: "suspend" as const, occurredOn: plainDate("2026-11-10"), note: null };
  await takeBedStep(at("2026-11-10"), STREET_ROLE, { ...stop, facts: { reason: "hospital", until: "2026-11-20" } });
  const asked = { state: "suspended", streetId: null, onlyOverdue: false };
  const [waits] = (await showBeds(at("2026-11-20"), asked)).rows;
  expect(waits).toMatchObject({
    bedNo: suspended,
    owedBy: "street",
    owedStep: "resume",
    dueOn: "2026-11-20",
    isOverdue: false,
  });
  const late = await showBeds(at("2026-11-21"), { ...asked, onlyOverdue: true });
  expect(late.rows.map(({ bedNo, isOverdue }) => [bedNo, isOverdue])).toEqual([[suspended, true]]);
  // The stay lasts longer: service is taken up and stopped anew on one day, and the new day counts.
  const on = { bedNo: suspended, occurredOn: plainDate("2026-11-21"), note: null };
  await takeBedStep(at("2026-11-21"), STREET_ROLE, { ...on, kind: "resume", facts: {} });
  await takeBedStep(at("2026-11-21"), STREET_ROLE, {
    ...on,
    kind: "suspend",
    facts: { reason: "hospital", until: "2026-12-04" },
  });
  expect((await showBeds(at("2026-11-22"), { ...asked, onlyOverdue: true })).rows).toEqual([]);
});
