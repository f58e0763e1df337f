/** The audit workbench: order, evidence before decision, half a minute to take it back, and how a decision reaches its line. */
import { plannedDistrict } from "#tests/support/small-district.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import type { StreetId } from "#app/domain/identifiers.ts";
import { instantAt, type Instant } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { lastDateOf, plainMonth } from "#app/domain/time/plain-month.ts";
import { recordEvidenceShown } from "#app/usecases/claims/audit-evidence.server.ts";
import { decideAuditLine, undoDecision, type AuditRequest } from "#app/usecases/claims/decide-audit-line.server.ts";
import { finishDueDecisions, signDecisions } from "#app/usecases/claims/finish-decisions.server.ts";
import { prepareClaims } from "#app/usecases/claims/prepare-claims.server.ts";
import { showAuditItem, showAuditQueue } from "#app/usecases/claims/show-audit.server.ts";
import { submitClaims } from "#app/usecases/claims/submit-claims.server.ts";
import { playDelivery } from "#app/usecases/demo/play-delivery.server.ts";
import { verifyMonth } from "#app/usecases/visits/verify-month.server.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction, rowsOf, type Context } from "#db/transaction.ts";
import { questionSomeVisits } from "#tests/support/questioned-visits.ts";
import { testContext } from "#tests/support/database.ts";

const month = plainMonth("2026-12");
const later = instantAt(addDays(lastDateOf(month), 5), 9 * 60);

let database: Database;
const as = (actor: string, seconds = 0): Context => ({
  ...testContext(database),
  actor,
  now: (later + seconds * 1000) as Instant,
});
const auditor = (seconds = 0) => as("user:street", seconds);

async function rows<Row>(statement: string): Promise<Row[]> {
  return inTransaction(testContext(database), async (unit) => rowsOf<Row>(await unit.orm.execute(sql.raw(statement))));
}

beforeAll(async () => {
  database = await plannedDistrict(40);
  const context = testContext(database);
  await playDelivery({ ...context, now: later }, month, "1", later);
  await verifyMonth({ ...context, now: later }, month);
  await questionSomeVisits({ ...context, now: later }, month, 3);
  await prepareClaims(as("user:provider"), month);
  await submitClaims(as("user:provider"), month);
});
afterAll(async () => database.close());

const approval = { decision: "approve", adjustedFen: null, reason: "", note: null, asksSecond: false } as const;

async function nextOf(kind: "exception" | "clean"): Promise<string> {
  const { rows: waiting } = await showAuditQueue(auditor());
  const found = waiting.find((row) => row.exception === (kind === "exception"));
  if (!found) throw new Error(`no ${kind} line is left`);
  return found.visitNo;
}

async function show(visitNo: string, person = "user:street"): Promise<void> {
  const { digest } = await showAuditItem(as(person), visitNo);
  await recordEvidenceShown(as(person), visitNo, digest);
}

async function decide(visitNo: string, changes: Partial<AuditRequest> = {}): Promise<string> {
  await show(visitNo);
  return decideAuditLine(auditor(), { ...approval, visitNo, ...changes });
}

const decisionOf = async (visitNo: string) =>
  (
    await rows<{ decision: string | null; outcome: string; by: string | null }>(
      `select l.decision, l.outcome, l.decided_by as by from claim_line l join visit v on v.id = l.visit_id where v.visit_no = '${visitNo}'`,
    )
  )[0];
const waits = async (visitNo: string) => (await showAuditQueue(auditor())).rows.some((row) => row.visitNo === visitNo);

describe("the queue", () => {
  it("holds each undecided line once, exceptions first, each with the sentence of what was found", async () => {
    const { rows: waiting, exceptions } = await showAuditQueue(auditor());
    const [{ n } = { n: 0 }] = await rows<{ n: number }>("select count(*)::int as n from claim_line");
    expect(waiting).toHaveLength(n);
    expect(exceptions).toBeGreaterThanOrEqual(3);
    expect(waiting.slice(0, exceptions).every((row) => row.exception && row.says !== null)).toBe(true);
    expect(waiting.slice(exceptions).some((row) => row.exception)).toBe(false);
  });

  it("shows a street its own lines and no other street's", async () => {
    const { rows: all } = await showAuditQueue(auditor());
    const lives = await rows<{ id: number }>("select distinct street_id as id from visit");
    const other = lives.some(({ id }) => id === 1) ? 2 : 1;
    const inStreet = (id: number): Context => ({
      ...auditor(),
      scope: { ...auditor().scope, streets: [id as StreetId] },
    });
    const counts = await Promise.all(lives.map(async ({ id }) => (await showAuditQueue(inStreet(id))).rows.length));
    expect(counts.reduce((sum, one) => sum + one, 0)).toBe(all.length);
    expect((await showAuditQueue(inStreet(other))).rows).toEqual([]);
    const elsewhere = showAuditItem(inStreet(other), all[0]?.visitNo ?? "");
    await expect(elsewhere).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("a decision", () => {
  it("is refused before this person was shown this version of the evidence, also by the table itself", async () => {
    const visitNo = await nextOf("clean");
    await show(visitNo, "user:other");
    await expect(decideAuditLine(auditor(), { ...approval, visitNo })).rejects.toMatchObject({
      code: "evidence-not-shown",
    });
    await expect(
      rows(
        `insert into line_decision (id, claim_line_id, decision, resolution, evidence_digest, decided_by, decided_at, final_after)
         select gen_random_uuid(), l.id, 'approve', 'RS-ACCEPTED-AS-IS', 'x', 'user:street', now(), now() from claim_line l limit 1`,
      ),
    ).rejects.toMatchObject({ code: "closed-for-changes" });
  });

  it("says that the evidence changed when an older version is claimed to have been shown", async () => {
    const visitNo = await nextOf("clean");
    await expect(recordEvidenceShown(auditor(), visitNo, "0".repeat(64))).rejects.toMatchObject({
      code: "evidence-changed",
    });
  });

  it("leaves the queue at once and reaches the line only after its half minute", async () => {
    const visitNo = await nextOf("clean");
    await decide(visitNo);
    expect(await waits(visitNo)).toBe(false);
    await finishDueDecisions(as("system:test", 29));
    expect((await decisionOf(visitNo))?.decision).toBeNull();
    expect(await finishDueDecisions(as("system:test", 30))).toBe(1);
    expect(await decisionOf(visitNo)).toMatchObject({ decision: "approve", by: "user:street" });
    expect(await finishDueDecisions(as("system:test", 60))).toBe(0);
  });

  it("is taken back within the half minute by who made it, and nothing stays on the line", async () => {
    const visitNo = await nextOf("clean");
    const id = await decide(visitNo);
    await expect(undoDecision(as("user:other", 5), id)).rejects.toMatchObject({ code: "undo-not-yours" });
    await expect(undoDecision(auditor(30), id)).rejects.toMatchObject({ code: "undo-too-late" });
    expect(await undoDecision(auditor(29), id)).toBe(visitNo);
    expect(await waits(visitNo)).toBe(true);
    await finishDueDecisions(as("system:test", 120));
    expect((await decisionOf(visitNo))?.decision).toBeNull();
    await expect(undoDecision(auditor(29), id)).rejects.toMatchObject({ code: "not-found" });
  });

  it("is taken once: a second one on the same line is refused while the first is open", async () => {
    const visitNo = await nextOf("clean");
    const id = await decide(visitNo);
    await expect(decide(visitNo)).rejects.toMatchObject({ code: "line-decided-already" });
    await undoDecision(auditor(1), id);
  });

  it("is never the preparer's", async () => {
    const visitNo = await nextOf("clean");
    await show(visitNo, "user:provider");
    await expect(decideAuditLine(as("user:provider"), { ...approval, visitNo })).rejects.toMatchObject({
      code: "decision-by-preparer",
    });
  });

  it("needs a reason of its own list for a cut, a hold and a refusal", async () => {
    const visitNo = await nextOf("clean");
    await expect(decide(visitNo, { decision: "refuse", reason: "" })).rejects.toMatchObject({
      code: "decision-needs-reason",
    });
    await expect(decide(visitNo, { decision: "hold", reason: "R-NONSENSE" })).rejects.toMatchObject({
      code: "decision-reason-unknown",
    });
    await expect(decide(visitNo, { decision: "cut", reason: "R-DISSATISFIED" })).rejects.toMatchObject({
      code: "cut-needs-amount",
    });
  });

  it("approves a questioned line with a reason, which closes its finding and matches the line anew", async () => {
    const visitNo = await nextOf("exception");
    expect(await decisionOf(visitNo)).toMatchObject({ outcome: "pended" });
    await expect(decide(visitNo)).rejects.toMatchObject({ code: "decision-needs-reason" });
    await decide(visitNo, { reason: "RC-GPS-WEAK" });
    expect(await finishDueDecisions(as("system:test", 31))).toBe(1);
    expect(await decisionOf(visitNo)).toMatchObject({ decision: "approve", outcome: "accepted" });
    const [finding] = await rows<{ state: string; reason: string; resolution: string }>(
      `select f.state, f.reason_code as reason, f.resolution_code as resolution from finding f join visit v on v.id = f.visit_id
       where v.visit_no = '${visitNo}' and f.rule_code = 'R-WORKER-REPLACED'`,
    );
    expect(finding).toEqual({ state: "acknowledged", reason: "RC-GPS-WEAK", resolution: "RS-ACCEPTED-AS-IS" });
  });

  it("approves without a reason what waited for a finding that has ended by itself", async () => {
    const visitNo = await nextOf("exception");
    await rows(
      `update finding set state = 'cleared' where state = 'open' and visit_id = (select id from visit where visit_no = '${visitNo}')`,
    );
    await decide(visitNo);
    expect(await finishDueDecisions(as("system:test", 31))).toBe(1);
    expect(await decisionOf(visitNo)).toMatchObject({ decision: "approve", outcome: "accepted" });
  });

  it("lapses with its cause when the evidence changed before it was final, and the line waits again", async () => {
    const visitNo = await nextOf("clean");
    const id = await decide(visitNo);
    await rows(`update visit set evidence_digest = 'another' where visit_no = '${visitNo}'`);
    expect(await finishDueDecisions(as("system:test", 31))).toBe(0);
    expect(await rows(`select step, cause from line_decision_end where decision_id = '${id}'`)).toEqual([
      { step: "lapsed", cause: "evidence-changed" },
    ]);
    expect(await waits(visitNo)).toBe(true);
  });

  it("that asks for a second person is final only when another one signs", async () => {
    const visitNo = await nextOf("clean");
    const id = await decide(visitNo, { asksSecond: true });
    expect(await finishDueDecisions(as("system:test", 600))).toBe(0);
    await expect(signDecisions(auditor(60), id)).rejects.toMatchObject({ code: "second-person-needed" });
    await expect(signDecisions(as("user:second", 5), id)).rejects.toMatchObject({ code: "second-too-early" });
    await expect(signDecisions(as("user:second", 60), id)).rejects.toMatchObject({ code: "evidence-not-shown" });
    const { digest } = await showAuditItem(as("user:second", 60), visitNo);
    await recordEvidenceShown(as("user:second", 60), visitNo, digest);
    expect(await signDecisions(as("user:second", 60), id)).toBe(1);
    expect(await decisionOf(visitNo)).toMatchObject({ decision: "approve", by: "user:street" });
  });

  it("and what was shown stay as they were written: neither table lets a row be changed or deleted", async () => {
    for (const table of ["evidence_shown", "line_decision", "line_decision_end"]) {
      await expect(rows(`delete from ${table}`)).rejects.toMatchObject({ code: "closed-for-changes" });
    }
  });
});
