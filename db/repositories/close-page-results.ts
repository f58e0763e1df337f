/**
 * What the classes of a page come to, filled in for each of its visits and read or written by one statement: the texts of the inputs and
 * results, the copy of the inputs, the settlement lines. The page lies in the tables of `visit-pages.ts`.
 */
import { sql } from "drizzle-orm";
import { rowsOf, type Unit } from "../transaction.ts";
import { countedId } from "./visit-pages.ts";
import { visitInScope } from "./visits.ts";

/** Makes the empty tables of what the classes come to. They end with the transaction. */
export async function openPageResults(unit: Unit): Promise<void> {
  await unit.orm.execute(sql`create temporary table visit_class
    (class text primary key, n integer not null, visit_input text not null, visit_frozen text not null, line_input text, line_frozen text,
     result text, word text, outcome text, outcome_code text, differences jsonb, planned_fen bigint, verified_fen bigint,
     claimed_fen bigint, adjusted_fen bigint, approved_fen bigint) on commit drop`);
  await unit.orm.execute(
    sql`create temporary table record_class (record text primary key, format text not null) on commit drop`,
  );
  // Written and read once, so nothing is compressed.
  await unit.orm.execute(sql`create temporary table page_text
    (section text, page integer, joined text not null, first_text text not null, last_text text not null,
     primary key (section, page)) on commit drop`);
  await unit.orm.execute(sql`alter table pg_temp.page_text alter column joined set storage external`);
}

const plainValues = sql.raw("p.visit_no, p.elder_no, p.provider_code, p.price_version, p.evidence_digest");
const json = (value: string) => `to_json(${value})::text`;
const iso = (at: string) => `to_json(to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text`;
const jsonValues = [
  ...["p.visit_no", "p.elder_no", "p.provider_code", "p.price_version", "p.evidence_digest"].map(json),
  iso("p.start_at"),
  "p.street_id",
];
const recordValues = [iso("p.planned_start"), iso("p.planned_end"), iso("p.check_in"), iso("p.check_out"), "p.minutes"];

export type TextEnds = { readonly first: string; readonly last: string };

/** Keeps the page's texts of the inputs under its number. @returns where they begin and end; null without any */
export async function keepInputTexts(unit: Unit, section: "visit" | "line", page: number): Promise<TextEnds | null> {
  const format = sql.raw(`c.${section}_input`);
  const rows = await unit.orm.execute(sql`
    insert into pg_temp.page_text
    select ${section}, ${page}::int, string_agg(t.text, E'\\n' order by t.text collate "C"), min(t.text collate "C"), max(t.text collate "C")
      from (select format(${format}, ${plainValues}) as text
              from pg_temp.page_visit p join pg_temp.visit_class c on c.class = p.class where ${format} is not null) t
    having count(*) > 0
    returning first_text as first, last_text as last`);
  return rowsOf<TextEnds>(rows)[0] ?? null;
}

/** The texts of some pages, in the order of their numbers. */
export async function listInputTexts(unit: Unit, section: string, pages: readonly number[]): Promise<string[]> {
  const rows = await unit.orm.execute(sql`select joined from pg_temp.page_text
    where section = ${section} and page = any(${`{${pages.join(",")}}`}::integer[]) order by page`);
  return rowsOf<{ joined: string }>(rows).map((row) => row.joined);
}

export type PageLines = TextEnds & {
  /** Result texts, sorted and joined by line feeds. */
  readonly joined: string;
  /** A line each, its fields by tabs: number of the class, street, visit, provider, version of the price. */
  readonly lines: string;
};

/** The page's claim lines; null without any. */
export async function readPageLines(unit: Unit): Promise<PageLines | null> {
  const rows = await unit.orm.execute(sql`
    select string_agg(t.text, E'\\n' order by t.text collate "C") as joined, min(t.text collate "C") as first,
           max(t.text collate "C") as last, string_agg(t.line, E'\\n') as lines
      from (select format(c.result, ${plainValues}) as text,
                   concat_ws(E'\\t', c.n, p.street_id, p.visit_no, p.provider_code, coalesce(p.price_version, '')) as line
              from pg_temp.page_visit p join pg_temp.visit_class c on c.class = p.class where p.claimed) t
    having count(*) > 0`);
  return rowsOf<PageLines>(rows)[0] ?? null;
}

/** What the page's claimed visits hold of each fund's budget, in fen. */
export async function heldByPage(unit: Unit): Promise<{ readonly fund: string; readonly heldFen: bigint }[]> {
  const rows = await unit.orm.execute(
    sql`select fund, sum(held_fen)::text as held from pg_temp.page_visit where claimed group by fund`,
  );
  return rowsOf<{ fund: string; held: string }>(rows).map(({ fund, held }) => ({ fund, heldFen: BigInt(held) }));
}

/** Rows of one kind in one stored part. */
const PART_ROWS = 500;

/** Stores the page's inputs behind the parts that are there. @returns how many parts it took */
export async function insertPageInputs(
  unit: Unit,
  runId: string,
  kind: "visit" | "line",
  partsBefore: number,
): Promise<number> {
  const record = sql.raw(`format(r.format, ${recordValues.join(", ")})`);
  const values = sql.raw(jsonValues.join(", "));
  const text =
    kind === "visit" ? sql`format(c.visit_frozen, ${values}, ${record})` : sql`format(c.line_frozen, ${values})`;
  const rows = await unit.orm.execute(sql`
    insert into close_input (run_id, kind, part, rows)
    select ${runId}::uuid, ${kind}, ${partsBefore}::int + 1 + t.part, string_agg(t.text, E'\\n' order by t.visit_no collate "C")
      from (select ((row_number() over (order by p.visit_no collate "C")) - 1)::int / ${PART_ROWS}::int as part, p.visit_no, ${text} as text
              from pg_temp.page_visit p join pg_temp.visit_class c on c.class = p.class
              join pg_temp.record_class r on r.record = p.record where ${kind === "visit" ? sql`true` : sql`p.claimed`}) t
     group by t.part
    returning part`);
  return rowsOf(rows).length;
}

/** Writes the page's settlement lines; those of this run and visit that exist already stay. */
export async function insertPageSettlements(unit: Unit, runId: string): Promise<void> {
  await unit.orm.execute(sql`
    insert into settlement_line (id, run_id, visit_id, provider_id, street_id, service_month, word, outcome, outcome_code, differences,
                                 planned_fen, verified_fen, claimed_fen, adjusted_fen, approved_fen, price_version, evidence_digest)
    select ${countedId(unit.newId(), sql`p.visit_no`)}, ${runId}::uuid, p.visit_id, p.provider_id, p.street_id, p.service_month, c.word, c.outcome,
           c.outcome_code, c.differences, c.planned_fen, c.verified_fen, c.claimed_fen, c.adjusted_fen, c.approved_fen,
           coalesce(p.price_version, ''), p.evidence_digest
      from pg_temp.page_visit p join pg_temp.visit_class c on c.class = p.class where p.claimed
    on conflict (run_id, visit_id) do nothing`);
}

/** Locks the page's claimed visits: what is settled changes no more. */
export async function lockPageVisits(unit: Unit): Promise<void> {
  // By their keys: a join would read the whole table in the order of its keys for each page.
  const ids = sql`array(select p.visit_id from pg_temp.page_visit p where p.claimed)`;
  await unit.orm.execute(sql`update visit set approval_state = 'locked', version = version + 1
    where visit.id = any(${ids}) and ${visitInScope(unit)}`);
}
