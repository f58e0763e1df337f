/** Calls for help as an operator's or a street's screen shows them, and one short text that changes whenever that would look different. */
import { and, asc, count, desc, eq, gte, inArray, sql, type SQL } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { streetReached } from "../repositories/scope-conditions.ts";
import { elder } from "../schema/elder.ts";
import { street } from "../schema/reference.ts";
import { helpRequest } from "../schema/ticket.ts";
import type { Unit } from "../transaction.ts";

const LIVE = inArray(helpRequest.state, ["open", "taken", "arrived"]);

async function listHelp(unit: Unit, where: SQL | undefined, order: SQL[], limit: number) {
  return unit.orm
    .select({
      row: helpRequest,
      streetZh: street.nameZh,
      streetEn: street.nameEn,
      elderNo: elder.elderNo,
      elderName: elder.name,
    })
    .from(helpRequest)
    .innerJoin(street, eq(street.id, helpRequest.streetId))
    .leftJoin(elder, eq(elder.id, helpRequest.elderId))
    .where(and(streetReached(unit, helpRequest.streetId), where))
    .orderBy(...order)
    .limit(limit);
}

export type HelpListing = Awaited<ReturnType<typeof listHelp>>[number];

/** Those that somebody still waits for; what nobody has taken first, then the oldest. */
export async function listLiveHelp(unit: Unit): Promise<HelpListing[]> {
  return listHelp(unit, LIVE, [sql`${helpRequest.state} <> 'open'`, asc(helpRequest.touchedAt)], 100);
}

/** Those that ended since then, the newest first. */
export async function listEndedHelp(unit: Unit, since: Instant, limit: number): Promise<HelpListing[]> {
  return listHelp(unit, gte(helpRequest.endedAt, asDate(since)), [desc(helpRequest.endedAt)], limit);
}

/** Counts and sums of versions: every change of a row adds to one of them. */
export async function helpDeskVersion(unit: Unit, since: Instant): Promise<string> {
  const [seen] = await unit.orm
    .select({ rows: count(), versions: sql<number>`coalesce(sum(${helpRequest.version}), 0)`.mapWith(Number) })
    .from(helpRequest)
    .where(
      and(
        streetReached(unit, helpRequest.streetId),
        sql`(${LIVE} or ${helpRequest.endedAt} >= ${asDate(since).toISOString()}::timestamptz)`,
      ),
    );
  return [seen?.rows ?? 0, seen?.versions ?? 0].join(".");
}
