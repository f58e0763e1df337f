/**
 * npm run bench:month -- [--json] [--seed N] [--runs N]
 * The figures that the main job must hold, in one run on this machine: time and memory of December with simulation on the embedded
 * database and on a PostgreSQL of its own, the same digests, the share of elders allocated and visits placed around each holiday,
 * and rows imported a second. What is a ratio is printed as a ratio.
 */
import { DEMO_REFERENCE } from "#db/seed/district-reference.ts";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import postgres from "postgres";
import { v7 } from "uuid";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { instantAt } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { aesGcmProvider } from "#app/integrations/crypto/aes-gcm.server.ts";
import { readWorkbook } from "#app/integrations/workbooks/read-workbook.server.ts";
import { writeDemoFiles } from "#app/usecases/demo/demo-files.server.ts";
import { importFile } from "#app/usecases/imports/import-file.server.ts";
import { prepareDistrict } from "#app/usecases/month/prepare-district.server.ts";
import { openDatabase } from "#db/connection.server.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { generateDemoDistrict } from "#db/seed/demo/generate-district.ts";
import { SAMPLE_POLICY } from "#db/seed/policy-versions.ts";
import { startRealPostgres } from "#tests/support/real-postgres.ts";
import { runMonthProcess, type MonthRun } from "./month-process.ts";

const MAIN_MONTH = "2026-12";
/** Months with a long holiday in them. */
const HOLIDAY_MONTHS = ["2026-02", "2026-05", "2026-10"];
const [MOST_SECONDS, MOST_BYTES] = [60, 1.5 * 1024 ** 3];
const [LEAST_ALLOCATED, LEAST_PLACED] = [0.99, 0.98];
const IMPORT_ROWS = 5000;
const VISITS_PER_ELDER = SAMPLE_POLICY.parameters.visits_per_month;

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    seed: { type: "string", default: "1" },
    runs: { type: "string", default: "2" },
  },
});
const runs = Math.max(2, Number(values.runs) || 2);
const folder = mkdtempSync(join(tmpdir(), "bedside-bench-"));
const tell = (text: string) => void process.stderr.write(`${text}\n`);

async function filesOf(month: string): Promise<string> {
  const place = join(folder, month);
  mkdirSync(place, { recursive: true });
  const district = generateDemoDistrict({ seed: values.seed, month: plainMonth(month) });
  for (const file of await writeDemoFiles(district)) writeFileSync(join(place, file.name), file.bytes);
  return place;
}

async function run(month: string, simulate: boolean, databaseUrl: string | null = null): Promise<MonthRun> {
  tell(`${month}${simulate ? " --simulate" : ""} ${databaseUrl === null ? "PGlite" : "PostgreSQL"}`);
  return runMonthProcess({ month, filesFolder: await filesOf(month), seed: values.seed, simulate, databaseUrl });
}

async function runOnPostgres(): Promise<MonthRun> {
  const server = await startRealPostgres();
  try {
    const admin = postgres(server.url, { max: 1, onnotice: () => {} });
    await admin.unsafe("create database bench_month");
    await admin.end();
    const url = new URL(server.url);
    url.pathname = "/bench_month";
    return await run(MAIN_MONTH, true, url.toString());
  } finally {
    await server.stop();
  }
}

/** Rosters of different seeds hold different people; the first so many of them make one big file. */
async function bigRoster() {
  const month = plainMonth(MAIN_MONTH);
  const base = generateDemoDistrict({ seed: values.seed, month });
  const elders = new Map(base.elders.map((row) => [row["idNumber"], row]));
  for (let other = 1; elders.size < IMPORT_ROWS && other < 20; other += 1)
    for (const row of generateDemoDistrict({ seed: `${values.seed}|${other}`, month }).elders)
      if (!elders.has(row["idNumber"])) elders.set(row["idNumber"], { ...row, wishedProvider: null });
  return writeDemoFiles({ ...base, elders: [...elders.values()].slice(0, IMPORT_ROWS) });
}

async function importRate(): Promise<{ rows: number; seconds: number }> {
  tell(`import ${IMPORT_ROWS}`);
  const files = await bigRoster();
  const database = await openDatabase({ kind: "memory", districtCode: SAMPLE_POLICY.parameters.district_code });
  try {
    await migrateDatabase(database);
    const now = instantAt(plainDate("2026-11-17"), 540);
    const context = { database, scope: WHOLE_DISTRICT, actor: "bench:office", now, newId: () => v7() };
    await prepareDistrict(context, DEMO_REFERENCE);
    let measured = { rows: 0, seconds: 0 };
    for (const file of files) {
      const began = performance.now();
      const sheets = await readWorkbook(file.bytes, file.name);
      const outcome = await importFile(context, aesGcmProvider("ab".repeat(32)), {
        kind: file.kind,
        sheets,
        apply: true,
      });
      if (outcome.state !== "applied") throw new Error(`${file.name}: ${JSON.stringify(outcome.problems.slice(0, 3))}`);
      measured = { rows: outcome.rowCount, seconds: (performance.now() - began) / 1000 };
    }
    return measured;
  } finally {
    await database.close();
  }
}

const shareOf = (part: number, whole: number) => (whole === 0 ? 1 : part / whole);
const placedShare = ({ result }: MonthRun) => shareOf(result.visits_planned, result.eligible * VISITS_PER_ELDER);
const allocatedShare = ({ result }: MonthRun) => shareOf(result.allocated, result.eligible);

async function measure() {
  const embedded: MonthRun[] = [];
  for (let count = 0; count < runs; count += 1) embedded.push(await run(MAIN_MONTH, true));
  const main = embedded.reduce((best, one) => (one.wallMs < best.wallMs ? one : best));
  const server = await runOnPostgres();
  const holidays: [string, MonthRun][] = [];
  for (const month of HOLIDAY_MONTHS) holidays.push([month, await run(month, false)]);
  const months: [string, MonthRun][] = [[MAIN_MONTH, main], ...holidays];
  const stageTotal = Object.values(main.result.stage_ms).reduce((sum, one) => sum + one, 0);
  const imported = await importRate();
  const peak = Math.max(...embedded.map((one) => one.peakBytes ?? 0));
  return {
    seconds: main.wallMs / 1000,
    seconds_to_limit: main.wallMs / 1000 / MOST_SECONDS,
    stage_share: Object.fromEntries(
      Object.entries(main.result.stage_ms).map(([stage, ms]) => [stage, shareOf(ms, stageTotal)]),
    ),
    peak_bytes: peak,
    peak_to_limit: peak / MOST_BYTES,
    conflicts: Math.max(...months.map(([, one]) => one.result.conflicts)),
    ledger_sum_fen: main.result.ledger_sum_fen,
    allocated_share: Object.fromEntries(months.map(([month, one]) => [month, allocatedShare(one)])),
    placed_share: Object.fromEntries(months.map(([month, one]) => [month, placedShare(one)])),
    same_seed_same_digest: new Set(embedded.map((one) => one.result.result_digest)).size === 1,
    other_database_same_digest: server.result.result_digest === main.result.result_digest,
    postgres_to_pglite_time: server.wallMs / main.wallMs,
    import_rows: imported.rows,
    import_rows_per_second: imported.rows / imported.seconds,
  };
}

type Figures = Awaited<ReturnType<typeof measure>>;

/** Names of the figures that miss what the main job must hold. */
function missed(figures: Figures): string[] {
  const held: readonly (readonly [string, boolean])[] = [
    ["seconds", figures.seconds_to_limit < 1],
    ["memory", figures.peak_to_limit < 1],
    ["conflicts", figures.conflicts === 0],
    ["ledger_sum", figures.ledger_sum_fen === 0],
    ["allocated_share", Object.values(figures.allocated_share).every((share) => share >= LEAST_ALLOCATED)],
    ["placed_share", Object.values(figures.placed_share).every((share) => share >= LEAST_PLACED)],
    ["same_seed_same_digest", figures.same_seed_same_digest],
    ["other_database_same_digest", figures.other_database_same_digest],
  ];
  return held.flatMap(([name, holds]) => (holds ? [] : [name]));
}

function lines(figures: Figures): string[] {
  const show = (value: unknown): string =>
    typeof value === "number" && !Number.isInteger(value) ? value.toFixed(4) : String(value);
  return Object.entries(figures).flatMap(([name, value]) =>
    typeof value === "object"
      ? Object.entries(value).map(([key, one]) => `${`${name} ${key}`.padEnd(36)} ${show(one).padStart(14)}`)
      : [`${name.padEnd(36)} ${show(value).padStart(14)}`],
  );
}

try {
  const figures = await measure();
  const failing = missed(figures);
  console.log(values.json ? JSON.stringify({ ...figures, missed: failing }, null, 2) : lines(figures).join("\n"));
  if (failing.length > 0) {
    tell(`not held: ${failing.join(", ")}`);
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
