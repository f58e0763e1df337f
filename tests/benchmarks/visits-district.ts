/**
 * Care workers with phones, sessions and visits of their own, as many as a load needs: copies of one accepted visit of a planned district,
 * whose ids all follow from one number, so that another program can name them too.
 */
import postgres from "postgres";
import { openDatabase, type Database } from "#db/connection.server.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { acceptedVisits } from "#tests/usecases/visits/visit-district.ts";

export const DISTRICT_CODE = "320613";
export const VISITS_OF_WORKER = 3;

/** Twelve digits, the last group of every id of one worker. */
export const numberOf = (index: number): number => 100_000_000_000 + index;

const idOf = (kind: string, number: number): string => `0190000${kind}-0000-7000-8000-${number}`;
export const workerIdOf = (number: number): string => idOf("2", number);
export const deviceIdOf = (number: number): string => idOf("8", number);
export const eventIdOf = (number: number, event: number): string =>
  `0190${event.toString(16).padStart(4, "0")}-0000-7000-9000-${number}`;
export const visitNoOf = (number: number, visit: number): string => `2026-12-B${number}-${visit + 1}`;
export const tokenOf = (number: number): string => `token-${number}`;

/** An empty database on the server, migrated, with a planned district of a few elders. */
export async function plannedDistrict(base: string): Promise<{ readonly url: string; readonly database: Database }> {
  const admin = postgres(base, { max: 1, onnotice: () => {} });
  await admin.unsafe("create database bench_visits");
  await admin.end();
  const url = new URL(base);
  url.pathname = "/bench_visits";
  const database = await openDatabase({ kind: "postgres", url: url.toString(), districtCode: DISTRICT_CODE });
  await migrateDatabase(database);
  await acceptedVisits(database, 6);
  return { url: url.toString(), database };
}

const FIRST_ACCEPTED = "where v.delivery_state = 'accepted' order by v.visit_no limit 1";
const PATTERNS = {
  elder: `select e as row from elder e join visit v on v.elder_id = e.id ${FIRST_ACCEPTED}`,
  care_worker: `select w as row from care_worker w join visit_worker a on a.worker_id = w.id join visit v on v.id = a.visit_id
    ${FIRST_ACCEPTED}`,
  visit: `select v as row from visit v ${FIRST_ACCEPTED}`,
};

/** Statements for the workers of these numbers. A row is a copy of the pattern's, in which the columns named differ. */
function copies(from: number, to: number): string[] {
  const id = (kind: string) => `('0190000${kind}-0000-7000-8000-' || n)::uuid`;
  const numbers = `generate_series(${from}::bigint, ${to}::bigint) as n`;
  const like = (table: keyof typeof PATTERNS, changes: string, rows = numbers) =>
    `insert into ${table} select (jsonb_populate_record(one.row, jsonb_build_object(${changes}))).*
      from (${PATTERNS[table]}) as one, ${rows}`;
  const digest = (mark: string) => `sha256(convert_to('${mark}' || n, 'UTF8'))`;
  const moved = (column: string) => `'${column}', (one.row).${column} + interval '3 hours' * k`;
  const visits = `${numbers}, generate_series(0, ${VISITS_OF_WORKER - 1}) as k,
    lateral (select id from street order by id offset n % (select count(*) from street) limit 1) as street`;
  return [
    like("elder", `'id', ${id("1")}, 'elder_no', 'B' || n, 'id_number_index', ${digest("e")}`),
    like("care_worker", `'id', ${id("2")}, 'worker_no', 'B' || n, 'id_number_index', ${digest("w")}`),
    like(
      "visit",
      `'id', ('0190000' || (3 + k) || '-0000-7000-8000-' || n)::uuid, 'visit_no', '2026-12-B' || n || '-' || (k + 1),
       'elder_id', ${id("1")}, 'series_id', null, 'offer_id', null, 'street_id', street.id,
       ${moved("planned_start")}, ${moved("planned_end")}`,
      visits,
    ),
    `insert into visit_worker (visit_id, worker_id, group_id, planned_start, planned_end, assigned_by)
      select v.id, ${id("2")}, v.id, v.planned_start, v.planned_end, 'bench' from ${numbers}
      join visit v on v.elder_id = ${id("1")}`,
    `insert into app_user (id, login_name, display_name, password_hash)
      select ${id("6")}, 'b' || n, 'b' || n, '-' from ${numbers}`,
    `insert into user_role (id, user_id, role, provider_id, worker_id)
      select ${id("7")}, ${id("6")}, 'care_worker', w.provider_id, w.id from ${numbers}
      join care_worker w on w.id = ${id("2")}`,
    `insert into session (token_hash, user_id, created_at, last_seen_at, ends_at, fresh_until)
      select ${digest("token-")}, ${id("6")}, now(), now(), now() + interval '20 days', now() from ${numbers}`,
  ];
}

/** Adds the workers with these numbers, each with its elder, visits and session. */
export async function addWorkers(url: string, from: number, to: number): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  await client.unsafe(`set search_path = district_${DISTRICT_CODE}, extensions, pg_temp`);
  for (const statement of copies(from, to)) await client.unsafe(statement);
  await client.unsafe("analyze");
  await client.end();
}
