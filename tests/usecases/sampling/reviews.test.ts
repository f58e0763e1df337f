import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fen } from "#app/domain/money/fen.ts";
import { instantAt } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { lastDateOf, plainMonth } from "#app/domain/time/plain-month.ts";
import { packReadme } from "#app/messages/audit-pack.ts";
import { recordEvidenceShown } from "#app/usecases/claims/audit-evidence.server.ts";
import { decideClawback } from "#app/usecases/reconciliation/decide-clawback.server.ts";
import { verifyPackFile } from "#app/usecases/reconciliation/verify-pack-file.ts";
import { writeAuditPack } from "#app/usecases/reconciliation/write-audit-pack.server.ts";
import { reviewLine, type ReviewRequest } from "#app/usecases/sampling/review-line.server.ts";
import { loadReviewedBatch, findMonthBatch } from "#app/usecases/sampling/sample-reviews.server.ts";
import { showReview } from "#app/usecases/sampling/show-review.server.ts";
import { showMonthSample } from "#app/usecases/sampling/show-sample.server.ts";
import { redrawBatch } from "#app/usecases/sampling/stored-draw.server.ts";
import type { Database } from "#db/connection.server.ts";
import { listSubcontracted } from "#db/repositories/people-behind-proofs.ts";
import { inTransaction, rowsOf } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { closedDistrict } from "#tests/support/small-district.ts";

const month = plainMonth("2026-12");
const later = instantAt(addDays(lastDateOf(month), 20), 9 * 60);
let database: Database;
const as = (actor: string) => ({ ...testContext(database), actor, now: later });
const [one, two] = ["user:auditor-one", "user:auditor-two"];

async function rows<Row>(statement: string): Promise<Row[]> {
  return inTransaction(testContext(database), async (unit) => rowsOf<Row>(await unit.orm.execute(sql.raw(statement))));
}

async function batchOf() {
  return inTransaction(testContext(database), async (unit) => {
    const batch = await findMonthBatch(unit, month);
    if (batch === null) throw new Error("nothing was drawn");
    return loadReviewedBatch(unit, month, batch);
  });
}

const right = { verdict: "right", wrongFen: null, reason: null, note: null } as const;

async function review(actor: string, visitNo: string, given: Omit<ReviewRequest, "month" | "visitNo"> = right) {
  const shown = await showReview(as(actor), month, visitNo);
  await recordEvidenceShown(as(actor), visitNo, shown.item.digest);
  return reviewLine(as(actor), { month, visitNo, ...given });
}

let once: readonly string[];
let twice: readonly string[];

beforeAll(async () => {
  database = await closedDistrict(60);
  // The simulated first month draws everything; a later month's sample leaves lines that may replace others.
  const { judged } = await batchOf();
  const paid = [...judged.values()].filter(({ line }) => line.group === "paid");
  once = paid.filter(({ isTwice }) => !isTwice).map(({ line }) => line.visitNo);
  twice = paid.filter(({ isTwice }) => isTwice).map(({ line }) => line.visitNo);
});
afterAll(async () => database.close());

describe("an auditor's verdict on a drawn visit", () => {
  it("waits until the auditor was shown the evidence", async () => {
    const request = { month, visitNo: once[0] ?? "", ...right };
    await expect(reviewLine(as(one), request)).rejects.toMatchObject({ code: "evidence-not-shown" });
    expect(await review(one, once[0] ?? "")).toBe("first");
  });
  it("is given once, and is in the audit log", async () => {
    await expect(review(two, once[0] ?? "")).rejects.toMatchObject({ code: "review-done" });
    const [logged] = await rows<{ n: number }>(
      "select count(*)::int as n from audit_event where action = 'sample.review'",
    );
    expect(logged?.n).toBe(1);
  });
  it("names an amount of at most what was paid, and a reason", async () => {
    const wrong = { verdict: "wrong", reason: "R-SERVICE-MISSING", note: null } as const;
    const visitNo = once[1] ?? "";
    await expect(review(one, visitNo, { ...wrong, wrongFen: fen(1_000_000) })).rejects.toMatchObject({
      code: "review-amount-too-high",
    });
    await expect(review(one, visitNo, { ...wrong, wrongFen: null })).rejects.toMatchObject({
      code: "review-amount-missing",
    });
    await review(one, visitNo, { ...wrong, wrongFen: fen(500) });
    const { batch } = await showMonthSample(as(one), month);
    expect(batch?.results.providers[0]).toMatchObject({ provider: null, judged: 2, wrong: 1, wrongFen: 500n });
    expect(batch?.drawn.find((row) => row.visitNo === visitNo)?.verdict).toBe("wrong");
    // One line says nothing of its provider by itself; a policy that is content with one takes it for a rate of at least a fifth.
    expect(batch?.results.providers.map(({ step }) => step)).toEqual([null, null, null]);
    await rows(`update policy_version set parameters = jsonb_set(parameters, '{audit_extrapolate_min_n}', '1')`);
    const { batch: strict } = await showMonthSample(as(one), month);
    expect(strict?.results.providers.map(({ step }) => step)).toEqual([null, null, "suspend"]);
    await rows(`update policy_version set parameters = jsonb_set(parameters, '{audit_extrapolate_min_n}', '30')`);
  });
  it("is refused to whoever decided the line, and for a visit that was not drawn", async () => {
    await expect(review("demo:street", once[2] ?? "")).rejects.toMatchObject({ code: "review-by-decider" });
    const [other] = await rows<{ visit_no: string }>(
      "select visit_no from visit where id not in (select visit_id from sample_line) limit 1",
    );
    await expect(showReview(as(one), month, other?.visit_no ?? "")).rejects.toMatchObject({ code: "not-found" });
  });
  it("is never edited or taken back", async () => {
    await expect(rows("update sample_review set verdict = 'right', wrong_fen = null")).rejects.toThrow();
    await expect(rows("delete from sample_review")).rejects.toThrow();
  });
});

describe("an auditor's finding that another firm came", () => {
  it("asks back what was paid, and stands until a second person dismisses it", async () => {
    const visitNo = once.at(-1) ?? "";
    const [visit] = await rows<{ id: string }>(`select id from visit where visit_no = '${visitNo}'`);
    const id = visit?.id ?? "";
    const found = () => inTransaction(as(one), (unit) => listSubcontracted(unit, [id]));
    expect(await found()).toEqual([]);
    await review(one, visitNo, { verdict: "wrong", wrongFen: fen(100), reason: "R-SUBCONTRACTED", note: null });
    expect(await found()).toEqual([id]);
    const clawbacks = await rows<{ id: string; rule: string; state: string }>(
      `select id, rule_code as rule, state from clawback where visit_id = '${id}'`,
    );
    expect(clawbacks).toMatchObject([{ rule: "R-SUBCONTRACTED", state: "proposed" }]);
    const decision = { id: clawbacks[0]?.id ?? "", decision: "reject", note: "转包已获批准" } as const;
    await expect(decideClawback(as(one), decision)).rejects.toMatchObject({ code: "clawback-by-proposer" });
    await decideClawback(as(two), decision);
    expect(await found()).toEqual([]);
  });
});

describe("a line that is judged twice", () => {
  it("hides the first verdict until another person has given the second", async () => {
    const visitNo = twice[0] ?? "";
    await review(one, visitNo, { verdict: "wrong", wrongFen: fen(100), reason: "R-SERVICE-MISSING", note: "secret" });
    const blind = await showReview(as(two), month, visitNo);
    expect(blind).toMatchObject({ turn: "second", verdicts: null });
    expect(
      JSON.stringify(blind, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value)),
    ).not.toContain("secret");
    const listed = (await showMonthSample(as(two), month)).batch?.drawn.find((row) => row.visitNo === visitNo);
    expect(listed === undefined || listed.verdict === "hidden").toBe(true);
    await expect(review(one, visitNo)).rejects.toMatchObject({ code: "review-own-first" });
    expect(await review(two, visitNo)).toBe("second");
    expect((await showReview(as(two), month, visitNo)).verdicts).toHaveLength(2);
    expect((await showMonthSample(as(one), month)).batch?.results.agreement).toEqual({ twice: 1, agreed: 0 });
  });
});

describe("what is not drawn", () => {
  it("is spoken of only when policy and numbers allow it, and the page says why not", async () => {
    const { batch } = await showMonthSample(as(one), month);
    expect(batch?.results.outlook).toMatchObject({ allowed: false, why: "off" });
  });
  it("is replaced in the place of a line that nobody can judge, as far as the stratum goes, and the draw still verifies", async () => {
    const drawnAll = (await batchOf()).judged.size;
    await review(one, once[3] ?? "", { verdict: "unjudgeable", wrongFen: null, reason: "records-missing", note: null });
    const refused = [...(await batchOf()).judged.values()].find(({ line }) => line.group === "refused");
    const [free] = await rows<{ n: number }>(
      "select count(*)::int as n from sample_line where line_group = 'refused' and drawn_as is null",
    );
    if (refused !== undefined && (free?.n ?? 0) > 0) {
      const { visitNo } = refused.line;
      await review(one, visitNo, { verdict: "unjudgeable", wrongFen: null, reason: "elder-unreachable", note: null });
      const after = await batchOf();
      expect(after.judged.size).toBe(drawnAll + 1);
      expect([...after.judged.values()].filter((line) => line.replaces === visitNo)).toHaveLength(1);
    }
    expect((await batchOf()).judged.size).toBeGreaterThanOrEqual(drawnAll);
    const batchId = (await batchOf()).batch.id;
    expect((await redrawBatch(as(one), batchId)).redraw).toMatchObject({ isSame: true });
    const { bytes } = await writeAuditPack(as(one), { month, provider: null, readme: packReadme });
    expect(verifyPackFile(bytes).differences).toEqual([]);
  });
  it("is not found under a number that no batch has", async () => {
    await expect(redrawBatch(as(one), "nobody")).rejects.toMatchObject({ code: "not-found" });
  });
});
