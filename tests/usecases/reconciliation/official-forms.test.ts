/** The forms that officials hand in, opened again: layout, text-typed numbers, masked names, and sums that are the ledger's. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { yuanInWords } from "#app/domain/money/yuan-text.ts";
import { fen } from "#app/domain/money/fen.ts";
import { writeElderHistory } from "#app/usecases/reconciliation/write-elder-history.server.ts";
import {
  writePaymentApplication,
  writePerformanceTable,
  writePublicityTable,
} from "#app/usecases/reconciliation/write-official-forms.server.ts";
import type { Database } from "#db/connection.server.ts";
import { openForm, textsOf, totalOf } from "#tests/support/opened-form.ts";
import { testCrypto } from "#tests/support/small-district.ts";
import { ask, closedMonth, later, MONTH } from "./closed-month.ts";

let database: Database;
const as = (actor: string) => later(database, 1)(actor);

beforeAll(async () => {
  database = await closedMonth();
}, 120_000);
afterAll(async () => database.close());

/** Owed to providers by the settlement vouchers, in fen. */
async function ledgerFen(): Promise<bigint> {
  const [row] = await ask<{ fen: string }>(
    database,
    `select sum(p.amount_fen)::text as fen from posting p join journal j on j.id = p.journal_id join account a on a.id = p.credit_account_id
      where j.kind = 'settlement' and a.code = 'provider.payable'`,
  );
  return BigInt(row?.fen ?? "0");
}

describe("the payment application", () => {
  it("asks per provider for what the books owe, in figures and in words, with text-typed accounts", async () => {
    const { bytes } = await writePaymentApplication(as("user:finance"), testCrypto, {
      month: MONTH,
      wholeAccounts: true,
    });
    const [sheet] = await openForm(bytes);
    expect(totalOf(sheet, "小写")).toBe(Number(await ledgerFen()));
    const text = textsOf(sheet).flat().join("\n");
    expect(text).toContain(`合计大写：${yuanInWords(fen(await ledgerFen()))}`);
    for (const word of [
      "居家上门服务资金拨付申请表",
      "填报单位：区养老服务科",
      "单位：元",
      "申请金额",
      "收款",
      "领导意见：",
      "演示数据",
    ])
      expect(text).toContain(word);
    const accounts = (sheet?.rows ?? []).flatMap((row) => row.cells.filter((cell) => /^\d{15,}$/.test(cell.text)));
    expect(accounts.length).toBeGreaterThan(1);
    expect(accounts.every((cell) => cell.kind === "text")).toBe(true);
  });

  it("shows others than finance the last four digits of an account", async () => {
    const { bytes } = await writePaymentApplication(as("user:auditor"), testCrypto, {
      month: MONTH,
      wholeAccounts: false,
    });
    const text = textsOf((await openForm(bytes))[0])
      .flat()
      .join("\n");
    expect(text).toMatch(/\*{4}\d{4}/);
    expect(text).not.toMatch(/\d{15,}/);
  });
});

describe("the publicity table", () => {
  it("names each paid elder once with the middle of the name hidden, and its sums are the ledger's", async () => {
    const { bytes } = await writePublicityTable(as("user:clerk"), MONTH);
    const [sheet] = await openForm(bytes);
    expect(totalOf(sheet, "金额")).toBe(Number(await ledgerFen()));
    const rows = textsOf(sheet).filter((row) => row.includes("上门服务"));
    const [paid] = await ask<{ n: number }>(
      database,
      "select count(distinct v.elder_id)::int as n from settlement_line l join visit v on v.id = l.visit_id where l.approved_fen > 0",
    );
    expect(rows).toHaveLength(paid?.n ?? -1);
    expect(rows.every((row) => /^.\*.?$/.test(row[1] ?? ""))).toBe(true);
    expect(rows.flat().join(" ")).not.toMatch(/\d{11}/);
    expect(textsOf(sheet).flat()).toContain("公示起止");
  });
});

describe("an elder's history", () => {
  it("lists every visit and every fee of the elder, the paid ones adding up to the elder's postings", async () => {
    const [elder] = await ask<{ no: string; id: string; fen: string; visits: number }>(
      database,
      `select e.elder_no as no, e.id, sum(p.amount_fen)::text as fen, (select count(*)::int from visit w where w.elder_id = e.id) as visits
         from posting p join account a on a.id = p.credit_account_id join visit v on v.id = p.visit_id join elder e on e.id = v.elder_id
        where a.code = 'provider.payable' group by e.id order by e.elder_no limit 1`,
    );
    const texts = {
      delivery: (state: string) => state,
      approval: (state: string) => state,
      refused: (code: string) => code,
    };
    const { bytes } = await writeElderHistory(as("user:street"), elder?.no ?? "", texts);
    const [visits, fees] = await openForm(bytes);
    expect([visits?.sheet, fees?.sheet]).toEqual(["居家养老上门服务历史表", "历史费用表"]);
    expect(totalOf(visits, "金额")).toBe(Number(elder?.fen));
    expect(totalOf(fees, "金额")).toBe(Number(elder?.fen));
    expect(textsOf(visits).filter((row) => row[2] === "上门服务")).toHaveLength(elder?.visits ?? -1);
    await expect(writeElderHistory(as("user:street"), "E999999", texts)).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("the yearly self-assessment", () => {
  it("weighs a hundred points over what the year has come to, and every export stands in the audit log", async () => {
    const { bytes } = await writePerformanceTable(as("user:lead"), 2026);
    const [sheet] = await openForm(bytes);
    expect(totalOf(sheet, "分值")).toBe(10_000);
    const rows = textsOf(sheet);
    expect(rows.find((row) => row.includes("应付资金到账率"))).toContain("0.0%");
    await ask(
      database,
      `update policy_version set parameters = parameters || '{"project_year_visit_target": 1, "target_person_times": 900, "satisfaction_target": 85}'`,
    );
    const [persons] = await ask<{ count: number }>(
      database,
      "select count(distinct elder_id)::int as count from visit where kind = 'basket' and approval_state in ('verified', 'locked')",
    );
    const [changed] = await openForm((await writePerformanceTable(as("user:lead"), 2026)).bytes);
    const goalsOf = (name: string) => textsOf(changed).find((row) => row.includes(name));
    expect(goalsOf("居家上门服务人次")).toEqual(
      expect.arrayContaining(["≥900 人", `${persons?.count} 人`, "（请填写）"]),
    );
    expect(goalsOf("回访满意率")).toContain("≥85.0%");
    expect(rows.flat()).toContain("绩效目标自评表".replace("绩效", "居家上门服务项目绩效"));
    const events = await ask<{ action: string }>(
      database,
      "select distinct action from audit_event where action like 'form.%' order by action",
    );
    expect(events.map((one) => one.action)).toEqual([
      "form.application",
      "form.elder-history",
      "form.performance",
      "form.publicity",
    ]);
  });
});

describe("the foot of a form", () => {
  const footOf = async (bytes: Uint8Array) => textsOf((await openForm(bytes))[0]).at(-1)?.[0];
  const texts = { delivery: String, approval: String, refused: String };

  it("says when by the district's clock, and 演示数据 of whatever a demonstration exports, once", async () => {
    const [elder] = await ask<{ no: string }>(database, "select min(elder_no) as no from elder");
    const plain = as("user:clerk");
    const demonstration = { ...plain, isDemonstration: true };
    const history = async (context: typeof plain) =>
      footOf((await writeElderHistory(context, elder?.no ?? "", texts)).bytes);
    const year = async (context: typeof plain) => footOf((await writePerformanceTable(context, 2026)).bytes);
    const said = "导出 user:clerk 2027-01-06 09:00";
    for (const write of [history, year]) {
      expect(await write(plain)).toBe(said);
      expect(await write(demonstration)).toBe(`演示数据 · ${said}`);
    }
    // The month was closed as a demonstration: its forms have the mark from there already.
    const publicity = await footOf((await writePublicityTable(demonstration, MONTH)).bytes);
    expect(publicity?.match(/演示数据/g)).toHaveLength(1);
    expect(publicity).toContain("已关账");
  });
});
