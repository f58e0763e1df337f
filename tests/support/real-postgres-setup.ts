/** Runs once before the PostgreSQL test files: TEST_DATABASE_URL when it is set, else a server of our own. Never a silent skip. */
import type { TestProject } from "vitest/node";
import { startRealPostgres } from "./real-postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of a PostgreSQL whose user may create databases. */
    postgresUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env["TEST_DATABASE_URL"];
  if (given) {
    project.provide("postgresUrl", given);
    return undefined;
  }
  const server = await startRealPostgres();
  project.provide("postgresUrl", server.url);
  return server.stop;
}
