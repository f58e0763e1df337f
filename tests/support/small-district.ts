/** Parts of the demonstration district, read and imported like an office's files: every provider and worker, some of the elders. */
import { plainMonth, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { aesGcmProvider } from "#app/integrations/crypto/aes-gcm.server.ts";
import { readWorkbook } from "#app/integrations/workbooks/read-workbook.server.ts";
import { writeDemoFiles } from "#app/usecases/demo/demo-files.server.ts";
import { importFile } from "#app/usecases/imports/import-file.server.ts";
import { prepareDistrict } from "#app/usecases/month/prepare-district.server.ts";
import { runMonth, type MonthResult } from "#app/usecases/month/run-month.server.ts";
import { generateDemoDistrict } from "#db/seed/demo/generate-district.ts";
import { DEMO_REFERENCE } from "#db/seed/district-reference.ts";
import type { Database } from "#db/connection.server.ts";
import { setVisitPin } from "#app/usecases/visits/set-visit-pin.server.ts";
import { listEldersById } from "#db/repositories/elders.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { seededDatabase, testContext } from "./database.ts";

export const SMALL_DISTRICT_MONTH: PlainMonth = plainMonth("2026-12");
export const testCrypto = aesGcmProvider("ab".repeat(32));

export type DistrictRows = ReturnType<typeof generateDemoDistrict>;

/** The first elders of a demonstration district's roster with all its providers and workers. */
export function firstElders(count: number, { seed, month }: { readonly seed: string; readonly month: PlainMonth }) {
  const district = generateDemoDistrict({ seed, month });
  return { ...district, elders: district.elders.slice(0, count) };
}

/** Rows of the small district's files: elders of every street. The roster's rows may be changed before they are imported. */
export function smallDistrictRows(elders: number): DistrictRows {
  const district = generateDemoDistrict({ seed: "7", month: SMALL_DISTRICT_MONTH });
  const step = Math.floor(district.elders.length / elders);
  return { ...district, elders: district.elders.filter((_, index) => index % step === 0).slice(0, elders) };
}

/** The rows as an office's files, read. */
export async function readRows(rows: DistrictRows) {
  const files = await writeDemoFiles(rows);
  return Promise.all(
    files.map(async (file) => ({ kind: file.kind, sheets: await readWorkbook(file.bytes, file.name) })),
  );
}

/** Imports the rows; throws when a file is refused. */
export async function importRows(context: Context, rows: DistrictRows): Promise<void> {
  for (const { kind, sheets } of await readRows(rows)) {
    const outcome = await importFile(context, testCrypto, { kind, sheets, apply: true });
    if (outcome.state === "refused") throw new Error(`${kind}: ${outcome.problems[0]?.code ?? ""}`);
  }
}

export async function loadRows(context: Context, rows: DistrictRows): Promise<void> {
  await prepareDistrict(context, DEMO_REFERENCE);
  await importRows(context, rows);
}

export async function loadSmallDistrict(database: Database, elders: number): Promise<void> {
  await loadRows(testContext(database), smallDistrictRows(elders));
}

/** A small district of its own, copied from the one that the first file with as many elders loaded. */
export const smallDistrict = (elders: number): Promise<Database> =>
  seededDatabase(`small-${elders}`, (empty) => loadSmallDistrict(empty, elders));

/** Prepares a district and runs a month of it from these rows: planned, and with `simulate` delivered, paid and closed. */
export async function runMonthOf(
  context: Context,
  rows: DistrictRows,
  job: { readonly month: PlainMonth; readonly seed: string; readonly simulate: boolean },
): Promise<MonthResult> {
  await prepareDistrict(context, DEMO_REFERENCE);
  const files = await readRows(rows);
  return runMonth(context, testCrypto, { ...job, files, clockMs: () => 0, onStage: () => {} });
}

/** Sets the digits of an elder whom a visit names by id. */
export async function givePin(context: Context, elderId: string, digits: string): Promise<void> {
  const [elder] = await inTransaction(context, (unit) => listEldersById(unit, [elderId]));
  if (!elder) throw new Error("no elder");
  await setVisitPin(context, testCrypto, { elderNo: elder.elderNo, digits, repeated: digits });
}

/** The first elders' month, run once and copied. */
const monthDistrict = (elders: number, simulate: boolean): Promise<Database> =>
  seededDatabase(`month-${elders}-${simulate ? "closed" : "planned"}`, async (empty) => {
    const month = SMALL_DISTRICT_MONTH;
    await runMonthOf(testContext(empty), firstElders(elders, { seed: "7", month }), { month, seed: "1", simulate });
  });

/** A district of its own whose first elders' month is planned. */
export const plannedDistrict = (elders: number): Promise<Database> => monthDistrict(elders, false);

/** A district of its own whose first elders' month is planned, delivered, paid and closed. */
export const closedDistrict = (elders: number): Promise<Database> => monthDistrict(elders, true);
