import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instant } from "#app/domain/time/instant.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { fen } from "#app/domain/money/fen.ts";
import { enterBudget } from "#app/usecases/reconciliation/enter-budget.server.ts";
import { showBudget } from "#app/usecases/reconciliation/show-budget.server.ts";
import { approveBedMonths, computeBedMonths } from "#app/usecases/family-beds/bed-months.server.ts";
import { decideRetrofitSubsidy, proposeRetrofitSubsidy } from "#app/usecases/family-beds/retrofit-subsidy.server.ts";
import { showBed } from "#app/usecases/family-beds/show-bed.server.ts";
import { takeBedStep } from "#app/usecases/family-beds/take-step.server.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { inTransaction, rowsOf } from "#db/transaction.ts";
import { DISTRICT_ROLE, openBedDistrict, playTo, STREET_ROLE, type BedDistrict } from "#tests/support/bed-district.ts";
import { codeOf } from "#tests/support/refusal-code.ts";

let district: BedDistrict;
let bedNo: string;
const OCTOBER = plainMonth("2026-10");
const hospital = [
  { kind: "suspend", after: 8, facts: () => ({ reason: "hospital", until: null }) },
  { kind: "resume", after: 4, facts: () => ({}) },
] as const;

beforeAll(async () => {
  district = await openBedDistrict();
  // In service from 13 October; in hospital from the 21st, back on the 25th.
  bedNo = await playTo(district, 0, "active", { later: hospital });
});
afterAll(async () => district.database.close());

const as = (actor: string, day = "2026-11-15") => ({ ...district.context, actor, now: instant(`${day}T02:00:00Z`) });

async function books(kind: string): Promise<string[]> {
  return inTransaction(as("system:test"), async (unit) =>
    rowsOf<{ line: string }>(
      await unit.orm.execute(
        sql`select d.code || ' ' || d.fund || ' / ' || c.code || ' ' || p.amount_fen || ' ' || coalesce(to_char(j.refers_to_month, 'YYYY-MM'), '-') as line
            from journal j join posting p on p.journal_id = j.id join account d on d.id = p.debit_account_id
            join account c on c.id = p.credit_account_id where j.kind = ${kind} order by 1`,
      ),
    ).map((one) => one.line),
  );
}

describe("the retrofit subsidy", () => {
  it("is not for a bed that is not accepted", async () => {
    const early = await playTo(district, 1, "in_acceptance");
    expect(await codeOf(proposeRetrofitSubsidy(as("user:clerk"), early))).toBe("bed-cannot-subsidise");
  });

  it("is proposed once, by item under its caps, and approved by another person, who posts it", async () => {
    await proposeRetrofitSubsidy(as("user:clerk"), bedNo);
    expect(await codeOf(proposeRetrofitSubsidy(as("user:deputy"), bedNo))).toBe("already-exists");
    const { money } = await showBed(as("user:clerk"), DISTRICT_ROLE, bedNo);
    expect(money.lines.map((one) => [one.itemNo, one.costFen, one.capFen, one.subsidyFen])).toEqual([
      [10, 300_000n, 250_000n, 250_000n],
      [13, 48_000n, 60_000n, 48_000n],
      [17, 26_000n, null, 26_000n],
    ]);
    const approve = { bedNo, approve: true, note: "" };
    expect(await codeOf(decideRetrofitSubsidy(as("user:clerk"), approve))).toBe("bed-second-approver");
    expect(await books("retrofit_subsidy")).toEqual([]);
    await decideRetrofitSubsidy(as("user:district"), approve);
    expect(await books("retrofit_subsidy")).toEqual(["subsidy.expense family_bed / works.payable 324000 -"]);
    expect(await codeOf(decideRetrofitSubsidy(as("user:deputy"), approve))).toBe("bed-subsidy-decided");
  });

  it("may be refused with a reason and proposed again", async () => {
    const other = await playTo(district, 2, "accepted");
    await proposeRetrofitSubsidy(as("user:clerk"), other);
    const refuse = (note: string) => decideRetrofitSubsidy(as("user:district"), { bedNo: other, approve: false, note });
    expect(await codeOf(refuse(" "))).toBe("bed-note-missing");
    await refuse("发票不全");
    await proposeRetrofitSubsidy(as("user:clerk"), other);
    const { money } = await showBed(as("user:clerk"), DISTRICT_ROLE, other);
    expect(money.subsidies.map((one) => one.state)).toEqual(["proposed", "refused"]);
  });
});

describe("a bed's month", () => {
  const months = async () => (await showBed(as("user:clerk"), DISTRICT_ROLE, bedNo)).money.months;

  it("is computed when it is over, from events alone, and again the same", async () => {
    expect(await codeOf(computeBedMonths(as("user:clerk", "2026-10-31"), OCTOBER))).toBe("bed-month-not-over");
    const first = await computeBedMonths(as("user:clerk"), OCTOBER);
    expect([first.beds, first.computed]).toEqual([1, 1]);
    // 13 to 31 October are 19 days; four in hospital; 300 yuan × 15 ÷ 31 = 145.16.
    expect((await months())[0]).toMatchObject({
      ...{ monthDays: 31, inServiceDays: 15, suspendedDays: 4, offlineDays: 0, paidDays: 15 },
      ...{ monthlyFen: 30_000n, amountFen: 14_516n, version: 1, state: "computed" },
    });
    expect(await computeBedMonths(as("user:clerk"), OCTOBER)).toMatchObject({ beds: 1, computed: 0 });
    expect(await months()).toHaveLength(1);
  });

  it("is another version when a fact arrives late, until it is approved", async () => {
    const suspend = { bedNo, kind: "suspend" as const, note: null, facts: { reason: "travel", until: null } };
    await takeBedStep(as("user:street"), STREET_ROLE, { ...suspend, occurredOn: plainDate("2026-10-30") });
    expect(await computeBedMonths(as("user:clerk"), OCTOBER)).toMatchObject({ computed: 1 });
    expect((await months())[0]).toMatchObject({ version: 2, suspendedDays: 6, paidDays: 13, amountFen: 12_580n });
  });

  it("is approved by a second person, posted to the provider with the month it tells of, and paid once", async () => {
    expect(await codeOf(approveBedMonths(as("user:clerk"), OCTOBER))).toBe("bed-second-approver");
    expect(await approveBedMonths(as("user:district"), OCTOBER)).toBe(1);
    expect(await books("bed_service")).toEqual(["subsidy.expense family_bed / provider.payable 12580 2026-10"]);
    expect(await approveBedMonths(as("user:district"), OCTOBER)).toBe(0);
    expect(await computeBedMonths(as("user:clerk"), OCTOBER)).toMatchObject({ computed: 0, changedSince: [] });
  });

  it("stays what was approved, and says that later facts would give another", async () => {
    const resume = { bedNo, kind: "resume" as const, note: null, facts: {} };
    await takeBedStep(as("user:street"), STREET_ROLE, { ...resume, occurredOn: plainDate("2026-10-31") });
    expect(await computeBedMonths(as("user:clerk"), OCTOBER)).toMatchObject({ computed: 0, changedSince: [bedNo] });
    expect((await months())[0]).toMatchObject({ amountFen: 12_580n, state: "approved" });
  });
});

describe("the budget of the beds' fund", () => {
  const stand = async () => {
    const { funds, behind } = await showBudget(as("user:district"), {
      ...{ year: 2026, fund: "family_bed", of: "committed", page: 1 },
    });
    const fund = funds.find(({ code }) => code === "family_bed")?.stand;
    // What is committed is the sum of the rows behind it.
    expect(behind?.totalFen).toBe(fund?.committedFen);
    return [fund?.committedFen, fund?.spentFen, fund?.freeFen];
  };
  const give = (documentNo: string, amountFen: bigint) =>
    enterBudget(as("user:district"), {
      documentNo,
      fund: "family_bed",
      year: 2026,
      amountFen: fen(amountFen),
      note: "示例",
    });
  const refuse = (bed: string) =>
    decideRetrofitSubsidy(as("user:district"), { bedNo: bed, approve: false, note: "不全" });

  it("starts with what beds hold and have cost, and takes works up to its last fen and not one further", async () => {
    const [fits, over] = [await playTo(district, 3, "accepted"), await playTo(district, 4, "accepted")];
    // Spent: the works of one bed and its October. Held: the proposal of another.
    await give("床位〔2026〕1号", 324_000n + 12_580n + 324_000n + 323_999n);
    expect(await stand()).toEqual(["324000", "336580", "323999"]);
    expect(await codeOf(proposeRetrofitSubsidy(as("user:clerk"), fits))).toBe("budget-short");
    await give("床位〔2026〕2号", 1n);
    await proposeRetrofitSubsidy(as("user:clerk"), fits);
    expect(await stand()).toEqual(["648000", "336580", "0"]);
    expect(await codeOf(proposeRetrofitSubsidy(as("user:clerk"), over))).toBe("budget-short");
    await refuse(fits);
    await proposeRetrofitSubsidy(as("user:clerk"), over);
    await decideRetrofitSubsidy(as("user:district"), { bedNo: over, approve: true, note: "" });
    expect(await stand()).toEqual(["324000", "660580", "0"]);
  });

  it("lets a month of service in, and pays it only as far as the fund was given money", async () => {
    const december = (actor: string) => as(actor, "2026-12-02");
    await computeBedMonths(december("user:clerk"), plainMonth("2026-11"));
    const [committed = "", spent = ""] = await stand();
    const monthFen = BigInt(committed) - 324_000n;
    expect(monthFen).toBeGreaterThan(0n);
    expect(spent).toBe("660580");
    // What the proposal holds is given back: the month alone, and one fen too few.
    const other = (await showBudget(as("user:district"), { year: 2026, fund: "family_bed", of: "committed", page: 1 }))
      .behind;
    const proposal = other?.rows.find(({ amountFen }) => amountFen === "324000")?.bedNo ?? "";
    await refuse(proposal);
    await give("床位〔2026〕3号", monthFen - 1n - 324_000n);
    expect(await codeOf(approveBedMonths(december("user:district"), plainMonth("2026-11")))).toBe("budget-short");
    await give("床位〔2026〕4号", 1n);
    await approveBedMonths(december("user:district"), plainMonth("2026-11"));
    expect(await stand()).toEqual(["0", String(660_580n + monthFen), "0"]);
  });
});
