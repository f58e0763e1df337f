/** A month is judged in slices of elders: whatever the size of a slice, verdicts and findings are the same. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { instant, plusMinutes } from "#app/domain/time/instant.ts";
import { verifyMonth } from "#app/usecases/visits/verify-month.server.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction, rowsOf } from "#db/transaction.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { SMALL_DISTRICT_MONTH as month } from "#tests/support/small-district.ts";
import { acceptedVisits, deliver, type AcceptedVisit } from "./visit-district.ts";

let database: Database;
let visits: AcceptedVisit[];
const now = instant("2027-01-05T02:00:00Z");

beforeAll(async () => {
  database = await testDatabase();
  visits = await acceptedVisits(database, 30);
  for (const [index, one] of visits.entries())
    if (index % 3 !== 0)
      await deliver(database, one, { metres: index % 5 === 0 ? 900 : 20, minutes: index % 7 === 0 ? 40 : 62 });
});
afterAll(async () => database.close());

async function verdicts(): Promise<unknown[]> {
  const found = await inTransaction(testContext(database), (unit) =>
    unit.orm.execute(sql`select v.visit_no, v.approval_state, v.minutes, v.evidence_digest,
      (select string_agg(f.rule_code || ' ' || f.state || ' ' || f.facts::text, '; ' order by f.rule_code) from finding f where f.visit_id = v.id) as findings
      from visit v order by v.visit_no`),
  );
  return rowsOf(found);
}

/** Forgets what was judged, so that each run judges from nothing. */
async function forget(): Promise<void> {
  await inTransaction(testContext(database), async (unit) => {
    await unit.orm.execute(sql.raw("alter table finding disable trigger all"));
    await unit.orm.execute(sql.raw("alter table finding_change disable trigger all"));
    await unit.orm.execute(sql.raw("delete from finding_change"));
    await unit.orm.execute(sql.raw("delete from finding"));
    await unit.orm.execute(sql.raw("alter table finding enable trigger all"));
    await unit.orm.execute(sql.raw("alter table finding_change enable trigger all"));
    await unit.orm.execute(sql.raw("update visit set approval_state = 'none', minutes = null, evidence_digest = null"));
  });
}

it("gives the same verdicts in slices of one elder, of a few, and in one slice a provider", async () => {
  const results: unknown[] = [];
  const counts: unknown[] = [];
  for (const elders of [1, 4, 1500]) {
    await forget();
    const slices: number[] = [];
    counts.push(await verifyMonth(testContext(database, { now }), month, elders, (sum) => slices.push(sum)));
    expect(slices.length).toBeGreaterThanOrEqual(elders === 1 ? 20 : 1);
    results.push(await verdicts());
  }
  expect(results[1]).toEqual(results[0]);
  expect(results[2]).toEqual(results[0]);
  expect(counts[1]).toEqual(counts[0]);
  expect(counts[2]).toEqual(counts[0]);
});

it("judged again later gives the same", async () => {
  const before = await verdicts();
  await verifyMonth(testContext(database, { now: plusMinutes(now, 60) }), month);
  expect(await verdicts()).toEqual(before);
});

it("questions something and lets something count", async () => {
  const { findings, delivered } = await verifyMonth(testContext(database, { now }), month);
  expect(delivered).toBeGreaterThan(20);
  expect(findings["R-TOO-SHORT"]).toBeGreaterThan(0);
  expect(findings["R-LOCATION-OUTSIDE"]).toBeGreaterThan(0);
});
