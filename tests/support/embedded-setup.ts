/** Runs once before the test files on the embedded database: migrates one instance, from whose snapshot each file opens its own. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { openDatabase } from "#db/connection.server.ts";
import { migrateDatabase } from "#db/migrate.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** File with a migrated, empty district. */
    embeddedSnapshot: string;
  }
}

export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), "bedside-snapshot-"));
  const database = await openDatabase({ kind: "memory", districtCode: "320613" });
  await migrateDatabase(database);
  // Every instance clears its buffers when it opens: 128 MB of them take longer than all else.
  await database.dedicated((session) => session.run("alter system set shared_buffers = '16MB'"));
  const snapshot = await database.snapshot?.();
  await database.close();
  if (!snapshot) throw new Error("the embedded database gave no snapshot");
  const path = join(folder, "district.tar");
  writeFileSync(path, Buffer.from(await snapshot.arrayBuffer()));
  project.provide("embeddedSnapshot", path);
  return () => rmSync(folder, { recursive: true, force: true });
}
