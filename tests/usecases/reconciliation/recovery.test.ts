/** A closed month is contested and found wrong: appeals, clawbacks and the next month's close that carries what came of them. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NOTHING } from "#app/domain/access/scope.ts";
import { instantAt, localDateOf } from "#app/domain/time/instant.ts";
import { addDays, plainDate } from "#app/domain/time/plain-date.ts";
import { lastDateOf } from "#app/domain/time/plain-month.ts";
import { fen } from "#app/domain/money/fen.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { scanStops } from "#app/usecases/entitlement/scan-stops.server.ts";
import { DOCUMENT_BYTES_MOST } from "#app/usecases/photos/keep-document.server.ts";
import { decideAppeal } from "#app/usecases/reconciliation/decide-appeal.server.ts";
import { decideClawback } from "#app/usecases/reconciliation/decide-clawback.server.ts";
import { enterBudget } from "#app/usecases/reconciliation/enter-budget.server.ts";
import { escalateAppeals } from "#app/usecases/reconciliation/escalate-appeals.server.ts";
import { fileAppeal } from "#app/usecases/reconciliation/file-appeal.server.ts";
import { openAppealDocument } from "#app/usecases/reconciliation/open-appeal-document.server.ts";
import {
  showAppeal,
  showAppeals,
  showProviderAppeals,
  showRuleAppeals,
} from "#app/usecases/reconciliation/show-appeals.server.ts";
import { showClawbacks } from "#app/usecases/reconciliation/show-clawbacks.server.ts";
import { showBudget } from "#app/usecases/reconciliation/show-budget.server.ts";
import { showSettlement } from "#app/usecases/reconciliation/show-settlement.server.ts";
import { showStatement } from "#app/usecases/reconciliation/show-statement.server.ts";
import { writePaymentApplication } from "#app/usecases/reconciliation/write-official-forms.server.ts";
import { writeSettlementWorkbook } from "#app/usecases/reconciliation/write-settlement-workbook.server.ts";
import type { Database } from "#db/connection.server.ts";
import type { Context } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { memoryBlobs } from "#tests/support/memory-blobs.ts";
import { photoOf } from "#tests/support/pictures.ts";
import { openForm, totalOf } from "#tests/support/opened-form.ts";
import { plannedDistrict, runMonthOf, testCrypto } from "#tests/support/small-district.ts";
import { closeWithOneCut } from "#tests/support/cut-month.ts";
import { ask, byElder, idNumbers, listOf, MONTH, ROWS, visitsOf } from "../entitlement/listed-month.ts";
import { closedAt, later, NEXT, shortLine, told, type ShortLine } from "./short-line.ts";

let database: Database;
const blobs = memoryBlobs();
const as = (actor: string, now = told) => testContext(database, { actor, now });
const provider = () => as("user:provider");
const ask1 = async <Row>(statement: string) => (await ask<Row>(as("user:test"), statement))[0];
let short: ShortLine | undefined;
let closedLines: unknown;

beforeAll(async () => {
  database = await plannedDistrict(60);
  await closeWithOneCut((actor) => as(actor, closedAt), MONTH);
  closedLines = await ask(as("user:test"), "select * from settlement_line order by id");
  short = await shortLine(as("user:test"));
});
afterAll(async () => database.close());

describe("an appeal against a settled line", () => {
  const filing = { about: "line" as const, said: "护理员按时到了", evidence: "门牌码照片 12 号" };
  const appealNo = () => `SS-M-${short?.visit ?? ""}`;

  it("is offered for exactly the lines that pay less than was asked, until its last working day", async () => {
    const { lines } = await showProviderAppeals(provider());
    const missing = await ask1<{ n: number }>(
      "select count(*)::int as n from settlement_line l join visit v on v.id = l.visit_id where l.approved_fen < least(l.claimed_fen, l.planned_fen)",
    );
    expect(lines.length).toBe(missing?.n);
    expect(lines.length).toBeGreaterThan(0);
    const late = as("user:provider", instantAt(addDays(lastDateOf(MONTH), 60), 600));
    expect((await showProviderAppeals(late)).lines).toEqual([]);
    await expect(fileAppeal(late, { ...filing, visitNo: short?.visit ?? "" })).rejects.toMatchObject({
      code: "appeal-not-possible",
    });
  });

  it("is filed once, with text and proof, and takes a photograph or a PDF and nothing else", async () => {
    const file = (changes = {}, bytes: Uint8Array | null = null) =>
      fileAppeal(
        provider(),
        { ...filing, visitNo: short?.visit ?? "", ...changes },
        bytes && { blobs, title: "签字单.jpg", bytes },
      );
    const photo = await photoOf(4);
    await expect(file({ evidence: " " }, photo)).rejects.toMatchObject({ code: "appeal-needs-text" });
    for (const bytes of [new TextEncoder().encode("<html>"), new Uint8Array(DOCUMENT_BYTES_MOST + 1)])
      await expect(file({}, bytes)).rejects.toMatchObject({ code: "document-unusable" });
    expect(await ask(as("user:test"), "select id from appeal")).toEqual([]);
    expect(await file({}, photo)).toBe(appealNo());
    await expect(file()).rejects.toMatchObject({ code: "appeal-not-possible" });
    expect(await showAppeals(as("user:lead"))).toMatchObject([
      { state: "filed", visitNo: short?.visit, about: "line" },
    ]);
  });

  it("shows what was handed in to whoever answers, under its digest, and writes each opening down", async () => {
    const { documents } = await showAppeal(as("user:lead"), appealNo());
    expect(documents).toMatchObject([{ title: "签字单.jpg", isPhoto: true }]);
    const [document] = documents;
    const opened = await openAppealDocument(as("user:lead"), blobs, {
      appealNo: appealNo(),
      documentId: document?.id ?? "",
    });
    expect([opened.mediaType, sha256Hex(opened.bytes), opened.bytes.length]).toEqual([
      "image/jpeg",
      document?.digest,
      document?.bytes,
    ]);
    const said = await ask<{ action: string; text: string }>(
      as("user:test"),
      "select action, convert_from(canonical, 'UTF8') as text from audit_event where action in ('appeal.file', 'appeal.open-document') order by at, action",
    );
    expect(said.map(({ action }) => action)).toEqual(["appeal.file", "appeal.open-document"]);
    for (const { text } of said) expect(text).toContain(document?.digest ?? "none");
  });

  it("shows it to nobody whose scope does not reach the visit, and never lets it be changed", async () => {
    const [document] = (await showAppeal(as("user:lead"), appealNo())).documents;
    const asked = { appealNo: appealNo(), documentId: document?.id ?? "" };
    const elsewhere = { ...as("user:elsewhere"), scope: NOTHING };
    await expect(openAppealDocument(elsewhere, blobs, asked)).rejects.toMatchObject({ code: "not-found" });
    const unknown = { ...asked, documentId: "00000000-0000-4000-8000-000000000000" };
    await expect(openAppealDocument(as("user:lead"), blobs, unknown)).rejects.toMatchObject({ code: "not-found" });
    for (const change of ["update appeal_document set title = 'x'", "delete from appeal_document"])
      await expect(ask(as("user:test"), change)).rejects.toMatchObject({ code: "closed-for-changes" });
  });

  it("that nobody answers by its last day passes to the head of the district, once, and silence decides nothing", async () => {
    const overdue = { ...as("system:job"), now: instantAt(plainDate("2027-12-01"), 9 * 60) };
    expect(await escalateAppeals(as("system:job"))).toEqual({ escalated: 0 });
    expect(await escalateAppeals(overdue)).toEqual({ escalated: 1 });
    expect(await escalateAppeals(overdue)).toEqual({ escalated: 0 });
    const late = { appealNo: appealNo(), decision: "upheld" as const, partFen: null, reason: "照片证实" };
    await expect(decideAppeal(as("user:clerk"), late)).rejects.toMatchObject({ code: "appeal-passed-to-lead" });
    const [shown] = await showAppeals(overdue);
    expect(shown).toMatchObject({ isLate: true, state: "filed" });
    expect(shown?.escalatedAt).not.toBeNull();
  });

  it("is answered by nobody who filed it or decided on the line before, and once", async () => {
    const answer = {
      ...{ appealNo: appealNo(), decision: "upheld" as const, partFen: null, reason: "照片证实" },
      asLead: true,
    };
    const first = await ask1<{ by: string }>(
      `select c.decided_by as by from claim_line c join visit v on v.id = c.visit_id where v.visit_no = '${short?.visit ?? ""}'`,
    );
    for (const who of ["user:provider", first?.by ?? ""])
      await expect(decideAppeal(as(who), answer)).rejects.toMatchObject({ code: "appeal-by-first-reviewer" });
    await expect(decideAppeal(as("user:lead"), { ...answer, reason: "" })).rejects.toMatchObject({
      code: "appeal-needs-reason",
    });
    await decideAppeal(as("user:lead"), answer);
    await expect(decideAppeal(as("user:other"), answer)).rejects.toMatchObject({ code: "appeal-decided" });
  });

  it("adds what it gives as an approved amount that names the closed month, and changes nothing in it", async () => {
    const added = await ask1<Record<string, string>>(
      "select amount_fen::text as fen, to_char(refers_to_month, 'YYYY-MM') as month, approved_by as by, run_id::text as run from settlement_adjustment",
    );
    const missing = BigInt(short?.asked ?? "0") - BigInt(short?.approved ?? "0");
    expect(added).toEqual({ fen: missing.toString(), month: MONTH, by: "user:lead", run: null });
    expect(await ask(as("user:test"), "select * from settlement_line order by id")).toEqual(closedLines);
  });
});

describe("what appeals say of a rule", () => {
  const ofRule = async (context: Context, code: string) =>
    (await showRuleAppeals(context)).find(({ ruleCode }) => ruleCode === code);

  it("is the share of its cuts that were turned round, the same for every provider, for a year", async () => {
    const reversed = { ruleCode: "R-DISSATISFIED", findings: 1, decided: 1, reversed: 1 };
    expect(await ofRule(as("user:lead"), "R-DISSATISFIED")).toEqual(reversed);
    const elsewhere = { ...as("user:elsewhere"), scope: NOTHING };
    expect(await ofRule(elsewhere, "R-DISSATISFIED")).toEqual(reversed);
    const [first] = await showRuleAppeals(provider());
    expect(first?.ruleCode).toBe("R-DISSATISFIED");
    const yearOn = addDays(localDateOf(closedAt), 365);
    expect(await ofRule(as("user:lead", instantAt(yearOn, 600)), "R-DISSATISFIED")).toEqual(reversed);
    expect(await ofRule(as("user:lead", instantAt(addDays(yearOn, 1), 600)), "R-DISSATISFIED")).toBeUndefined();
  });
});

describe("a clawback", () => {
  const found = async () => (await showClawbacks(as("user:lead"))).filter(({ proposedBy }) => proposedBy === "clerk");

  it("is told to the provider with the days it has, once a second person has confirmed it", async () => {
    const numbers = await idNumbers(as("user:clerk"));
    await scanStops(as("user:scan"));
    const live = "id in (select visit_id from settlement_line where voided_by_run is null and approved_fen > 0)";
    const [elder, own] = byElder(await visitsOf(as("user:clerk"), live), 3)[0] ?? ["", []];
    const row = { idNumber: numbers.get(elder) ?? "", days: own[0]?.day ?? "", matter: "去世" };
    await listOf(as("user:clerk"), [row], true);
    for (const { id } of await found()) await decideClawback(as("user:lead"), { id, decision: "accept", note: null });
    const { clawbacks } = await showProviderAppeals(provider());
    expect(clawbacks.length).toBeGreaterThan(1);
    expect(clawbacks.every((one) => one.isOpen && one.state === "notified" && one.until !== null)).toBe(true);
  });

  it("is taken out of the books again when an appeal against it is upheld", async () => {
    const [one] = (await showProviderAppeals(provider())).clawbacks;
    const filing = {
      about: "clawback" as const,
      visitNo: one?.visitNo ?? "",
      said: "当天仍在服务",
      evidence: "签字单 3 号",
    };
    const appealNo = await fileAppeal(provider(), filing);
    const answer = { appealNo, partFen: fen(100), reason: "日期有误" };
    await expect(decideAppeal(as("user:third"), { ...answer, decision: "partly" })).rejects.toMatchObject({
      code: "appeal-clawback-in-whole",
    });
    await expect(decideAppeal(as("user:lead"), { ...answer, decision: "upheld" })).rejects.toMatchObject({
      code: "appeal-by-first-reviewer",
    });
    await decideAppeal(as("user:third"), { ...answer, decision: "upheld" });
    const books = await ask1<Record<string, string>>(
      `select (select count(*) from journal r join journal j on j.id = r.reverses where j.kind = 'clawback_found')::text as reversed,
              (select state from clawback c join visit v on v.id = c.visit_id where v.visit_no = '${one?.visitNo ?? ""}') as state`,
    );
    expect(books).toEqual({ reversed: "1", state: "written_off" });
  });
});

describe("the close of the next month", () => {
  beforeAll(async () => {
    await enterBudget(as("user:finance"), {
      fund: "district",
      year: 2027,
      documentNo: "2027-1",
      amountFen: fen(100_000_000),
      note: "示例",
    });
    await runMonthOf(testContext(database), ROWS, { month: NEXT, seed: "2", simulate: true });
  });

  it("sets off every confirmed clawback, never below zero, and pays the late amount, each with its journal", async () => {
    const rest = await ask(
      as("user:test"),
      "select finding_no from clawback where state = 'confirmed' and recovered_fen >= paid_fen or recovered_fen > paid_fen",
    );
    expect(rest).toEqual([]);
    const sums = await ask1<Record<string, string>>(
      `select (select sum(amount_fen) from clawback_netting)::text as netted, (select sum(recovered_fen) from clawback)::text as recovered,
              (select sum(p.amount_fen) from posting p join journal j on j.id = p.journal_id where j.kind = 'clawback_netted')::text as journals,
              (select count(*) from settlement_adjustment where run_id is null)::text as waiting,
              (select to_char(refers_to_month, 'YYYY-MM') from journal where kind = 'adjustment') as month`,
    );
    expect(BigInt(sums?.["netted"] ?? "0")).toBeGreaterThan(0n);
    expect(sums).toMatchObject({ recovered: sums?.["netted"], journals: sums?.["netted"], waiting: "0", month: MONTH });
  });

  it("orders what is approved and came late, less what was set off, to the last fen", async () => {
    const sums = await ask1<Record<string, string>>(
      `select (select sum(l.approved_fen) from settlement_line l where l.service_month = '${NEXT}-01')::text as approved,
              (select sum(amount_fen) from settlement_adjustment)::text as late, (select sum(amount_fen) from clawback_netting)::text as netted,
              (select sum(p.ordered_fen) from payment_line p join settlement_run r on r.id = p.run_id where r.period_id = ${NEXT.replace("-", "")})::text as ordered`,
    );
    const of = (name: string) => BigInt(sums?.[name] ?? "0");
    expect(of("ordered")).toBe(of("approved") + of("late") - of("netted"));
    const settlement = await showSettlement(as("user:lead", later), NEXT, null);
    expect(settlement.close.checks.filter((check) => !check.holds)).toEqual([]);
    expect(settlement.providers.every((one) => one.unexplained === 0)).toBe(true);
    const codes = settlement.total.differences.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(["clawback-netted", "late-added"]));
  });

  it("hands in what is paid: what came late and what was set off stand beside what was asked and cut", async () => {
    const sums = await ask1<Record<string, string>>(
      `select (select sum(amount_fen) from settlement_adjustment)::text as late, (select sum(amount_fen) from clawback_netting)::text as netted,
              (select sum(p.ordered_fen) from payment_line p join settlement_run r on r.id = p.run_id where r.period_id = ${NEXT.replace("-", "")})::text as ordered`,
    );
    const [late, netted, ordered] = ["late", "netted", "ordered"].map((name) => Number(sums?.[name] ?? "0"));
    const [summary] = await openForm(await writeSettlementWorkbook(as("user:finance", later), testCrypto, NEXT));
    const total = (header: string) => totalOf(summary, header);
    expect([total("补付金额"), total("追回金额"), total("应付金额")]).toEqual([late, netted, ordered]);
    expect(total("应付金额")).toBe(total("申报金额") - total("核减金额") + total("补付金额") - total("追回金额"));
    const asked = { month: NEXT, wholeAccounts: true };
    const { bytes } = await writePaymentApplication(as("user:finance", later), testCrypto, asked);
    expect(totalOf((await openForm(bytes))[0], "小写")).toBe(ordered);
  });

  it("shows the provider each of them on its statement, with the month it refers to", async () => {
    const { nettings, late } = await showStatement(as("user:provider", later), NEXT);
    expect(nettings.length).toBeGreaterThan(0);
    expect(nettings.every((one) => one.paidMonth === MONTH && one.amountFen > 0n)).toBe(true);
    expect(late).toMatchObject([{ month: MONTH, visitNo: short?.visit, reason: "appeal" }]);
  });

  it("spends the budget of the year, and holds nothing of the closed month", async () => {
    const { funds } = await showBudget(as("user:finance"), { year: 2027, fund: null, of: null, page: 1 });
    const spent = await ask1<{ fen: string }>(
      `select sum(approved_fen)::text as fen from settlement_line where service_month = '${NEXT}-01'`,
    );
    expect(funds[0]?.stand).toMatchObject({ committedFen: "0", spentFen: spent?.fen, excessFen: "0" });
  });

  it("leaves the month before as it was closed", async () => {
    expect(
      await ask(as("user:test"), `select * from settlement_line where service_month = '${MONTH}-01' order by id`),
    ).toEqual(closedLines);
  });
});
