/**
 * A month's visits page by page of whole elders, held in temporary tables of the transaction: what their match reads as the key of their class,
 * and what tells them apart. The scope's claims count; of the visits all of the elders' do, whoever made them. Keys are texts with the
 * fields in a fixed order.
 */
import { sql, type SQL } from "drizzle-orm";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { claim } from "../schema/claim.ts";
import { insideScope, rowsOf, type Unit } from "../transaction.ts";
import { claimInScope } from "./claims.ts";
import { visitInScope } from "./visits.ts";

/** Fields of a class, between them the separator, in this order. */
export const CLASS_FIELDS = [
  ...["place", "siblings", "serviceOn", "fund", "plannedFen", "findings", "priceFen"],
  ...["isClaimed", "quantity", "askedFen", "claimedOn", "decision", "decidedBy", "decisionReason", "adjustedFen"],
] as const;
/** Fields of the class of a record. */
export const RECORD_FIELDS = [
  ...["deliveryState", "origin", "subtypes", "proofs", "strength", "ruleVersion", "policyVersion"],
  ...["hasCheckIn", "hasCheckOut", "hasMinutes"],
] as const;
type ClassField = (typeof CLASS_FIELDS)[number];
type RecordField = (typeof RECORD_FIELDS)[number];

const SEPARATOR = "\u001f";

/** The fields of a key by their names. */
export function fieldsOfKey<Field extends string>(
  key: string,
  fields: readonly Field[],
): Readonly<Record<Field, string>> {
  const values = key.split(SEPARATOR);
  return Object.fromEntries(fields.map((field, index) => [field, values[index] ?? ""])) as Record<Field, string>;
}

/** The key of some fields, in the order of their list. Nothing is an empty text, because no value would be left out. */
function keyOf<Field extends string>(fields: readonly Field[], values: Readonly<Record<Field, SQL>>): SQL {
  const list = fields.map((field) => sql`coalesce((${values[field]})::text, '')`);
  return sql`concat_ws(${sql.raw("E'\\x1f'")}, ${sql.join(list, sql`, `)})`;
}

/** A day in the district, of an instant cut to its milliseconds as the product reads instants. */
const startOfVisit = sql.raw("date_trunc('milliseconds', coalesce(visit.effective_in, visit.planned_start))");
const dayOf = (zone: string, at: SQL) => sql`(timezone(${sql.raw(`'${zone}'`)}, ${at}))::date`;

/** Makes the empty tables. They end with the transaction. */
export async function openVisitPages(unit: Unit): Promise<void> {
  await unit.orm.execute(sql`create temporary table page_visit
    (visit_id uuid not null, visit_no text not null, elder_no text not null, provider_id uuid not null, provider_code text not null,
     street_id integer not null, service_month date not null, evidence_digest text not null, start_at timestamptz not null,
     planned_start timestamptz not null, planned_end timestamptz not null, check_in timestamptz, check_out timestamptz,
     minutes integer, price_version text, priced boolean not null, fund text not null, held_fen bigint not null, claimed boolean not null,
     class text not null, record text) on commit drop`);
  await unit.orm.execute(sql`create temporary table price_on
    (provider_id uuid, service_on date, price_fen bigint, price_version text, primary key (provider_id, service_on)) on commit drop`);
}

export type ProviderDay = { readonly providerId: string; readonly serviceOn: string };

/** On which days providers came to anybody in the month: once for all pages. */
export async function listProviderDays(unit: Unit, month: PlainMonth, zone: string): Promise<ProviderDay[]> {
  const wide = insideScope(unit, { ...unit.scope, provider: "all" });
  const rows = await unit.orm.execute(sql`
    select distinct visit.provider_id::text as "providerId", ${dayOf(zone, startOfVisit)}::text as "serviceOn"
      from visit where visit.service_month = ${firstDateOf(month)} and ${visitInScope(wide)}`);
  return rowsOf<ProviderDay>(rows);
}

export type PriceOfDay = ProviderDay & { readonly priceFen: bigint | null; readonly priceVersion: string | null };

export async function insertPricesOfDays(unit: Unit, prices: readonly PriceOfDay[]): Promise<void> {
  if (prices.length === 0) return;
  const records = prices.map((one) => [
    one.providerId,
    one.serviceOn,
    one.priceFen?.toString() ?? null,
    one.priceVersion,
  ]);
  await unit.orm.execute(sql`insert into pg_temp.price_on
    select (p.v->>0)::uuid, (p.v->>1)::date, (p.v->>2)::bigint, p.v->>3 from jsonb_array_elements(${JSON.stringify(records)}::jsonb) as p(v)`);
}

const FINDINGS =
  sql.raw(`(select jsonb_agg(jsonb_build_array(f.rule_code, f.level, f.effect, f.would_have, f.state, f.facts) order by f.rule_code)
  from finding f where f.visit_id = v.id)`);
/** Classes and kinds of the proofs, each in the order of the proofs: every proof has both. */
const PROOFS = sql.raw(
  "jsonb_build_array(jsonb_path_query_array(v.proofs, '$[*].class'), jsonb_path_query_array(v.proofs, '$[*].kind'))",
);

const classKey = (zone: string, fund: string) =>
  keyOf<ClassField>(CLASS_FIELDS, {
    place: sql`v.place`,
    siblings: sql`v.siblings`,
    serviceOn: sql`v.service_on`,
    fund: sql.raw(`'${fund}'`),
    plannedFen: sql`case when v.origin <> 'fact' then v.planned_fen end`,
    findings: FINDINGS,
    priceFen: sql`o.price_fen`,
    isClaimed: sql`l.id is not null`,
    quantity: sql`l.quantity`,
    askedFen: sql`l.asked_fen`,
    claimedOn: sql`${dayOf(zone, sql`l.claimed_at`)}`,
    decision: sql`l.decision`,
    decidedBy: sql`l.decided_by`,
    decisionReason: sql`l.decision_reason`,
    adjustedFen: sql`l.adjusted_fen`,
  });
const recordKey = keyOf<RecordField>(RECORD_FIELDS, {
  deliveryState: sql`v.delivery_state`,
  origin: sql`v.origin`,
  subtypes: sql`to_json(v.subtypes)`,
  proofs: sql`case when v.proofs is not null then ${PROOFS} end`,
  strength: sql`to_json(v.strength)`,
  ruleVersion: sql`to_json(v.rule_version)`,
  policyVersion: sql`v.policy_version`,
  hasCheckIn: sql`v.effective_in is not null`,
  hasCheckOut: sql`v.effective_out is not null`,
  hasMinutes: sql`v.minutes is not null`,
});

/** By its key: the prices of all days would be read for each page. */
const PRICE_OF_DAY = sql.raw(
  "select * from pg_temp.price_on where price_on.provider_id = v.provider_id and price_on.service_on = v.service_on offset 0",
);
const OWN_COLUMNS = sql.raw(
  [
    ...[
      "id",
      "visit_no",
      "elder_id",
      "provider_id",
      "street_id",
      "service_month",
      "kind",
      "origin",
      "delivery_state",
      "approval_state",
    ],
    ...[
      "waived",
      "fund",
      "planned_fen",
      "planned_start",
      "planned_end",
      "effective_in",
      "effective_out",
      "minutes",
      "subtypes",
      "proofs",
    ],
    ...["strength", "rule_version", "policy_version", "evidence_digest"],
  ]
    .map((name) => `visit.${name}`)
    .join(", "),
);

/**
 * Fills the page with the visits of these elders in the month. A sibling is kind, approval state, waived and month, by commas; siblings in the
 * order of their starts by semicolons. @param records whether the classes of their records are asked for too
 * @returns how many visits, and how many of them have no known price of their day
 */
export async function fillVisitPage(
  unit: Unit,
  month: PlainMonth,
  elderIds: readonly string[],
  { zone, fund, records }: { readonly zone: string; readonly fund: string; readonly records: boolean },
): Promise<{ readonly visits: number; readonly unpriced: number }> {
  const wide = insideScope(unit, { ...unit.scope, provider: "all" });
  const first = firstDateOf(month);
  // Rows that are only deleted stay, and each reading of a page would go through all pages before it.
  await unit.orm.execute(sql`truncate pg_temp.page_visit`);
  const filled = await unit.orm.execute(sql`
    with own as (
      select ${OWN_COLUMNS}, elder.elder_no, ${startOfVisit} as start_at, ${dayOf(zone, startOfVisit)} as service_on
        from unnest(${`{${elderIds.join(",")}}`}::uuid[]) as e(id)
        join elder on elder.id = e.id
        join visit on visit.elder_id = e.id and visit.service_month = ${first} and ${visitInScope(wide)}),
    v as (
      select own.*, row_number() over starts - 1 as place,
             string_agg(concat_ws(',', kind, approval_state, waived::text, to_char(service_on, 'YYYY-MM')), ';') over
               (starts rows between unbounded preceding and unbounded following) as siblings
        from own window starts as (partition by elder_id order by start_at, visit_no collate "C")),
    filled as (
      insert into pg_temp.page_visit
      select v.id, v.visit_no, v.elder_no, v.provider_id, provider.credit_code, v.street_id, v.service_month,
             coalesce(v.evidence_digest, ''), v.start_at, v.planned_start, v.planned_end, v.effective_in, v.effective_out, v.minutes,
             o.price_version, o.provider_id is not null, v.fund, visit_held_fen(v.kind, v.delivery_state, v.approval_state, v.waived, v.planned_fen),
             l.id is not null, ${classKey(zone, fund)}, ${records ? recordKey : sql`null`}
        from v
        join provider on provider.id = v.provider_id
        left join lateral (${PRICE_OF_DAY}) o on true
        left join lateral (
          -- The line first and its claim by its key, whatever the planner believes of tables that have just been filled.
          select held.*, c.claimed_at
            from (select * from claim_line where claim_line.visit_id = v.id and claim_line.voided_at is null offset 0) held
           cross join lateral (select coalesce(claim.submitted_at, claim.prepared_at) as claimed_at from ${claim}
                                where claim.id = held.claim_id and claim.month = ${first} and ${claimInScope(unit)} offset 0) c
        ) l on true
      returning priced)
    select count(*)::int as visits, (count(*) filter (where not priced))::int as unpriced from filled`);
  return rowsOf<{ visits: number; unpriced: number }>(filled)[0] ?? { visits: 0, unpriced: 0 };
}

export type ClassTable = "visit_class" | "record_class" | "claim_class";

/** Keys of the page that stand in no row of a table of classes yet. */
export async function listFreshKeys(unit: Unit, table: ClassTable): Promise<string[]> {
  const key = sql.raw(table === "record_class" ? "record" : "class");
  const rows = await unit.orm.execute(sql`select distinct p.${key} as key from pg_temp.page_visit p
    where not exists (select 1 from ${sql.raw(`pg_temp.${table}`)} c where c.${key} = p.${key})`);
  return rowsOf<{ key: string }>(rows).map((row) => row.key);
}

/** Rows as their table has them, amounts as decimal text; columns that are left out stay empty. */
export async function insertClasses(unit: Unit, table: ClassTable, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  const name = sql.raw(`pg_temp.${table}`);
  await unit.orm.execute(
    sql`insert into ${name} select * from jsonb_populate_recordset(null::${name}, ${JSON.stringify(rows)}::jsonb)`,
  );
}

/** Ids that no other row has and that grow from row to row: those of one UUID of version 7 with its last digits counted. */
export const countedId = (id: string, order: SQL) =>
  sql`(${id.slice(0, 28)}::text || lpad(to_hex(row_number() over (order by ${order} collate "C")), 8, '0'))::uuid`;
