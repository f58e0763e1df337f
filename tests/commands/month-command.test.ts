/** The month command as a process of its own: what an office's script sees of it. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ELDER_FILE } from "#app/domain/imports/columns/elder-columns.ts";
import { importForm, type ImportFormRow } from "#app/integrations/workbooks/import-form.ts";
import { writeCsv } from "#app/integrations/workbooks/write-csv.server.ts";
import { writeDemoFiles } from "#app/usecases/demo/demo-files.server.ts";
import { TEST_DATABASE } from "#tests/support/database.ts";
import { createScratchDatabase, type ScratchDatabase } from "#tests/support/scratch-database.ts";
import { SMALL_DISTRICT_MONTH, smallDistrictRows } from "#tests/support/small-district.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "bedside-month-"));
let scratch: ScratchDatabase | null = null;

type ElderRows = readonly ImportFormRow<(typeof ELDER_FILE.columns)[number]["key"]>[];

const elderCsv = (rows: ElderRows) => writeCsv(importForm(ELDER_FILE, rows, { title: "" }));

function month(elders: string, ...more: readonly string[]) {
  const files = ["facilities", "providers", "workers"].flatMap((kind) => [`--${kind}`, join(folder, `${kind}.xlsx`)]);
  const command = join(root, "app", "commands", "run-month.ts");
  const args = [...files, "--elders", join(folder, elders), "--month", SMALL_DISTRICT_MONTH, ...more];
  return spawnSync(process.execPath, ["--import", "tsx", command, ...args], { cwd: root, encoding: "utf8" });
}

beforeAll(async () => {
  const rows = smallDistrictRows(20);
  for (const file of await writeDemoFiles(rows)) writeFileSync(join(folder, file.name), file.bytes);
  const elders = rows.elders as ElderRows;
  writeFileSync(join(folder, "elders.csv"), elderCsv(elders));
  writeFileSync(
    join(folder, "broken.csv"),
    elderCsv(elders.map((row, index) => (index === 3 ? { ...row, idNumber: "32069919400101" } : row))),
  );
  if (TEST_DATABASE === "postgres") scratch = await createScratchDatabase();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await scratch?.drop();
});

const counts = expect.toSatisfy((value: unknown) =>
  Object.values(value as object).every((count) => Number.isInteger(count)),
);
const whole = expect.toSatisfy((value: unknown) => Number.isInteger(value));
const digest = expect.stringMatching(/^[0-9a-f]{64}$/);

// Each call starts the whole product on an empty database; a busy machine takes its time.
describe("npm run month", { timeout: 300_000 }, () => {
  it("takes a roster as CSV, on a scratch or a given database, and prints exactly the promised result", () => {
    const database = scratch === null ? [] : ["--database", scratch.url];
    const { status, stdout, stderr } = month("elders.csv", "--seed", "7", "--simulate", "--json", ...database);
    expect([status, status === 0 ? "" : stderr]).toEqual([0, ""]);
    const result = JSON.parse(stdout) as Record<string, unknown>;
    expect(result).toEqual({
      ...{ candidates: 20, eligible: whole, excluded: counts, allocated: whole, visits_planned: whole },
      ...{ visit_debt: counts, conflicts: 0, delivered: whole, verified: whole, findings: counts },
      ...{ claimed_fen: whole, approved_fen: whole, paid_fen: whole, ledger_sum_fen: 0 },
      ...{ input_digest: digest, result_digest: digest, stage_ms: expect.any(Object) as object },
    });
    expect(result["paid_fen"]).toBe(result["approved_fen"]);
  });
  it("ends with status 2 and names the cell when a file cannot be used, and prints no result", () => {
    const { status, stdout, stderr } = month("broken.csv", "--json");
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("身份证号");
  });
  it("ends with status 2 for a file that is not there and for a month that is none", () => {
    expect(month("nowhere.csv").status).toBe(2);
    expect(month("elders.csv", "--month", "2026-13").status).toBe(2);
  });
});
