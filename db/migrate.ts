/**
 * Brings one district's schema to the newest version. The run holds an advisory lock on one dedicated session, because
 * drizzle's migrator takes none; the journal table lives in the same schema, so districts migrate side by side.
 */
import { fileURLToPath } from "node:url";
import { migrate as migratePglite } from "drizzle-orm/pglite/migrator";
import type { PgliteDatabase } from "drizzle-orm/pglite";
import { migrate as migratePostgres } from "drizzle-orm/postgres-js/migrator";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type { Database } from "./connection.server.ts";

/** Any constant will do, as long as every migration run of every release uses the same. */
const MIGRATION_LOCK = 320613;

/** @param folder where the migration files lie; the built server passes its own copy. */
export async function migrateDatabase(
  database: Database,
  folder: string = fileURLToPath(new URL("./migrations", import.meta.url)),
): Promise<void> {
  const schema = database.districtSchema;
  await database.dedicated(async (session) => {
    await session.run(`select pg_advisory_lock(${MIGRATION_LOCK})`);
    try {
      await session.run("create schema if not exists extensions");
      await session.run("create extension if not exists btree_gist with schema extensions");
      await session.run(`create schema if not exists ${schema}`);
      await session.run(`set search_path = ${schema}, extensions, pg_temp`);
      const settings = { migrationsFolder: folder, migrationsSchema: schema };
      if (database.kind === "pglite") await migratePglite(session.orm as unknown as PgliteDatabase, settings);
      else await migratePostgres(session.orm as unknown as PostgresJsDatabase, settings);
    } finally {
      // Outside a unit of work nothing is on the path, so a statement that escapes its scope fails instead of running unscoped.
      await session.run("set search_path = extensions, pg_temp");
      await session.run(`select pg_advisory_unlock(${MIGRATION_LOCK})`);
    }
  });
}
