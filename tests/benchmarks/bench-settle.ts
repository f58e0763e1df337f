/**
 * npm run bench:settle -- [--visits 20000] [--seed 1] [--json]
 * Claims, adjudicates, posts and closes a month of many visits on a PostgreSQL of its own, through the product's use cases, and compares
 * the time with a plain aggregate over the same rows in the same run. The goals are a million visits, under 1 GB of memory and at most 15
 * times the aggregate; the output says which of them this run met. The month is a demonstration month, delivered and verified, and then
 * copied as often as asked. Beside the time on the clock stands processor time, of this process and of its database sessions: it says the
 * same on a machine that is shared.
 *
 * "The same rows" can be read in two ways, and both are measured. The whole aggregate reads every kind of row that the settlement makes of a
 * visit or judges it by, each once: visit, findings, claim line, settlement line, parts of the funds, postings. It is the headline, because
 * these are the rows that are matched, adjudicated, posted and closed; of what the settlement reads and writes it leaves out the frozen copy of
 * the inputs, journals' heads and accounts. The narrow one, claim lines with their visits, is what this benchmark measured alone before
 * and reads only a part of what the settlement reads; it is printed beside, so that figures can be compared with earlier ones.
 */
import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { instantAt } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { lastDateOf, plainMonth } from "#app/domain/time/plain-month.ts";
import { approveClaims } from "#app/usecases/claims/decide-claims.server.ts";
import { prepareClaims } from "#app/usecases/claims/prepare-claims.server.ts";
import { submitClaims } from "#app/usecases/claims/submit-claims.server.ts";
import { closeMonth } from "#app/usecases/reconciliation/close-month.server.ts";
import { verifyMonth } from "#app/usecases/visits/verify-month.server.ts";
import { openDatabase } from "#db/connection.server.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { inReading, inTransaction, rowsOf, type Context } from "#db/transaction.ts";
import { startRealPostgres } from "#tests/support/real-postgres.ts";
import { copyMonth, playOneMonth, rememberOriginals } from "./copied-month.ts";
import { prepareBareWrites, writeBare } from "./settle-bare-writes.ts";

const MONTH = plainMonth("2026-12");
const COPIES_AT_ONCE = 10;
/** What settling a month does not read: only the originals keep it. */
const NOT_SETTLED = [
  "care_worker",
  "worker_qualification",
  "assistance_status",
  "ability_assessment",
  "elder_absence",
  "elder_benefit",
  "visit_worker",
  "visit_event",
];
const MOST_MEGABYTES = 1024;
const MOST_RATIO = 15;
const WANTED_VISITS = 1_000_000;

const { values } = parseArgs({
  options: {
    visits: { type: "string", default: "20000" },
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
});
const wanted = Math.max(1000, Number(values.visits) || 20_000);
const tell = (text: string) => void process.stderr.write(`${text}\n`);

async function one<Row>(context: Context, statement: string): Promise<Row | undefined> {
  return inReading(context, async (unit) => rowsOf<Row>(await unit.orm.execute(sql.raw(statement)))[0]);
}
const countVisits = async (context: Context) =>
  (await one<{ n: number }>(context, "select count(*)::int as n from visit"))?.n ?? 0;

/** Claim lines with their visits alone. */
const NARROW = `
  select count(*)::int as n, sum(l.asked_fen)::text as asked, sum(v.planned_fen)::text as planned
  from claim_line l join claim c on c.id = l.claim_id join visit v on v.id = l.visit_id
  where l.voided_at is null group by c.provider_id, c.street_id, v.approval_state`;

/** The rows of the month, read once and summed: what no settlement can be faster than. */
const WHOLE = `
  select count(*)::int as n, sum(v.planned_fen)::text as planned, sum(f.n)::text as findings, sum(l.asked_fen)::text as asked,
         sum(s.approved_fen)::text as approved, sum(p.paid_fen)::text as paid, sum(b.posted_fen)::text as posted
  from visit v
  left join (select visit_id, count(*) as n from finding group by visit_id) f on f.visit_id = v.id
  left join claim_line l on l.visit_id = v.id and l.voided_at is null
  left join settlement_line s on s.visit_id = v.id and s.voided_by_run is null
  left join (select line_id, sum(amount_fen) as paid_fen from settlement_part group by line_id) p on p.line_id = s.id
  left join (select visit_id, sum(amount_fen) as posted_fen from posting where visit_id is not null group by visit_id) b on b.visit_id = v.id
  group by v.provider_id, v.street_id, v.approval_state`;

let peakBytes = 0;
const watch = setInterval(() => {
  peakBytes = Math.max(peakBytes, process.memoryUsage().rss);
}, 50);

/** Processor seconds of the database's sessions so far, by process; empty where the system does not tell. */
async function sessionSeconds(context: Context): Promise<ReadonlyMap<number, number>> {
  const pids = await inReading(context, async (unit) =>
    rowsOf<{ pid: number }>(
      await unit.orm.execute(sql.raw("select pid from pg_stat_activity where datname = current_database()")),
    ),
  );
  return new Map(
    pids.flatMap(({ pid }) => {
      if (!existsSync(`/proc/${pid}/stat`)) return [];
      // After the name in brackets; user and system time are in hundredths of a second.
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
      return [[pid, (Number(fields[11]) + Number(fields[12])) / 100] as const];
    }),
  );
}

async function processorSeconds(context: Context): Promise<{ own: number; sessions: ReadonlyMap<number, number> }> {
  const { user, system } = process.cpuUsage();
  return { own: (user + system) / 1e6, sessions: await sessionSeconds(context) };
}

type Timed<T> = { readonly seconds: number; readonly processor: number; readonly result: T };

async function timed<T>(context: Context, name: string, work: () => Promise<T>): Promise<Timed<T>> {
  tell(name);
  const before = await processorSeconds(context);
  const from = performance.now();
  const result = await work();
  const seconds = (performance.now() - from) / 1000;
  const after = await processorSeconds(context);
  let processor = after.own - before.own;
  for (const [pid, used] of after.sessions) processor += used - (before.sessions.get(pid) ?? 0);
  tell(`  ${seconds.toFixed(1)} s, of the processor ${processor.toFixed(1)} s`);
  return { seconds, processor, result };
}

/** The aggregate may take longer than what a screen may wait for. */
async function aggregateOnce(context: Context, aggregate: string): Promise<void> {
  await inReading(context, async (unit) => {
    // In the session alone: time of workers beside it would be counted nowhere.
    await unit.orm.execute(sql.raw("set local statement_timeout = 0; set local max_parallel_workers_per_gather = 0"));
    await unit.orm.execute(sql.raw(aggregate));
  });
}

const server = await startRealPostgres();
const database = await openDatabase({ kind: "postgres", url: server.url, districtCode: "320613" });
try {
  await migrateDatabase(database);
  const now = instantAt(addDays(lastDateOf(MONTH), 7), 9 * 60);
  const context: Context = { database, scope: WHOLE_DISTRICT, actor: "system:bench", now, newId: () => v7() };
  const as = (actor: string) => ({ ...context, actor });
  tell("one month, planned and delivered");
  await playOneMonth(context, MONTH, values.seed);
  tell("verification, not measured here");
  await verifyMonth(context, MONTH);
  const copies = Math.max(0, Math.ceil(wanted / (await countVisits(context))) - 1);
  await rememberOriginals(context);
  for (let from = 1; from <= copies; from += COPIES_AT_ONCE) {
    tell(`copies ${from} of ${copies}`);
    await copyMonth(context, { from, to: Math.min(copies, from + COPIES_AT_ONCE - 1), without: NOT_SETTLED });
  }
  // Only tables that hold rows: the checks of foreign keys keep the plan that they were given when a table was known to be empty.
  await inTransaction(context, async (unit) => {
    await unit.orm.execute(sql.raw("set local statement_timeout = 0"));
    await unit.orm.execute(sql.raw("analyze provider, provider_contract, elder, visit, finding"));
  });
  const visits = await countVisits(context);

  peakBytes = 0;
  const claims = await timed(context, "match: claims made and submitted", async () => {
    await prepareClaims(as("bench:provider"), MONTH);
    return submitClaims(as("bench:provider"), MONTH);
  });
  await inTransaction(context, (unit) => unit.orm.execute(sql.raw("analyze claim, claim_line")));
  const decisions = await timed(context, "adjudicate", () => approveClaims(as("bench:street"), MONTH));
  await aggregateOnce(context, NARROW);
  const narrow = await timed(context, "narrow aggregate", () => aggregateOnce(context, NARROW));
  const close = await timed(context, "post and close", () =>
    closeMonth(as("bench:clerk"), {
      month: MONTH,
      approvers: ["bench:lead", "bench:finance"],
      bank: "simulated",
      override: null,
    }),
  );
  clearInterval(watch);
  await inTransaction(context, (unit) =>
    unit.orm.execute(sql.raw("analyze settlement_line, settlement_part, posting")),
  );
  await aggregateOnce(context, WHOLE);
  const whole = await timed(context, "whole aggregate", () => aggregateOnce(context, WHOLE));
  await prepareBareWrites(context);
  const bare = await timed(context, "the same rows written bare", () => writeBare(context));

  const measured = [claims, decisions, close];
  const seconds = measured.reduce((sum, one) => sum + one.seconds, 0);
  const processor = measured.reduce((sum, one) => sum + one.processor, 0);
  const megabytes = Math.round(peakBytes / 1024 ** 2);
  const against = (aggregate: Timed<unknown>) => ({
    seconds: aggregate.seconds,
    ratio: seconds / aggregate.seconds,
    processorSeconds: aggregate.processor,
    processorRatio: aggregate.processor > 0 ? processor / aggregate.processor : null,
  });
  const [wholly, narrowly] = [against(whole), against(narrow)];
  const bareRatio = bare.processor / whole.processor;
  const figures = {
    visits,
    approvedFen: Number(close.result.approvedFen),
    ledgerSumFen: Number(close.result.ledgerSumFen),
    claimSeconds: claims.seconds,
    decideSeconds: decisions.seconds,
    closeSeconds: close.seconds,
    processorSeconds: processor,
    whole: wholly,
    narrow: narrowly,
    bare: { seconds: bare.seconds, processorSeconds: bare.processor, processorRatio: bareRatio },
    peakMegabytes: megabytes,
    met: { visits: visits >= WANTED_VISITS, memory: megabytes <= MOST_MEGABYTES, ratio: wholly.ratio <= MOST_RATIO },
  };
  const told = (name: string, one: typeof wholly, goal: string) =>
    `${name.padEnd(20)} ${one.seconds.toFixed(3)} s, ratio ${one.ratio.toFixed(0)} (${goal}); ` +
    `of the processor ${one.processorSeconds.toFixed(2)} s, ratio ${one.processorRatio?.toFixed(0) ?? "unknown"}`;
  const word = (met: boolean) => (met ? "met" : "not met");
  process.stdout.write(
    values.json
      ? `${JSON.stringify(figures, null, 2)}\n`
      : [
          `visits               ${visits} (goal ${WANTED_VISITS}: ${word(figures.met.visits)})`,
          `claims               ${claims.seconds.toFixed(1)} s`,
          `decisions            ${decisions.seconds.toFixed(1)} s`,
          `journals and close   ${close.seconds.toFixed(1)} s`,
          `in all               ${seconds.toFixed(1)} s, of the processor ${processor.toFixed(1)} s`,
          told("whole aggregate", wholly, `goal ${MOST_RATIO}: ${word(figures.met.ratio)}`),
          told("narrow aggregate", narrowly, `goal ${MOST_RATIO}: ${word(narrowly.ratio <= MOST_RATIO)}`),
          `rows written bare    ${bare.seconds.toFixed(1)} s; of the processor ${bare.processor.toFixed(1)} s, ${bareRatio.toFixed(1)} whole aggregates`,
          `peak memory          ${megabytes} MB (goal ${MOST_MEGABYTES}: ${word(figures.met.memory)})`,
          `books                ${close.result.ledgerSumFen.toString()} fen out of balance, ${close.result.approvedFen.toString()} fen approved`,
          "",
        ].join("\n"),
  );
  if (close.result.ledgerSumFen !== 0n || close.result.approvedFen === 0n) process.exitCode = 1;
} finally {
  clearInterval(watch);
  await database.close();
  await server.stop();
}
