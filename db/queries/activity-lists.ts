/** Activities as kiosks and offices list them. */
import { and, asc, count, desc, eq, gt, inArray, lte, sql } from "drizzle-orm";
import { asDate } from "#app/domain/time/instant.ts";
import { isActivityId } from "../repositories/activities.ts";
import { streetReached } from "../repositories/scope-conditions.ts";
import { activity, activitySignUp } from "../schema/activity.ts";
import { elder } from "../schema/elder.ts";
import { street } from "../schema/reference.ts";
import type { Unit } from "../transaction.ts";

/** Open activities that are not over, those of this street first, then by start. */
export async function listOpenActivities(unit: Unit, streetId: number) {
  return unit.orm
    .select({ row: activity, streetZh: street.nameZh, streetEn: street.nameEn })
    .from(activity)
    .innerJoin(street, eq(street.id, activity.streetId))
    .where(and(eq(activity.state, "open"), gt(activity.endsAt, asDate(unit.now))))
    .orderBy(sql`${activity.streetId} <> ${streetId}`, asc(activity.startsAt), asc(activity.id))
    .limit(40);
}

export type ActivityListing = Awaited<ReturnType<typeof listOpenActivities>>[number];

export async function findActivityListing(unit: Unit, id: string): Promise<ActivityListing | null> {
  if (!isActivityId(id)) return null;
  const [found] = await unit.orm
    .select({ row: activity, streetZh: street.nameZh, streetEn: street.nameEn })
    .from(activity)
    .innerJoin(street, eq(street.id, activity.streetId))
    .where(and(eq(activity.id, id), streetReached(unit, activity.streetId)));
  return found ?? null;
}

/** What this elder has signed up for, of activities that are not over, by activity. */
export async function mapOwnSignUps(
  unit: Unit,
  elderId: string,
): Promise<Map<string, typeof activitySignUp.$inferSelect>> {
  const rows = await unit.orm
    .select({ signUp: activitySignUp })
    .from(activitySignUp)
    .innerJoin(activity, eq(activity.id, activitySignUp.activityId))
    .where(
      and(
        eq(activitySignUp.elderId, elderId),
        inArray(activitySignUp.state, ["joined", "waiting"]),
        gt(activity.endsAt, asDate(unit.now)),
      ),
    );
  return new Map(rows.map(({ signUp }) => [signUp.activityId, signUp]));
}

/** Activities of the scope's streets: to come by start, or past and cancelled ones the newest first. */
export async function listActivities(unit: Unit, show: "coming" | "past") {
  const isComing = and(eq(activity.state, "open"), gt(activity.endsAt, asDate(unit.now)));
  const isPast = sql`(${activity.state} = 'cancelled' or ${lte(activity.endsAt, asDate(unit.now))})`;
  return unit.orm
    .select({
      row: activity,
      streetZh: street.nameZh,
      streetEn: street.nameEn,
      waiting:
        sql<number>`(select count(*) from ${activitySignUp} s where s.activity_id = ${activity.id} and s.state = 'waiting')`.mapWith(
          Number,
        ),
      present:
        sql<number>`(select count(*) from ${activitySignUp} s where s.activity_id = ${activity.id} and s.checked_in_at is not null)`.mapWith(
          Number,
        ),
    })
    .from(activity)
    .innerJoin(street, eq(street.id, activity.streetId))
    .where(and(streetReached(unit, activity.streetId), show === "coming" ? isComing : isPast))
    .orderBy(show === "coming" ? asc(activity.startsAt) : desc(activity.startsAt))
    .limit(200);
}

/** Who asked, with names, in the order of asking; who has a place first. */
export async function listParticipants(unit: Unit, activityId: string) {
  return unit.orm
    .select({
      signUp: activitySignUp,
      elderNo: elder.elderNo,
      elderName: elder.name,
      streetZh: street.nameZh,
      streetEn: street.nameEn,
    })
    .from(activitySignUp)
    .innerJoin(elder, eq(elder.id, activitySignUp.elderId))
    .innerJoin(street, eq(street.id, elder.streetId))
    .where(eq(activitySignUp.activityId, activityId))
    .orderBy(
      sql`array_position(array['joined', 'waiting', 'left'], ${activitySignUp.state})`,
      asc(activitySignUp.place),
    );
}

export async function countOpenActivities(unit: Unit): Promise<number> {
  const [row] = await unit.orm
    .select({ open: count() })
    .from(activity)
    .where(
      and(streetReached(unit, activity.streetId), eq(activity.state, "open"), gt(activity.startsAt, asDate(unit.now))),
    );
  return row?.open ?? 0;
}
