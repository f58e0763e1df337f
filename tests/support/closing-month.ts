/**
 * A month that is ready to be closed, after one that is closed: budget, an approved run with two approvers, clawbacks that wait and one that
 * is confirmed. Kept as a template on the real PostgreSQL, from which each race and each kill gets a copy of its own.
 */
import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { fen } from "#app/domain/money/fen.ts";
import { instantAt } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { addMonths, lastDateOf, plainMonth } from "#app/domain/time/plain-month.ts";
import { approveClaims } from "#app/usecases/claims/decide-claims.server.ts";
import { prepareClaims } from "#app/usecases/claims/prepare-claims.server.ts";
import { submitClaims } from "#app/usecases/claims/submit-claims.server.ts";
import { playDelivery } from "#app/usecases/demo/play-delivery.server.ts";
import { scanStops } from "#app/usecases/entitlement/scan-stops.server.ts";
import { approveClose } from "#app/usecases/reconciliation/approve-close.server.ts";
import { closeMonth } from "#app/usecases/reconciliation/close-month.server.ts";
import { decideClawback } from "#app/usecases/reconciliation/decide-clawback.server.ts";
import { enterBudget } from "#app/usecases/reconciliation/enter-budget.server.ts";
import { openClose } from "#app/usecases/reconciliation/open-close.server.ts";
import { showClawbacks } from "#app/usecases/reconciliation/show-clawbacks.server.ts";
import { verifyMonth } from "#app/usecases/visits/verify-month.server.ts";
import { openDatabase, type Database } from "#db/connection.server.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { inTransaction, rowsOf, type Context } from "#db/transaction.ts";
import { sql } from "drizzle-orm";
import { testContext } from "./database.ts";
import { firstElders, runMonthOf } from "./small-district.ts";

export const CLOSED = plainMonth("2026-12");
export const CLOSING = addMonths(CLOSED, 1);
const ELDERS = 16;
const ROWS = firstElders(ELDERS, { seed: "7", month: CLOSED });
/** After the closing month has ended and the days of the clawbacks have passed. */
export const NOW = instantAt(addDays(lastDateOf(CLOSING), 6), 9 * 60);

/** When the provider was told of the clawback that this close sets off. */
const TOLD = instantAt(addDays(lastDateOf(CLOSED), 5), 9 * 60);

export const as = (database: Database, actor: string): Context => testContext(database, { actor, now: NOW });

async function administer(statement: string): Promise<void> {
  const administrator = postgres(inject("postgresUrl"), { max: 1, onnotice: () => {} });
  try {
    await administrator.unsafe(statement);
  } finally {
    await administrator.end();
  }
}

/** Address of a copy, for another process. */
export function urlOf(name: string): string {
  const url = new URL(inject("postgresUrl"));
  url.pathname = `/${name}`;
  return url.toString();
}

const open = (name: string) => openDatabase({ kind: "postgres", url: urlOf(name), districtCode: "320613" });
const nameOf = (kind: string) => `bedside_${kind}_${randomBytes(6).toString("hex")}`;

/** Clawbacks of paid lines of the closed month: one that was told long ago, two that wait for a second person. */
async function proposeClawbacks(database: Database): Promise<void> {
  await inTransaction(as(database, "user:clerk"), async (unit) => {
    await unit.orm
      .execute(sql`insert into clawback (id, finding_no, settlement_line_id, visit_id, provider_id, street_id, paid_month, paid_fen, rule_code, facts, proposed_by, proposed_at)
      select gen_random_uuid(), 'CB-' || v.visit_no, l.id, l.visit_id, l.provider_id, l.street_id, l.service_month, l.approved_fen, 'R-DECEASED',
             '{"kind":"death","from":null,"to":null,"note":null}', 'user:clerk', now()
        from settlement_line l join visit v on v.id = l.visit_id where l.approved_fen > 0 and not exists (select 1 from clawback c where c.settlement_line_id = l.id) order by v.visit_no limit 3`);
  });
}

/** The first month, closed with real orders that no bank has answered. */
async function closeUnpaid(database: Database, context: Context): Promise<void> {
  const at = (actor: string): Context => ({ ...as(database, actor), now: TOLD });
  await runMonthOf(context, ROWS, { month: CLOSED, seed: "1", simulate: false });
  await playDelivery(at("demo:phones"), CLOSED, "1", TOLD);
  await verifyMonth(at("demo:rules"), CLOSED);
  await prepareClaims(at("demo:provider"), CLOSED);
  await submitClaims(at("demo:provider"), CLOSED);
  await approveClaims(at("demo:street"), CLOSED);
  const approvers = ["demo:lead", "demo:deputy"];
  await closeMonth(at("demo:clerk"), { month: CLOSED, approvers, bank: "awaited", override: null });
}

async function build(database: Database): Promise<void> {
  const context = testContext(database);
  await closeUnpaid(database, context);
  const budget = { fund: "district", year: 2027, documentNo: "2027-1", amountFen: fen(100_000_000), note: "" };
  await enterBudget(as(database, "user:finance"), budget);
  await runMonthOf(context, ROWS, { month: CLOSING, seed: "2", simulate: false });
  await playDelivery(as(database, "demo:phones"), CLOSING, "1", NOW);
  await verifyMonth(as(database, "demo:rules"), CLOSING);
  await prepareClaims(as(database, "demo:provider"), CLOSING);
  await submitClaims(as(database, "demo:provider"), CLOSING);
  await approveClaims(as(database, "demo:street"), CLOSING);
  await scanStops(as(database, "user:scan"));
  await proposeClawbacks(database);
  const [first] = (await showClawbacks(as(database, "user:third"))).filter(({ proposedBy }) => proposedBy === "clerk");
  if (!first) throw new Error("no clawback was proposed");
  const decision = { id: first.id, decision: "accept", note: null } as const;
  await decideClawback({ ...as(database, "user:third"), now: TOLD }, decision);
  await openClose(as(database, "user:opener"), { month: CLOSING, bank: "simulated", override: null });
  for (const who of ["user:lead", "user:finance"]) await approveClose(as(database, who), CLOSING);
}

export type ClosingTemplate = {
  /** A copy of its own, with as many handles as asked for; each has connections of its own, as servers have. */
  readonly copy: (handles: number) => Promise<{ readonly name: string; readonly handles: readonly Database[] }>;
  /** Another handle on a copy, as a process that was started again has. */
  readonly reopen: (name: string) => Promise<Database>;
  readonly drop: (name: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

export async function closingTemplate(): Promise<ClosingTemplate> {
  const base = nameOf("closing");
  await administer(`create database ${base}`);
  const database = await open(base);
  await migrateDatabase(database);
  await build(database);
  await database.close();
  const drop = async (name: string) => administer(`drop database if exists ${name} with (force)`);
  return {
    copy: async (count) => {
      const name = nameOf("copy");
      await administer(`create database ${name} template ${base}`);
      return { name, handles: await Promise.all(Array.from({ length: count }, () => open(name))) };
    },
    reopen: open,
    drop,
    close: async () => drop(base),
  };
}

/** Ends every connection to a copy, as a machine that loses its power does. */
export async function cutConnections(name: string): Promise<void> {
  await administer(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and pid <> pg_backend_pid()`,
  );
}

/** Rows of every table that a close writes, and the digests of the closed months. */
export async function countsOf(database: Database): Promise<Record<string, unknown>> {
  return inTransaction(as(database, "user:test"), async (unit) => {
    const [found] = rowsOf<Record<string, unknown>>(
      await unit.orm
        .execute(sql`select (select count(*)::int from journal) as journals, (select count(*)::int from posting) as postings,
        (select count(*)::int from settlement_line) as lines, (select count(*)::int from settlement_part) as parts,
        (select count(*)::int from payment_line) as payments, (select count(*)::int from bank_line) as bank,
        (select count(*)::int from clawback_netting) as nettings, (select count(*)::int from close_input) as inputs,
        (select max(last_no)::int from voucher_counter) as vouchers,
        (select string_agg(encode(input_digest, 'hex') || encode(result_digest, 'hex'), ' ' order by month) from ledger_period where state = 'closed') as digests`),
    );
    return found ?? {};
  });
}
