/**
 * The same SQL without our code: what one check-in asks of the database is recorded from the real use cases, statement by statement, and
 * written as a pgbench script in which only the number of the worker changes.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { instant } from "#app/domain/time/instant.ts";
import { recogniseSession } from "#app/usecases/access/sign-in.server.ts";
import { receiveEvents } from "#app/usecases/visits/receive-events.server.ts";
import { sha256Bytes } from "#app/integrations/crypto/digest.server.ts";
import type { Database, Orm } from "#db/connection.server.ts";
import { CASING } from "#db/naming.ts";
import { testContext } from "#tests/support/database.ts";
import { testCrypto } from "#tests/support/small-district.ts";
import { DISTRICT_CODE, tokenOf, workerIdOf } from "./visits-district.ts";
import { signedBatch } from "./visits-load.ts";

type Asked = { readonly query: string; readonly params: readonly unknown[] };

const NUMBER = ":bench_n";

export function hasPgbench(): boolean {
  return spawnSync("pgbench", ["--version"]).status === 0;
}

/** The statements of one check-in with its session, transaction by transaction. */
async function recordCheckIn(url: string, number: number): Promise<Asked[][]> {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  const transactions: Asked[][] = [];
  const logger = { logQuery: (query: string, params: unknown[]) => void transactions.at(-1)?.push({ query, params }) };
  const orm: Orm = drizzle({ client, casing: CASING, logger });
  const districtSchema = `district_${DISTRICT_CODE}`;
  const database: Database = {
    kind: "postgres",
    orm,
    named: orm,
    districtSchema,
    dedicated: () => Promise.reject(new Error("none")),
    listen: () => Promise.reject(new Error("none")),
    snapshot: null,
    close: async () => {},
  };
  let ids = 0;
  const newId = () => `0190000f-${String((ids += 1)).padStart(4, "0")}-7000-8000-${number}`;
  const context = testContext(database, { now: instant(Date.now()), newId, actor: `user:b${number}` });
  const request = await signedBatch(number, 1, Date.now());
  transactions.push([]);
  await recogniseSession(context, tokenOf(number));
  transactions.push([]);
  const answers = await receiveEvents(context, testCrypto, { workerId: workerIdOf(number), request });
  await client.end();
  if (answers[0]?.answer !== "accepted") throw new Error(`the check-in was not accepted: ${JSON.stringify(answers)}`);
  return transactions;
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
const hex = (bytes: Uint8Array) => `\\x${Buffer.from(bytes).toString("hex")}`;

/**
 * A parameter as a literal in which the worker's number is pgbench's; the digest of the token and the chain of a street are those of the
 * worker's own, also inside of the JSON that carries rows.
 */
function literalOf(value: unknown, number: number, streets: readonly number[]): string {
  if (value === null || value === undefined) return "null";
  if (value instanceof Uint8Array) return quoted(hex(value));
  if (value instanceof Date) return quoted(value.toISOString());
  const text = typeof value === "object" ? JSON.stringify(value) : String(value as string | number | boolean);
  const digest = Buffer.from(sha256Bytes(tokenOf(number))).toString("hex");
  const street = `(array[${streets.join(",")}])[(${NUMBER} % ${streets.length})::int + 1]`;
  const parts = text.split(new RegExp(`(${digest}|(?<="chain":")street:\\d+)`)).map((part) => {
    if (part === digest) return `encode(sha256(convert_to('token-${NUMBER}', 'UTF8')), 'hex')`;
    if (/^street:\d+$/.test(part)) return `'street' || chr(58) || ${street}`;
    return quoted(part.replaceAll(String(number), NUMBER));
  });
  return parts.length === 1 ? parts.join() : `(${parts.join(" || ")})`;
}

function scriptOf(transactions: readonly Asked[][], number: number, streets: readonly number[]): string {
  const written = ({ query, params }: Asked) =>
    query
      .replaceAll(/\$(\d+)/g, (_all, place: string) => literalOf(params[Number(place) - 1], number, streets))
      .replaceAll("; ", " \\; ");
  const lines = transactions.flatMap((asked) => ["begin;", ...asked.map((one) => `${written(one)};`), "commit;"]);
  return [
    `\\set bench_i :bench_i + 1`,
    `\\set bench_n :bench_first + :client_id * :bench_each + :bench_i`,
    ...lines,
  ].join("\n");
}

async function streetIds(url: string): Promise<number[]> {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  const rows = await client.unsafe<{ id: number }[]>(`select id from district_${DISTRICT_CODE}.street order by id`);
  await client.end();
  return rows.map((row) => row.id);
}

export type Twin = {
  /** Statements of one check-in beside begin and commit. */
  readonly statements: number;
  /** Check-ins a second over `clients` times `each` workers, those from `first` on. */
  readonly run: (first: number, each: number, clients: number) => number;
  readonly remove: () => void;
};

function perSecond(script: string, url: string, variables: readonly string[], args: readonly string[]): number {
  const defined = variables.flatMap((one) => ["-D", one]);
  const all = ["-n", "-j", "2", ...args, "-f", script, ...defined, url];
  const said = execFileSync("pgbench", all, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  const rate = Number(/tps = ([\d.]+) \(without/.exec(said)?.[1]);
  const failed = /number of failed transactions: (\d+)/.exec(said)?.[1] ?? "0";
  if (!(rate > 0) || failed !== "0") throw new Error(`pgbench said:\n${said}`);
  return rate;
}

/** @param recorded the number of a worker who is in no run */
export async function prepareTwin(url: string, recorded: number): Promise<Twin> {
  const transactions = await recordCheckIn(url, recorded);
  const folder = mkdtempSync(join(tmpdir(), "bedside-twin-"));
  const script = join(folder, "check-in.sql");
  writeFileSync(script, scriptOf(transactions, recorded, await streetIds(url)));
  return {
    statements: transactions.reduce((sum, asked) => sum + asked.length, 0),
    run: (first, each, clients) => {
      const variables = ["bench_i=-1", `bench_first=${first}`, `bench_each=${each}`];
      return perSecond(script, url, variables, ["-c", String(clients), "-t", String(each)]);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
