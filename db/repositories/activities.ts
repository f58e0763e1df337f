/** Activities and who takes part. Staff see their streets'; an elder at a kiosk sees every street's. */
import { and, asc, eq, gt, inArray, isNull, lte, max, sql } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { activity, activitySignUp } from "../schema/activity.ts";
import { elder } from "../schema/elder.ts";
import type { Unit } from "../transaction.ts";
import { streetReached } from "./scope-conditions.ts";

export type ActivityRow = typeof activity.$inferSelect;
export type NewActivityRow = typeof activity.$inferInsert;
export type SignUpRow = typeof activitySignUp.$inferSelect;

/** Addresses are typed by people too: what is no id names no activity. */
export const isActivityId = (text: string): boolean => /^[0-9a-f-]{36}$/.test(text);

export async function insertActivity(unit: Unit, row: NewActivityRow): Promise<void> {
  await unit.orm.insert(activity).values(row);
}

/** One activity of the scope, locked: whoever signs up, leaves or changes it waits here, so that places are counted by one at a time. */
export async function lockActivity(unit: Unit, id: string): Promise<ActivityRow | null> {
  if (!isActivityId(id)) return null;
  const [row] = await unit.orm
    .select()
    .from(activity)
    .where(and(eq(activity.id, id), streetReached(unit, activity.streetId)))
    .for("update");
  return row ?? null;
}

export async function updateActivity(unit: Unit, id: string, values: Partial<NewActivityRow>): Promise<void> {
  await unit.orm
    .update(activity)
    .set({ ...values, version: sql`${activity.version} + 1` })
    .where(eq(activity.id, id));
}

/** Everybody who asked, in the order of asking; who left too. */
export async function listSignUps(unit: Unit, activityId: string): Promise<SignUpRow[]> {
  return unit.orm
    .select()
    .from(activitySignUp)
    .where(eq(activitySignUp.activityId, activityId))
    .orderBy(asc(activitySignUp.place));
}

/** Adds a person at the end of the order, or puts one who left there again. The activity's row is held by the caller. */
export async function putSignUp(unit: Unit, row: Omit<typeof activitySignUp.$inferInsert, "place">): Promise<void> {
  const [last] = await unit.orm
    .select({ place: max(activitySignUp.place) })
    .from(activitySignUp)
    .where(eq(activitySignUp.activityId, row.activityId));
  const place = (last?.place ?? 0) + 1;
  const { signedUpAt, signedUpBy, state } = row;
  await unit.orm
    .insert(activitySignUp)
    .values({ ...row, place })
    .onConflictDoUpdate({
      target: [activitySignUp.activityId, activitySignUp.elderId],
      set: { place, state, signedUpAt, signedUpBy, leftAt: null, movedUpAt: null, remindedAt: null },
    });
}

export async function updateSignUps(
  unit: Unit,
  ids: readonly string[],
  values: Partial<typeof activitySignUp.$inferInsert>,
): Promise<void> {
  if (ids.length === 0) return;
  await unit.orm
    .update(activitySignUp)
    .set(values)
    .where(inArray(activitySignUp.id, [...ids]));
}

/** People who have a place, were not reminded yet, and whose activity begins after now and until then; locked. */
export async function lockToRemind(unit: Unit, until: Instant) {
  return unit.orm
    .select({ signUpId: activitySignUp.id, activity, elderId: elder.id, phoneCipher: elder.phoneCipher })
    .from(activitySignUp)
    .innerJoin(activity, eq(activity.id, activitySignUp.activityId))
    .innerJoin(elder, eq(elder.id, activitySignUp.elderId))
    .where(
      and(
        eq(activitySignUp.state, "joined"),
        isNull(activitySignUp.remindedAt),
        eq(activity.state, "open"),
        gt(activity.startsAt, asDate(unit.now)),
        lte(activity.startsAt, asDate(until)),
      ),
    )
    .orderBy(asc(activity.startsAt), asc(activitySignUp.place))
    .for("update", { of: activitySignUp, skipLocked: true });
}
