/**
 * A month of many visits for benchmarks: a demonstration district's month, planned, delivered and recorded by the product itself, and then
 * copied inside the database under other ids and numbers. Each copy is a district of its own: nobody of it meets anybody of another.
 */
import { sql } from "drizzle-orm";
import { instantAt, plusMinutes } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { firstDateOf, lastDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { aesGcmProvider } from "#app/integrations/crypto/aes-gcm.server.ts";
import { acceptMonthOffers } from "#app/usecases/demo/answer-offers.server.ts";
import { importDemoFiles } from "#app/usecases/demo/load-demo-district.server.ts";
import { playDelivery } from "#app/usecases/demo/play-delivery.server.ts";
import { judgeMonth } from "#app/usecases/entitlement/judge-month.server.ts";
import { prepareDistrict } from "#app/usecases/month/prepare-district.server.ts";
import { allocateMonth } from "#app/usecases/planning/allocate-month.server.ts";
import { planAndOfferMonth } from "#app/usecases/planning/plan-month.server.ts";
import { generateDemoDistrict } from "#db/seed/demo/generate-district.ts";
import { DEMO_REFERENCE } from "#db/seed/district-reference.ts";
import { inTransaction, rowsOf, type Context } from "#db/transaction.ts";

/** Plans the month two weeks ahead, and records it as its last day has passed by three. Nothing is verified yet. */
export async function playOneMonth(context: Context, month: PlainMonth, seed: string): Promise<void> {
  const ahead = { ...context, now: instantAt(addDays(firstDateOf(month), -14), 9 * 60) };
  await prepareDistrict(ahead, DEMO_REFERENCE);
  await importDemoFiles(ahead, aesGcmProvider("ab".repeat(32)), generateDemoDistrict({ seed, month }));
  await judgeMonth(ahead, month);
  await allocateMonth(ahead, month, seed);
  await planAndOfferMonth(ahead, month, seed);
  await acceptMonthOffers({ ...ahead, now: plusMinutes(ahead.now, 120) }, month);
  const after = instantAt(addDays(lastDateOf(month), 3), 9 * 60);
  await playDelivery({ ...context, now: after }, month, seed, after);
}

/** "number" keeps the order of elders and of their visits alike, as numbers of one district do. */
type Kind = "id" | "text" | "number" | "bytes" | "none";

/** Tables in the order of their references, and the columns that differ from copy to copy; all others are taken over. */
const TABLES: readonly (readonly [table: string, changed: Readonly<Record<string, Kind>>])[] = [
  ["provider", { id: "id", name: "text", credit_code: "text" }],
  ["provider_contract", { id: "id", provider_id: "id", contract_no: "text" }],
  ["care_worker", { id: "id", provider_id: "id", worker_no: "text", id_number_index: "bytes", phone_index: "bytes" }],
  ["worker_qualification", { worker_id: "id" }],
  ["elder", { id: "id", elder_no: "number", id_number_index: "bytes", phone_index: "bytes" }],
  ["assistance_status", { id: "id", elder_id: "id" }],
  ["ability_assessment", { id: "id", elder_id: "id" }],
  ["elder_absence", { id: "id", elder_id: "id" }],
  ["elder_benefit", { id: "id", elder_id: "id" }],
  [
    "visit",
    {
      id: "id",
      visit_no: "number",
      provider_id: "id",
      elder_id: "id",
      contract_id: "id",
      series_id: "none",
      offer_id: "none",
    },
  ],
  ["visit_worker", { visit_id: "id", worker_id: "id", group_id: "id" }],
  ["visit_event", { event_id: "id", visit_id: "id", worker_id: "id", device_id: "text" }],
  ["finding", { id: "id", visit_id: "id", provider_id: "id" }],
];

function expression(column: string, kind: Kind | undefined): string {
  if (kind === "id") return `md5(t."${column}"::text || '/' || c.copy)::uuid`;
  if (kind === "number") return `lpad(c.copy::text, 4, '0') || '/' || t."${column}"`;
  if (kind === "text") return `t."${column}" || '/' || c.copy`;
  if (kind === "bytes") return `sha256(t."${column}" || convert_to('/' || c.copy, 'UTF8'))`;
  return kind === "none" ? "null" : `t."${column}"`;
}

/** The first column that changes: a row's own id, or of the row that it belongs to. */
function ownColumn(changed: Readonly<Record<string, Kind>>): string {
  return Object.keys(changed)[0] ?? "id";
}

/**
 * Copies from one to another number, both included.
 * @param without tables whose rows stay single, because what is measured reads none of them
 * @param bare without triggers and checks of references, which hold for a copy of rows for which they hold: a million visits in minutes. What
 * triggers keep besides, such as budgets, is then not kept.
 */
export async function copyMonth(
  context: Context,
  { from, to, without = [], bare = false }: { from: number; to: number; without?: readonly string[]; bare?: boolean },
): Promise<void> {
  for (const [table, changed] of TABLES.filter(([name]) => !without.includes(name)))
    await inTransaction(context, async (unit) => {
      await unit.orm.execute(sql.raw("set local statement_timeout = 0"));
      if (bare) await unit.orm.execute(sql.raw("set local session_replication_role = replica"));
      const columns = rowsOf<{ name: string }>(
        await unit.orm.execute(sql`select attname as name from pg_attribute
          where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''
          order by attnum`),
      ).map((row) => row.name);
      const own = `t."${ownColumn(changed)}"`;
      await unit.orm.execute(
        sql.raw(`insert into "${table}" (${columns.map((name) => `"${name}"`).join(", ")})
          select ${columns.map((name) => expression(name, changed[name])).join(", ")}
          from "${table}" t cross join generate_series(${from}, ${to}) as c(copy)
          where ${own} in (select id from original_row where kind = '${table}')`),
      );
    });
}

/** Remembers which rows are the original ones, so that copies are not copied. */
export async function rememberOriginals(context: Context): Promise<void> {
  await inTransaction(context, async (unit) => {
    await unit.orm.execute(sql.raw("create table original_row (kind text, id uuid, primary key (kind, id))"));
    for (const [table, changed] of TABLES) {
      await unit.orm.execute(
        sql.raw(`insert into original_row select distinct '${table}', t."${ownColumn(changed)}" from "${table}" t`),
      );
    }
    await unit.orm.execute(sql.raw("analyze"));
  });
}
