/** Runs once before the PostgreSQL test files: TEST_DATABASE_URL when it is set, else a server of our own. Never a silent skip. */
import { randomBytes } from "node:crypto";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { openDatabase } from "#db/connection.server.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { startRealPostgres, type RunningPostgres } from "./real-postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of a PostgreSQL whose user may create databases. */
    postgresUrl: string;
    /** Name of a migrated, empty district's database that nobody is connected to, to be copied. */
    postgresTemplate: string;
  }
}

async function administer(url: string, statement: string): Promise<void> {
  const administrator = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await administrator.unsafe(statement);
  } finally {
    await administrator.end();
  }
}

/** Migrating once and copying files is far faster than migrating for each test file. */
async function makeTemplate(server: string, name: string): Promise<void> {
  await administer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = await openDatabase({ kind: "postgres", url: url.toString(), districtCode: "320613" });
  await migrateDatabase(database);
  await database.close();
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env["TEST_DATABASE_URL"];
  const server: RunningPostgres = given
    ? { url: given, stop: async () => {}, leave: () => {} }
    : await startRealPostgres();
  const template = `bedside_template_${randomBytes(8).toString("hex")}`;
  await makeTemplate(server.url, template);
  project.provide("postgresUrl", server.url);
  project.provide("postgresTemplate", template);
  return async () => {
    await administer(server.url, `drop database if exists ${template} with (force)`);
    await server.stop();
  };
}
