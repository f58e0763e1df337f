import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importBeds } from "#app/usecases/family-beds/import-beds.server.ts";
import { showBed } from "#app/usecases/family-beds/show-bed.server.ts";
import { showBeds } from "#app/usecases/family-beds/show-beds.server.ts";
import { DISTRICT_ROLE, FIRMS, openBedDistrict, type BedDistrict } from "#tests/support/bed-district.ts";

let district: BedDistrict;

beforeAll(async () => {
  district = await openBedDistrict();
});
afterAll(async () => district.database.close());

const HEADERS = "老人编号,申请日期,申请方式,知情同意依据,评估设计机构代码,实施机构代码,验收机构代码";
const elder = (index: number) => district.elders[index]?.elderNo ?? "";
const load = (apply: boolean, ...lines: readonly string[]) =>
  importBeds(district.context, DISTRICT_ROLE, {
    file: { name: "床位.csv", bytes: new TextEncoder().encode([HEADERS, ...lines].join("\r\n")) },
    apply,
  });
const stored = async () =>
  (await showBeds(district.context, { state: null, streetId: null, onlyOverdue: false })).rows.length;

describe("a file of applications", () => {
  it("passes the checks of the screens row by row, and stores nothing while one row is wrong", async () => {
    const outcome = await load(
      true,
      `${elder(0)},2026-11-02,电话,书 1,${FIRMS.survey},${FIRMS.works},${FIRMS.acceptance}`,
      `${elder(1)},2026-11-02,电话,书 2,${FIRMS.survey},${FIRMS.works},${FIRMS.works}`,
      `${elder(1)},2026-11-03,电话,书 3,,,`,
      `${elder(1)},2026-11-03,电话,书 4,,,`,
      `E999999,2026-11-03,电话,书 5,,,`,
      `${elder(2)},2026-11-16,电话,书 6,,,`,
      `${elder(2)},2026-11-03,电话,,,,`,
      `${elder(2)},2026-11-03,电话,书 8,91320699MA000004XE,,`,
    );
    expect(outcome.problems.map(({ rowNumber, code }) => [rowNumber, code])).toEqual([
      [3, "bed-bodies-apart"],
      [5, "bed-elder-has-one"],
      [6, "not-found"],
      [7, "bed-date-wrong"],
      [8, "bed-step-incomplete"],
      [9, "organisation-code-wrong"],
    ]);
    expect(await stored()).toBe(0);
  });

  it("is only tried when nobody asked to store it, and stored whole when it is right", async () => {
    const lines = [
      `${elder(0)},2026-11-02,社区代办,书 1,${FIRMS.survey},${FIRMS.works},${FIRMS.acceptance}`,
      `${elder(1)},,,书 2,,,`,
    ];
    expect(await load(false, ...lines)).toMatchObject({ rows: 2, problems: [] });
    expect(await stored()).toBe(0);
    const { bedNos } = await load(true, ...lines);
    expect(await stored()).toBe(2);
    const bed = await showBed(district.context, DISTRICT_ROLE, bedNos[0] ?? "");
    expect([bed.state, bed.appliedOn, bed.countedOn, bed.bodies.map((one) => one.role)]).toEqual([
      ...["applied", "2026-11-02", null, ["survey", "works", "acceptance"]],
    ]);
    expect(bed.events[0]).toMatchObject({ party: "community", onBehalf: true });
  });
});
