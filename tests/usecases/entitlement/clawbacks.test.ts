/** A list that comes after a month was paid: exactly the visits of its days become proposals, and a second person decides each. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instantAt } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { lastDateOf } from "#app/domain/time/plain-month.ts";
import { scanStops } from "#app/usecases/entitlement/scan-stops.server.ts";
import { decideClawback } from "#app/usecases/reconciliation/decide-clawback.server.ts";
import { showClawbacks } from "#app/usecases/reconciliation/show-clawbacks.server.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.ts";
import { ledgerSum } from "#db/repositories/ledger.ts";
import { testContext } from "#tests/support/database.ts";
import { closedDistrict } from "#tests/support/small-district.ts";
import { ask, byElder, idNumbers, listOf, MONTH, visitsOf } from "./listed-month.ts";

const later = instantAt(addDays(lastDateOf(MONTH), 20), 9 * 60);
let database: Database;
let numbers: ReadonlyMap<string, string>;
let paid: ReturnType<typeof byElder>;
const as = (actor: string) => testContext(database, { actor, now: later });
const clerk = () => as("user:clerk");
const lead = () => as("user:lead");
const idOf = (elder: string) => numbers.get(elder) ?? "";
const books = () => ask<{ n: number }>(clerk(), "select count(*)::int as n from journal where kind = 'clawback_found'");

beforeAll(async () => {
  database = await closedDistrict(60);
  numbers = await idNumbers(clerk());
  const live = "id in (select visit_id from settlement_line where voided_by_run is null and approved_fen > 0)";
  paid = byElder(await visitsOf(clerk(), live), 3).filter(
    ([, own]) => new Set(own.map(({ day }) => day)).size === own.length,
  );
  // What the played month learned late is no list's doing.
  await scanStops(as("user:scan"));
});
afterAll(async () => database.close());

describe("a death that is known after the month was paid", () => {
  it("is proposed for the visit on that day and the later ones, at what was paid, and not for the one before", async () => {
    const [elder, own] = paid[0] ?? ["", []];
    const before = (await showClawbacks(clerk())).length;
    const row = { idNumber: idOf(elder), days: own[1]?.day ?? "", matter: "去世" };
    const dry = await listOf(clerk(), [row], false);
    expect(dry.effects).toMatchObject({ cancelled: 0, held: 0, proposed: own.length - 1 });
    expect(await showClawbacks(clerk())).toHaveLength(before);
    const done = await listOf(clerk(), [row], true);
    expect(done.effects?.proposed).toBe(own.length - 1);
    const shown = (await showClawbacks(clerk())).filter(({ proposedBy }) => proposedBy === "clerk");
    expect(shown.map(({ visitNo }) => visitNo).sort()).toEqual(
      own
        .slice(1)
        .map(({ no }) => no)
        .sort(),
    );
    const [sums] = await ask<{ same: boolean }>(
      clerk(),
      "select bool_and(c.paid_fen = l.approved_fen) as same from clawback c join settlement_line l on l.id = c.settlement_line_id",
    );
    expect(sums?.same).toBe(true);
    expect(
      shown.every(({ state, isOwn, ruleCode }) => state === "proposed" && isOwn && ruleCode === "R-DECEASED"),
    ).toBe(true);
    expect(JSON.stringify(shown)).not.toMatch(/320699\d{11}/);
  });

  it("moves no money while it is only proposed", async () => expect((await books())[0]?.n).toBe(0));

  it("proposes nothing twice: not by the same list, not by a scan", async () => {
    const before = await showClawbacks(clerk());
    expect((await scanStops(clerk())).proposed).toBe(0);
    expect(await showClawbacks(clerk())).toHaveLength(before.length);
  });
});

describe("a stay in hospital that is known after the month was paid", () => {
  it("is proposed for the visits between its first and last day only", async () => {
    const [elder, own] = paid[1] ?? ["", []];
    const [first, middle, last] = own;
    const row = { idNumber: idOf(elder), days: `${first?.day ?? ""}至${last?.day ?? ""}`, matter: "住院：示例医院" };
    expect((await listOf(clerk(), [row], true)).effects).toMatchObject({ past: 3, proposed: 1 });
    const shown = (await showClawbacks(clerk())).filter(({ visitNo }) => own.some(({ no }) => no === visitNo));
    expect(shown.map(({ visitNo, ruleCode }) => [visitNo, ruleCode])).toEqual([[middle?.no, "R-INPATIENT"]]);
    expect(shown[0]?.facts).toEqual({ kind: "hospital", from: first?.day, to: last?.day, note: "示例医院" });
  });

  it("proposes nothing when it ends before the first visit", async () => {
    const [elder, own] = paid[2] ?? ["", []];
    const day = own[0]?.day ?? ("" as never);
    const row = { idNumber: idOf(elder), days: `2026-11-01至${addDays(day, -1)}`, matter: "入住养老机构" };
    expect((await listOf(clerk(), [row], true)).effects?.proposed).toBe(0);
    const longer = { ...row, days: `2026-11-01至${day}` };
    expect((await listOf(clerk(), [longer], true)).effects?.proposed).toBe(1);
  });
});

describe("the decision about a clawback", () => {
  const waiting = async () =>
    (await showClawbacks(lead())).filter(({ state, proposedBy }) => state === "proposed" && proposedBy === "clerk");

  it("is never the proposer's, by the use case and by the table", async () => {
    const [one] = await waiting();
    const decide = decideClawback(clerk(), { id: one?.id ?? "", decision: "accept", note: null });
    await expect(decide).rejects.toMatchObject({ code: "clawback-by-proposer" });
    await expect(
      ask(
        clerk(),
        `update clawback set state = 'found', decided_by = proposed_by, decided_at = now() where id = '${one?.id ?? ""}'`,
      ),
    ).rejects.toThrow();
    await expect(
      ask(clerk(), `update clawback set paid_fen = paid_fen + 1 where id = '${one?.id ?? ""}'`),
    ).rejects.toThrow();
    expect((await books())[0]?.n).toBe(0);
  });

  it("accepts: the finding posts in the open month, names the paid one, and the provider owes the amount", async () => {
    const [one] = await waiting();
    const closed = await ask(clerk(), "select * from settlement_line order by id");
    await decideClawback(lead(), { id: one?.id ?? "", decision: "accept", note: null });
    const posted = await ask<Record<string, string>>(
      clerk(),
      `select p.amount_fen::text as amount, d.code as debit, c.code as credit, to_char(j.refers_to_month, 'YYYY-MM') as paid, to_char(o.month, 'YYYY-MM') as open
         from journal j join posting p on p.journal_id = j.id join account d on d.id = p.debit_account_id join account c on c.id = p.credit_account_id
         join ledger_period o on o.id = j.period_id where j.kind = 'clawback_found'`,
    );
    expect(posted).toEqual([
      { amount: one?.paidFen, debit: "provider.clawback", credit: "subsidy.expense", paid: "2026-12", open: "2027-01" },
    ]);
    expect(await inTransaction(clerk(), ledgerSum)).toBe(0n);
    expect(await ask(clerk(), "select * from settlement_line order by id")).toEqual(closed);
    expect((await showClawbacks(lead())).find(({ id }) => id === one?.id)).toMatchObject({
      state: "notified",
      decidedBy: "lead",
    });
  });

  it("is made once", async () => {
    const found = (await showClawbacks(lead())).find(({ state }) => state === "notified");
    for (const decision of ["accept", "reject"] as const)
      await expect(decideClawback(lead(), { id: found?.id ?? "", decision, note: "再看" })).rejects.toMatchObject({
        code: `clawback-cannot-${decision}`,
      });
    expect((await books())[0]?.n).toBe(1);
  });

  it("dismisses only with a reason, posts nothing, and is not brought up again", async () => {
    const [one] = await waiting();
    const reject = (note: string | null) => decideClawback(lead(), { id: one?.id ?? "", decision: "reject", note });
    await expect(reject(" ")).rejects.toMatchObject({ code: "clawback-needs-note" });
    await reject("名单有误，已向医院核实");
    expect((await books())[0]?.n).toBe(1);
    expect((await scanStops(clerk())).proposed).toBe(0);
    expect((await showClawbacks(lead())).find(({ id }) => id === one?.id)).toMatchObject({
      state: "dismissed",
      note: "名单有误，已向医院核实",
    });
  });

  it("is out of reach for another street, and for what is no clawback", async () => {
    const scope = { streets: [-5], provider: "all", worker: "all" } as never;
    const [one] = await waiting();
    for (const [context, id] of [
      [{ ...lead(), scope }, one?.id ?? ""],
      [lead(), "nothing"],
    ] as const)
      await expect(decideClawback(context, { id, decision: "accept", note: null })).rejects.toMatchObject({
        code: "not-found",
      });
    expect(await showClawbacks({ ...lead(), scope })).toEqual([]);
  });
});
