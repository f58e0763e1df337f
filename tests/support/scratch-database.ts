/** An empty database of its own on the real PostgreSQL, for one test file. */
import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";

export type ScratchDatabase = {
  readonly url: string;
  /** Drops the database; connections that are still open are ended first. */
  readonly drop: () => Promise<void>;
};

async function administer(statement: string): Promise<void> {
  const administrator = postgres(inject("postgresUrl"), { max: 1, onnotice: () => {} });
  try {
    await administrator.unsafe(statement);
  } finally {
    await administrator.end();
  }
}

/** Only in the project "postgres": elsewhere no server was started, and this throws. */
export async function createScratchDatabase(): Promise<ScratchDatabase> {
  const name = `bedside_${randomBytes(8).toString("hex")}`;
  await administer(`create database ${name}`);
  const url = new URL(inject("postgresUrl"));
  url.pathname = `/${name}`;
  return { url: url.toString(), drop: async () => administer(`drop database if exists ${name} with (force)`) };
}
