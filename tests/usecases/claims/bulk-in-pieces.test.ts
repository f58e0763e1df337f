/** One large list decided as several small ones by the same person on the same day: a second person is asked for what they come to. */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { CLEAN_LINES } from "#app/domain/claims/bulk-decision.ts";
import { instantAt, type Instant } from "#app/domain/time/instant.ts";
import { showBulk } from "#app/usecases/claims/bulk-lines.server.ts";
import { undoDecision } from "#app/usecases/claims/decide-audit-line.server.ts";
import { decideBulk } from "#app/usecases/claims/decide-bulk.server.ts";
import { finishDueDecisions, signDecisions } from "#app/usecases/claims/finish-decisions.server.ts";
import { showWaitingStep } from "#app/usecases/claims/second-person.server.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction, rowsOf, type Context } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { claimedMonth, CLOSED_ON } from "../reconciliation/closed-month.ts";

let database: Database;
const at = (actor: string, minute: number): Context => ({
  ...testContext(database),
  actor,
  now: instantAt(CLOSED_ON, minute) as Instant,
});

async function rows<Row>(statement: string): Promise<Row[]> {
  return inTransaction(testContext(database), async (unit) => rowsOf<Row>(await unit.orm.execute(sql.raw(statement))));
}

const limitAt = (fen: bigint) =>
  rows(`update policy_version set parameters = jsonb_set(parameters, '{audit_bulk_second_fen}', '${fen}')`);

type Piece = { readonly only: readonly string[]; readonly sumFen: bigint };

const clean = { rule: CLEAN_LINES, claimNo: null, only: null } as const;
type Line = Awaited<ReturnType<typeof showBulk>>["lines"][number];

const pieceOf = (lines: readonly Line[]): Piece => ({
  only: lines.map((line) => line.visitNo),
  sumFen: lines.reduce((sum, line) => sum + line.askedFen, 0n),
});

/** Three and two clean lines that wait. */
async function twoPieces(): Promise<[Piece, Piece]> {
  const { lines } = await showBulk(at("user:nobody", 0), clean, false);
  return [pieceOf(lines.slice(0, 3)), pieceOf(lines.slice(3, 5))];
}

const preview = (context: Context, { only }: Piece) =>
  showBulk(context, { rule: CLEAN_LINES, claimNo: null, only }, false);

/** The list comes on this person's screen. @returns what sends the decision of it */
async function seen(context: Context, { only }: Piece, decision: "approve" | "hold" = "approve") {
  const question = { rule: CLEAN_LINES, claimNo: null, only };
  const { listDigest } = await showBulk(context, question, true);
  const reason = decision === "hold" ? "R-COMPLAINT-OPEN" : "";
  return async (as = context) =>
    (await decideBulk(as, { ...question, listDigest, decision, reason, note: null })).bulkId;
}

const decide = async (...given: Parameters<typeof seen>) => (await seen(...given))();

/** Returns when another session waits for this one; a database of one session lets none begin. */
async function untilAnotherWaits(): Promise<void> {
  if (database.kind === "pglite") return;
  for (;;) {
    const [row] = await rows<{ waits: boolean }>("select exists (select from pg_locks where not granted) as waits");
    if (row?.waits === true) return;
  }
}

/** The step on the screen of a second person, who signs it. */
async function seenAndSigned(context: Context, bulkId: string): Promise<number> {
  await showWaitingStep(context, bulkId, true);
  return signDecisions(context, bulkId);
}

const waitsFor = async (bulkId: string) =>
  (
    await rows<{ second: string | null }>(
      `select distinct second_for as second from line_decision where bulk_id = '${bulkId}'`,
    )
  ).map(({ second }) => second);

beforeAll(async () => {
  database = await claimedMonth();
}, 120_000);
afterAll(async () => database.close());

it("needs one person up to the policy's sum, and a second one from the next fen on, which the list says before", async () => {
  const [first, next] = await twoPieces();
  await limitAt(first.sumFen + next.sumFen);
  await decide(at("user:a", 540), first);
  expect((await preview(at("user:a", 541), next)).second).toEqual([]);
  const alone = await decide(at("user:a", 541), next);
  expect(await waitsFor(alone)).toEqual([null]);
  await undoDecision(at("user:a", 541), alone);

  await limitAt(first.sumFen + next.sumFen - 1n);
  expect((await preview(at("user:a", 542), next)).second).toEqual([
    { decision: "approve", why: "day", earlierFen: first.sumFen },
  ]);
  const together = await decide(at("user:a", 542), next);
  expect(await waitsFor(together)).toEqual(["sum"]);
  expect(await finishDueDecisions(at("system:jobs", 550))).toBe(first.only.length);
  await expect(signDecisions(at("user:a", 550), together)).rejects.toMatchObject({ code: "second-person-needed" });
  expect(await seenAndSigned(at("user:b", 550), together)).toBe(next.only.length);
});

it("does not add up again what waits for a second person, before that person has signed it and after", async () => {
  const [first, next] = await twoPieces();
  await limitAt(first.sumFen - 1n);
  expect(next.sumFen).toBeLessThan(first.sumFen);
  const large = await decide(at("user:f", 551), first);
  expect(await waitsFor(large)).toEqual(["sum"]);
  expect((await preview(at("user:f", 552), next)).second).toEqual([]);
  expect(await seenAndSigned(at("user:b", 552), large)).toBe(first.only.length);
  expect((await preview(at("user:f", 553), next)).second).toEqual([]);
  const alone = await decide(at("user:f", 553), next);
  expect(await waitsFor(alone)).toEqual([null]);
  await undoDecision(at("user:f", 553), alone);
});

it("adds up nobody else's lists, no other decision's, no other day's and none that was taken back", async () => {
  const [first, next] = await twoPieces();
  await limitAt(first.sumFen + next.sumFen - 1n);
  await undoDecision(at("user:c", 560), await decide(at("user:c", 560), first));
  expect((await preview(at("user:c", 561), next)).second).toEqual([]);
  await decide(at("user:c", 563), first, "hold");
  expect((await preview(at("user:c", 564), next)).second.map((one) => one.decision)).toEqual(["hold"]);
  expect((await preview(at("user:d", 564), next)).second).toEqual([]);
  expect((await preview(at("user:c", 24 * 60 - 1), next)).second).toHaveLength(1);
  expect((await preview(at("user:c", 24 * 60), next)).second).toEqual([]);
});

it("adds up lists of other months of the same day", async () => {
  const [first, next] = await twoPieces();
  await limitAt(first.sumFen + next.sumFen - 1n);
  const earlier = await decide(at("user:g", 565), first);
  await rows("alter table claim disable trigger user");
  const ofStep = `select claim_id from claim_line l join line_decision d on d.claim_line_id = l.id where d.bulk_id = '${earlier}'`;
  await rows(`update claim set month = month - interval '1 month' where id in (${ofStep})`);
  expect((await preview(at("user:g", 566), next)).second).toMatchObject([{ decision: "approve", why: "day" }]);
  await rows(`update claim set month = month + interval '1 month' where id in (${ofStep})`);
  await rows("alter table claim enable trigger user");
  await undoDecision(at("user:g", 565), earlier);
});

it("counts two lists that are sent at once as two: one of them waits for a second person", async () => {
  // Of two providers, so that no lock on a claim makes one of them wait for the other.
  const { lines } = await showBulk(at("user:nobody", 0), clean, false);
  const of = (provider: string) => pieceOf(lines.filter((line) => line.provider === provider).slice(0, 2));
  const [one, other] = [...new Set(lines.map((line) => line.provider))];
  const [left, right] = [of(one ?? ""), of(other ?? "")];
  await limitAt(left.sumFen + right.sumFen - 1n);
  const [sendLeft, sendRight] = [await seen(at("user:e", 570), left), await seen(at("user:e", 570), right)];
  let sentRight: Promise<string> | null = null;
  // The second one is sent before the first one has ended.
  const beforeCommit = async () => {
    sentRight = sendRight();
    await untilAnotherWaits();
  };
  const first = await sendLeft({ ...at("user:e", 570), beforeCommit });
  expect(await waitsFor(first)).toEqual([null]);
  expect(await waitsFor((await sentRight) ?? "")).toEqual(["sum"]);
});
