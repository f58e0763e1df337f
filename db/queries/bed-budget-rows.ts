/** The rows behind the budget of family beds: subsidies of works that are proposed or paid, and months of service that are computed or paid. */
import { sql } from "drizzle-orm";
import { rowsOf, type Unit } from "../transaction.ts";
import type { BudgetPage, BudgetRows } from "./budget-rows.ts";

/** The states whose sums the table's triggers keep as committed and as spent (migration 0046). */
const STATES = {
  committed: { retrofit: "proposed", month: "computed" },
  spent: { retrofit: "approved", month: "approved" },
} as const;

type Found = {
  readonly bedNo: string;
  readonly start: Date | string;
  readonly month: string;
  readonly provider: string;
  readonly amountFen: string;
  readonly rows: number;
  readonly total: string;
};

/** Their sum is what is committed or spent. In the order of the beds' numbers, the works of a bed before its months. */
export async function listBedBudgetRows(
  unit: Unit,
  { of, year }: { readonly of: keyof typeof STATES; readonly year: number },
  { offset, limit }: BudgetPage,
): Promise<BudgetRows> {
  const { retrofit, month } = STATES[of];
  const found = rowsOf<Found>(
    await unit.orm.execute(sql`
      with line as (
        select s.bed_id, s.proposed_at as start, to_char(s.proposed_at at time zone 'Asia/Shanghai', 'YYYY-MM-01') as month,
               o.name as provider, s.subsidy_fen as amount_fen, 0 as place
          from retrofit_subsidy s join organisation o on o.id = s.payee_id
         where s.state = ${retrofit} and extract(year from s.proposed_at at time zone 'Asia/Shanghai') = ${year}
        union all
        select m.bed_id, m.computed_at, m.month::text, p.name, m.amount_fen, 1
          from bed_service_month m join provider p on p.id = m.provider_id
         where m.state = ${month} and m.amount_fen > 0 and extract(year from m.month) = ${year})
      select b.bed_no as "bedNo", l.start, l.month, l.provider, l.amount_fen::text as "amountFen",
             count(*) over ()::int as rows, sum(l.amount_fen) over ()::text as total
        from line l join family_bed b on b.id = l.bed_id
       order by b.bed_no, l.place, l.month
       limit ${limit} offset ${offset}`),
  );
  return {
    rows: found.map(({ bedNo, start, month: on, provider, amountFen }) => ({
      ...{ bedNo, visitNo: "", start: new Date(start), month: on, provider },
      ...{ amountFen: BigInt(amountFen), adjustmentNo: "" },
    })),
    count: found[0]?.rows ?? 0,
    totalFen: BigInt(found[0]?.total ?? "0"),
  };
}
