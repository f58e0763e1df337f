import { plannedDistrict, testCrypto } from "#tests/support/small-district.ts";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instantAt } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { addMonths, firstDateOf, lastDateOf, plainMonth } from "#app/domain/time/plain-month.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { approveClaims } from "#app/usecases/claims/decide-claims.server.ts";
import { prepareClaims } from "#app/usecases/claims/prepare-claims.server.ts";
import { submitClaims } from "#app/usecases/claims/submit-claims.server.ts";
import { acceptMonthOffers } from "#app/usecases/demo/answer-offers.server.ts";
import { playDelivery } from "#app/usecases/demo/play-delivery.server.ts";
import { withdrawClose } from "#app/usecases/reconciliation/approve-close.server.ts";
import { openClose } from "#app/usecases/reconciliation/open-close.server.ts";
import { commitSampleSeed } from "#app/usecases/sampling/commit-seed.server.ts";
import { drawMonthSample } from "#app/usecases/sampling/draw-sample.server.ts";
import { showMonthSample } from "#app/usecases/sampling/show-sample.server.ts";
import { verifyMonth } from "#app/usecases/visits/verify-month.server.ts";
import type { Database } from "#db/connection.server.ts";
import { lockPeriod } from "#db/repositories/ledger.ts";
import { inTransaction, rowsOf } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";

const month = plainMonth("2026-12");
const later = instantAt(addDays(lastDateOf(month), 5), 9 * 60);
const secret = "a value that nobody knows yet";

let database: Database;
const at = (date: ReturnType<typeof lastDateOf>, minute: number) => ({
  ...testContext(database),
  actor: "user:clerk",
  now: instantAt(date, minute),
});
const after = (actor = "user:clerk") => ({ ...testContext(database), actor, now: later });

async function rows<Row>(statement: string): Promise<Row[]> {
  return inTransaction(testContext(database), async (unit) => rowsOf<Row>(await unit.orm.execute(sql.raw(statement))));
}
const open = () => openClose(after(), { month, bank: "simulated", override: "演示数据" });
const auditOf = async (action: string) =>
  (await rows<{ n: number }>(`select count(*)::int as n from audit_event where action = '${action}'`))[0]?.n;

beforeAll(async () => {
  database = await plannedDistrict(40);
  const context = testContext(database);
  await acceptMonthOffers(context, month);
  await playDelivery(after(), month, "1", later);
  await verifyMonth(after(), month);
  await prepareClaims(after("user:provider"), month);
  await submitClaims(after("user:provider"), month);
  await approveClaims(after("user:street"), month);
});
afterAll(async () => database.close());

/** One month from its commitment to its draw, in this order. */
describe("the seed of a month's sample", () => {
  it("may be fixed until the last minute of the month and not one minute later", async () => {
    const [last, next] = [lastDateOf(month), addDays(lastDateOf(month), 1)];
    await expect(commitSampleSeed(at(next, 0), testCrypto, month, secret)).rejects.toMatchObject({
      code: "sample-seed-too-late",
    });
    expect(await commitSampleSeed(at(last, 24 * 60 - 1), testCrypto, month, secret)).toBe(sha256Hex(secret));
  });
  it("is fixed once: a second value changes nothing and leaves no second audit row", async () => {
    const again = await commitSampleSeed(at(firstDateOf(month), 600), testCrypto, month, "another value");
    expect(again).toBe(sha256Hex(secret));
    expect(await auditOf("sample.commit-seed")).toBe(1);
  });
  it("shows its digest and keeps the value, also from who reads the table", async () => {
    const shown = await showMonthSample(after(), month);
    expect(shown.seed).toMatchObject({ commitment: sha256Hex(secret), revealedValue: null });
    expect(JSON.stringify(await rows("select * from sample_seed"))).not.toContain(secret);
  });
  it("cannot be replaced, revealed as another, or committed late past the use case", async () => {
    await expect(rows("update sample_seed set commitment = repeat('0', 64)")).rejects.toThrow();
    await expect(rows("update sample_seed set revealed_value = 'other', revealed_at = now()")).rejects.toThrow();
    await expect(rows("delete from sample_seed")).rejects.toThrow();
    const late = (committedAt: string) =>
      rows(
        `insert into sample_seed (month, commitment, secret_cipher, committed_by, committed_at) values ('2026-10-01', 'x', 'x', 'x', '${committedAt}')`,
      );
    await expect(late("2026-11-01T00:00:00+08:00")).rejects.toThrow();
    await late("2026-10-31T23:59:59+08:00");
  });
  it("is the whole district's, and no street's or provider's", async () => {
    const street = { ...after(), scope: { streets: [1], provider: "all", worker: "all" } as never };
    await expect(commitSampleSeed(street, testCrypto, month, secret)).rejects.toMatchObject({
      code: "whole-district-only",
    });
    await expect(drawMonthSample(street, testCrypto, month)).rejects.toMatchObject({ code: "whole-district-only" });
    await expect(showMonthSample(street, month)).rejects.toMatchObject({ code: "whole-district-only" });
  });
});

describe("the draw of a month's sample", () => {
  it("waits until the close is open and the lines are frozen", async () => {
    await expect(drawMonthSample(after(), testCrypto, month)).rejects.toMatchObject({ code: "sample-population-open" });
    expect((await showMonthSample(after(), month)).seed?.revealedValue).toBeNull();
    await open();
  });
  it("reveals the value, keeps every line of the month, and gives the same when drawn again", async () => {
    await drawMonthSample(after(), testCrypto, month);
    const { seed, batch } = await showMonthSample(after(), month);
    expect(seed?.revealedValue).toBe(secret);
    const [claimed] = await rows<{ n: number }>("select count(*)::int as n from claim_line");
    expect(batch?.counts.all).toBe(claimed?.n);
    expect(batch?.redrawn).toBe(true);
    expect(batch?.seed).toBe(sha256Hex(`${secret}\n${batch?.batchDigest ?? ""}`));
    expect(batch?.drawn.map((one) => one.position)).toEqual(batch?.drawn.map((_, index) => index + 1));
  });
  it("is all of what is paid in the first month of a programme", async () => {
    const { batch } = await showMonthSample(after(), month);
    expect(batch?.terms.isFirstMonth).toBe(true);
    const [drawn] = await rows<{ n: number }>(
      "select count(*)::int as n from sample_line where drawn_as is not null and line_group = 'paid'",
    );
    expect(drawn?.n).toBe(batch?.counts.paid);
    expect(batch?.counts.paid).toBeGreaterThan(30);
  });
  it("shows fifty drawn visits a page, the last page with the rest", async () => {
    const first = (await showMonthSample(after(), month)).batch;
    const pages = Math.ceil((first?.drawnCount ?? 0) / 50);
    const last = (await showMonthSample(after(), month, pages)).batch;
    expect(first?.drawn).toHaveLength(Math.min(50, first?.drawnCount ?? 0));
    expect(last?.drawn.at(-1)?.position).toBe(first?.drawnCount);
    expect((await showMonthSample(after(), month, pages + 1)).batch?.drawn).toEqual([]);
  });
  it("happens once for a run: asked again it answers with the same batch", async () => {
    const [first, second] = [
      await drawMonthSample(after(), testCrypto, month),
      await drawMonthSample(after("user:lead"), testCrypto, month),
    ];
    expect(second).toBe(first);
    expect(await auditOf("sample.draw")).toBe(1);
  });
  it("is never edited", async () => {
    await expect(rows("update sample_line set drawn_as = null, reasons = '{}'")).rejects.toThrow();
    await expect(rows("delete from sample_line")).rejects.toThrow();
    await expect(rows("update sample_batch set seed = 'x'")).rejects.toThrow();
    await expect(rows("update sample_seed set revealed_value = null, revealed_at = null")).rejects.toThrow();
  });
  it("says so when a withdrawn close let the lines be frozen anew after the value was known", async () => {
    const [first] = [await showMonthSample(after(), month)];
    await withdrawClose(after(), month, "证据更正");
    expect((await showMonthSample(after(), month)).batch).toBeNull();
    await open();
    await drawMonthSample(after(), testCrypto, month);
    const { batch } = await showMonthSample(after(), month);
    expect([first.batch?.afterReveal, batch?.afterReveal]).toEqual([false, true]);
    expect(batch?.drawn.map((one) => one.visitNo)).toEqual(first.batch?.drawn.map((one) => one.visitNo));
  });
  it("shows it when a stored line is no longer what was drawn", async () => {
    await rows("alter table sample_line disable trigger user");
    await rows("update sample_line set risk_points = risk_points + 1 where drawn_as = 1");
    expect((await showMonthSample(after(), month)).batch?.redrawn).toBe(false);
    await rows("update sample_line set risk_points = risk_points - 1 where drawn_as = 1");
    await rows("alter table sample_line enable trigger user");
    expect((await showMonthSample(after(), month)).batch?.redrawn).toBe(true);
  });
  it("is refused for a month whose seed nobody fixed in time", async () => {
    const other = addMonths(month, -1);
    await inTransaction(after(), (unit) => lockPeriod(unit, other));
    await rows(`update ledger_period set state = 'closing' where month = '${firstDateOf(other)}'`);
    await rows(
      `insert into settlement_run (id, period_id, run_no, rule_version, policy_version, as_of, input_digest, prepared_by)
       select gen_random_uuid(), id, 1, 'r', 'p', now(), '', 'x' from ledger_period where month = '${firstDateOf(other)}'`,
    );
    await expect(drawMonthSample(after(), testCrypto, other)).rejects.toMatchObject({ code: "sample-seed-missing" });
  });
});
