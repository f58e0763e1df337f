/** Questions asked together answer what each answers alone, whatever kind of column they read. */
import { asc, count, eq, gt, sql, type Placeholder, type SQL } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { questionSet } from "#db/ask-together.ts";
import type { Database } from "#db/connection.server.ts";
import { providerReached } from "#db/repositories/scope-conditions.ts";
import { saveProviders, saveWorkers } from "#db/repositories/workforce.ts";
import { auditChain, idempotencyRecord } from "#db/schema/operation.ts";
import { careWorker, provider, providerContract } from "#db/schema/workforce.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";

let database: Database;
let context: Context;

const id = (number: number) => `01900000-0000-7000-8000-${String(number).padStart(12, "0")}`;
/** More than a floating number holds. */
const LARGE_FEN = 2n ** 53n + 1n;

const contract = (number: number) => ({
  ...{
    id: id(20 + number),
    providerId: id(1),
    contractNo: `HT-${number}`,
    fromOn: `202${number}-01-01`,
    toOn: `202${number}-12-31`,
  },
  ...{ coversAllStreets: false, streetIds: [number, 7], coversAllSubtypes: number === 1, subtypes: ['a "b"', "洗,澡"] },
  ...{ priceFen: LARGE_FEN, monthlyCapacity: 5 },
});

const worker = (number: number) => ({
  ...{ id: id(30 + number), workerNo: `W${number}`, name: "沈'芳\\", sex: "female", birthOn: "1980-02-29" },
  ...{ idNumberCipher: "c", idNumberIndex: Uint8Array.from([0, number, 255]), phoneCipher: "p" },
  ...{ phoneIndex: new Uint8Array(), providerId: id(1), employedFrom: "2020-01-01", employedTo: null },
  ...{ homeStreetId: null, latitude: 31.123456789012344, longitude: -0.1, weeklyMinutesMax: null, dialects: [] },
  ...{ availability: [{ weekday: 1, from: 480, to: 1080, note: null }], rowDigest: "d" },
});

async function fill(unit: Unit): Promise<void> {
  const home = { latitude: 31.5, longitude: 120.25, state: "active", rowDigest: "d" };
  await saveProviders(unit, [{ id: id(1), name: "甲", creditCode: "91", ...home }], [contract(2), contract(1)]);
  await saveWorkers(
    unit,
    [2, 1].map((number) => ({ row: worker(number), qualifications: [], leave: [] })),
  );
  await unit.orm.insert(idempotencyRecord).values({
    ...{ scope: "s", key: "k", requestDigest: Uint8Array.from([1]), response: { text: "3", list: [1.5, null] } },
    createdAt: new Date("2026-11-15T02:00:00.123Z"),
  });
  await unit.orm.insert(auditChain).values({ chain: "together", lastSeq: 3, lastHash: new Uint8Array(32).fill(9) });
}

beforeAll(async () => {
  database = await testDatabase();
  context = testContext(database);
  await inTransaction(context, fill);
});
afterAll(() => database.close());

const NAMES = ["no", "since"] as const;
const VALUES = { no: "W1", since: "2026-11-15T01:00:00.000Z" };
type Question = { readonly no: string | Placeholder; readonly since: SQL | Placeholder };

const questions = ({ orm }: Unit, { no, since }: Question) => ({
  contracts: orm.select().from(providerContract).orderBy(asc(providerContract.contractNo)),
  workers: orm.select().from(careWorker).orderBy(asc(careWorker.workerNo)),
  chains: orm.select().from(auditChain).where(eq(auditChain.chain, "together")),
  named: orm.select().from(careWorker).where(eq(careWorker.workerNo, no)),
  since: orm.select().from(idempotencyRecord).where(gt(idempotencyRecord.createdAt, since)),
  nobody: orm.select().from(careWorker).where(eq(careWorker.workerNo, "W99")),
  joined: orm
    .select({ worker: careWorker, at: provider.name, of: { price: providerContract.priceFen } })
    .from(careWorker)
    .innerJoin(provider, eq(provider.id, careWorker.providerId))
    .innerJoin(providerContract, eq(providerContract.contractNo, "HT-1"))
    .orderBy(asc(careWorker.workerNo)),
  counted: orm
    .select({ sex: careWorker.sex, workers: count().as("workers") })
    .from(careWorker)
    .groupBy(careWorker.sex),
  moments: orm.select({ whole: idempotencyRecord, said: sql<string>`'now'`.as("said") }).from(idempotencyRecord),
});

const askTogether = questionSet(NAMES, questions);

describe("questions asked together", () => {
  it("answer what each of them answers alone, in its own order", async () => {
    const [together, alone] = await inTransaction(context, async (unit) => {
      const each: [string, unknown][] = [];
      for (const [name, question] of Object.entries(
        questions(unit, { ...VALUES, since: sql`${VALUES.since}::timestamptz` }),
      ))
        each.push([name, await question]);
      return [await askTogether(unit, VALUES), Object.fromEntries(each)];
    });
    expect(together).toEqual(alone);
    expect(together.contracts.map(({ priceFen }) => priceFen)).toEqual([LARGE_FEN, LARGE_FEN]);
    expect(together.workers.map(({ idNumberIndex }) => [...idNumberIndex])).toEqual([
      [0, 1, 255],
      [0, 2, 255],
    ]);
    expect(together.nobody).toEqual([]);
  });

  it("are asked with other values each time, though they are written down once", async () => {
    const ask = (no: string) => inTransaction(context, (unit) => askTogether(unit, { ...VALUES, no }));
    expect((await ask("W2")).named.map(({ workerNo }) => workerNo)).toEqual(["W2"]);
    expect((await ask("W1")).named.map(({ workerNo }) => workerNo)).toEqual(["W1"]);
  });

  it("are written down for each scope by itself", async () => {
    const ask = questionSet([], (unit) => ({
      workers: unit.orm.select().from(careWorker).where(providerReached(unit, careWorker.providerId)),
    }));
    const seen = (provider: string) =>
      inTransaction({ ...context, scope: { ...context.scope, provider } } as Context, async (unit) => ask(unit, {}));
    expect((await seen(id(1))).workers).toHaveLength(2);
    expect((await seen(id(2))).workers).toEqual([]);
    expect((await seen("all")).workers).toHaveLength(2);
  });

  it("refuse to be written down with the moment of one asking", async () => {
    const ask = questionSet([], (unit) => ({
      late: unit.orm
        .select()
        .from(idempotencyRecord)
        .where(gt(idempotencyRecord.createdAt, new Date(unit.now))),
    }));
    await expect(inTransaction(context, (unit) => ask(unit, {}))).rejects.toThrow("a value of the set");
  });

  it("are one statement of the unit: they see what it has written", async () => {
    const rows = await inTransaction(context, async (unit) => {
      await unit.orm.update(careWorker).set({ name: "新" }).where(eq(careWorker.workerNo, "W1"));
      return (await askTogether(unit, VALUES)).workers;
    });
    expect(rows.map(({ name }) => name)).toEqual(["新", "沈'芳\\"]);
  });
});
