/**
 * Every constraint and trigger around money is removed in turn, and the attempt that it stops must then come out differently (reliability,
 * 17.9). The list is checked against the catalogue: a new fence that no attempt is written for fails here.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/connection.server.ts";
import { testDatabase } from "#tests/support/database.ts";
import {
  BROKEN_CHECKS,
  BROKEN_REFERENCES,
  FRESH,
  KEY_CHANGES,
  PUT_ASIDE,
  REFERENCE_CHANGES,
  type Row,
} from "#tests/mutations/fence-attempts.ts";
import { buildFenceBase } from "#tests/mutations/fence-base.ts";
import { REMOVALS } from "#tests/mutations/fence-removals.ts";
import { STATEMENTS } from "#tests/mutations/fence-statements.ts";
import {
  copyStatement,
  dropStatement,
  functionSource,
  listFences,
  MISSING,
  outcomeOf,
  reading,
  type Fence,
} from "#tests/mutations/try-fence.ts";

const TABLES = [...Object.keys(FRESH), "journal", "posting"];

/** Fences that nothing can be tried on by itself, and why. */
const WITHOUT_ATTEMPT: Readonly<Record<string, string>> = {
  journal_with_count: "only the target of posting_of_journal: its first column is the primary key",
};

let database: Database;
let fences: readonly Fence[];
const of = (kinds: string) => fences.filter((fence) => kinds.includes(fence.kind));
const ATTEMPTS = [...STATEMENTS, ...REMOVALS];
const written = new Set([
  ...[...BROKEN_CHECKS, ...BROKEN_REFERENCES].map(([, fence]) => fence),
  ...ATTEMPTS.map(({ fence }) => fence),
]);
/** Tables that hold no money but are referred to by what does: of theirs only triggers count. */
const REFERRED = ["visit", "provider", "street"];

beforeAll(async () => {
  database = await testDatabase();
  await buildFenceBase(database);
  fences = await reading(database, (unit) => listFences(unit, [...TABLES, ...REFERRED], database.districtSchema));
});
afterAll(async () => database.close());

/** The copied row with its fresh keys, save for these columns, and with these changes. */
async function rowAttempt(table: string, changes: Row, kept: readonly string[] = []) {
  const fresh = Object.entries(FRESH[table]?.fresh ?? {}).filter(([column]) => !kept.includes(column));
  const row = { ...Object.fromEntries(fresh), ...changes };
  return { statements: [await reading(database, (unit) => copyStatement(unit, table, row))] };
}

/** Why the removal of a fence would go unnoticed; null when it is caught. */
async function escape(
  fence: Fence,
  attempt: Parameters<typeof outcomeOf>[1],
  expected: string,
): Promise<string | null> {
  const withFence = await outcomeOf(database, attempt, null);
  if (withFence !== expected) return `${fence.name}: ${withFence} instead of ${expected}`;
  const without = await outcomeOf(database, attempt, dropStatement(fence));
  return without === withFence ? `${fence.name}: still ${without} without it` : null;
}

/** Lines of ledger_post and move_budget that refuse by themselves: what is put in their place, and the attempt that must notice. */
const FUNCTION_LINES: readonly {
  readonly of: string;
  readonly line: string;
  readonly instead: string;
  readonly attempt: { readonly statements: readonly string[] };
  readonly expected: string;
}[] = [
  {
    of: "ledger_post(jsonb)",
    line: "IF period.state = 'closed'",
    instead: "IF false AND period.state = 'closed'",
    attempt: { statements: [postStatement({ period_id: 202610 })] },
    expected: "period_not_open",
  },
  {
    of: "ledger_post(jsonb)",
    line: "IF known.request_digest <> digest THEN",
    instead: "IF false THEN",
    attempt: { statements: [postStatement({}), postStatement({ request_digest: "02" })] },
    expected: "idempotency_conflict",
  },
  {
    of: "move_budget(text,integer,bigint,bigint,boolean)",
    line: "IF NOT found AND EXISTS",
    instead: "IF false AND EXISTS",
    attempt: { statements: ["select move_budget('district', 2026, 999999, 0, true)"] },
    expected: "within_budget",
  },
];

function postStatement(changes: Readonly<Record<string, unknown>>): string {
  const request = {
    id: "0000000e-0000-4000-8000-00000000000a",
    period_id: 202612,
    kind: "test",
    source_type: "fence",
    source_id: "post",
    idempotency_key: "fence-post",
    request_digest: "01",
    posted_by: "fence",
    postings: [{ debit: 1, credit: 2, amount_fen: "5" }],
    ...changes,
  };
  return `select * from ledger_post('${JSON.stringify(request)}'::jsonb)`;
}

const found = (all: readonly (string | null)[]) => all.filter((one) => one !== null);

describe("the fences around money", () => {
  it("are all on a list: a new one needs an attempt that it stops", () => {
    const money = fences.filter(({ table, kind }) => !REFERRED.includes(table) || kind === "t");
    const silent = money.filter(
      ({ kind, name, table }) =>
        !written.has(name) && !(name in WITHOUT_ATTEMPT) && !("fupi".includes(kind) && table in FRESH),
    );
    expect(silent.map(({ table, name }) => `${table}.${name}`)).toEqual([]);
    const names = new Set(fences.map(({ name }) => name));
    expect([...written].filter((name) => !names.has(name))).toEqual([]);
  });

  it("let a right row of each table in, so that a refusal says something", async () => {
    const refused = [];
    for (const table of Object.keys(FRESH)) {
      const outcome = await outcomeOf(database, await rowAttempt(table, {}), null);
      const isEnd = table === "line_decision_end";
      if (outcome !== "accepted" && !isEnd) refused.push(`${table}: ${outcome}`);
    }
    expect(refused).toEqual([]);
  });

  it("hold each row by its checks", async () => {
    const escaped = [];
    for (const [table, name, broken] of BROKEN_CHECKS) {
      const fence = { table, name, kind: "c", columns: [] };
      escaped.push(await escape(fence, await rowAttempt(table, broken), name));
    }
    expect(found(escaped)).toEqual([]);
  });

  it("let each key stand once", async () => {
    const escaped = [];
    for (const fence of of("upi").filter(({ table, name }) => table in FRESH && !written.has(name)))
      escaped.push(
        await escape(fence, await rowAttempt(fence.table, KEY_CHANGES[fence.name] ?? {}, fence.columns), fence.name),
      );
    expect(found(escaped)).toEqual([]);
  });

  it("let nothing refer to what is not there", async () => {
    const escaped = [];
    for (const [table, name, broken] of BROKEN_REFERENCES) {
      const fence = { table, name, kind: "t", columns: [] };
      escaped.push(await escape(fence, await rowAttempt(table, broken), name));
    }
    for (const fence of of("f").filter(({ table, name }) => table in FRESH && !written.has(name))) {
      const [column = ""] = fence.columns;
      const missing = { [column]: MISSING[column] ?? "0000000e-0000-4000-8000-0000000000ff" };
      const changes = { ...missing, ...REFERENCE_CHANGES[fence.name] };
      const attempt = await rowAttempt(fence.table, changes);
      const aside = PUT_ASIDE[fence.name];
      const statements = aside === undefined ? attempt.statements : [aside, ...attempt.statements];
      escaped.push(await escape(fence, { statements }, fence.name));
    }
    expect(found(escaped)).toEqual([]);
  });

  it("keep books, periods, budgets and decisions by triggers and deferred keys", async () => {
    const escaped = [];
    for (const { table, fence, expected, ...attempt } of ATTEMPTS) {
      const kind = fences.find(({ name }) => name === fence)?.kind ?? "t";
      escaped.push(await escape({ table, name: fence, kind, columns: [] }, attempt, expected));
    }
    expect(found(escaped)).toEqual([]);
  });

  it("refuse inside their functions, line by line", async () => {
    const escaped = [];
    for (const { of: name, line, instead, attempt, expected } of FUNCTION_LINES) {
      const source = await reading(database, (unit) => functionSource(unit, name));
      if (!source.includes(line)) escaped.push(`${name}: no line ${line}`);
      const withLine = await outcomeOf(database, attempt, null);
      if (withLine !== expected) escaped.push(`${name}: ${withLine} instead of ${expected}`);
      if ((await outcomeOf(database, attempt, source.replace(line, instead))) === withLine)
        escaped.push(`${name}: ${line}`);
    }
    expect(found(escaped)).toEqual([]);
  });

  it("stand behind no temporary table: the function's path ends with it", async () => {
    const { districtSchema } = database;
    const attack = [
      "create temporary table ledger_period (like district_320613.ledger_period)",
      "insert into pg_temp.ledger_period (id, month, state, closed_by) values (202610, '2026-10-01', 'open', '{}')",
      postStatement({ period_id: 202610 }),
    ].map((statement) => statement.replace("district_320613", districtSchema));
    const path = `alter function ledger_post(jsonb) set search_path = pg_temp, ${districtSchema}, extensions`;
    expect(await outcomeOf(database, { statements: attack }, null)).toBe("period_not_open");
    expect(await outcomeOf(database, { statements: attack }, path)).toBe("accepted");
  });
});
