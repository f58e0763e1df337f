/** A clawback of visits that several funds had paid: each gets back, out of the next payment from itself, exactly what it had given. */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fen } from "#app/domain/money/fen.ts";
import { instantAt } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { addMonths, lastDateOf } from "#app/domain/time/plain-month.ts";
import { decideClawback } from "#app/usecases/reconciliation/decide-clawback.server.ts";
import { addFund } from "#app/usecases/reconciliation/enter-budget.server.ts";
import { showClawbacks } from "#app/usecases/reconciliation/show-clawbacks.server.ts";
import { showSettlement } from "#app/usecases/reconciliation/show-settlement.server.ts";
import { writePaymentApplication } from "#app/usecases/reconciliation/write-official-forms.server.ts";
import { writeSettlementWorkbook } from "#app/usecases/reconciliation/write-settlement-workbook.server.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { openForm, textsOf, totalOf } from "#tests/support/opened-form.ts";
import { runMonthOf, testCrypto } from "#tests/support/small-district.ts";
import { ask, byElder, idNumbers, listOf, MONTH, ROWS, visitsOf } from "../entitlement/listed-month.ts";

const NEXT = addMonths(MONTH, 1);
const told = instantAt(addDays(lastDateOf(MONTH), 6), 10 * 60);
const later = instantAt(addDays(lastDateOf(NEXT), 20), 10 * 60);
/** Most that the district's fund pays of a visit; an odd sum, so that no split comes out by chance. */
const CAP_FEN = 1237n;

let database: Database;
const as = (actor: string, now = told) => testContext(database, { actor, now });
const rows = <Row>(statement: string) => ask<Row>(as("user:test"), statement);

type Part = { readonly visit: string; readonly fund: string; readonly fen: string };
const partsOf = (where: string) =>
  rows<Part>(`select v.visit_no as visit, p.fund, p.amount_fen::text as fen from settlement_part p
    join settlement_line l on l.id = p.line_id join visit v on v.id = l.visit_id where ${where} order by 1, 2`);

beforeAll(async () => {
  database = await testDatabase();
  const [unprepared, fund] = [testContext(database), { code: "lottery", nameZh: "福彩公益金", nameEn: "Lottery fund" }];
  await addFund(as("user:finance"), { ...fund, priority: 2, perVisitCapFen: null });
  await inTransaction(as("user:test"), (unit) =>
    unit.orm.execute(sql.raw(`update fund set per_visit_cap_fen = ${CAP_FEN} where code = 'district'`)),
  );
  await runMonthOf(unprepared, ROWS, { month: MONTH, seed: "1", simulate: true });
  const numbers = await idNumbers(as("user:clerk"));
  const live = "id in (select visit_id from settlement_line where approved_fen > 0)";
  const [elder, own] = byElder(await visitsOf(as("user:clerk"), live), 3)[0] ?? ["", []];
  const row = { idNumber: numbers.get(elder) ?? "", days: own[0]?.day ?? "", matter: "去世" };
  await listOf(as("user:clerk"), [row], true);
  const proposed = (await showClawbacks(as("user:lead"))).filter(({ proposedBy }) => proposedBy === "clerk");
  for (const { id } of proposed) await decideClawback(as("user:lead"), { id, decision: "accept", note: null });
});
afterAll(async () => database.close());

describe("a clawback of visits that two funds had paid", () => {
  const wronged = "l.id in (select settlement_line_id from clawback where state not in ('proposed', 'dismissed'))";

  it("begins with lines that are split to the fen: the first fund to its cap, the next one the rest", async () => {
    const lines = await rows<{ approved: string; parts: string; funds: number }>(
      `select l.approved_fen::text as approved, sum(p.amount_fen)::text as parts, count(*)::int as funds
         from settlement_line l join settlement_part p on p.line_id = l.id group by l.id`,
    );
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line.parts).toBe(line.approved);
    expect(lines.filter(({ funds }) => funds === 2).length).toBeGreaterThan(0);
    const capped = await partsOf("p.fund = 'district'");
    expect(capped.every((part) => BigInt(part.fen) <= CAP_FEN)).toBe(true);
  });

  it("stands in the books of each fund with what that fund had paid", async () => {
    const parts = await partsOf(wronged);
    expect(new Set(parts.map(({ fund }) => fund))).toEqual(new Set(["district", "lottery"]));
    const posted = await rows<Part>(
      `select v.visit_no as visit, d.fund, p.amount_fen::text as fen from posting p join journal j on j.id = p.journal_id
         join account d on d.id = p.debit_account_id join account c on c.id = p.credit_account_id and c.fund = d.fund
         join visit v on v.id = p.visit_id where j.kind = 'clawback_found' and d.code = 'provider.clawback' order by 1, 2`,
    );
    expect(posted).toEqual(parts);
  });

  describe("when the next month is closed", () => {
    beforeAll(async () => {
      await runMonthOf(testContext(database), ROWS, { month: NEXT, seed: "2", simulate: true });
    });

    it("comes back to each fund in full, fund by fund, and no fund gets another's money", async () => {
      const netted = await rows<Part>(
        `select v.visit_no as visit, n.fund, sum(n.amount_fen)::text as fen from clawback_netting n
           join clawback c on c.id = n.clawback_id join visit v on v.id = c.visit_id group by 1, 2 order by 1, 2`,
      );
      expect(netted).toEqual(await partsOf(wronged));
      const states = await rows(
        "select distinct state, recovered_fen = paid_fen as whole from clawback where state not in ('proposed', 'dismissed')",
      );
      expect(states).toEqual([{ state: "offset", whole: true }]);
      const open = await rows(
        `select a.fund, sum(b.debit_fen - b.credit_fen)::text as fen from account_balance b join account a on a.id = b.account_id
          where a.code = 'provider.clawback' group by 1 order by 1`,
      );
      expect(open).toEqual([
        { fund: "district", fen: "0" },
        { fund: "lottery", fen: "0" },
      ]);
    });

    it("lowers each fund's own order to the provider by what that fund got back", async () => {
      const period = NEXT.replace("-", "");
      const orders = await rows<{ provider: string; fund: string; fen: string }>(
        `select p.provider_id::text as provider, p.fund, p.ordered_fen::text as fen from payment_line p
           join settlement_run r on r.id = p.run_id where r.period_id = ${period} order by 1, 2`,
      );
      const owed = await rows<{ provider: string; fund: string; fen: string }>(
        `select l.provider_id::text as provider, p.fund, (sum(p.amount_fen) - coalesce((select sum(n.amount_fen) from clawback_netting n
             join clawback c on c.id = n.clawback_id where c.provider_id = l.provider_id and n.fund = p.fund), 0))::text as fen
           from settlement_part p join settlement_line l on l.id = p.line_id join settlement_run r on r.id = l.run_id
          where r.period_id = ${period} group by l.provider_id, p.fund order by 1, 2`,
      );
      expect(orders).toEqual(owed.filter((one) => one.fen !== "0"));
      expect(new Set(orders.map((one) => one.fund))).toEqual(new Set(["district", "lottery"]));
      const { close } = await showSettlement(as("user:lead", later), NEXT, null);
      expect(close.checks.filter((check) => !check.holds)).toEqual([]);
    });

    it("stands on the forms that are handed in: what was set off, what is paid, and the funds that pay", async () => {
      const [sums] = await rows<{ netted: string; ordered: string }>(
        `select (select sum(amount_fen) from clawback_netting)::text as netted,
                (select sum(p.ordered_fen) from payment_line p join settlement_run r on r.id = p.run_id where r.period_id = ${NEXT.replace("-", "")})::text as ordered`,
      );
      const [summary, detail] = await openForm(
        await writeSettlementWorkbook(as("user:finance", later), testCrypto, NEXT),
      );
      expect(totalOf(summary, "追回金额")).toBe(Number(sums?.netted));
      expect(totalOf(summary, "应付金额")).toBe(Number(sums?.ordered));
      const asked = { month: NEXT, wholeAccounts: true };
      const { bytes } = await writePaymentApplication(as("user:finance", later), testCrypto, asked);
      const [application] = await openForm(bytes);
      expect(totalOf(application, "小写")).toBe(Number(sums?.ordered));
      for (const sheet of [detail, application])
        expect(textsOf(sheet).flat().join("\n")).toMatch(/区级居家服务补贴 \d+\.\d\d；福彩公益金 \d+\.\d\d/);
    });

    it("keeps what every account stands at equal to its postings, each fund's debits equal to its credits", async () => {
      const drift = await rows(
        `select b.account_id from account_balance b group by b.account_id having sum(b.debit_fen) is distinct from
           (select coalesce(sum(amount_fen), 0) from posting where debit_account_id = b.account_id)
           or sum(b.credit_fen) is distinct from (select coalesce(sum(amount_fen), 0) from posting where credit_account_id = b.account_id)`,
      );
      expect(drift).toEqual([]);
      const funds = await rows<{ fund: string; fen: string }>(
        `select a.fund, sum(b.debit_fen - b.credit_fen)::text as fen from account_balance b join account a on a.id = b.account_id group by 1`,
      );
      expect(funds.filter((one) => one.fen !== fen(0).toString())).toEqual([]);
    });
  });
});
