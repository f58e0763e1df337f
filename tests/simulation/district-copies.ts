/** A prepared district that can be opened again and again as it was: from a snapshot in memory, or as a copy of a database on a server. */
import postgres from "postgres";
import { inject } from "vitest";
import { v7 } from "uuid";
import { openDatabase, type Database } from "#db/connection.server.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { TEST_DATABASE } from "#tests/support/database.ts";
import { testDatabase } from "#tests/support/database.ts";
import type { OpenDistrict } from "./fleet-check.ts";

export type Copies = { readonly open: OpenDistrict; readonly close: () => Promise<void> };

type Prepare = (database: Database) => Promise<void>;

const DISTRICT = "320613";

export async function embeddedCopies(prepare: Prepare): Promise<Copies> {
  const original = await testDatabase();
  await prepare(original);
  const snapshot = await original.snapshot?.();
  await original.close();
  if (!snapshot) throw new Error("the embedded database gave no snapshot");
  return {
    open: async () => {
      const database = await openDatabase({ kind: "memory", districtCode: DISTRICT, snapshot });
      return { database, close: () => database.close() };
    },
    close: async () => {},
  };
}

/** @param base address of the maintenance database of a server whose user may create databases */
export async function serverCopies(base: string, prepare: Prepare): Promise<Copies> {
  const admin = postgres(base, { max: 1, onnotice: () => {} });
  const create = async (template: string | null) => {
    const name = `bedside_${v7().replaceAll("-", "")}`;
    await admin.unsafe(`create database ${name}${template === null ? "" : ` template ${template}`}`);
    const url = new URL(base);
    url.pathname = `/${name}`;
    return { name, database: await openDatabase({ kind: "postgres", url: url.toString(), districtCode: DISTRICT }) };
  };
  const drop = (name: string) => admin.unsafe(`drop database ${name} with (force)`);
  const original = await create(null);
  await migrateDatabase(original.database);
  await prepare(original.database);
  await original.database.close();
  return {
    open: async () => {
      const { name, database } = await create(original.name);
      return {
        database,
        close: async () => {
          await database.close();
          await drop(name);
        },
      };
    },
    close: async () => {
      await drop(original.name);
      await admin.end();
    },
  };
}

/** On the database of the vitest project. */
export async function openCopies(prepare: Prepare): Promise<Copies> {
  return TEST_DATABASE === "pglite" ? embeddedCopies(prepare) : serverCopies(inject("postgresUrl"), prepare);
}
