import { describe, expect, it } from "vitest";
import { FACILITY_FILE } from "#app/domain/imports/columns/facility-columns.ts";
import { PROVIDER_FILE } from "#app/domain/imports/columns/provider-columns.ts";
import { WORKER_FILE } from "#app/domain/imports/columns/worker-columns.ts";
import { facilityRows } from "#app/domain/imports/facility-rows.ts";
import { joinProviders, providerRows } from "#app/domain/imports/provider-rows.ts";
import { readImport } from "#app/domain/imports/read-import.ts";
import type { RawCell } from "#app/domain/imports/sheet-rows.ts";
import { workerRows } from "#app/domain/imports/worker-rows.ts";
import {
  aContext,
  idNumberOf,
  letterOf,
  numberCell,
  PROVIDER,
  providerRow,
  sheetOf,
  workerRow,
} from "./import-fixtures.ts";

type Given = Record<string, string | RawCell>;
const providers = (rows: readonly Given[], context = aContext()) =>
  readImport([sheetOf(PROVIDER_FILE, rows)], providerRows(context));
const workers = (rows: readonly Given[]) => readImport([sheetOf(WORKER_FILE, rows)], workerRows(aContext()));
const facilities = (rows: readonly Given[]) => readImport([sheetOf(FACILITY_FILE, rows)], facilityRows(aContext()));

function expectProblem(problems: readonly { code: string; column: string }[], code: string, column: string) {
  expect(problems.map((problem) => [problem.code, problem.column])).toEqual([[code, column]]);
}

describe("the providers' file", () => {
  it("gives providers with their contracts", () => {
    const reading = providers([
      providerRow(),
      providerRow({
        contractNo: "CC-2026-02",
        streets: "全区",
        subtypes: "LC06、RN01",
        price: numberCell("36.5"),
        bankAccount: "6222 0000 0000 0001",
      }),
    ]);
    expect(reading.problems).toEqual([]);
    const [provider, second] = joinProviders(reading.rows);
    expect(second).toBeUndefined();
    expect(provider).toMatchObject({
      creditCode: PROVIDER.creditCode,
      state: "active",
      place: { quality: "approximate", latitude: 32.015 },
    });
    expect(provider?.contracts).toEqual([
      {
        contractNo: "CC-2026-01",
        from: "2026-01-01",
        to: "2026-12-31",
        streets: ["chengdong", "wenfeng"],
        allStreets: false,
        subtypes: [],
        allSubtypes: true,
        priceFen: 3500n,
        monthlyCapacity: 200,
      },
      {
        contractNo: "CC-2026-02",
        from: "2026-01-01",
        to: "2026-12-31",
        streets: [],
        allStreets: true,
        subtypes: ["LC06", "RN01"],
        allSubtypes: false,
        priceFen: 3650n,
        monthlyCapacity: 200,
      },
    ]);
  });

  it("holds prices between floor and cap, both included", () => {
    for (const price of ["30.00", "50.00"]) expect(providers([providerRow({ price })]).problems).toEqual([]);
    for (const price of ["29.99", "50.01"]) {
      const { problems } = providers([providerRow({ price })]);
      expectProblem(problems, "price-out-of-bounds", letterOf(PROVIDER_FILE, "price"));
      expect(problems[0]?.facts).toEqual({ floor_fen: 3000, cap_fen: 5000 });
    }
  });

  it("is refused while the district has no price cap", () => {
    expectProblem(
      providers([providerRow()], aContext({ priceCapFen: null })).problems,
      "price-cap-missing",
      letterOf(PROVIDER_FILE, "price"),
    );
  });

  it("names the cell of each broken contract", () => {
    const broken: readonly (readonly [string, string | RawCell, string])[] = [
      ["creditCode", "52320699MJ0000018X", "credit-code-invalid"],
      ["creditCode", numberCell("523206990000000180"), "number-in-text-column"],
      ["contractPeriod", "2026-12-31至2026-01-01", "period-reversed"],
      ["contractPeriod", "2026-01-01起", "period-unreadable"],
      ["contractPeriod", "无", "period-unreadable"],
      ["streets", "城东、城西", "street-unknown"],
      ["subtypes", "按摩", "subtype-unknown"],
      ["price", "面议", "amount-unreadable"],
      ["monthlyCapacity", "0", "number-out-of-range"],
      ["monthlyCapacity", "很多", "number-unreadable"],
      ["bankAccount", numberCell("6222000000000001"), "number-in-text-column"],
      ["bankAccount", "工行", "number-unreadable"],
      ["state", "忙", "code-unknown"],
    ];
    for (const [key, cell, code] of broken)
      expectProblem(providers([providerRow({ [key]: cell })]).problems, code, letterOf(PROVIDER_FILE, key));
  });

  it("refuses one contract twice, one code with two names, one name with two codes", () => {
    expectProblem(
      providers([providerRow(), providerRow()]).problems,
      "contract-duplicate",
      letterOf(PROVIDER_FILE, "contractNo"),
    );
    const named = providers([providerRow(), providerRow({ contractNo: "2", name: "别的中心" })]);
    expectProblem(named.problems, "provider-contradicts", "A");
    const coded = providers([providerRow(), providerRow({ contractNo: "2", creditCode: "91320699MA000004XD" })]);
    expectProblem(coded.problems, "provider-contradicts", "B");
  });
});

describe("the care workers' file", () => {
  it("gives a care worker with qualifications, hours, leave and home", () => {
    const reading = workers([
      workerRow({
        leave: "2026-12-01至2026-12-05；2026-12-20",
        dialects: "南通话、普通话",
        longitude: "120.88",
        latitude: "32.01",
      }),
    ]);
    expect(reading.problems).toEqual([]);
    expect(reading.rows[0]?.record).toMatchObject({
      sex: "female",
      provider: PROVIDER.creditCode,
      employedTo: null,
      qualifications: [{ code: "Q1", certificateNo: "3206990001", expiresOn: "2027-03-01" }],
      homeStreet: "chengdong",
      place: { latitude: 32.01, longitude: 120.88, quality: "given" },
      weeklyHoursMax: 40,
      leave: [
        { from: "2026-12-01", to: "2026-12-05" },
        { from: "2026-12-20", to: "2026-12-20" },
      ],
      dialects: ["南通话", "普通话"],
    });
  });

  it("names the cell of each broken worker", () => {
    const broken: readonly (readonly [string, string | RawCell, string])[] = [
      ["phone", "", "required-empty"],
      ["provider", "没有的机构", "provider-unknown"],
      ["employedTo", "2021-04-30", "period-reversed"],
      ["qualifications", "Q8", "qualification-unreadable"],
      ["qualifications", "Q1:a:2027-02-30", "date-impossible"],
      ["homeStreet", "城西", "street-unknown"],
      ["availability", "看情况", "windows-unreadable"],
      ["weeklyHoursMax", "169", "number-out-of-range"],
      ["leave", "下周", "period-unreadable"],
      ["leave", "2026-12-05至2026-12-01", "period-reversed"],
    ];
    for (const [key, cell, code] of broken)
      expectProblem(workers([workerRow({ [key]: cell })]).problems, code, letterOf(WORKER_FILE, key));
  });

  it("believes the identity number when the sex contradicts it, and says so", () => {
    const reading = workers([workerRow({ sex: "男" })]);
    expect(reading.problems).toMatchObject([{ code: "sex-mismatch", level: "warning" }]);
    expect(reading.rows[0]?.record.sex).toBe("female");
  });

  it("accepts leaving on the first day and refuses one day earlier", () => {
    expect(workers([workerRow({ employedTo: "2021-05-01" })]).refused).toBe(false);
    expect(workers([workerRow({ employedTo: "2021-04-30" })]).refused).toBe(true);
  });

  it("refuses one person twice", () => {
    expectProblem(workers([workerRow(), workerRow({ phone: "13900000009" })]).problems, "id-number-duplicate", "B");
    expect(workers([workerRow(), workerRow({ idNumber: idNumberOf("19780304", "006") })]).problems).toEqual([]);
  });
});

describe("the facilities' file", () => {
  const row = (over: Given = {}): Given => ({
    name: "北濠社区居家养老服务站",
    kind: "社区站",
    street: "城东",
    community: "北濠社区",
    capacity: "30",
    ...over,
  });

  it("gives a facility, placed by its street when it has no point", () => {
    const reading = facilities([row()]);
    expect(reading.problems).toEqual([]);
    expect(reading.rows[0]?.record).toMatchObject({
      kind: "station",
      street: "chengdong",
      capacity: 30,
      place: { quality: "approximate" },
    });
  });

  it("names the cell of each broken facility", () => {
    expectProblem(facilities([row({ kind: "食堂" })]).problems, "code-unknown", "B");
    expectProblem(facilities([row({ street: "城西" })]).problems, "street-unknown", "C");
    expectProblem(
      facilities([row({ capacity: "-1" })]).problems,
      "number-out-of-range",
      letterOf(FACILITY_FILE, "capacity"),
    );
    expectProblem(facilities([row(), row()]).problems, "facility-duplicate", "A");
  });
});
