/** A small district with a delivered and claimed month whose seed was committed in time, and two operators who call about it. */
import { sql } from "drizzle-orm";
import type { GivenAnswers } from "#app/domain/call-backs/questionnaire.ts";
import { instantAt, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { firstDateOf, lastDateOf, plainMonth } from "#app/domain/time/plain-month.ts";
import { recordAttempt, type RecordedAttempt } from "#app/usecases/call-backs/record-attempt.server.ts";
import { takeCall } from "#app/usecases/call-backs/lease-call.server.ts";
import { prepareClaims } from "#app/usecases/claims/prepare-claims.server.ts";
import { submitClaims } from "#app/usecases/claims/submit-claims.server.ts";
import { acceptMonthOffers } from "#app/usecases/demo/answer-offers.server.ts";
import { playDelivery } from "#app/usecases/demo/play-delivery.server.ts";
import { commitSampleSeed } from "#app/usecases/sampling/commit-seed.server.ts";
import { verifyMonth } from "#app/usecases/visits/verify-month.server.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction, rowsOf, type Context } from "#db/transaction.ts";
import { seededDatabase, testContext } from "#tests/support/database.ts";
import { firstElders, plannedDistrict, runMonthOf, testCrypto } from "#tests/support/small-district.ts";

export const MONTH = plainMonth("2026-12");
/** Nine in the morning, five days after the month. */
export const LATER: Instant = instantAt(addDays(lastDateOf(MONTH), 5), 9 * 60);
export const OPERATORS = ["user:anna", "user:bo"];
export const NOBODYS = { employedBy: null };

/** A context of the district's clerk, or of somebody else, minutes after that morning. */
export function contextOf(database: Database, actor = "user:clerk", minutes = 0): Context {
  return { ...testContext(database), actor, now: plusMinutes(LATER, minutes) };
}

async function callAbout(database: Database): Promise<void> {
  const context = testContext(database);
  const at = (actor: string) => contextOf(database, actor);
  await commitSampleSeed(
    { ...context, actor: "user:clerk", now: instantAt(firstDateOf(MONTH), 600) },
    testCrypto,
    MONTH,
    "a value that nobody knows yet",
  );
  await acceptMonthOffers(context, MONTH);
  await playDelivery(at("user:clerk"), MONTH, "1", LATER);
  await verifyMonth(at("user:clerk"), MONTH);
  await prepareClaims(at("user:provider"), MONTH);
  await submitClaims(at("user:provider"), MONTH);
}

/** A district of its own with such a month. */
export const calledMonth = (elders = 60): Promise<Database> =>
  seededDatabase(`called-${elders}`, callAbout, () => plannedDistrict(elders));

/** The same in an empty district, to which several have connections. */
export async function playCalledMonth(database: Database, elders: number): Promise<void> {
  const job = { month: MONTH, seed: "1", simulate: false };
  await runMonthOf(testContext(database), firstElders(elders, { seed: "7", month: MONTH }), job);
  await callAbout(database);
}

export async function ask<Row>(context: Context, statement: string): Promise<Row[]> {
  return inTransaction(context, async (unit) => rowsOf<Row>(await unit.orm.execute(sql.raw(statement))));
}

export type OpenCall = {
  id: string;
  elder: string;
  operator: string;
  visit: string;
  visitNo: string;
  provider: string;
};

/** Open calls in their order, each with its first visit. */
export async function openCalls(context: Context): Promise<OpenCall[]> {
  return ask<OpenCall>(
    context,
    `select distinct on (c.position, c.id) c.id, c.elder_id as elder, c.assigned_to as operator, v.id as visit, v.visit_no as "visitNo", c.provider_id as provider
       from call_back c join call_back_visit l on l.call_back_id = c.id join visit v on v.id = l.visit_id
      where c.state = 'open' and c.assigned_to is not null order by c.position, c.id, v.planned_start`,
  );
}

export const SATISFIED: GivenAnswers = {
  ...{ person: "self", served: "yes", minutesPerVisit: "60", uniformBadge: "yes", overall: "satisfied" },
};

/** Takes a call and records one attempt of it. */
export async function call(
  database: Database,
  one: Pick<OpenCall, "id" | "operator">,
  attempt: Partial<RecordedAttempt> & { readonly after?: number },
) {
  const { after = 0, ...recorded } = attempt;
  const context = contextOf(database, one.operator, after);
  await takeCall(context, one.id, NOBODYS);
  return recordAttempt(context, testCrypto, {
    ...{ callId: one.id, connection: "answered", appointmentAt: null, note: "", given: SATISFIED },
    ...recorded,
  });
}

/** Questions to the tables of the district, as its clerk. */
export function lookups(database: () => Database) {
  const clerk = (minutes = 0) => contextOf(database(), "user:clerk", minutes);
  const rows = <Row>(statement: string) => ask<Row>(clerk(), statement);
  const one = async <Row>(statement: string): Promise<Row> => (await rows<Row>(statement))[0] as Row;
  /** The next open call whose elder nobody rings and whose visit has a claim line that stands undecided. */
  const freshCall = async (): Promise<OpenCall> => {
    const undecided = await rows<{ visit: string }>(
      "select visit_id as visit from claim_line where decision is null and voided_at is null and outcome = 'accepted'",
    );
    const leased = await rows<{ elder: string }>("select elder_id as elder from call_lease");
    const found = (await openCalls(clerk())).find(
      (open) =>
        undecided.some(({ visit }) => visit === open.visit) && !leased.some(({ elder }) => elder === open.elder),
    );
    if (found === undefined) throw new Error("no call left");
    return found;
  };
  const auditOf = async (action: string) =>
    (await one<{ n: number }>(`select count(*)::int as n from audit_event where action = '${action}'`)).n;
  const street = () => ({ ...clerk(), scope: { streets: [99], provider: "all", worker: "all" } as never });
  return { clerk, rows, one, freshCall, auditOf, street };
}
