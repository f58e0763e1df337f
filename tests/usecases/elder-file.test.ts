import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identify, type StreetId } from "#app/domain/identifiers.ts";
import { instantAt, type Instant } from "#app/domain/time/instant.ts";
import { addDays, plainDate } from "#app/domain/time/plain-date.ts";
import { judgeMonth } from "#app/usecases/entitlement/judge-month.server.ts";
import { allocateMonth } from "#app/usecases/planning/allocate-month.server.ts";
import { showElder } from "#app/usecases/screens/show-elder.server.ts";
import { showElders } from "#app/usecases/screens/show-elders.server.ts";
import type { Database } from "#db/connection.server.ts";
import { testContext } from "#tests/support/database.ts";
import {
  importRows,
  SMALL_DISTRICT_MONTH as month,
  smallDistrict,
  smallDistrictRows,
  testCrypto,
} from "#tests/support/small-district.ts";

const everyone = {
  month,
  name: "",
  streetId: null,
  verdict: "",
  grade: null,
  assistance: "",
  providerId: "",
  page: 1,
};

let database: Database;
beforeAll(async () => {
  database = await smallDistrict(60);
  await judgeMonth(testContext(database), month);
  await allocateMonth(testContext(database), month, "1");
});
afterAll(async () => database.close());

describe("an assessment in the file", () => {
  it("asks for a new one from the policy's days before its last day on, and says when it is over", async () => {
    const base = testContext(database);
    const fileAt = (elderNo: string, now: Instant) => showElder({ ...base, now }, testCrypto, elderNo, month);
    const { rows } = await showElders(base, { ...everyone });
    const assessed = rows.find((row) => row.grade !== null)?.elderNo ?? "";
    const late = await fileAt(assessed, instantAt(plainDate("2031-01-01"), 600));
    expect(late.reassessment).toMatchObject({ isOver: true });
    const until = plainDate(late.reassessment?.until ?? "");
    const at = async (days: number) => (await fileAt(assessed, instantAt(addDays(until, days), 600))).reassessment;
    expect([await at(-61), await at(-60), await at(0), await at(1)]).toEqual([
      ...[null, { until, isOver: false }, { until, isOver: false }, { until, isOver: true }],
    ]);
  });
});

describe("the roster of elders", () => {
  it("stands in the order of the numbers, with every name masked", async () => {
    const { rows, total } = await showElders(testContext(database), everyone);
    expect(total).toBe(60);
    expect(rows.map((row) => row.elderNo)).toEqual(rows.map((row) => row.elderNo).toSorted());
    expect(rows.every((row) => row.name.includes("*"))).toBe(true);
  });
  it("is narrowed by each filter to the rows that say so, and by all of them together", async () => {
    const { rows, streets, providers } = await showElders(testContext(database), everyone);
    const sample = rows.find((row) => row.provider !== null && row.grade !== null && row.assistance !== null);
    if (!sample) throw new Error("no allocated elder");
    const filters = {
      streetId: streets.find((one) => one.nameZh === sample.streetZh)?.id ?? 0,
      verdict: sample.verdict ?? "",
      grade: sample.grade,
      assistance: sample.assistance ?? "",
      providerId: providers.find((one) => one.name === sample.provider)?.id ?? "",
    };
    const fits: Record<keyof typeof filters, (row: (typeof rows)[number]) => boolean> = {
      streetId: (row) => row.streetZh === sample.streetZh,
      verdict: (row) => row.verdict === sample.verdict,
      grade: (row) => row.grade === sample.grade,
      assistance: (row) => row.assistance === sample.assistance,
      providerId: (row) => row.provider === sample.provider,
    };
    for (const name of Object.keys(filters) as (keyof typeof filters)[]) {
      const found = await showElders(testContext(database), { ...everyone, [name]: filters[name] });
      expect(found.total).toBeGreaterThan(0);
      expect(found.rows.every(fits[name])).toBe(true);
    }
    const all = await showElders(testContext(database), {
      ...everyone,
      ...filters,
      name: sample.elderNo.toLowerCase(),
    });
    expect(all.rows.map((row) => row.elderNo)).toEqual([sample.elderNo]);
  });
});

describe("the file of an elder", () => {
  const sample = async () => {
    const { rows } = await showElders(testContext(database), everyone);
    const [first] = rows;
    const other = rows.find((row) => row.streetZh !== first?.streetZh);
    if (!first || !other) throw new Error("elders of two streets are needed");
    return { first, other };
  };
  it("is not found for a street in whose scope the elder is not, and found for its own", async () => {
    const { first, other } = await sample();
    const { streets } = await showElders(testContext(database), everyone);
    const own = identify<StreetId>(streets.find((one) => one.nameZh === first.streetZh)?.id ?? 0);
    const context = testContext(database, { scope: { streets: [own], provider: "all", worker: "all" } });
    expect((await showElder(context, testCrypto, first.elderNo, month)).elderNo).toBe(first.elderNo);
    for (const elderNo of [other.elderNo, "E999999"])
      await expect(showElder(context, testCrypto, elderNo, month)).rejects.toMatchObject({ code: "not-found" });
  });
  it("never holds a full identity number, phone or name, and keeps the day of birth hidden", async () => {
    const { elders } = smallDistrictRows(60);
    for (const { elderNo } of (await showElders(testContext(database), everyone)).rows.slice(0, 20)) {
      const file = await showElder(testContext(database), testCrypto, elderNo, month);
      expect(file.profile.idNumber).toMatch(/^\d{3}\*{11}[\dX]{4}$/);
      const text = JSON.stringify({ ...file, visits: [] });
      expect(text).not.toMatch(/(?<![\d-])\d{17}[\dXx]/);
      expect(text).not.toMatch(/(?<![\d-])1[3-9]\d{9}(?!\d)/);
      expect(elders.some((row) => Object.values(row).some((value) => value === file.profile.name))).toBe(false);
    }
  });
  it("gives the verdict with the facts of every reason, and the provider with what was considered", async () => {
    const { rows } = await showElders(testContext(database), everyone);
    const refused = rows.find((row) => row.verdict !== "eligible");
    const served = rows.find((row) => row.provider !== null);
    const file = await showElder(testContext(database), testCrypto, refused?.elderNo ?? "", month);
    expect(file.eligibility?.verdict).toBe(refused?.verdict);
    expect(file.eligibility?.reasons.length).toBeGreaterThan(0);
    const other = await showElder(testContext(database), testCrypto, served?.elderNo ?? "", month);
    expect(other.allocation?.provider).toBe(served?.provider);
    expect(other.allocation?.considered.some((one) => one.verdict === "chosen")).toBe(true);
  });
  it("names the fields of a change and none of its values", async () => {
    const { first } = await sample();
    const rows = smallDistrictRows(60);
    const [changed, ...rest] = rows.elders;
    if (!changed) throw new Error("no elder");
    await importRows(testContext(database), { ...rows, elders: [{ ...changed, community: "新社区" }, ...rest] });
    const { revisions } = await showElder(testContext(database), testCrypto, first.elderNo, month);
    expect(revisions.map(({ version, changed: fields }) => ({ version, fields }))).toEqual([
      { version: 1, fields: ["community"] },
    ]);
  });
});
