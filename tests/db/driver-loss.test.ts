/**
 * postgres.js 3.4.9 as published goes on using a connection that was lost inside a transaction: the process ends, or a statement
 * lands in another transaction. db/patches holds the mend; these scenarios fail without it. The fallback is node-postgres, behind
 * db/connection.server.ts.
 */
import postgres, { type Sql, type TransactionSql } from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createScratchDatabase, type ScratchDatabase } from "#tests/support/scratch-database.ts";

let scratch: ScratchDatabase;
let administrator: Sql;
const crashes: unknown[] = [];
const recordCrash = (thrown: unknown) => crashes.push(thrown);

beforeAll(async () => {
  scratch = await createScratchDatabase();
  administrator = postgres(scratch.url, { max: 2, onnotice: () => {} });
  await administrator`create table entry (work text not null, half integer not null, primary key (work, half))`;
  process.on("uncaughtException", recordCrash);
});
afterAll(async () => {
  process.off("uncaughtException", recordCrash);
  await administrator.end();
  await scratch.drop();
});
beforeEach(async () => {
  crashes.length = 0;
  await administrator`truncate entry`;
});

type Signal = { readonly given: Promise<void>; readonly give: () => void };

function signal(): Signal {
  let give = (): void => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}

/** A client whose losses can be awaited: `lost` is given when a connection has closed and the client has noticed. */
function client(connections: number, lost: Signal = signal()): { sql: Sql; lost: Signal } {
  const connection = { application_name: "driver_loss" };
  const sql = postgres(scratch.url, { max: connections, connection, onclose: lost.give, onnotice: () => {} });
  return { sql, lost };
}

async function backendOf(sql: TransactionSql): Promise<number> {
  const [row] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
  return row?.pid ?? 0;
}

async function terminate(pid: number): Promise<void> {
  await administrator`select pg_terminate_backend(${pid})`;
}

/** Works with whole entries, as text "work/half", in order. */
async function entries(): Promise<string[]> {
  const rows = await administrator<{ entry: string }[]>`select work || '/' || half as entry from entry order by 1`;
  return rows.map((row) => row.entry);
}

describe("a connection that is lost inside a transaction", () => {
  it("rejects every later statement of that transaction, crashes nothing and leaves no row", async () => {
    const { sql, lost } = client(1);
    const statements: string[] = [];
    const work = sql.begin(async (unit) => {
      await unit`insert into entry values ('one', 1)`;
      await terminate(await backendOf(unit));
      await lost.given;
      for (const half of [2, 3])
        await unit`insert into entry values ('one', ${half})`.then(
          () => statements.push("accepted"),
          () => statements.push("rejected"),
        );
    });
    await expect(work).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
    await sql`insert into entry values ('after', 1)`;
    await sql.end();
    expect(statements).toEqual(["rejected", "rejected"]);
    expect(await entries()).toEqual(["after/1"]);
    expect(crashes).toEqual([]);
  });

  it("never lets its later statements or its commit reach the transaction that took its connection over", async () => {
    const { sql, lost } = client(2);
    const [takenOver, finished, holding] = [signal(), signal(), signal()];
    let late = "";
    const first = sql.begin(async (unit) => {
      await unit`insert into entry values ('first', 1)`;
      await holding.given;
      await terminate(await backendOf(unit));
      await lost.given;
      await takenOver.given;
      late = await unit`insert into entry values ('first', 2)`.then(
        () => "accepted",
        () => "rejected",
      );
    });
    const second = sql.begin(async (unit) => {
      await unit`insert into entry values ('second', 1)`;
      holding.give();
      await finished.given;
      await unit`insert into entry values ('second', 2)`;
    });
    const third = sql.begin(async (unit) => {
      await unit`insert into entry values ('third', 1)`;
      takenOver.give();
      await finished.given;
      await unit`insert into entry values ('third', 2)`;
      throw new Error("changed its mind");
    });
    await expect(first).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
    await takenOver.given;
    await expect.poll(() => late).toBe("rejected");
    // Time for a stray COMMIT of the first to travel: two round trips on the other connections.
    await entries();
    await entries();
    finished.give();
    await expect(third).rejects.toThrow("changed its mind");
    await second;
    await sql.end();
    expect(await entries()).toEqual(["second/1", "second/2"]);
    expect(crashes).toEqual([]);
  });

  it("keeps every transaction whole while backends are terminated under load, and every one of them settles", async () => {
    const { sql } = client(4);
    const reported = new Map<string, boolean>();
    const loop = async (name: string): Promise<void> => {
      for (let turn = 0; turn < 60; turn += 1) {
        const work = `${name}-${turn}`;
        const outcome = sql.begin(async (unit) => {
          await unit`insert into entry values (${work}, 1)`;
          await unit`select pg_sleep(0.002)`;
          await Promise.all([unit`insert into entry values (${work}, 2)`, unit`insert into entry values (${work}, 3)`]);
        });
        await outcome.then(
          () => reported.set(work, true),
          () => reported.set(work, false),
        );
      }
    };
    let running = true;
    let killed = 0;
    // One backend for each few transactions that ended, not for so much time: on a busy machine the killing must not outrun the work.
    const killer = (async () => {
      for (let seen = 0; running;) {
        if (reported.size >= seen + 6) {
          seen = reported.size;
          const rows = await administrator`select pg_terminate_backend(pid) from
            (select pid from pg_stat_activity where application_name = 'driver_loss' order by random() limit 1) as victim`;
          killed += rows.length;
        }
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    })();
    await Promise.all(["a", "b", "c", "d", "e", "f", "g", "h"].map(loop));
    running = false;
    await killer;
    await sql.end({ timeout: 5 });

    const halves = await administrator<{ work: string; count: number }[]>`
      select work, count(*)::int as count from entry group by work`;
    const stored = new Map(halves.map((row) => [row.work, row.count]));
    expect(reported.size).toBe(8 * 60);
    expect(killed).toBeGreaterThan(5);
    expect([...reported.values()].filter((committed) => committed).length).toBeGreaterThan(100);
    expect([...stored.values()].every((count) => count === 3)).toBe(true);
    expect([...reported].filter(([work, committed]) => committed && !stored.has(work))).toEqual([]);
    expect(crashes).toEqual([]);
  }, 120_000);
});
