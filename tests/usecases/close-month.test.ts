import { plannedDistrict, testCrypto } from "#tests/support/small-district.ts";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instantAt } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { firstDateOf, lastDateOf, plainMonth } from "#app/domain/time/plain-month.ts";
import { readWorkbook } from "#app/integrations/workbooks/read-workbook.server.ts";
import { approveClaims, passClaim, returnClaim } from "#app/usecases/claims/decide-claims.server.ts";
import { decideLine } from "#app/usecases/claims/decide-line.server.ts";
import { loadClaimsOfMonth } from "#app/usecases/claims/month-claims.server.ts";
import { prepareClaims } from "#app/usecases/claims/prepare-claims.server.ts";
import { numberOfClaim } from "#app/usecases/claims/settle-claims.ts";
import { submitClaims } from "#app/usecases/claims/submit-claims.server.ts";
import { playDelivery } from "#app/usecases/demo/play-delivery.server.ts";
import { approveClose, withdrawClose } from "#app/usecases/reconciliation/approve-close.server.ts";
import { finishClose, type ClosedMonth } from "#app/usecases/reconciliation/finish-close.server.ts";
import { openClose } from "#app/usecases/reconciliation/open-close.server.ts";
import { writeSettlementWorkbook } from "#app/usecases/reconciliation/write-settlement-workbook.server.ts";
import { verifyMonth } from "#app/usecases/visits/verify-month.server.ts";
import { fen } from "#app/domain/money/fen.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction, rowsOf } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { cleanLines, decideSeen, seeEvidence } from "#tests/support/street-decisions.ts";
import { storedClose, wholeClose } from "#tests/support/whole-close.ts";

const month = plainMonth("2026-12");
const later = instantAt(addDays(lastDateOf(month), 5), 9 * 60);
const opening = { month, bank: "simulated", override: "演示数据" } as const;

let database: Database;
const as = (actor: string) => ({ ...testContext(database), actor, now: later });

async function rows<Row>(statement: string): Promise<Row[]> {
  return inTransaction(testContext(database), async (unit) => rowsOf<Row>(await unit.orm.execute(sql.raw(statement))));
}

async function counts() {
  const [found] = await rows<Record<string, number>>(
    `select (select count(*)::int from journal) as journals, (select count(*)::int from posting) as postings,
            (select count(*)::int from settlement_line) as lines, (select count(*)::int from payment_line) as payments,
            (select count(*)::int from bank_line) as bank, (select count(*)::int from settlement_run) as runs`,
  );
  return found;
}

async function someClaims() {
  const found = await inTransaction(as("user:test"), (unit) => loadClaimsOfMonth(unit, month));
  return found.claims.map((claim) => ({
    claim,
    claimNo: numberOfClaim(claim, found.facts),
    lines: found.rows.filter((row) => row.claimId === claim.id),
  }));
}

/** The smallest claim line by line, each after its evidence, and passed; the others by what their checks propose. */
async function decideAll(): Promise<void> {
  const submitted = (await someClaims()).filter(({ claim }) => claim.state === "submitted");
  const [smallest] = submitted.sort((left, right) => left.lines.length - right.lines.length);
  for (const line of smallest?.lines.filter((one) => one.decision === null) ?? [])
    await decideSeen(as("user:street"), {
      claimNo: smallest?.claimNo ?? "",
      lineId: line.id,
      decision: line.outcome === "accepted" ? "approve" : line.outcome === "pended" ? "hold" : "refuse",
      adjustedFen: null,
      reason: (line.failures as { code: string }[])[0]?.code ?? "",
      note: null,
    });
  await passClaim(as("user:street"), smallest?.claimNo ?? "");
  expect(await approveClaims(as("user:street"), month)).toBe(submitted.length - 1);
}

beforeAll(async () => {
  database = await plannedDistrict(60);
  const context = testContext(database);
  await playDelivery({ ...context, now: later }, month, "1", later);
  await verifyMonth({ ...context, now: later }, month);
});
afterAll(async () => database.close());

/** The tests follow one month from its claims to its closed books, in this order. */
describe("a provider's claims", () => {
  it("hold each verified visit once, and preparing again adds nothing", async () => {
    const prepared = await prepareClaims(as("user:provider"), month);
    const [verified] = await rows<{ n: number }>(
      "select count(*)::int as n from visit where approval_state = 'verified' and kind = 'basket' and not waived",
    );
    expect(prepared.lines).toBe(verified?.n);
    await expect(prepareClaims(as("user:provider"), month)).rejects.toMatchObject({ code: "claim-already-prepared" });
  });
  it("are not a street's to decide before they are submitted", async () => {
    const [first] = await someClaims();
    await expect(passClaim(as("user:street"), first?.claimNo ?? "")).rejects.toMatchObject({
      code: "claim-cannot-decide",
    });
    expect(await submitClaims(as("user:provider"), month)).toBeGreaterThan(1);
    await expect(submitClaims(as("user:provider"), month)).rejects.toMatchObject({ code: "nothing-to-submit" });
  });
  it("never hold a visit twice: the table refuses a second live line", async () => {
    await expect(
      rows(
        "insert into claim_line (id, claim_id, visit_id, asked_fen, outcome, word, proposed_fen, failures) select gen_random_uuid(), claim_id, visit_id, asked_fen, outcome, word, proposed_fen, failures from claim_line limit 1",
      ),
    ).rejects.toMatchObject({ code: "already-exists" });
  });
  it("keep what was asked: no decision writes over it", () =>
    expect(rows("update claim_line set asked_fen = asked_fen - 1")).rejects.toThrow());
});

describe("a street", () => {
  it("does not decide what it prepared or submitted itself", async () => {
    const [first] = await someClaims();
    await expect(passClaim(as("user:provider"), first?.claimNo ?? "")).rejects.toMatchObject({
      code: "decision-by-preparer",
    });
  });
  it("finds no claim of another street", async () => {
    const found = await someClaims();
    const [first] = found;
    const other = found.find(({ claim }) => claim.streetId !== first?.claim.streetId);
    const scope = { streets: [other?.claim.streetId ?? 0], provider: "all", worker: "all" } as never;
    const attempt = passClaim({ ...as("user:street"), scope }, first?.claimNo ?? "");
    await expect(attempt).rejects.toMatchObject({ code: "not-found" });
  });
  it("cuts a line whose evidence it has seen, with a reason it may give, keeps the asked amount beside the adjusted one, and refuses more than was asked", async () => {
    const [first] = await someClaims();
    const line = cleanLines(first?.lines ?? [])[0];
    const request = {
      claimNo: first?.claimNo ?? "",
      lineId: line?.id ?? "",
      decision: "cut" as const,
      reason: "R-DISSATISFIED",
      note: null,
    };
    const cut = (adjusted: bigint, reason = "R-DISSATISFIED") =>
      decideLine(as("user:street"), { ...request, reason, adjustedFen: fen(adjusted) });
    await expect(cut(100n)).rejects.toMatchObject({ code: "evidence-not-shown" });
    await seeEvidence(as("user:other"), request.lineId);
    await expect(cut(100n)).rejects.toMatchObject({ code: "evidence-not-shown" });
    await seeEvidence(as("user:street"), request.lineId);
    await expect(cut((line?.askedFen ?? 0n) + 1n)).rejects.toMatchObject({ code: "adjusted-above-asked" });
    await expect(cut(100n, "")).rejects.toMatchObject({ code: "decision-needs-reason" });
    await expect(cut(100n, "R-CALLBACK-DENIED")).rejects.toMatchObject({ code: "decision-reason-unknown" });
    await expect(cut(100n, "street-other")).rejects.toMatchObject({ code: "decision-needs-note" });
    await cut((line?.askedFen ?? 0n) / 2n);
    const after = (await someClaims())[0]?.lines.find((one) => one.id === line?.id);
    expect(after).toMatchObject({ askedFen: line?.askedFen, adjustedFen: (line?.askedFen ?? 0n) / 2n });
  });
  it("passes a claim only when each line is decided", async () => {
    const [first] = await someClaims();
    await expect(passClaim(as("user:street"), first?.claimNo ?? "")).rejects.toMatchObject({
      code: "claim-lines-undecided",
    });
  });
  it("sends a claim back to its provider, who submits it again", async () => {
    const last = (await someClaims()).at(-1);
    await returnClaim(as("user:street"), last?.claimNo ?? "", "请核对日期");
    expect(await submitClaims(as("user:provider"), month)).toBe(1);
  });
  it("refuses or holds a clean line with a reason", async () => {
    const found = (await someClaims()).filter(({ lines }) => cleanLines(lines).length > 2);
    const [refused, held] = cleanLines(found[0]?.lines ?? []);
    const claimNo = found[0]?.claimNo ?? "";
    const rest = { adjustedFen: null, note: null };
    const decide = (lineId: string | undefined, decision: "refuse" | "hold", reason: string) =>
      decideSeen(as("user:street"), { ...rest, claimNo, lineId: lineId ?? "", decision, reason });
    await decide(refused?.id, "refuse", "R-CALLBACK-DENIED");
    await decide(held?.id, "hold", "R-COMPLAINT-OPEN");
    await expect(openClose(as("user:clerk"), opening)).rejects.toMatchObject({ code: "claims-not-approved" });
    await decideAll();
  });
});

describe("the close of a month", () => {
  let closed: ClosedMonth;
  let whole: Awaited<ReturnType<typeof wholeClose>>;

  it("waits for the end of the month", async () => {
    await expect(
      openClose({ ...as("user:clerk"), now: instantAt(firstDateOf(month), 600) }, opening),
    ).rejects.toMatchObject({ code: "month-not-over" });
  });
  it("asks for a reason on the embedded database, and for none on PostgreSQL", async () => {
    const attempt = openClose(as("user:clerk"), { ...opening, override: null });
    if (database.kind === "pglite") await expect(attempt).rejects.toMatchObject({ code: "close-needs-override" });
    else {
      await attempt;
      await withdrawClose(as("user:clerk"), month, "另行开启");
    }
  });
  it("gives the same digests each time it is opened with the same inputs", async () => {
    const first = await openClose(as("user:clerk"), opening);
    const again = await openClose(as("user:clerk"), opening);
    expect(again.inputDigest).toBe(first.inputDigest);
    expect(again.resultDigest).toBe(first.resultDigest);
    expect(first.checks.every((check) => check.holds)).toBe(true);
    const { digests, checks } = await wholeClose(as("user:test"), month);
    expect(first).toMatchObject({ ...digests, checks });
  });
  it("is not approved by whoever opened it, nor finished with one approver", async () => {
    await expect(approveClose(as("user:clerk"), month)).rejects.toMatchObject({ code: "close-approver-prepared" });
    expect(await approveClose(as("user:lead"), month)).toMatchObject({ given: ["user:lead"], needed: 2 });
    expect((await approveClose(as("user:lead"), month)).given).toHaveLength(1);
    await expect(finishClose(as("user:lead"), month)).rejects.toMatchObject({ code: "close-needs-two-approvers" });
    expect((await counts())?.["journals"]).toBe(0);
  });
  it("stops when something changed since it was opened", async () => {
    await approveClose(as("user:finance"), month);
    await rows("update visit set evidence_digest = 'changed' where visit_no = (select min(visit_no) from visit)");
    await expect(finishClose(as("user:lead"), month)).rejects.toMatchObject({ code: "close-inputs-changed" });
    expect((await counts())?.["journals"]).toBe(0);
  });
  it("is withdrawn with a reason and opened anew under the next number", async () => {
    await withdrawClose(as("user:lead"), month, "证据更正");
    const plan = await openClose(as("user:clerk"), opening);
    expect(plan.run.runNo).toMatch(/#\d$/);
    const other = approveClose(as("user:nobody"), plainMonth("2026-11"));
    await expect(other).rejects.toMatchObject({ code: "close-not-open" });
    await approveClose(as("user:lead"), month);
    await approveClose(as("user:finance"), month);
    whole = await wholeClose(as("user:test"), month);
  });
  it("has one winner when two finish it at once, and asked again adds nothing", async () => {
    const both = await Promise.allSettled([
      finishClose(as("user:lead"), month),
      finishClose(as("user:finance"), month),
    ]);
    const done = both.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    for (const one of both) if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "busy-try-again" });
    expect(done.length).toBeGreaterThan(0);
    const before = await counts();
    closed = await finishClose(as("user:lead"), month);
    for (const one of done) expect(one).toEqual(closed);
    expect(await counts()).toEqual(before);
  });
  it("keeps the inputs, and writes the lines, that the month at once comes to", async () => {
    expect(closed).toMatchObject(whole.storedDigests);
    const { inputs, lines } = whole;
    expect(await storedClose(as("user:test"), month)).toEqual({ inputs, lines });
  });
  it("pays what the lines approve to the last fen, and leaves balanced books", async () => {
    const [sums] = await rows<Record<string, string>>(
      `select (select sum(approved_fen) from settlement_line)::text as approved, (select sum(ordered_fen) from payment_line)::text as ordered,
              (select sum(amount_fen) from bank_line)::text as bank, (select sum(debit_fen) - sum(credit_fen) from account_balance)::text as rest,
              (select sum(amount_fen) from posting p join account a on a.id = p.credit_account_id where a.code = 'provider.payable')::text as payable`,
    );
    expect(sums?.["approved"]).toBe(closed.approvedFen.toString());
    expect(sums).toMatchObject({
      ordered: sums?.["approved"],
      bank: sums?.["approved"],
      payable: sums?.["approved"],
      rest: "0",
    });
    expect(closed.approvedFen).toBeLessThan(closed.claimedFen);
    expect(closed.ledgerSumFen).toBe(0n);
  });
  it("explains each line: asked less approved is the sum of its named differences", async () => {
    const unexplained = await rows(
      "select id from settlement_line l where claimed_fen - approved_fen <> coalesce((select sum((d->>'amountFen')::bigint) from jsonb_array_elements(l.differences) d), 0)",
    );
    expect(unexplained).toEqual([]);
    const words = await rows<{ outcome: string }>("select distinct outcome from settlement_line order by outcome");
    expect(words.map((row) => row.outcome)).toEqual(
      expect.arrayContaining(["accepted", "cut_back", "pended", "rejected"]),
    );
  });
  it("is final: no claim, decision or second close after it", async () => {
    await expect(openClose(as("user:clerk"), opening)).rejects.toMatchObject({ code: "month-closed" });
    await expect(prepareClaims(as("user:provider"), month)).rejects.toMatchObject({ code: "month-closed" });
    await expect(rows("update claim_line set decision_note = 'late'")).rejects.toThrow();
    await expect(rows("update payment_line set ordered_fen = 1")).rejects.toThrow();
    await expect(
      rows(
        "insert into close_approval (run_id, approver, approved_at) select id, prepared_by, now() from settlement_run where voided_reason is null",
      ),
    ).rejects.toThrow();
  });
  it("pays no visit twice: the table refuses a second live settlement line", async () => {
    await expect(
      rows(
        `insert into settlement_line (id, run_id, visit_id, provider_id, street_id, service_month, word, outcome, differences, planned_fen, verified_fen, claimed_fen, approved_fen, price_version, evidence_digest)
         select gen_random_uuid(), (select id from settlement_run where voided_reason is not null limit 1), visit_id, provider_id, street_id, service_month, word, outcome, differences, planned_fen, verified_fen, claimed_fen, approved_fen, price_version, evidence_digest from settlement_line limit 1`,
      ),
    ).rejects.toMatchObject({ code: "already-exists" });
  });
  it("is exported with masked numbers as text and marked as demonstration data", async () => {
    const bytes = await writeSettlementWorkbook(as("user:finance"), testCrypto, month);
    const sheets = await readWorkbook(bytes, "settlement.xlsx");
    expect(sheets.map((sheet) => sheet.sheet)).toEqual(["结算汇总表", "结算明细表"]);
    const text = JSON.stringify(sheets, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value));
    expect(text).toContain("演示数据");
    expect(text).toMatch(/\d{3}\*{11}\d{3}[\dX]/);
    expect(text).not.toMatch(/320699\d{11}[\dX]/);
  });
});
