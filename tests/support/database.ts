/** A migrated, empty district database for one test file: PGlite in memory, or a scratch database on the real PostgreSQL. */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { inject } from "vitest";
import { v7 } from "uuid";
import { WHOLE_DISTRICT, type Scope } from "#app/domain/access/scope.ts";
import { instant } from "#app/domain/time/instant.ts";
import { openDatabase, type Database } from "#db/connection.server.ts";
import { rowsOf, type Context } from "#db/transaction.ts";

/** Which database this run is for; the vitest project says. */
export const TEST_DATABASE = process.env["TEST_DATABASE"] ?? "pglite";

/** A copy of a template that nobody is connected to; left out, of the migrated, empty one. */
async function scratchUrl(template = inject("postgresTemplate")): Promise<string> {
  const base = inject("postgresUrl");
  const name = `bedside_${v7().replaceAll("-", "")}`;
  const admin = postgres(base, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name} template ${template}`);
  await admin.end();
  const url = new URL(base);
  url.pathname = `/${name}`;
  return url.toString();
}

const openServer = (url: string) => openDatabase({ kind: "postgres", url, districtCode: "320613" });

/** The bytes as they are: a blob of the platform hands 70 MB on in small pieces. */
class ReadSnapshot extends Blob {
  readonly #bytes: Uint8Array;

  constructor(path: string) {
    super([]);
    this.#bytes = readFileSync(path);
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.resolve(new Uint8Array(this.#bytes).buffer);
  }
}

const openSnapshot = (path: string) =>
  openDatabase({ kind: "memory", districtCode: "320613", snapshot: new ReadSnapshot(path) });

/** A migrated district of its own; close it in afterAll. */
export async function testDatabase(): Promise<Database> {
  if (TEST_DATABASE === "pglite") return openSnapshot(inject("embeddedSnapshot"));
  return openServer(await scratchUrl());
}

type Seed = (empty: Database) => Promise<void>;

async function nameOf(database: Database): Promise<string> {
  const [row] = rowsOf<{ name: string }>(await database.orm.execute(sql`select current_database() as name`));
  return row?.name ?? "";
}

/** Begins what others copy. @returns a name of the template, or the path of the snapshot */
async function seedOnce(name: string, seed: Seed, from: () => Promise<Database>): Promise<string> {
  const first = await from();
  await seed(first);
  if (TEST_DATABASE === "pglite") {
    const path = join(dirname(inject("embeddedSnapshot")), `${name}.tar`);
    const snapshot = await first.snapshot?.();
    if (!snapshot) throw new Error("the embedded database gave no snapshot");
    writeFileSync(path, Buffer.from(await snapshot.arrayBuffer()));
    await first.close();
    return path;
  }
  const template = await nameOf(first);
  // A template may have no connections.
  await first.close();
  return template;
}

/** Seeds of this process, which runs all files of a project. */
const seeds = new Map<string, Promise<string>>();

/**
 * A district of its own that begins as `seed` left it: what several files begin with is made once and copied. Whatever is made, ids among it, is the
 * same in each copy.
 * @param name says all that the seed depends on; letters, digits and hyphens
 * @param from what the seed begins with; left out, a migrated, empty district
 */
export async function seededDatabase(name: string, seed: Seed, from = testDatabase): Promise<Database> {
  const kept = seeds.get(name) ?? seedOnce(name, seed, from);
  seeds.set(name, kept);
  return TEST_DATABASE === "pglite" ? openSnapshot(await kept) : openServer(await scratchUrl(await kept));
}

/** Several handles on one migrated district, each with connections of its own, as several servers have; on the real PostgreSQL only. */
export async function testDatabases(handles: number): Promise<Database[]> {
  const url = await scratchUrl();
  return Promise.all(Array.from({ length: handles }, () => openServer(url)));
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
