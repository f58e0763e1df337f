/**
 * npm run bench:verify -- [--visits 20000] [--seed 1] [--json] [--keep] [--on URL]
 * Verifies a month of many visits on a PostgreSQL of its own: visits a second, the same as a ratio to a plain scan that reads the same
 * visits and events through the same statements and judges nothing, and the memory in each quarter of the run, which must not grow with
 * the month. The month is a demonstration month copied as often as asked. With --keep the database stays when all is done and its address is
 * printed, and --on measures there again without setting up anything: a million visits take longer to write down than to judge.
 */
import { parseArgs } from "node:util";
import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { instantAt } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { lastDateOf, plainMonth } from "#app/domain/time/plain-month.ts";
import { ELDERS_OF_SLICE, verifyMonth } from "#app/usecases/visits/verify-month.server.ts";
import { openDatabase } from "#db/connection.server.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { listEldersOfSlice, listProvidersOfMonth, type SliceMark } from "#db/repositories/month-slices.ts";
import { listVisitsOfElders } from "#db/repositories/visits-beside.ts";
import { listSaidOfVisits } from "#db/repositories/visits.ts";
import { inReading, inTransaction, rowsOf, type Context } from "#db/transaction.ts";
import { startRealPostgres } from "#tests/support/real-postgres.ts";
import { copyMonth, playOneMonth, rememberOriginals } from "./copied-month.ts";

const MONTH = plainMonth("2026-12");
const COPIES_AT_ONCE = 20;
/** The last quarter may hold this much more than the largest of the others before the run is called unbounded. */
const MOST_GROWTH = 1.25;
const TELL_EVERY_SECONDS = 20;
/** Visits that are read before the scan is measured. */
const WARMING = 20_000;

const { values } = parseArgs({
  options: {
    visits: { type: "string", default: "20000" },
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
    keep: { type: "boolean", default: false },
    on: { type: "string" },
  },
});
const wanted = Math.max(1000, Number(values.visits) || 20_000);
const tell = (text: string) => void process.stderr.write(`${text}\n`);
const seconds = (from: number) => (performance.now() - from) / 1000;

async function countVisits(context: Context): Promise<number> {
  const [row] = await inReading(context, async (unit) =>
    rowsOf<{ visits: number }>(await unit.orm.execute(sql`select count(*)::int as visits from visit`)),
  );
  return row?.visits ?? 0;
}

/** Reads what verification reads of every visit, its row and its events, slice by slice; of whole providers until so many are read. */
async function plainScan(context: Context, most = Infinity): Promise<{ visits: number; events: number }> {
  const sum = { visits: 0, events: 0 };
  const providers = await inReading(context, (unit) => listProvidersOfMonth(unit, MONTH));
  for (const providerId of providers)
    for (let mark: SliceMark | null = sum.visits < most ? { providerId, elderId: null } : null; mark !== null;) {
      const at: SliceMark = mark;
      mark = await inReading(context, async (unit) => {
        const elderIds = await listEldersOfSlice(unit, MONTH, at, ELDERS_OF_SLICE);
        const visits = await listVisitsOfElders(unit, MONTH, elderIds);
        const events = await listSaidOfVisits(
          unit,
          visits.map((visit) => visit.id),
        );
        sum.visits += visits.length;
        sum.events += events.length;
        const last = elderIds.at(-1);
        if (sum.visits >= most) return null;
        return last === undefined || elderIds.length < ELDERS_OF_SLICE ? null : { providerId, elderId: last };
      });
    }
  return sum;
}

/** Highest resident memory in each quarter of the visits, in bytes. */
class Memory {
  readonly peaks = [0, 0, 0, 0];
  private readonly visits: number;
  constructor(visits: number) {
    this.visits = visits;
  }
  look(done: number): void {
    const quarter = Math.min(3, Math.floor((done / Math.max(1, this.visits)) * 4));
    this.peaks[quarter] = Math.max(this.peaks[quarter] ?? 0, process.memoryUsage().rss);
  }
}

async function prepare(context: Context): Promise<void> {
  tell("one month, planned and delivered");
  await playOneMonth(context, MONTH, values.seed);
  const copies = Math.max(0, Math.ceil(wanted / (await countVisits(context))) - 1);
  await rememberOriginals(context);
  for (let from = 1; from <= copies; from += COPIES_AT_ONCE) {
    tell(`copies ${from} of ${copies}`);
    await copyMonth(context, { from, to: Math.min(copies, from + COPIES_AT_ONCE - 1), bare: true });
  }
  await inTransaction(context, (unit) => unit.orm.execute(sql.raw("analyze")));
}

const server = values.on === undefined ? await startRealPostgres() : null;
const url = values.on ?? server?.url ?? "";
const database = await openDatabase({ kind: "postgres", url, districtCode: "320613" });
try {
  const now = instantAt(addDays(lastDateOf(MONTH), 7), 9 * 60);
  const context: Context = { database, scope: WHOLE_DISTRICT, actor: "system:bench", now, newId: () => v7() };
  const preparedFrom = performance.now();
  await migrateDatabase(database);
  if (server !== null) await prepare(context);
  const visits = await countVisits(context);

  tell(`${visits} visits after ${Math.round(seconds(preparedFrom))} s: plain scan`);
  await plainScan(context, WARMING);
  const scanFrom = performance.now();
  const scanned = await plainScan(context);
  const scanSeconds = seconds(scanFrom);

  tell(`${visits} visits: verification`);
  const memory = new Memory(visits);
  let done = 0;
  const watch = setInterval(() => memory.look(done), 50);
  const verifyFrom = performance.now();
  let toldAt = verifyFrom;
  const verified = await verifyMonth(context, MONTH, ELDERS_OF_SLICE, (sum) => {
    memory.look(sum);
    done = sum;
    if (seconds(toldAt) < TELL_EVERY_SECONDS) return;
    toldAt = performance.now();
    tell(`${sum} of ${visits}, ${Math.round(sum / seconds(verifyFrom))} a second`);
  });
  const verifySeconds = seconds(verifyFrom);
  clearInterval(watch);

  const [first, second, third, last] = memory.peaks as [number, number, number, number];
  const figures = {
    visits,
    events: scanned.events,
    verified: verified.verified,
    findings: Object.values(verified.findings).reduce((sum, count) => sum + count, 0),
    scanSeconds,
    verifySeconds,
    scanPerSecond: visits / scanSeconds,
    verifyPerSecond: visits / verifySeconds,
    /** Rate of verification as a share of the rate of the plain scan. */
    rateRatio: scanSeconds / verifySeconds,
    peakMegabytesByQuarter: memory.peaks.map((bytes) => Math.round(bytes / 1024 ** 2)),
    bounded: last <= Math.max(first, second, third) * MOST_GROWTH,
  };
  if (values.json) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
  else
    process.stdout.write(
      [
        `visits               ${visits} with ${scanned.events} events`,
        `plain scan           ${scanSeconds.toFixed(1)} s, ${Math.round(figures.scanPerSecond)} visits/s`,
        `verification         ${verifySeconds.toFixed(1)} s, ${Math.round(figures.verifyPerSecond)} visits/s`,
        `ratio to the scan    ${(figures.rateRatio * 100).toFixed(1)}%`,
        `verified, findings   ${figures.verified}, ${figures.findings}`,
        `memory by quarter    ${figures.peakMegabytesByQuarter.join(", ")} MB; bounded: ${figures.bounded ? "yes" : "no"}`,
        "",
      ].join("\n"),
    );
  if (!figures.bounded || verified.verified === 0) process.exitCode = 1;
} finally {
  await database.close();
  if (values.keep) {
    server?.leave();
    tell(`kept at ${url}`);
  } else await server?.stop();
}
