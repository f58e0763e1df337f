/** A small planned district for the kiosk's tests: November 2026 on the fifteenth, everything accepted, a few elders of each kind. */
import { firstElders, loadRows, testCrypto } from "#tests/support/small-district.ts";
import { sql } from "drizzle-orm";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { instant } from "#app/domain/time/instant.ts";
import { judgeMonth } from "#app/usecases/entitlement/judge-month.server.ts";
import { allocateMonth } from "#app/usecases/planning/allocate-month.server.ts";
import { planAndOfferMonth } from "#app/usecases/planning/plan-month.server.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction, rowsOf, type Context } from "#db/transaction.ts";
import { seededDatabase, testContext } from "#tests/support/database.ts";

export const crypto = testCrypto;
export const MONTH = plainMonth("2026-11");
export const NOW = instant("2026-11-15T02:00:00Z");

async function loadKioskDistrict(database: Database): Promise<void> {
  const context = testContext(database, { now: instant("2026-10-20T02:00:00Z") });
  await loadRows(context, firstElders(90, { seed: "7", month: MONTH }));
  await judgeMonth(context, MONTH);
  await allocateMonth(context, MONTH, "1");
  await planAndOfferMonth(context, MONTH, "1");
  await run(context, "update visit set delivery_state = 'accepted'");
}

/** Such a district of a file's own. */
export const openKioskDistrict = (): Promise<Database> => seededDatabase("kiosk", loadKioskDistrict);

export async function run(context: Context, statement: string): Promise<void> {
  await inTransaction(context, (unit) => unit.orm.execute(sql.raw(statement)));
}

export async function query<Row>(context: Context, statement: string): Promise<Row[]> {
  return inTransaction(context, async (unit) => rowsOf<Row>(await unit.orm.execute(sql.raw(statement))));
}

export type TestElder = { readonly id: string; readonly elderNo: string; readonly phoneCipher: string };

/** Elders with four planned visits whose number nobody else has, in the order of their numbers. */
export async function fullElders(context: Context): Promise<TestElder[]> {
  return query<TestElder>(
    context,
    `select e.id, e.elder_no as "elderNo", e.phone_cipher as "phoneCipher" from elder e
      where e.phone_cipher is not null and e.death_on is null
        and (select count(*) from visit v where v.elder_id = e.id and v.delivery_state <> 'cancelled') = 4
        and (select count(*) from elder o where o.phone_index = e.phone_index) = 1
        and not exists (select 1 from elder_absence a where a.elder_id = e.id)
      order by e.elder_no`,
  );
}

/** Calls the elder's last visit off, so that one of the four is open again. */
export async function openOnePlace(context: Context, elderId: string): Promise<void> {
  const [visit] = await query<{ id: string }>(
    context,
    `select id from visit where elder_id = '${elderId}' and delivery_state <> 'cancelled' order by planned_start desc limit 1`,
  );
  const last = `'${visit?.id ?? ""}'`;
  await run(context, `update visit_worker set released = true where visit_id = ${last}`);
  await run(context, `update visit set delivery_state = 'cancelled' where id = ${last}`);
  await run(
    context,
    `update entitlement_month set visits_reserved = greatest(0, visits_reserved - 1) where elder_id = '${elderId}'`,
  );
}

export function phoneOf(elder: TestElder): string {
  return crypto.decrypt(elder.phoneCipher, { table: "elder", column: "phone", row: elder.id });
}

/** What the elder's own session would be. */
export function asElder(database: Database, elder: TestElder, now = NOW): Context {
  return testContext(database, { actor: `elder:${elder.elderNo}`, now });
}
