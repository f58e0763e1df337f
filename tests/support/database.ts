/** A migrated, empty district database for one test file: PGlite in memory, or a scratch database on the real PostgreSQL. */
import { readFileSync } from "node:fs";
import postgres from "postgres";
import { inject } from "vitest";
import { v7 } from "uuid";
import { WHOLE_DISTRICT, type Scope } from "#app/domain/access/scope.ts";
import { instant } from "#app/domain/time/instant.ts";
import { openDatabase, type Database } from "#db/connection.server.ts";
import type { Context } from "#db/transaction.ts";

/** Which database this run is for; the vitest project says. */
export const TEST_DATABASE = process.env["TEST_DATABASE"] ?? "pglite";

/** A copy of the migrated template. */
async function scratchUrl(): Promise<string> {
  const base = inject("postgresUrl");
  const name = `bedside_${v7().replaceAll("-", "")}`;
  const admin = postgres(base, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name} template ${inject("postgresTemplate")}`);
  await admin.end();
  const url = new URL(base);
  url.pathname = `/${name}`;
  return url.toString();
}

/** A migrated district of its own; close it in afterAll. */
export async function testDatabase(): Promise<Database> {
  if (TEST_DATABASE === "pglite") {
    const snapshot = new Blob([readFileSync(inject("embeddedSnapshot"))]);
    return openDatabase({ kind: "memory", districtCode: "320613", snapshot });
  }
  return openDatabase({ kind: "postgres", url: await scratchUrl(), districtCode: "320613" });
}

/** Several handles on one migrated district, each with connections of its own, as several servers have; on the real PostgreSQL only. */
export async function testDatabases(handles: number): Promise<Database[]> {
  const url = await scratchUrl();
  const open = () => openDatabase({ kind: "postgres", url, districtCode: "320613" });
  return Promise.all(Array.from({ length: handles }, open));
}

/** Tests fix the day (decision: 2026-11-15). */
export function testContext(database: Database, changes: Partial<Context> & { scope?: Scope } = {}): Context {
  return {
    database,
    scope: WHOLE_DISTRICT,
    actor: "system:test",
    now: instant("2026-11-15T02:00:00Z"),
    newId: () => v7(),
    ...changes,
  };
}
