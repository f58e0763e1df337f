/** A district with very many devices, registered in bulk, how they speak, and what the machine is worth while a storm is measured. */
import { randomUUID } from "node:crypto";
import postgres from "postgres";
import {
  deviceCredentials,
  deviceKeyId,
  signDeviceBody,
  tokenHashOf,
} from "#app/integrations/crypto/device-key.server.ts";
import { addDemoUsers } from "#app/usecases/demo/load-demo-district.server.ts";
import { openDatabase } from "#db/connection.server.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { testContext } from "#tests/support/database.ts";
import { loadSmallDistrict, testCrypto } from "#tests/support/small-district.ts";

export const DISTRICT_CODE = "320613";
const SCHEMA = `district_${DISTRICT_CODE}`;

export type Sender = { readonly name: string; readonly token: string; readonly secret: Uint8Array };

/** @returns the address of a database with some elders and the demonstration's people */
export async function prepareAlertDistrict(server: string): Promise<string> {
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  await admin.unsafe("create database alerts");
  await admin.end();
  const url = new URL(server);
  url.pathname = "/alerts";
  const database = await openDatabase({ kind: "postgres", url: url.toString(), districtCode: DISTRICT_CODE });
  await migrateDatabase(database);
  await loadSmallDistrict(database, 12);
  await addDemoUsers(testContext(database));
  await database.close();
  return url.toString();
}

/** Registers devices and hangs them in the district's homes by turns. */
export async function hangMany(
  url: string,
  wish: { readonly count: number; readonly typeCode: string; readonly prefix: string },
): Promise<Sender[]> {
  const keyId = deviceKeyId(testCrypto);
  const made = Array.from({ length: wish.count }, (_, index) => {
    const id = randomUUID();
    return { id, no: `${wish.prefix}${index}`, ...deviceCredentials(testCrypto, { id, keyId, tokenVersion: 1 }) };
  });
  const db = postgres(url, { max: 1, onnotice: () => {} });
  await db.unsafe(`set search_path = ${SCHEMA}, extensions`);
  const rows = JSON.stringify(
    made.map(({ id, no, token }, index) => ({ id, no, hash: tokenHashOf(token), place: index })),
  );
  await db.unsafe(
    `with given as (select * from jsonb_to_recordset($1::text::jsonb) as g(id uuid, no text, hash text, place int)),
       homes as (select id, row_number() over (order by elder_no) - 1 as place, count(*) over () as homes from elder),
       devices as (insert into device (id, device_no, type_code, vendor, external_id, key_id, token_hash, state, registered_by, registered_at)
         select id, no, '${wish.typeCode}', 'generic', no, '${keyId}', hash, 'bound', 'bench', now() - interval '2 days' from given),
       states as (insert into device_state (device_id, seen_at) select id, now() from given)
     insert into device_binding (id, device_id, elder_id, from_at, bound_by)
     select gen_random_uuid(), given.id, homes.id, now() - interval '2 days', 'bench' from given join homes on homes.place = given.place % homes.homes`,
    [rows],
  );
  await db.end();
  return made.map(({ no, token, secret }) => ({ name: no, token, secret }));
}

/** @returns the status and how many seconds to wait where it says so; rejects when the server is away */
export async function signedPost(
  origin: string,
  { token, secret }: Pick<Sender, "token" | "secret">,
  body: string,
): Promise<{ readonly status: number; readonly laterSeconds: number }> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const answer = await fetch(`${origin}/notify/devices`, {
    method: "POST",
    body,
    headers: {
      "Content-Type": "application/json",
      Authorization: `Bearer ${token}`,
      "X-Bedside-Timestamp": timestamp,
      "X-Bedside-Signature": signDeviceBody(secret, timestamp, body),
    },
    signal: AbortSignal.timeout(30_000),
  });
  await answer.arrayBuffer();
  return { status: answer.status, laterSeconds: Number(answer.headers.get("Retry-After") ?? 0) };
}

/**
 * What the machine and its database are worth at this moment: one row of an alert's size in a transaction of its own, one after another in
 * one session.
 * @returns rows a second
 */
export async function plainInsertsPerSecond(server: string): Promise<number> {
  const db = postgres(server, { max: 1, onnotice: () => {} });
  await db.unsafe("create table if not exists plain_insert (id uuid primary key, at timestamptz not null, facts text)");
  const began = performance.now();
  let rows = 0;
  for (; performance.now() - began < 2000; rows += 1)
    await db.unsafe("insert into plain_insert values ($1, now(), $2)", [randomUUID(), "x".repeat(300)]);
  const tookMs = performance.now() - began;
  await db.end();
  return (rows * 1000) / tookMs;
}
