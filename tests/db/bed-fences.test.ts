/** What the database keeps of family beds whatever the program says: each fence is tried by direct SQL, and again without it. */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BED_TRANSITIONS } from "#app/domain/family-beds/lifecycle.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction, rowsOf } from "#db/transaction.ts";
import {
  BED,
  BED_ATTEMPTS,
  BED_BASE,
  bodyStatement,
  eventStatement,
  FIRM,
  linkStatement,
  playTo,
} from "#tests/mutations/bed-attempts.ts";
import { dropStatement, outcomeOf } from "#tests/mutations/try-fence.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { insertBase } from "#tests/support/ledger-rows.ts";

let database: Database;

beforeAll(async () => {
  database = await testDatabase();
  await inTransaction(testContext(database), async (unit) => {
    await insertBase(unit);
    for (const statement of BED_BASE) await unit.orm.execute(sql.raw(statement));
  });
});
afterAll(async () => database.close());

const ALL = (["assessment", "survey", "works", "acceptance", "provider"] as const).map((role) =>
  bodyStatement(role, FIRM[role]),
);

describe("the database refuses", () => {
  for (const { what, table, kind, fence, statements, word } of BED_ATTEMPTS)
    it(`that ${what}`, async () => {
      const withFence = await outcomeOf(database, { statements }, null);
      expect(withFence).toBe(word ?? fence);
      expect(await outcomeOf(database, { statements }, dropStatement({ table, kind, name: fence }))).not.toBe(
        withFence,
      );
    });
});

describe("the database", () => {
  it("knows the domain's steps and no other", async () => {
    const stored = await inTransaction(testContext(database), async (unit) =>
      rowsOf<{ step: string }>(
        await unit.orm.execute(
          sql`select from_state || ' ' || kind || ' ' || to_state as step from family_bed_step order by 1`,
        ),
      ),
    );
    expect(stored.map((one) => one.step)).toEqual(BED_TRANSITIONS.map((one) => one.join(" ")).sort());
  });

  it("lets a bed with three bodies apart be accepted, and counts it from that day", async () => {
    const probe = `select state || ' ' || counted_on || ' ' || grade || ' ' || state_seq as text from family_bed where id = '${BED}'`;
    const outcome = await outcomeOf(database, { statements: [...ALL, ...playTo("accepted")], probe }, null);
    expect(outcome).toBe("accepted 2026-11-01 3 12");
  });

  it("counts nothing before", async () => {
    const probe = `select count(counted_on)::text as text from family_bed`;
    const outcome = await outcomeOf(database, { statements: [...ALL, ...playTo("in_acceptance")], probe }, null);
    expect(outcome).toBe("0");
  });

  it("questions both bodies of a bed when a link between them becomes known, and goes on once one is replaced", async () => {
    const learnt = [...ALL, ...playTo("building"), linkStatement(FIRM.works, FIRM.acceptance)];
    const probe = `select string_agg(role, ',' order by role) as text from family_bed_body where questioned_at is not null`;
    expect(await outcomeOf(database, { statements: learnt, probe }, null)).toBe("acceptance,works");
    const replaced = [
      `update family_bed_body set ended_on = '2026-11-02', ended_by = 'user:lead' where role in ('acceptance', 'works')`,
      bodyStatement("acceptance", FIRM.spare),
      bodyStatement("works", FIRM.works),
      eventStatement(11, ["building", "report_works", "in_acceptance", "user:builder"]),
      eventStatement(12, ["in_acceptance", "accept", "accepted", "user:inspector"]),
    ];
    expect(await outcomeOf(database, { statements: [...learnt, ...replaced] }, null)).toBe("accepted");
  });
});
