import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "#app/domain/access/scope.ts";
import { identify, type StreetId } from "#app/domain/identifiers.ts";
import { readWorkbook } from "#app/integrations/workbooks/read-workbook.server.ts";
import { exportCandidates } from "#app/usecases/entitlement/export-candidates.server.ts";
import { judgeMonth } from "#app/usecases/entitlement/judge-month.server.ts";
import { listCandidates } from "#app/usecases/entitlement/list-candidates.server.ts";
import { CANDIDATE_TEXTS } from "#app/web/candidate-texts.ts";
import type { Database } from "#db/connection.server.ts";
import { testContext } from "#tests/support/database.ts";
import { SMALL_DISTRICT_MONTH as month, smallDistrict, testCrypto } from "#tests/support/small-district.ts";

const everything = { month, verdict: "", reason: "", streetId: null };
let database: Database;

beforeAll(async () => {
  database = await smallDistrict(60);
  await judgeMonth(testContext(database), month);
});
afterAll(async () => database.close());

describe("the candidate list of a month", () => {
  it("counts every candidate once by verdict and street, and names every reason", async () => {
    const found = await listCandidates(testContext(database), everything, 1);
    const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((all, one) => all + one, 0);
    expect(found.candidates).toBe(60);
    expect(sum(found.verdicts)).toBe(60);
    expect(found.streets.reduce((all, street) => all + street.candidates, 0)).toBe(60);
    expect(found.total).toBe(60);
    expect(found.rows.every((row) => (row.verdict === "eligible") === (row.reasons.length === 0))).toBe(true);
  });
  it("leaves of a filter exactly the rows that its count promised", async () => {
    const all = await listCandidates(testContext(database), everything, 1);
    for (const [reason, count] of Object.entries(all.reasons))
      expect((await listCandidates(testContext(database), { ...everything, reason }, 1)).total).toBe(count);
    for (const [verdict, count] of Object.entries(all.verdicts))
      expect((await listCandidates(testContext(database), { ...everything, verdict }, 1)).total).toBe(count);
  });
  it("shows a street its own candidates only, even when it asks for another street", async () => {
    const [own, other] = (await listCandidates(testContext(database), everything, 1)).streets;
    const scope: Scope = { streets: [identify<StreetId>(own?.id ?? 0)], provider: "all", worker: "all" };
    const context = testContext(database, { scope });
    expect((await listCandidates(context, everything, 1)).streets).toEqual([own]);
    expect((await listCandidates(context, { ...everything, streetId: other?.id ?? 0 }, 1)).total).toBe(0);
  });
  it("says that nothing was judged for a month that nobody has judged", async () => {
    const found = await listCandidates(testContext(database), { ...everything, month: "2027-01" as typeof month }, 1);
    expect(found).toMatchObject({ candidates: 0, judgedAt: null, total: 0 });
  });
  it("is exported with masked numbers as text, and a reason for everyone who is not eligible", async () => {
    const given = { crypto: testCrypto, texts: CANDIDATE_TEXTS };
    const bytes = await exportCandidates(testContext(database), given, { ...everything, verdict: "not_eligible" });
    const [sheet] = await readWorkbook(bytes, "candidates.xlsx");
    const lines = (sheet?.rows ?? []).map(({ cells }) => cells.map(({ text }) => text));
    const header = lines.findIndex((line) => line[0] === "序号");
    const column = (name: string) => lines[header]?.indexOf(name) ?? -1;
    const body = lines.slice(header + 1).filter((line) => /^\d+$/.test(line[0] ?? ""));
    expect(body.length).toBeGreaterThan(0);
    for (const line of body) {
      expect(line[column("身份证号")]).toMatch(/^\d{3}\*{11}\d{3}[\dX]$/);
      expect(line[column("排除原因")]).not.toBe("");
    }
  });
});
