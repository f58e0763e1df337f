/** The floor of the operations centre: a text that changes with its seats, the day's figures, and names of its people. */
import { and, eq, gte, inArray, isNull, sql } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { appUser, userRole } from "../schema/access.ts";
import { centreCall, seatPresence } from "../schema/centre.ts";
import { rowsOf, type Unit } from "../transaction.ts";

/**
 * Who sits where and in which state; the beat of a screen alone changes nothing. Over the whole rows and not over a sum of their moments: a
 * break that begins and ends within a second is two changes, and the second one must be seen.
 */
export async function seatsVersion(unit: Unit): Promise<string> {
  const { seatNo, login, state, stateSince } = seatPresence;
  const [seen] = await unit.orm
    .select({
      states: sql<string>`hashtextextended(coalesce(string_agg(
        concat_ws(' ', ${seatNo}, ${login}, ${state}, ${stateSince}), ',' order by ${seatNo}), ''), 0)::text`,
    })
    .from(seatPresence)
    .where(isNull(seatPresence.toAt));
  return seen?.states ?? "0";
}

export type CallFigures = {
  readonly rang: number;
  readonly answered: number;
  readonly missed: number;
  readonly answeredInTime: number;
  /** Of ended calls; null without one. */
  readonly middleSpokenSeconds: number | null;
  readonly outbound: number;
};

/** @param withinSeconds in which a call is answered in time */
export async function countCalls(unit: Unit, since: Instant, withinSeconds: number): Promise<CallFigures> {
  const isIn = sql`${centreCall.direction} = 'in'`;
  const result = await unit.orm.execute(sql`
    select count(*) filter (where ${isIn})::int as rang,
           count(*) filter (where ${isIn} and ${centreCall.answeredAt} is not null)::int as answered,
           count(*) filter (where ${centreCall.state} = 'missed')::int as missed,
           count(*) filter (where ${isIn} and ${centreCall.answeredAt} - ${centreCall.rangAt} <= ${withinSeconds} * interval '1 second')::int
             as "answeredInTime",
           percentile_cont(0.5) within group (order by extract(epoch from ${centreCall.endedAt} - ${centreCall.answeredAt}))
             filter (where ${centreCall.state} = 'ended') as "middleSpokenSeconds",
           count(*) filter (where not ${isIn})::int as outbound
      from ${centreCall}
     where ${centreCall.rangAt} >= ${asDate(since).toISOString()}::timestamptz`);
  const [row] = rowsOf<CallFigures>(result);
  if (!row) throw new Error("a count without a row");
  const middle = row.middleSpokenSeconds;
  return { ...row, middleSpokenSeconds: middle === null ? null : Math.round(Number(middle)) };
}

/** Everybody who may sit at a seat, by audit name. */
export async function listOperators(unit: Unit): Promise<{ readonly by: string; readonly name: string }[]> {
  const rows = await unit.orm
    .selectDistinct({ login: appUser.loginName, name: appUser.displayName })
    .from(appUser)
    .innerJoin(userRole, eq(userRole.userId, appUser.id))
    .where(and(inArray(userRole.role, ["operator"]), isNull(appUser.disabledAt)))
    .orderBy(appUser.loginName);
  return rows.map(({ login, name }) => ({ by: `user:${login}`, name }));
}

/** Presence of the day, for who was there: stays that did not end before. */
export async function listStaysSince(unit: Unit, since: Instant) {
  return unit.orm
    .select()
    .from(seatPresence)
    .where(sql`(${seatPresence.toAt} is null or ${gte(seatPresence.toAt, asDate(since))})`)
    .orderBy(seatPresence.fromAt);
}
