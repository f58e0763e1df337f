/**
 * The only file that names a driver. PGlite is the embedded default (one process, one connection); postgres.js serves
 * DATABASE_URL. A second open of one PGlite directory loses rows without an error, so a lock is taken first and the
 * handle hangs on globalThis, because the server, the Remix bundle and development reloads are separate module instances.
 */
import { mkdirSync, rmSync } from "node:fs";
import { createConnection, createServer, type Server } from "node:net";
import { join, resolve } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { drizzle as drizzlePglite } from "drizzle-orm/pglite";
import { drizzle as drizzlePostgres } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { CASING } from "./naming.ts";

export type Orm = PgDatabase<PgQueryResultHKT>;

export type Database = {
  readonly kind: "pglite" | "postgres";
  readonly orm: Orm;
  /**
   * The same tables for work whose few statements come again thousands of times, such as a phone's batch: a short statement gets a name in
   * its session, is parsed once there and travels in one piece with its values, where a nameless one is first described and then
   * asked. Statements built anew for each request do not belong here: a session keeps every name until it ends.
   */
  readonly named: Orm;
  /** Schema of the district that this handle serves, such as "district_320613". */
  readonly districtSchema: string;
  /** Runs statements on one dedicated session, outside any unit of work; for migrations only. */
  readonly dedicated: <T>(work: (session: DedicatedSession) => Promise<T>) => Promise<T>;
  /** The embedded data as one file, to open another instance from; null with a server, which has its own tools. */
  readonly snapshot: (() => Promise<Blob>) | null;
  /**
   * Calls `onNotice` with what any process says on a channel from now on, once its transaction has ended well. A notice may be lost when
   * the connection is, so who listens also looks now and then. @returns what ends the listening
   */
  readonly listen: (channel: string, onNotice: (payload: string) => void) => Promise<() => Promise<void>>;
  readonly close: () => Promise<void>;
};

export type DedicatedSession = { readonly orm: Orm; readonly run: (statement: string) => Promise<void> };

export type DatabaseSettings =
  | { readonly kind: "postgres"; readonly url: string; readonly districtCode: string }
  | { readonly kind: "pglite"; readonly directory: string; readonly districtCode: string }
  /** In memory; for scratch work and tests. Begins empty, or with what a snapshot holds. */
  | { readonly kind: "memory"; readonly districtCode: string; readonly snapshot?: Blob };

export function districtSchemaOf(districtCode: string): string {
  if (!/^\d{6}$/.test(districtCode)) throw new RangeError(`not a division code: ${districtCode}`);
  return `district_${districtCode}`;
}

/** Raised when another process holds the embedded directory. */
export class DirectoryInUse extends Error {
  constructor(readonly directory: string) {
    super(`data directory in use: ${directory}`);
    this.name = "DirectoryInUse";
  }
}

/** A listening socket is a lock that a killed process cannot leave behind: a dead one refuses connections and is taken over. */
async function lockDirectory(directory: string): Promise<Server> {
  const path = join(directory, "lock.sock");
  if (path.length > 100) throw new Error(`the data directory's path is too long for its lock (100 bytes): ${path}`);
  const answered = await new Promise<boolean>((done) => {
    const probe = createConnection(path);
    probe.once("connect", () => {
      probe.destroy();
      done(true);
    });
    probe.once("error", () => done(false));
  });
  if (answered) throw new DirectoryInUse(directory);
  rmSync(path, { force: true });
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((done, fail) => {
    server.once("error", fail);
    server.listen(path, done);
  }).catch(() => {
    throw new DirectoryInUse(directory);
  });
  server.unref();
  return server;
}

async function openEmbedded(directory: string | null, districtSchema: string, snapshot?: Blob): Promise<Database> {
  let lock: Server | null = null;
  if (directory !== null) {
    mkdirSync(directory, { recursive: true });
    lock = await lockDirectory(resolve(directory));
  }
  const client =
    directory === null
      ? new PGlite({ extensions: { btree_gist }, ...(snapshot && { loadDataDir: snapshot }) })
      : new PGlite(join(directory, "pglite"), { extensions: { btree_gist } });
  await client.waitReady;
  const orm: Orm = drizzlePglite({ client, casing: CASING });
  return {
    kind: "pglite",
    orm,
    named: orm,
    districtSchema,
    snapshot: async () => {
      // Else whoever opens it writes everything once more that was written since the last checkpoint.
      await client.exec("checkpoint");
      return client.dumpDataDir("none");
    },
    listen: async (channel, onNotice) => client.listen(channel, onNotice),
    dedicated: async (work) => work({ orm, run: async (statement) => void (await client.exec(statement)) }),
    close: async () => {
      await client.close();
      await new Promise<void>((done) => (lock === null ? done() : lock.close(() => done())));
    },
  };
}

/** A longer statement is one whose number of rows varies; naming each length of it would fill the session. */
const MOST_PARAMETERS_OF_NAMED = 64;

/** The same client, and its transactions, with short statements named. */
function naming<Client extends postgres.Sql | postgres.TransactionSql>(client: Client): Client {
  const unsafe: typeof client.unsafe = (query, parameters = [], options = {}) => {
    const prepare = parameters.length > 0 && parameters.length <= MOST_PARAMETERS_OF_NAMED;
    return client.unsafe(query, parameters, prepare ? { ...options, prepare } : options);
  };
  type Work = (inner: postgres.TransactionSql) => unknown;
  const begin = (work: Work) => (client as postgres.Sql).begin((inner) => work(naming(inner)));
  const savepoint = (work: Work) => (client as postgres.TransactionSql).savepoint((inner) => work(naming(inner)));
  const changed = new Map<string | symbol, unknown>(Object.entries({ unsafe, begin, savepoint }));
  return new Proxy(client, { get: (target, name) => changed.get(name) ?? Reflect.get(target, name) });
}

function openServer(url: string, districtSchema: string): Database {
  const client = postgres(url, { max: 8, onnotice: () => {}, idle_timeout: 30 });
  return {
    kind: "postgres",
    orm: drizzlePostgres({ client, casing: CASING }),
    named: drizzlePostgres({ client: naming(client), casing: CASING }),
    districtSchema,
    dedicated: async (work) => {
      const single = postgres(url, { max: 1, onnotice: () => {} });
      try {
        return await work({
          orm: drizzlePostgres({ client: single, casing: CASING }),
          run: async (statement) => void (await single.unsafe(statement)),
        });
      } finally {
        await single.end();
      }
    },
    snapshot: null,
    listen: async (channel, onNotice) => (await client.listen(channel, onNotice)).unlisten,
    close: async () => client.end({ timeout: 5 }),
  };
}

/** Opens a database. Refuses with DirectoryInUse when another process holds the embedded directory. */
export async function openDatabase(settings: DatabaseSettings): Promise<Database> {
  const districtSchema = districtSchemaOf(settings.districtCode);
  if (settings.kind === "postgres") return openServer(settings.url, districtSchema);
  if (settings.kind === "memory") return openEmbedded(null, districtSchema, settings.snapshot);
  return openEmbedded(settings.directory, districtSchema);
}
