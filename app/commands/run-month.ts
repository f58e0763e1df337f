/**
 * npm run month -- --elders FILE --providers FILE --workers FILE --month 2026-12 [--facilities FILE] [--seed N] [--out DIR]
 *                  [--simulate] [--json] [--database URL] [--today 2026-11-15]
 * Exit status 0 on success, 2 for unusable input with the list of problems.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { v7 } from "uuid";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { fen } from "#app/domain/money/fen.ts";
import { staffYuanText } from "#app/domain/money/yuan-text.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { instant, instantAt } from "#app/domain/time/instant.ts";
import { addDays, isPlainDate } from "#app/domain/time/plain-date.ts";
import { firstDateOf, isPlainMonth, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { aesGcmProvider } from "#app/integrations/crypto/aes-gcm.server.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { readWorkbook } from "#app/integrations/workbooks/read-workbook.server.ts";
import { importProblemSentence } from "#app/messages/import-problems.ts";
import type { ImportKind } from "#app/usecases/imports/import-outcome.ts";
import { prepareDistrict } from "#app/usecases/month/prepare-district.server.ts";
import { runMonth, UnusableFiles, type MonthResult } from "#app/usecases/month/run-month.server.ts";
import { openDatabase } from "#db/connection.server.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { SAMPLE_POLICY } from "#db/seed/policy-versions.ts";
import { CATALOGUE_VERSION, SERVICE_CATALOGUE, STREETS, WORK_CALENDAR } from "#db/seed/reference-data.ts";

const { values } = parseArgs({
  options: {
    elders: { type: "string" },
    providers: { type: "string" },
    workers: { type: "string" },
    facilities: { type: "string" },
    month: { type: "string" },
    seed: { type: "string", default: "1" },
    out: { type: "string" },
    database: { type: "string" },
    today: { type: "string" },
    simulate: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});

function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

const month: PlainMonth =
  values.month !== undefined && isPlainMonth(values.month) ? values.month : refuse("--month 2026-12");
const ORDER: readonly ImportKind[] = ["facilities", "providers", "workers", "elders"];
for (const kind of ORDER)
  if (kind !== "facilities" && values[kind] === undefined) refuse(`缺少文件 Missing file: --${kind} FILE`);

async function readFiles() {
  const files = [];
  for (const kind of ORDER) {
    const path = values[kind];
    if (path === undefined) continue;
    try {
      files.push({ kind, sheets: await readWorkbook(new Uint8Array(readFileSync(path)), path) });
    } catch (thrown) {
      refuse(`${path}: ${isRefusal(thrown) ? thrown.code : thrown instanceof Error ? thrown.message : "unreadable"}`);
    }
  }
  return files;
}

function showTable(result: MonthResult): string {
  const counts = (record: Readonly<Record<string, number>>) =>
    Object.entries(record)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([code, count]) => `  ${code.padEnd(26)} ${String(count).padStart(8)}`)
      .join("\n");
  const line = (name: string, value: string | number) => `${name.padEnd(28)} ${String(value).padStart(14)}`;
  return [
    line("候选 candidates", result.candidates),
    line("符合 eligible", result.eligible),
    `不符合 excluded\n${counts(result.excluded)}`,
    line("已分配 allocated", result.allocated),
    line("已排次数 visits planned", result.visits_planned),
    `欠次 visit debt\n${counts(result.visit_debt)}`,
    line("冲突 conflicts", result.conflicts),
    line("已完成 delivered", result.delivered),
    line("已核实 verified", result.verified),
    `发现 findings\n${counts(result.findings)}`,
    line("申报 claimed", staffYuanText(fen(result.claimed_fen))),
    line("批准 approved", staffYuanText(fen(result.approved_fen))),
    line("拨付 paid", staffYuanText(fen(result.paid_fen))),
    line("账平 ledger sum", result.ledger_sum_fen),
    `输入摘要 input digest   ${result.input_digest}`,
    `结果摘要 result digest  ${result.result_digest}`,
    `各步用时 stages (ms)\n${counts(result.stage_ms)}`,
  ].join("\n");
}

const files = await readFiles();
const database = await openDatabase(
  values.database === undefined
    ? { kind: "memory", districtCode: "320613" }
    : { kind: "postgres", url: values.database, districtCode: "320613" },
);
await migrateDatabase(database);
// The day is part of the input: without --today the office is taken to plan in the middle of the month before.
const today = values.today !== undefined && isPlainDate(values.today) ? values.today : addDays(firstDateOf(month), -14);
const context = {
  database,
  scope: WHOLE_DISTRICT,
  actor: "demo:office",
  now: instant(instantAt(today, 9 * 60)),
  newId: () => v7(),
};
await prepareDistrict(context, {
  streets: STREETS,
  catalogueVersion: CATALOGUE_VERSION,
  subtypes: SERVICE_CATALOGUE,
  calendar: WORK_CALENDAR,
  policies: [SAMPLE_POLICY],
});
try {
  const result = await runMonth(context, aesGcmProvider(sha256Hex(v7())), {
    month,
    seed: values.seed,
    simulate: values.simulate,
    files,
    clockMs: () => performance.now(),
    onStage: (stage, done, total) => console.error(`${stage} ${done}/${total}`),
  });
  if (values.out !== undefined) {
    mkdirSync(values.out, { recursive: true });
    writeFileSync(join(values.out, "result.json"), `${JSON.stringify(result, null, 2)}\n`);
  }
  console.log(
    values.json ? JSON.stringify(result, null, 2) : `${values.simulate ? "演示数据\n" : ""}${showTable(result)}`,
  );
} catch (thrown) {
  if (!(thrown instanceof UnusableFiles)) throw thrown;
  for (const { kind, problems } of thrown.problems)
    for (const problem of problems)
      console.error(`${kind}: ${importProblemSentence(problem, "zh-CN")} / ${importProblemSentence(problem, "en")}`);
  process.exitCode = 2;
} finally {
  await database.close();
}
