/** A small part of the demonstration district, imported like an office's files: every provider and worker, some elders of each street. */
import { plainMonth, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { aesGcmProvider } from "#app/integrations/crypto/aes-gcm.server.ts";
import { readWorkbook } from "#app/integrations/workbooks/read-workbook.server.ts";
import { writeDemoFiles } from "#app/usecases/demo/demo-files.server.ts";
import { importFile } from "#app/usecases/imports/import-file.server.ts";
import { prepareDistrict } from "#app/usecases/month/prepare-district.server.ts";
import type { Database } from "#db/connection.server.ts";
import { generateDemoDistrict } from "#db/seed/demo/generate-district.ts";
import { SAMPLE_POLICY } from "#db/seed/policy-versions.ts";
import { CATALOGUE_VERSION, SERVICE_CATALOGUE, STREETS, WORK_CALENDAR } from "#db/seed/reference-data.ts";
import { testContext } from "./database.ts";

export const SMALL_DISTRICT_MONTH: PlainMonth = plainMonth("2026-12");
export const testCrypto = aesGcmProvider("ab".repeat(32));

/** Rows of the small district's files; the roster's rows may be changed before they are imported. */
export function smallDistrictRows(elders: number) {
  const district = generateDemoDistrict({ seed: "7", month: SMALL_DISTRICT_MONTH });
  const step = Math.floor(district.elders.length / elders);
  return { ...district, elders: district.elders.filter((_, index) => index % step === 0).slice(0, elders) };
}

/** Imports the rows; throws when a file is refused. */
export async function importRows(database: Database, rows: ReturnType<typeof smallDistrictRows>): Promise<void> {
  for (const file of await writeDemoFiles(rows)) {
    const sheets = await readWorkbook(file.bytes, file.name);
    const outcome = await importFile(testContext(database), testCrypto, { kind: file.kind, sheets, apply: true });
    if (outcome.state === "refused") throw new Error(`${file.name}: ${outcome.problems[0]?.code ?? ""}`);
  }
}

export async function loadSmallDistrict(database: Database, elders: number): Promise<void> {
  await prepareDistrict(testContext(database), {
    streets: STREETS,
    catalogueVersion: CATALOGUE_VERSION,
    subtypes: SERVICE_CATALOGUE,
    calendar: WORK_CALENDAR,
    policies: [SAMPLE_POLICY],
  });
  await importRows(database, smallDistrictRows(elders));
}
