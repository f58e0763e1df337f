/**
 * The same command sequences on the oracle and on this project's database, compared after every command (reliability, section 8). A sequence
 * runs in one transaction that is rolled back, each command on a savepoint, so a refused command leaves nothing.
 */
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isRefusal } from "#app/domain/refusal.ts";
import type { Database } from "#db/connection.server.ts";
import { asRefusal } from "#db/refusals.ts";
import { inTransaction, rowsOf, type Unit } from "#db/transaction.ts";
import { TEST_DATABASE, testContext, testDatabase } from "#tests/support/database.ts";
import {
  anyCommands,
  closedCourse,
  recordedMonths,
  VISITS,
  type Command,
  type RecordedMonth,
} from "#tests/support/ledger-commands.ts";
import { LedgerOracle } from "#tests/support/ledger-oracle.ts";
import { insertBase } from "#tests/support/ledger-rows.ts";
import type { LedgerStand } from "#tests/support/ledger-stand.ts";
import { Refused } from "#tests/support/oracle-refusal.ts";
import { StoredLedger } from "#tests/support/stored-ledger.ts";
import { readStand } from "#tests/support/stored-stand.ts";

/** How many sequences; a night runs more (LEDGER_RUNS). Both databases begin with the same ones. */
const RUNS = Number(process.env["LEDGER_RUNS"] ?? (TEST_DATABASE === "pglite" ? "8" : "20"));
/** Fixed, so that a red run is red again. */
const SEED = Number(process.env["LEDGER_SEED"] ?? "20261115");

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => database.close());

class RolledBack extends Error {}

/** The unit on a savepoint: deferred constraints are asked at its end, as at a commit. */
async function onSavepoint<T>(unit: Unit, work: (unit: Unit) => Promise<T>): Promise<T> {
  return unit.orm.transaction(async (orm) => {
    const result = await work({ ...unit, orm });
    await orm.execute(sql.raw("set constraints all immediate"));
    await orm.execute(sql.raw("set constraints all deferred"));
    return result;
  });
}

function oracleAnswer(oracle: LedgerOracle, command: Command): string {
  try {
    return oracle.run(command);
  } catch (thrown) {
    if (thrown instanceof Refused) return thrown.code;
    throw thrown;
  }
}

async function storedAnswer(stored: StoredLedger, unit: Unit, command: Command): Promise<string> {
  try {
    return await onSavepoint(unit, async (inner) => {
      const ledger = stored.on(inner);
      const answer = await ledger.run(command);
      stored.keep(ledger);
      return answer;
    });
  } catch (thrown) {
    const refusal = asRefusal(thrown);
    if (isRefusal(refusal)) return refusal.code;
    throw thrown;
  }
}

/** Digests of closed months; they must never change (I6). */
async function closedDigests(unit: Unit): Promise<ReadonlyMap<string, string>> {
  const rows = rowsOf<{ month: string; digest: string }>(
    await unit.orm.execute(
      sql`select month::text, encode(input_digest, 'hex') || encode(result_digest, 'hex') || array_to_string(closed_by, ',') as digest from ledger_period where state = 'closed'`,
    ),
  );
  return new Map(rows.map((row) => [row.month, row.digest]));
}

const COMMANDS =
  "give plan cancel miss deliver event approve open withdraw sign finish post reverse accuse accept bank".split(" ");
const ANSWERS =
  "duplicate budget-short funds-short entitlement-used breaks-a-rule already-exists closed-for-changes not-possible".split(
    " ",
  );

type Counted = Map<string, number>;

/** The stand that both come to. */
async function runSequence(commands: readonly Command[], counted: Counted = new Map()): Promise<LedgerStand> {
  let last = new LedgerOracle().stand();
  await inTransaction(testContext(database), async (unit) => {
    await insertBase(unit);
    const oracle = new LedgerOracle();
    const stored = new StoredLedger(unit);
    let digests: ReadonlyMap<string, string> = new Map();
    for (const command of commands) {
      const before = oracle.stand();
      const expected = oracleAnswer(oracle, command);
      expect(await storedAnswer(stored, unit, command), JSON.stringify(command, textOfFen)).toBe(expected);
      const { stand, broken } = await readStand(unit);
      expect(broken, JSON.stringify(command, textOfFen)).toEqual([]);
      expect(stand, JSON.stringify(command, textOfFen)).toEqual(oracle.stand());
      // I7, I12: what was done before, or was refused, changes nothing.
      if (expected !== "ok") expect(stand).toEqual(before);
      const now = await closedDigests(unit);
      for (const [month, digest] of digests) expect(now.get(month)).toBe(digest);
      digests = now;
      for (const key of [`${command.do} ${expected}`, expected]) counted.set(key, (counted.get(key) ?? 0) + 1);
      last = stand;
    }
    throw new RolledBack();
  }).catch((thrown: unknown) => {
    if (!(thrown instanceof RolledBack)) throw thrown;
  });
  return last;
}

const textOfFen = (_key: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);

describe("the ledger, command by command", () => {
  it(
    "answers and stands as the in-memory oracle does, with every invariant held",
    async () => {
      const counted: Counted = new Map();
      await fc.assert(
        fc.asyncProperty(anyCommands, async (commands) => {
          await runSequence(commands, counted);
        }),
        { numRuns: RUNS, seed: SEED },
      );
      // A property over commands that never succeed, or are never refused, would say nothing.
      for (const one of COMMANDS) expect(counted.get(`${one} ok`) ?? 0, `${one} never succeeded`).toBeGreaterThan(0);
      for (const one of ANSWERS) expect(counted.get(one) ?? 0, `nothing was answered ${one}`).toBeGreaterThan(0);
      // Every command is followed by all questions of the invariants; a machine that is shared takes its time.
    },
    Math.max(400_000, RUNS * 60_000),
  );
});

/** Each of these runs a sequence or two, every command of them compared with the oracle as above. */
const RELATED_RUNS = Math.max(3, Math.ceil(RUNS / 5));

const isOf = (elder: number) => (command: Command) => "visit" in command && VISITS[command.visit]?.elder === elder;

/** Fen paid by visit number. */
function paidOf(stand: LedgerStand): ReadonlyMap<string, bigint> {
  return new Map(
    stand.lines.map((text) => {
      const [visitNo = "", parts = ""] = text.split(" ");
      const amounts = parts === "" ? [] : parts.split(",").map((part) => BigInt(part.split("=")[1] ?? "0"));
      return [visitNo, amounts.reduce((sum, one) => sum + one, 0n)];
    }),
  );
}

/** Two runs of one month, and what each paid. */
function related(
  variant: (month: RecordedMonth) => readonly (readonly Command[])[],
  check: (stands: readonly LedgerStand[], month: RecordedMonth) => void,
): Promise<void> {
  return fc.assert(
    fc.asyncProperty(recordedMonths, async (month) => {
      const stands = [];
      for (const commands of variant(month)) stands.push(await runSequence(commands));
      check(stands, month);
    }),
    { numRuns: RELATED_RUNS, seed: SEED },
  );
}

describe("a month of visits that phones recorded", () => {
  it("comes to the same verified visits, the same pay and the same books in any order of arrival (I11)", () =>
    related(
      ({ month, events, otherOrder }) => [closedCourse(month, events), closedCourse(month, otherOrder)],
      ([first, second]) => {
        expect(first?.visits).not.toEqual([]);
        expect(second).toEqual(first);
      },
    ));

  it("pays an elder the same, whatever another elder's visits are (I16)", () =>
    related(
      ({ month, events }) => [
        closedCourse(month, events),
        closedCourse(month, events).filter((command) => !isOf(1)(command)),
      ],
      ([both, alone], { month }) => {
        const own = (stand: LedgerStand | undefined) => stand?.lines.filter((text) => text.startsWith(`${month}-0-`));
        expect(own(alone)).toEqual(own(both));
        expect(alone?.lines.some((text) => text.startsWith(`${month}-1-`))).toBe(false);
      },
    ));

  it("never pays more for a visit that was shorter (I16)", () =>
    related(
      ({ month, events }) => [
        closedCourse(month, events),
        closedCourse(
          month,
          events.map((event) => (event.do === "event" && event.end === "out" ? { ...event, minute: 30 } : event)),
        ),
      ],
      ([longer, shorter]) => {
        if (!longer || !shorter) throw new Error("two runs are needed");
        for (const [visitNo, fen] of paidOf(shorter))
          expect(fen).toBeLessThanOrEqual(paidOf(longer).get(visitNo) ?? 0n);
      },
    ));

  it("never pays less for a higher appropriation, and pays all once the money reaches (I16)", () =>
    related(
      ({ month, events }) =>
        [9000n, 40_000n].map((fen) =>
          closedCourse(month, events, [
            { do: "give", fund: "district", fen, document: "D1" },
            { do: "give", fund: "lottery", fen, document: "D2" },
          ]),
        ),
      ([scarce, ample]) => {
        if (!scarce || !ample) throw new Error("two runs are needed");
        const paid = paidOf(ample);
        for (const [visitNo, fen] of paidOf(scarce)) expect(paid.get(visitNo) ?? 0n).toBeGreaterThanOrEqual(fen);
        for (const text of ample.visits.filter((one) => one.includes(" in_violation")))
          expect(paid.get(text)).toBeUndefined();
      },
    ));
});
