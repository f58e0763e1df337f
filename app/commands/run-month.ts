/**
 * npm run month -- --elders FILE --providers FILE --workers FILE --month 2026-12 [--facilities FILE] [--seed N] [--out DIR]
 *                  [--simulate] [--json] [--database URL] [--today 2026-11-17]
 * Progress on standard error, the result on standard output. Exit status 0 on success, 2 for unusable input with the list of problems.
 */
import { DEMO_REFERENCE } from "#db/seed/district-reference.ts";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { v7 } from "uuid";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { weekdayText } from "#app/domain/time/date-text.ts";
import { instantAt } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { aesGcmProvider } from "#app/integrations/crypto/aes-gcm.server.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { readWorkbook } from "#app/integrations/workbooks/read-workbook.server.ts";
import { packReadme } from "#app/messages/audit-pack.ts";
import { monthWords } from "#app/messages/month.ts";
import { debtReason, moveReason } from "#app/messages/planning.ts";
import { prepareDistrict } from "#app/usecases/month/prepare-district.server.ts";
import { readPlannedMonth } from "#app/usecases/month/read-planned-month.server.ts";
import { runMonth, UnusableFiles, type MonthResult } from "#app/usecases/month/run-month.server.ts";
import { writeMonthCalendars } from "#app/usecases/month/write-month-calendars.server.ts";
import { writeAuditPack } from "#app/usecases/reconciliation/write-audit-pack.server.ts";
import { writeSettlementWorkbook } from "#app/usecases/reconciliation/write-settlement-workbook.server.ts";
import { writePlanWorkbook } from "#app/usecases/month/write-plan-workbook.server.ts";
import { openDatabase, type Database } from "#db/connection.server.ts";
import { migrateDatabase } from "#db/migrate.ts";
import type { Context } from "#db/transaction.ts";
import { SAMPLE_POLICY } from "#db/seed/policy-versions.ts";
import { readMonthArguments, WrongArguments, type MonthArguments } from "./month-arguments.ts";
import { both, problemLines, refusalLine, resultTable, stageLine, warningLine } from "./month-report.ts";

const say = (text: string) => void process.stderr.write(`${text}\n`);

/** Input that nothing can be done with; the sentence says why. */
class UnusableInput extends Error {}

async function readFile(path: string) {
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(readFileSync(path));
  } catch {
    throw new UnusableInput(both((words) => words.unreadable_file(path)));
  }
  try {
    return await readWorkbook(bytes, path);
  } catch (thrown) {
    if (isRefusal(thrown)) throw new UnusableInput(`${path}: ${refusalLine(thrown.code, thrown.facts)}`);
    throw thrown;
  }
}

async function openMonthDatabase(url: string | null): Promise<Database> {
  const districtCode = SAMPLE_POLICY.parameters.district_code;
  if (url === null) {
    const scratch = await openDatabase({ kind: "memory", districtCode });
    await migrateDatabase(scratch);
    return scratch;
  }
  try {
    const database = await openDatabase({ kind: "postgres", url, districtCode });
    await migrateDatabase(database);
    return database;
  } catch (thrown) {
    const detail = thrown instanceof Error ? thrown.message : String(thrown);
    throw new UnusableInput(both((words) => words.no_database(detail)));
  }
}

type Made = { readonly context: Context; readonly crypto: CryptoProvider; readonly result: MonthResult };

/** plan.xlsx, settlement.xlsx and audit-pack.zip of a simulated month, a calendar for every care worker and elder, result.json. The office's files are written in Chinese. */
async function writeFiles(made: Made, { month, simulate }: MonthArguments, out: string) {
  const { context, crypto, result } = made;
  const words = monthWords["zh-CN"];
  const watermark = simulate ? words.simulated : null;
  const view = await readPlannedMonth(context, month);
  mkdirSync(join(out, "calendars"), { recursive: true });
  writeFileSync(join(out, "result.json"), `${JSON.stringify(result, null, 2)}\n`);
  const plan = await writePlanWorkbook(view, {
    ...words,
    watermark,
    weekday: (weekday) => weekdayText(weekday, "zh-CN"),
    debtReason: (code) => debtReason(code, "zh-CN"),
    moveReason: (code) => moveReason(code, "zh-CN"),
  });
  writeFileSync(join(out, "plan.xlsx"), plan);
  if (simulate) {
    writeFileSync(join(out, "settlement.xlsx"), await writeSettlementWorkbook(context, crypto, month));
    const pack = await writeAuditPack(context, { month, provider: null, readme: packReadme });
    writeFileSync(join(out, "audit-pack.zip"), pack.bytes);
  }
  for (const { fileName, text } of writeMonthCalendars(view, { ...words, watermark }, context.now))
    writeFileSync(join(out, "calendars", fileName), text);
  say(`${both((one) => one.written)}: ${out}`);
}

async function run(given: MonthArguments): Promise<void> {
  const files = [];
  for (const { kind, path } of given.files) files.push({ kind, sheets: await readFile(path) });
  const database = await openMonthDatabase(given.databaseUrl);
  try {
    const context = {
      database,
      scope: WHOLE_DISTRICT,
      actor: "demo:office",
      now: instantAt(given.today, 9 * 60),
      newId: () => v7(),
    };
    await prepareDistrict(context, DEMO_REFERENCE);
    const crypto = aesGcmProvider(sha256Hex(v7()));
    const result = await runMonth(context, crypto, {
      month: given.month,
      seed: given.seed,
      simulate: given.simulate,
      files,
      clockMs: () => performance.now(),
      onStage: (stage, done, total) => say(stageLine(stage, done, total)),
      onWarning: (warning) => say(warningLine(warning)),
    });
    if (given.out !== null) await writeFiles({ context, crypto, result }, given, given.out);
    console.log(given.json ? JSON.stringify(result, null, 2) : resultTable(result, given.simulate));
  } finally {
    await database.close();
  }
}

try {
  await run(readMonthArguments(process.argv.slice(2)));
} catch (thrown) {
  if (thrown instanceof UnusableFiles) for (const sentence of problemLines(thrown.problems)) say(sentence);
  else if (thrown instanceof WrongArguments || thrown instanceof UnusableInput) say(thrown.message);
  else if (isRefusal(thrown)) say(refusalLine(thrown.code, thrown.facts));
  else throw thrown;
  process.exitCode = 2;
}
