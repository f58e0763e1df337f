/** A rule that is switched from a date by two persons: what it only warned about is reported, and from the date on it holds visits back. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { identify, type ProviderId } from "#app/domain/identifiers.ts";
import { instant, localDateOf, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { openClose } from "#app/usecases/reconciliation/open-close.server.ts";
import { showRule, showRules } from "#app/usecases/screens/show-rules.server.ts";
import { decideRuleMode, requestRuleMode } from "#app/usecases/visits/change-rule-mode.server.ts";
import { verifyMonth } from "#app/usecases/visits/verify-month.server.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { SMALL_DISTRICT_MONTH as month } from "#tests/support/small-district.ts";
import { acceptedVisits, deliver, findingsOf, type AcceptedVisit } from "./visit-district.ts";

const RULE = "R-NO-PERSON-PROOF";
const ENFORCED_FROM = plainDate("2026-12-16");
let database: Database;
let early: AcceptedVisit;
let late: AcceptedVisit;

const as = (actor: string, now: Instant = instant("2026-10-31T02:00:00Z")) => testContext(database, { actor, now });

async function change(mode: "warn_only" | "enforce", from: string, now?: Instant, ruleCode = RULE): Promise<void> {
  const id = await requestRuleMode(as("user:clerk", now), { ruleCode, mode, from: plainDate(from) }, "示例文件");
  await decideRuleMode(as("user:lead", now), { ruleCode, changeId: id, decision: "approved" });
}

beforeAll(async () => {
  database = await testDatabase();
  const visits = await acceptedVisits(database, 24);
  const on = (one: AcceptedVisit) => localDateOf(instant(one.visit.plannedStart));
  const [first] = visits.filter((one) => on(one) < ENFORCED_FROM);
  const [second] = visits.filter((one) => on(one) >= ENFORCED_FROM && one.visit.elderId !== first?.visit.elderId);
  if (!first || !second) throw new Error("no visits on both sides of the date");
  [early, late] = [first, second];
});
afterAll(async () => database.close());

describe("a change of a rule's mode", () => {
  const toWarn = { ruleCode: RULE, mode: "warn_only" as const, from: plainDate("2026-11-01") };

  it("acts only after another person has approved it, and waits alone", async () => {
    const id = await requestRuleMode(as("user:clerk"), toWarn, "示例文件");
    await expect(requestRuleMode(as("user:lead"), toWarn, "再来一次")).rejects.toMatchObject({
      code: "rule-mode-already-asked",
    });
    const decision = { ruleCode: RULE, changeId: id, decision: "approved" as const };
    await expect(decideRuleMode(as("user:clerk"), decision)).rejects.toMatchObject({
      code: "rule-mode-needs-second-person",
    });
    expect((await showRule(as("user:lead"), RULE)).ahead).toBeNull();
    await decideRuleMode(as("user:lead"), decision);
    expect((await showRule(as("user:lead"), RULE)).ahead).toEqual({ from: "2026-11-01", mode: "warn_only" });
    await expect(decideRuleMode(as("user:lead"), decision)).rejects.toMatchObject({ code: "rule-mode-decided" });
  });

  it("is taken back by whoever asked for it, and then does nothing", async () => {
    const id = await requestRuleMode(as("user:clerk"), { ...toWarn, mode: "off" }, "示例文件");
    await decideRuleMode(as("user:clerk"), { ruleCode: RULE, changeId: id, decision: "refused" });
    expect((await showRule(as("user:lead"), RULE)).changes[0]).toMatchObject({ mode: "off", state: "refused" });
    expect((await showRule(as("user:lead"), RULE)).ahead?.mode).toBe("warn_only");
  });

  it("is refused once its day has passed while it waited", async () => {
    const id = await requestRuleMode(as("user:clerk"), { ...toWarn, ruleCode: "R-TOO-LONG" }, "示例文件");
    const decision = { ruleCode: "R-TOO-LONG", changeId: id, decision: "approved" as const };
    const now = instant("2026-11-02T02:00:00Z");
    await expect(decideRuleMode(as("user:lead", now), decision)).rejects.toMatchObject({
      code: "rule-mode-in-the-past",
    });
  });

  it("to enforcement is refused until the rule has warned for a whole closed month", async () => {
    const now = instant("2026-12-01T02:00:00Z");
    await expect(change("enforce", ENFORCED_FROM, now)).rejects.toMatchObject({ code: "rule-has-not-warned" });
    await inTransaction(testContext(database), (unit) =>
      unit.orm
        .execute(sql`insert into ledger_period (id, month, state, closed_at, closed_by, input_digest, result_digest)
        values (202611, '2026-11-01', 'closed', now(), '{a,b}', '\\x01', '\\x02')`),
    );
    await change("enforce", ENFORCED_FROM, now);
    expect((await showRule(as("user:lead", now), RULE)).ahead).toEqual({ from: ENFORCED_FROM, mode: "enforce" });
  });

  it("judges each visit by the mode of its own day", async () => {
    for (const one of [early, late]) await deliver(database, one, { metres: 20, services: one.visit.subtypes });
    await verifyMonth(testContext(database, { now: plusMinutes(instant(late.visit.plannedEnd), 7 * 24 * 60) }), month);
    const [before, after] = [await findingsOf(database, early.visit), await findingsOf(database, late.visit)];
    expect(before.get(RULE)).toMatchObject({ mode: "warn_only", wouldHave: true, state: "open" });
    expect(after.get(RULE)).toMatchObject({ mode: "enforce", wouldHave: false, state: "open" });
  });
});

describe("the report of what would have been refused", () => {
  it("counts the visit that counts today although the rule warned, with its yuan, and not the one that is held", async () => {
    const { report, refused, counted } = await showRules(testContext(database), month);
    const row = report.find((one) => one.ruleCode === RULE);
    expect(row).toMatchObject({ providerId: early.visit.providerId, questioned: 1, refused: 1 });
    expect(row?.refusedFen).toBe(early.visit.plannedFen);
    expect(refused).toEqual({ visits: 1, fen: early.visit.plannedFen });
    expect(counted.visits).toBe(1);
  });

  it("shows a provider only its own rows", async () => {
    const scope = {
      streets: "all" as const,
      provider: identify<ProviderId>(late.visit.providerId),
      worker: "all" as const,
    };
    const own = await showRules(testContext(database, { scope }), month);
    expect(own.report.every((row) => row.providerId === late.visit.providerId)).toBe(true);
  });
});

describe("the close of a month", () => {
  it("is refused while a rule without which nothing may be paid only warns", async () => {
    await change("warn_only", "2026-12-31", instant("2026-12-30T02:00:00Z"), "R-TOO-SHORT");
    await inTransaction(testContext(database), (unit) =>
      unit.orm.execute(sql`insert into claim (id, fund, provider_id, street_id, month, state, prepared_by, prepared_at)
        select gen_random_uuid(), 'district', provider_id, street_id, service_month, 'street_approved', 'a', now()
        from visit where id = ${early.visit.id}`),
    );
    const now = instant("2027-01-05T02:00:00Z");
    const close = openClose(testContext(database, { now, actor: "user:clerk" }), {
      month,
      bank: "simulated",
      override: "测试",
    });
    await expect(close).rejects.toMatchObject({ code: "rules-not-enforced", facts: { codes: "R-TOO-SHORT" } });
  });
});
