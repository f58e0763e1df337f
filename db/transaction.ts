/**
 * The unit of work: one transaction whose first act sets the district's path and the actor's scope. The handle is revoked when
 * the work ends, so a promise that nobody awaited fails loudly instead of running outside the transaction.
 */
import { setImmediate } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Scope } from "#app/domain/access/scope.ts";
import type { NewId } from "#app/domain/identifiers.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Database, Orm } from "./connection.server.ts";
import { asRefusal, mayRetry, onlyFollows } from "./refusals.ts";

export type Unit = {
  /** The open transaction. Throws once the unit has ended. */
  readonly orm: Orm;
  readonly scope: Scope;
  readonly now: Instant;
  readonly newId: NewId;
  /** Stands for the database of this unit: reference data that is kept in memory is kept by it. */
  readonly district: object;
};

/** What a use case is called with: where to work, as whom, when. */
export type Context = {
  readonly database: Database;
  readonly scope: Scope;
  /** Audit name of who acts: "user:name", "system:job", "elder:number". */
  readonly actor: string;
  readonly now: Instant;
  readonly newId: NewId;
  /** The server shows a demonstration: what leaves it as a file says so. */
  readonly isDemonstration?: boolean;
  /** Runs first in each unit of work of this context and refuses by throwing: whether a family's link still lets this be done. */
  readonly atStart?: (unit: Unit) => Promise<void>;
  /** Runs last in each unit of work of this context and rolls it back by throwing: a job asks here whether its lease still holds. */
  readonly beforeCommit?: (unit: Unit) => Promise<void>;
};

/** Of the transaction alone, besides path, scope and patience. */
type Settings = Readonly<Record<string, string>>;

/** One statement for all of it: in the embedded database each statement costs as much as reading some rows. */
function scopeStatement(database: Database, scope: Scope, also: Settings): string {
  const streets = scope.streets === "all" ? "*" : scope.streets.map((one) => Math.trunc(one)).join(",");
  const provider = scope.provider === "all" ? "*" : scope.provider;
  if (provider !== "*" && !/^[0-9a-f-]{36}$/.test(provider)) throw new RangeError("a provider scope must be a UUID");
  const settled = {
    search_path: `"${database.districtSchema}", extensions, pg_temp`,
    "app.streets": streets,
    "app.provider": provider,
    lock_timeout: "3s",
    statement_timeout: "60s",
    // Compiling a statement takes longer than any of ours runs, and its cost is guessed before the tables were counted.
    jit: "off",
    ...also,
  };
  const parts = Object.entries(settled).map(([name, value]) => `set_config('${name}', '${value}', true)`);
  return `select ${parts.join(", ")}`;
}

/**
 * Asks for the scope and goes on when the question stands in the driver's queue: a session answers in the order of asking, so that over a
 * network the scope travels with the first statements of the work. One turn of the event loop is enough for that; tests/db/transaction.test.ts
 * holds the order.
 */
async function askForScope(
  context: Context,
  orm: Orm,
  also: Settings,
): Promise<{ readonly answered: Promise<unknown> }> {
  const statement = sql.raw(scopeStatement(context.database, context.scope, also));
  if (context.database.kind === "postgres") {
    const answered = Promise.resolve(orm.execute(statement));
    // The unit waits for it at its end; until then a lost connection is nobody's unhandled rejection.
    answered.catch(() => undefined);
    await setImmediate();
    return { answered };
  }
  await orm.execute(statement);
  return { answered: Promise.resolve() };
}

/**
 * Statements of one unit that do not wait for each other's answers and so travel together. Where one fails, those behind it fail because it
 * did; what is thrown is the failure that came first, which alone says whether to try again, to refuse, or to give up.
 */
export async function together<const Asked extends readonly unknown[]>(
  asked: Asked,
): Promise<{ -readonly [Place in keyof Asked]: Awaited<Asked[Place]> }> {
  const settled = await Promise.allSettled(asked);
  const failed = settled.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
  if (failed.length > 0) throw failed.find((thrown) => !onlyFollows(thrown)) ?? failed[0];
  return settled.map((one) => (one.status === "fulfilled" ? one.value : undefined)) as never;
}

const TRIES = 5;

/**
 * Runs `work` in one transaction with the context's scope. Nesting is refused by construction: steps that use cases share take
 * the unit. Serialisation failures and deadlocks are tried again from the start, at most five times; constraint violations
 * arrive as typed refusals.
 */
export async function inTransaction<T>(context: Context, work: (unit: Unit) => Promise<T>): Promise<T> {
  return inUnit(context, work, {});
}

/**
 * The same for work that others wait behind: who finds a row locked for longer is refused ("busy-try-again") and lets them go on.
 * @param patienceMs milliseconds that one statement waits for a lock
 */
export async function inHurry<T>(context: Context, patienceMs: number, work: (unit: Unit) => Promise<T>): Promise<T> {
  return inUnit(context, work, { lock_timeout: `${Math.trunc(patienceMs)}ms` });
}

async function inUnit<T>(context: Context, work: (unit: Unit) => Promise<T>, also: Settings): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    let open = true;
    try {
      return await context.database.orm.transaction(async (orm) => {
        const { answered } = await askForScope(context, orm, also);
        const unit: Unit = {
          get orm() {
            if (!open) throw new Error("the unit of work has ended");
            return orm;
          },
          scope: context.scope,
          now: context.now,
          newId: context.newId,
          // The same object whichever way the statements are made.
          district: context.database.named,
        };
        const working = async () => {
          await context.atStart?.(unit);
          return work(unit);
        };
        const [result] = await together([working(), answered]);
        await context.beforeCommit?.(unit);
        return result;
      });
    } catch (thrown) {
      if (!mayRetry(thrown) || attempt >= TRIES) throw asRefusal(thrown);
    } finally {
      open = false;
    }
  }
}

/** The same unit seen with another scope, for facts that a rule needs and the actor is not shown. */
export function insideScope(unit: Unit, scope: Scope): Unit {
  return {
    get orm() {
      return unit.orm;
    },
    scope,
    now: unit.now,
    newId: unit.newId,
    district: unit.district,
  };
}

/** A part of a unit that may fail by itself: what it wrote is undone and the unit goes on. Constraint violations arrive as typed refusals. */
export async function inSavepoint<T>(unit: Unit, work: (inner: Unit) => Promise<T>): Promise<T> {
  try {
    const { scope, now, newId, district } = unit;
    return await unit.orm.transaction((orm) => work({ orm, scope, now, newId, district }));
  } catch (thrown) {
    throw asRefusal(thrown);
  }
}

/**
 * A unit of work that changes nothing. It is no step of a job, so it asks for no lease: what was read is worked on outside any
 * transaction, and the unit that stores the result asks again.
 */
export async function inReading<T>(context: Context, work: (unit: Unit) => Promise<T>): Promise<T> {
  const { beforeCommit: _fence, ...reader } = context;
  return inUnit(reader, work, { transaction_read_only: "on" });
}

/** The same context for work whose few statements come again thousands of times (Database.named). */
export function withNamedStatements(context: Context): Context {
  return { ...context, database: { ...context.database, orm: context.database.named } };
}

/** Rows of a raw query, whichever driver answered (postgres.js gives an array, PGlite an object with rows). */
export function rowsOf<Row>(result: unknown): Row[] {
  if (Array.isArray(result)) return result as Row[];
  return (result as { rows: Row[] }).rows;
}
