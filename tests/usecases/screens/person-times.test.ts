/** 人次 of the year: persons with as many verified visits as the policy asks for, on the screen and in the table that officials hand in. */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { instantAt, type Instant } from "#app/domain/time/instant.ts";
import { lastDateOf } from "#app/domain/time/plain-month.ts";
import { showPersonTimes } from "#app/usecases/screens/show-person-times.server.ts";
import type { Database } from "#db/connection.server.ts";
import { countPersonTimes } from "#db/queries/person-times.ts";
import { inTransaction, rowsOf, type Context } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { claimedMonth, MONTH } from "../reconciliation/closed-month.ts";

let database: Database;
let context: Context;
const TODAY = lastDateOf(MONTH);
const YEAR = Number(MONTH.slice(0, 4));

async function rows<Row>(statement: string): Promise<Row[]> {
  return inTransaction(context, async (unit) => rowsOf<Row>(await unit.orm.execute(sql.raw(statement))));
}

const terms = (visits: number, persons: number) =>
  rows(
    `update policy_version set parameters = parameters || '{"project_year_visit_target": ${visits}, "target_person_times": ${persons}}'`,
  );

beforeAll(async () => {
  database = await claimedMonth();
  context = { ...testContext(database), now: instantAt(TODAY, 600) as Instant };
}, 120_000);
afterAll(async () => database.close());

it("counts each person once, with exactly the visits of the policy, and none whose visits are not verified", async () => {
  const perElder = await rows<{ visits: number; open: number }>(
    `select count(*) filter (where approval_state in ('verified', 'locked'))::int as visits,
            count(*) filter (where approval_state not in ('verified', 'locked'))::int as open
       from visit where kind = 'basket' group by elder_id`,
  );
  const most = Math.max(...perElder.map(({ visits }) => visits));
  expect(most).toBeGreaterThan(1);
  expect(perElder.some(({ open }) => open > 0)).toBe(true);
  const withMost = perElder.filter(({ visits }) => visits === most).length;
  await terms(most, 12);
  const shown = await showPersonTimes(context);
  expect(shown).toMatchObject({ year: YEAR, target: 12, visitsOfOne: most, reached: withMost, confirmed: false });
  expect(shown.reached + shown.underWay + shown.outOfReach).toBe(perElder.length);
  const counted = (least: number) => inTransaction(context, (unit) => countPersonTimes(unit, YEAR, least));
  expect([await counted(most), await counted(most + 1), await counted(1)]).toEqual([
    ...[withMost, 0, perElder.filter(({ visits }) => visits > 0).length],
  ]);
  expect(await inTransaction(context, (unit) => countPersonTimes(unit, YEAR - 1, 1))).toBe(0);
});

it("lists who cannot get there in the months that are left, who misses the least first, names masked", async () => {
  await terms(30, 700);
  const { rows: lost, outOfReach, pages } = await showPersonTimes(context, 99);
  expect(outOfReach).toBeGreaterThan(0);
  expect(pages.total).toBe(outOfReach);
  const short = lost.map(({ missing, possible }) => missing - possible);
  expect(short).toEqual([...short].sort((left, right) => left - right));
  expect(short.every((visits) => visits > 0)).toBe(true);
  expect(lost.every(({ name }) => name.includes("*") || name.includes("＊"))).toBe(true);
});
