/** Decisions in bulk: previewed, of one rule, taken back and signed as one step, and never two for one line. */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CLEAN_LINES } from "#app/domain/claims/bulk-decision.ts";
import { claimNumber } from "#app/domain/claims/claim-number.ts";
import { instantAt, type Instant } from "#app/domain/time/instant.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { showBulk } from "#app/usecases/claims/bulk-lines.server.ts";
import { recordEvidenceShown } from "#app/usecases/claims/audit-evidence.server.ts";
import { decideAuditLine, undoDecision } from "#app/usecases/claims/decide-audit-line.server.ts";
import { decideBulk, type BulkRequest } from "#app/usecases/claims/decide-bulk.server.ts";
import { finishDueDecisions, signDecisions } from "#app/usecases/claims/finish-decisions.server.ts";
import { showWaitingStep } from "#app/usecases/claims/second-person.server.ts";
import { showAuditItem, showAuditQueue } from "#app/usecases/claims/show-audit.server.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction, rowsOf, type Context } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { claimedMonth, CLOSED_ON } from "./reconciliation/closed-month.ts";

let database: Database;
const at = (actor: string, seconds = 0): Context => ({
  ...testContext(database),
  actor,
  now: (instantAt(CLOSED_ON, 10 * 60) + seconds * 1000) as Instant,
});

async function rows<Row>(statement: string): Promise<Row[]> {
  return inTransaction(testContext(database), async (unit) => rowsOf<Row>(await unit.orm.execute(sql.raw(statement))));
}

const clean = { rule: CLEAN_LINES, claimNo: null, only: null } as const;
const approval = { decision: "approve", reason: "", note: null } as const;

/** A list on this person's screen, and the approval of it. */
async function seen(actor: string, only: readonly string[] | null = null): Promise<BulkRequest> {
  const { listDigest } = await showBulk(at(actor), { rule: CLEAN_LINES, claimNo: null, only }, true);
  return { rule: CLEAN_LINES, claimNo: null, only, listDigest, ...approval };
}

async function someClean(count: number): Promise<string[]> {
  const { lines } = await showBulk(at("user:nobody"), clean, false);
  return lines.slice(0, count).map((line) => line.visitNo);
}

beforeAll(async () => {
  database = await claimedMonth();
  // Two lines that fail a check for good: high risk by the published points.
  await rows(
    `update claim_line set outcome = 'rejected', failures = '[{"check":2,"code":"R-NOT-ELIGIBLE","facts":{}}]'
      where id in (select id from claim_line where outcome = 'accepted' order by id limit 2)`,
  );
}, 120_000);
afterAll(async () => database.close());

describe("a decision in bulk", () => {
  it("is previewed with its count, its sum and what it leaves out", async () => {
    const shown = await showBulk(at("user:street"), clean, false);
    const { rows: waiting, bulk } = await showAuditQueue(at("user:street"));
    expect(shown.lines.length).toBeGreaterThan(10);
    expect(bulk.find((one) => one.rule === CLEAN_LINES)?.lines).toBe(shown.lines.length + shown.beyond);
    expect(shown.lines.every((line) => line.says === null && line.checkIn !== null)).toBe(true);
    const high = new Set(waiting.filter((row) => row.highRisk).map((row) => row.visitNo));
    expect(high.size).toBeGreaterThan(0);
    for (const { rule } of bulk)
      for (const line of (await showBulk(at("user:street"), { rule, claimNo: null, only: null }, false)).lines)
        expect(high.has(line.visitNo)).toBe(false);
  });

  it("of one claim takes the lines of that claim and no other's", async () => {
    const claims = await rows<{ month: string; code: string; street: number; lines: number }>(
      `select to_char(c.month, 'YYYY-MM') as month, p.credit_code as code, c.street_id as street, count(*)::int as lines
         from claim_line l join claim c on c.id = l.claim_id join provider p on p.id = c.provider_id group by 1, 2, 3`,
    );
    const all = (await showBulk(at("user:street"), clean, false)).lines.map((line) => line.visitNo);
    const parts = [];
    for (const { month, code, street, lines } of claims) {
      const claimNo = claimNumber({ month: plainMonth(month), creditCode: code, streetId: street });
      const own = await showBulk(at("user:street"), { ...clean, claimNo }, false);
      expect(own.lines.length).toBeLessThanOrEqual(lines);
      parts.push(...own.lines.map((line) => line.visitNo));
    }
    expect(claims.length).toBeGreaterThan(1);
    expect(parts.sort()).toEqual([...all].sort());
  });

  it("needs the list on the screen of who decides, and refuses another list", async () => {
    const only = await someClean(3);
    const { listDigest } = await showBulk(at("user:street"), { rule: CLEAN_LINES, claimNo: null, only }, false);
    const request = { rule: CLEAN_LINES, claimNo: null, only, listDigest, ...approval };
    await expect(decideBulk(at("user:street", 1), request)).rejects.toMatchObject({ code: "evidence-not-shown" });
    await showBulk(at("user:street"), { rule: CLEAN_LINES, claimNo: null, only }, true);
    const other = { ...request, only: only.slice(1) };
    await expect(decideBulk(at("user:street", 1), other)).rejects.toMatchObject({ code: "preview-changed" });
    await expect(decideBulk(at("user:provider", 1), request)).rejects.toMatchObject({ code: "decision-by-preparer" });
    await expect(decideBulk(at("user:street", 1), { ...request, decision: "refuse" })).rejects.toMatchObject({
      code: "decision-needs-reason",
    });
  });

  it("is of its own kind: a list on the screen is no line's own evidence, and a line's own evidence is no list", async () => {
    const only = await someClean(2);
    const [visitNo = ""] = only;
    const single = {
      visitNo,
      decision: "approve",
      adjustedFen: null,
      reason: "",
      note: null,
      asksSecond: false,
    } as const;
    await showBulk(at("user:lister"), { ...clean, only }, true);
    await expect(decideAuditLine(at("user:lister", 1), single)).rejects.toMatchObject({ code: "evidence-not-shown" });
    const alone = (as: string, step: string) =>
      rows(
        `insert into line_decision (id, claim_line_id, decision, resolution, evidence_digest, decided_by, decided_at, final_after${step === "null" ? "" : ", bulk_id, bulk_rule"})
         select gen_random_uuid(), claim_line_id, 'approve', 'RS-ACCEPTED-AS-IS', evidence_digest, shown_to, shown_at, shown_at${step === "null" ? "" : `, ${step}`}
           from evidence_shown where shown_to = '${as}' limit 1`,
      );
    await expect(alone("user:lister", "null")).rejects.toMatchObject({ code: "closed-for-changes" });

    for (const one of only)
      await recordEvidenceShown(at("user:reader"), one, (await showAuditItem(at("user:reader"), one)).digest);
    const { listDigest } = await showBulk(at("user:reader"), { ...clean, only }, false);
    const step = { ...clean, only, listDigest, ...approval };
    await expect(decideBulk(at("user:reader", 1), step)).rejects.toMatchObject({ code: "evidence-not-shown" });
    await expect(alone("user:reader", "gen_random_uuid(), 'clean'")).rejects.toMatchObject({
      code: "closed-for-changes",
    });

    await recordEvidenceShown(at("user:lister"), visitNo, (await showAuditItem(at("user:lister"), visitNo)).digest);
    await undoDecision(at("user:lister", 2), await decideAuditLine(at("user:lister", 1), single));
    const { bulkId } = await decideBulk(at("user:lister", 3), step);
    await undoDecision(at("user:lister", 4), bulkId);
  });

  it("rests half a minute in which it is taken back as a whole, and reaches its lines after it", async () => {
    const only = await someClean(3);
    const first = await decideBulk(at("user:street", 1), await seen("user:street", only));
    expect(first.lines).toBe(3);
    expect((await showBulk(at("user:street"), { rule: CLEAN_LINES, claimNo: null, only }, false)).lines).toEqual([]);
    await expect(undoDecision(at("user:other", 5), first.bulkId)).rejects.toMatchObject({ code: "undo-not-yours" });
    await undoDecision(at("user:street", 5), first.bulkId);
    expect((await showBulk(at("user:street"), { rule: CLEAN_LINES, claimNo: null, only }, false)).lines).toHaveLength(
      3,
    );
    await decideBulk(at("user:street", 10), await seen("user:street", only));
    expect(await finishDueDecisions(at("system:jobs", 20))).toBe(0);
    expect(await finishDueDecisions(at("system:jobs", 41))).toBe(3);
    const decided = await rows<{ by: string }>("select decided_by as by from claim_line where decision = 'approve'");
    expect(decided.map((row) => row.by)).toEqual(["user:street", "user:street", "user:street"]);
  });

  it("above the policy's sum waits for a second person, who signs the whole step", async () => {
    const only = await someClean(40);
    const shown = await showBulk(at("user:street", 60), { rule: CLEAN_LINES, claimNo: null, only }, true);
    expect(shown.sumFen).toBeGreaterThan(shown.limitFen);
    expect(shown.second.map(({ why }) => why)).toEqual(["list", "list", "list"]);
    const step = await decideBulk(at("user:street", 61), await seen("user:street", only));
    expect(await finishDueDecisions(at("system:jobs", 120))).toBe(0);
    await expect(signDecisions(at("user:street", 120), step.bulkId)).rejects.toMatchObject({
      code: "second-person-needed",
    });
    await expect(signDecisions(at("user:second", 80), step.bulkId)).rejects.toMatchObject({ code: "second-too-early" });
    await expect(signDecisions(at("user:provider", 120), step.bulkId)).rejects.toMatchObject({
      code: "decision-by-preparer",
    });
    await expect(signDecisions(at("user:second", 120), step.bulkId)).rejects.toMatchObject({
      code: "evidence-not-shown",
    });
    expect(await showWaitingStep(at("user:second", 120), step.bulkId, false)).toMatchObject({
      ...{ rule: CLEAN_LINES, decision: "approve", mine: false, sumFen: shown.sumFen },
      lines: shown.lines.map(({ visitNo, askedFen }) => ({ visitNo, askedFen })),
    });
    await expect(signDecisions(at("user:second", 120), step.bulkId)).rejects.toMatchObject({
      code: "evidence-not-shown",
    });
    await showWaitingStep(at("user:second", 120), step.bulkId, true);
    expect(await signDecisions(at("user:second", 120), step.bulkId)).toBe(only.length);
    await expect(showWaitingStep(at("user:second", 121), step.bulkId, true)).rejects.toMatchObject({
      code: "not-found",
    });
  });

  it("never decides a line twice: of two people with overlapping lists one is told that the list has changed", async () => {
    const only = await someClean(6);
    const [left, right] = [await seen("user:street", only.slice(0, 4)), await seen("user:second", only.slice(2))];
    const both = await Promise.allSettled([
      decideBulk(at("user:street", 200), left),
      decideBulk(at("user:second", 200), right),
    ]);
    const refused = both.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
    expect(both.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect(refused.every((one) => isRefusal(one, "preview-changed") || isRefusal(one, "bulk-empty"))).toBe(true);
    const twice = await rows(
      `select d.claim_line_id from line_decision d left join line_decision_end e on e.decision_id = d.id
        where e.decision_id is null group by d.claim_line_id having count(*) > 1`,
    );
    expect(twice).toEqual([]);
  });
});
