/** An auditor records that another firm came: from there to the finding on the visit that the next auditor reads, and to the money. */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fen } from "#app/domain/money/fen.ts";
import { instantAt } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { firstDateOf, lastDateOf, plainMonth } from "#app/domain/time/plain-month.ts";
import { recordEvidenceShown } from "#app/usecases/claims/audit-evidence.server.ts";
import { approveClaims } from "#app/usecases/claims/decide-claims.server.ts";
import { prepareClaims } from "#app/usecases/claims/prepare-claims.server.ts";
import { showAuditItem } from "#app/usecases/claims/show-audit.server.ts";
import { submitClaims } from "#app/usecases/claims/submit-claims.server.ts";
import { acceptMonthOffers } from "#app/usecases/demo/answer-offers.server.ts";
import { playDelivery } from "#app/usecases/demo/play-delivery.server.ts";
import { openClose } from "#app/usecases/reconciliation/open-close.server.ts";
import { commitSampleSeed } from "#app/usecases/sampling/commit-seed.server.ts";
import { drawMonthSample } from "#app/usecases/sampling/draw-sample.server.ts";
import { reviewLine, type ReviewRequest } from "#app/usecases/sampling/review-line.server.ts";
import { showReview } from "#app/usecases/sampling/show-review.server.ts";
import { isAnythingToJudge, judgeRecorded } from "#app/usecases/visits/judge-recorded.server.ts";
import { verifyMonth } from "#app/usecases/visits/verify-month.server.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction, rowsOf } from "#db/transaction.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { firstElders, runMonthOf, testCrypto } from "#tests/support/small-district.ts";

const month = plainMonth("2026-12");
const later = instantAt(addDays(lastDateOf(month), 5), 9 * 60);
let database: Database;
const as = (actor: string, now = later) => ({ ...testContext(database), actor, now });

async function rows<Row>(statement: string): Promise<Row[]> {
  return inTransaction(testContext(database), async (unit) => rowsOf<Row>(await unit.orm.execute(sql.raw(statement))));
}

beforeAll(async () => {
  database = await testDatabase();
  const context = testContext(database);
  await runMonthOf(context, firstElders(30, { seed: "7", month }), { month, seed: "1", simulate: false });
  await commitSampleSeed(
    as("user:clerk", instantAt(firstDateOf(month), 600)),
    testCrypto,
    month,
    "nobody knows it yet",
  );
  await acceptMonthOffers(context, month);
  await playDelivery(as("user:clerk"), month, "1", later);
  await verifyMonth(as("user:clerk"), month);
  await prepareClaims(as("user:provider"), month);
  await submitClaims(as("user:provider"), month);
  await approveClaims(as("user:street"), month);
  await openClose(as("user:clerk"), { month, bank: "simulated", override: "演示数据" });
  await drawMonthSample(as("user:clerk"), testCrypto, month);
});
afterAll(async () => database.close());

async function review(visitNo: string, given: Omit<ReviewRequest, "month" | "visitNo">): Promise<void> {
  const shown = await showReview(as("user:auditor"), month, visitNo);
  await recordEvidenceShown(as("user:auditor"), visitNo, shown.item.digest);
  await reviewLine(as("user:auditor"), { month, visitNo, ...given });
}

it("stands on that visit alone as a block with its day, keeps it from counting and holds its line", async () => {
  const [found, beside] = await rows<{ no: string; on: string }>(
    `select v.visit_no as no, v.planned_start::date::text as on from sample_line s join visit v on v.id = s.visit_id
      where s.drawn_as is not null and s.line_group = 'paid' and v.approval_state = 'verified' order by s.drawn_as limit 2`,
  );
  if (found === undefined || beside === undefined) throw new Error("nothing was drawn");
  await review(beside.no, { verdict: "right", wrongFen: null, reason: null, note: null });
  expect(await isAnythingToJudge(as("system:jobs"))).toBe(false);
  await review(found.no, { verdict: "wrong", wrongFen: fen(100), reason: "R-SUBCONTRACTED", note: "另一家公司上门" });
  await judgeRecorded(as("system:judge-recorded"));

  const seen = async (visitNo: string) => {
    const { findings, line } = await showAuditItem(as("user:second-auditor"), visitNo);
    return { finding: findings.find(({ ruleCode }) => ruleCode === "R-SUBCONTRACTED"), line };
  };
  const there = await seen(found.no);
  expect(there.finding).toMatchObject({ level: "block", state: "open", mayClose: false });
  expect(there.line.decided).toBe("hold");
  expect((await seen(beside.no)).finding).toBeUndefined();
  const approvals = await rows<{ no: string; approval: string }>(
    `select visit_no as no, approval_state as approval from visit where visit_no in ('${found.no}', '${beside.no}')`,
  );
  expect(new Map(approvals.map(({ no, approval }) => [no, approval]))).toEqual(
    new Map([
      [found.no, "in_violation"],
      [beside.no, "verified"],
    ]),
  );
});
