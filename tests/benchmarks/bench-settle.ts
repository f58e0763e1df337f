/**
 * npm run bench:settle -- [--visits 20000] [--seed 1] [--json]
 * Claims, adjudicates, posts and closes a month of many visits on a PostgreSQL of its own, through the product's use cases, and compares
 * the time with a plain aggregate over the same rows in the same run. The goals are a million visits, under 1 GB of memory and at most 15
 * times the aggregate; the output says which of them this run met. The month is a demonstration month copied as often as asked.
 */
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

const MONTH = plainMonth("2026-12");
const COPIES_AT_ONCE = 20;
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

/** The same rows, read once and summed: what no settlement can be faster than. */
const AGGREGATE = `
  select count(*)::int as n, sum(l.asked_fen)::text as asked, sum(v.planned_fen)::text as planned
  from claim_line l join claim c on c.id = l.claim_id join visit v on v.id = l.visit_id
  where l.voided_at is null group by c.provider_id, c.street_id, v.approval_state`;

let peakBytes = 0;
const watch = setInterval(() => {
  peakBytes = Math.max(peakBytes, process.memoryUsage().rss);
}, 50);

async function timed<T>(name: string, work: () => Promise<T>): Promise<{ seconds: number; result: T }> {
  tell(name);
  const from = performance.now();
  const result = await work();
  return { seconds: (performance.now() - from) / 1000, result };
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
  const copies = Math.max(0, Math.ceil(wanted / (await countVisits(context))) - 1);
  await rememberOriginals(context);
  for (let from = 1; from <= copies; from += COPIES_AT_ONCE) {
    tell(`copies ${from} of ${copies}`);
    await copyMonth(context, from, Math.min(copies, from + COPIES_AT_ONCE - 1));
  }
  tell("verification, not measured here");
  await verifyMonth(context, MONTH);
  // Only tables that hold rows: the checks of foreign keys keep the plan that they were given when a table was known to be empty.
  await inTransaction(context, (unit) => unit.orm.execute(sql.raw("analyze elder, visit, visit_worker, finding")));
  const visits = await countVisits(context);

  peakBytes = 0;
  const claims = await timed("match: claims made and submitted", async () => {
    await prepareClaims(as("bench:provider"), MONTH);
    return submitClaims(as("bench:provider"), MONTH);
  });
  await inTransaction(context, (unit) => unit.orm.execute(sql.raw("analyze claim, claim_line")));
  const decisions = await timed("adjudicate", () => approveClaims(as("bench:street"), MONTH));
  await one(context, AGGREGATE);
  const aggregate = await timed("plain aggregate", () => one(context, AGGREGATE));
  const close = await timed("post and close", () =>
    closeMonth(as("bench:clerk"), {
      month: MONTH,
      approvers: ["bench:lead", "bench:finance"],
      bank: "simulated",
      override: null,
    }),
  );
  clearInterval(watch);

  const seconds = claims.seconds + decisions.seconds + close.seconds;
  const megabytes = Math.round(peakBytes / 1024 ** 2);
  const ratio = seconds / aggregate.seconds;
  const figures = {
    visits,
    approvedFen: Number(close.result.approvedFen),
    ledgerSumFen: Number(close.result.ledgerSumFen),
    claimSeconds: claims.seconds,
    decideSeconds: decisions.seconds,
    closeSeconds: close.seconds,
    aggregateSeconds: aggregate.seconds,
    ratio,
    peakMegabytes: megabytes,
    met: { visits: visits >= WANTED_VISITS, memory: megabytes <= MOST_MEGABYTES, ratio: ratio <= MOST_RATIO },
  };
  const word = (met: boolean) => (met ? "met" : "not met");
  process.stdout.write(
    values.json
      ? `${JSON.stringify(figures, null, 2)}\n`
      : [
          `visits               ${visits} (goal ${WANTED_VISITS}: ${word(figures.met.visits)})`,
          `claims               ${claims.seconds.toFixed(1)} s`,
          `decisions            ${decisions.seconds.toFixed(1)} s`,
          `journals and close   ${close.seconds.toFixed(1)} s`,
          `plain aggregate      ${aggregate.seconds.toFixed(3)} s`,
          `ratio                ${ratio.toFixed(0)} (goal ${MOST_RATIO}: ${word(figures.met.ratio)})`,
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
