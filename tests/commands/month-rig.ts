/** Files of a small district and the month command as a process of its own, for the tests of that command. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ELDER_FILE } from "#app/domain/imports/columns/elder-columns.ts";
import { importForm, type ImportFormRow } from "#app/integrations/workbooks/import-form.ts";
import { writeCsv } from "#app/integrations/workbooks/write-csv.server.ts";
import { writeDemoFiles } from "#app/usecases/demo/demo-files.server.ts";
import { SMALL_DISTRICT_MONTH, smallDistrictRows } from "#tests/support/small-district.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

type ElderRows = readonly ImportFormRow<(typeof ELDER_FILE.columns)[number]["key"]>[];

const elderCsv = (rows: ElderRows) => writeCsv(importForm(ELDER_FILE, rows, { title: "" }));

/** elders.csv is good, broken.csv has a wrong identity number in its fourth row; `month` runs the command on one of them. */
export async function monthRig() {
  const folder = mkdtempSync(join(tmpdir(), "bedside-month-"));
  const rows = smallDistrictRows(20);
  for (const file of await writeDemoFiles(rows)) writeFileSync(join(folder, file.name), file.bytes);
  const elders = rows.elders as ElderRows;
  const broken = elders.map((row, index) => (index === 3 ? { ...row, idNumber: "32069919400101" } : row));
  writeFileSync(join(folder, "elders.csv"), elderCsv(elders));
  writeFileSync(join(folder, "broken.csv"), elderCsv(broken));
  const month = (file: string, ...more: readonly string[]) => {
    const others = ["facilities", "providers", "workers"].flatMap((kind) => [
      `--${kind}`,
      join(folder, `${kind}.xlsx`),
    ]);
    const command = join(root, "app", "commands", "run-month.ts");
    const args = [...others, "--elders", join(folder, file), "--month", SMALL_DISTRICT_MONTH, ...more];
    return spawnSync(process.execPath, ["--import", "tsx", command, ...args], { cwd: root, encoding: "utf8" });
  };
  return { month, close: () => rmSync(folder, { recursive: true, force: true }) };
}
