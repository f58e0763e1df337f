/** The new claim lines of a page, by what the classes of its visits ask for. The page lies in the tables of `visit-pages.ts`. */
import { sql } from "drizzle-orm";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { rowsOf, type Unit } from "../transaction.ts";
import { countedId } from "./visit-pages.ts";

/** Makes the empty table. It ends with the transaction. Classes that nobody may claim ask for nothing. */
export async function openClaimClasses(unit: Unit): Promise<void> {
  await unit.orm.execute(sql`create temporary table claim_class
    (class text primary key, asked_fen bigint, outcome text, word text, proposed_fen bigint, failures jsonb) on commit drop`);
}

/** Visits of the page that a line can be made of: their class asks for something, no line of the scope holds them, the scope reaches them. */
const claimable = ({ scope }: Unit) =>
  sql`c.asked_fen is not null and not p.claimed and ${scope.provider === "all" ? sql`true` : sql`p.provider_id = ${scope.provider}::uuid`}`;
const PAGE = sql.raw("pg_temp.page_visit p join pg_temp.claim_class c on c.class = p.class");

/** Who has something to claim on this page, and where. */
export async function listClaimants(unit: Unit): Promise<{ providerId: string; streetId: number }[]> {
  const rows = await unit.orm.execute(sql`
    select distinct p.provider_id::text as "providerId", p.street_id as "streetId" from ${PAGE} where ${claimable(unit)} order by 1, 2`);
  return rowsOf<{ providerId: string; streetId: number }>(rows);
}

export type PageClaims = { readonly lines: number; readonly askedFen: bigint; readonly claimIds: readonly string[] };

/** Adds the page's lines to the claims of their providers and streets, where these are open. */
export async function insertPageClaims(unit: Unit, month: PlainMonth, fund: string): Promise<PageClaims> {
  const rows = await unit.orm.execute(sql`
    with made as (
      insert into claim_line (id, claim_id, visit_id, asked_fen, outcome, word, proposed_fen, failures)
      select ${countedId(unit.newId(), sql`p.visit_no`)}, h.id, p.visit_id, c.asked_fen, c.outcome, c.word, c.proposed_fen, c.failures
        from ${PAGE}
        join claim h on h.provider_id = p.provider_id and h.street_id = p.street_id and h.month = ${firstDateOf(month)} and h.fund = ${fund}
                    and h.state = 'open'
       where ${claimable(unit)}
      returning claim_id, asked_fen)
    select count(*)::int as lines, coalesce(sum(asked_fen), 0)::text as asked, coalesce(array_agg(distinct claim_id::text), '{}') as claims
      from made`);
  const [made] = rowsOf<{ lines: number; asked: string; claims: string[] }>(rows);
  return { lines: made?.lines ?? 0, askedFen: BigInt(made?.asked ?? 0), claimIds: made?.claims ?? [] };
}
