/**
 * Signing up for an activity, calling off, and being there. The activity's row is locked first, so of two kiosks that want the last place
 * one gets it and the other waits; a check of the table stands behind that. Who calls off makes room for the first who waits.
 */
import {
  mayCheckIn,
  movingUp,
  placesLeft,
  requireOpen,
  stateOfNext,
  waitingPosition,
  type ActivityStanding,
} from "#app/domain/activities/activity.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, instant } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import {
  listSignUps,
  lockActivity,
  putSignUp,
  updateActivity,
  updateSignUps,
  type ActivityRow,
  type SignUpRow,
} from "#db/repositories/activities.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { writeToElder } from "./write-to-elder.server.ts";

export type Participation = { readonly activityId: string; readonly elderId: string };

export function standingOfActivity(row: ActivityRow): ActivityStanding {
  return {
    state: row.state as ActivityStanding["state"],
    startsAt: instant(row.startsAt),
    endsAt: instant(row.endsAt),
    capacity: row.capacity,
    joinedCount: row.joinedCount,
  };
}

async function locked(unit: Unit, { activityId, elderId }: Participation) {
  const row = await lockActivity(unit, activityId);
  if (row === null) throw new Refusal("not-found");
  const signUps = await listSignUps(unit, activityId);
  return { row, signUps, own: signUps.find((one) => one.elderId === elderId) ?? null };
}

const waitingOf = (signUps: readonly SignUpRow[]) => signUps.filter(({ state }) => state === "waiting");

async function note(unit: Unit, actor: string, action: string, { activityId, elderId }: Participation): Promise<void> {
  await insertAuditEvent(unit, actor, {
    chain: "district",
    action,
    subjectType: "activity",
    subjectId: activityId,
    facts: { elderId },
  });
}

/**
 * Refuses "not-found", "activity-cancelled" and "activity-begun". Asking again changes nothing.
 * @returns "joined", or "waiting" with the position from 1
 */
export async function signUp(
  context: Context,
  who: Participation,
): Promise<{ readonly state: "joined" } | { readonly state: "waiting"; readonly position: number }> {
  return inTransaction(context, async (unit) => {
    const { row, signUps, own } = await locked(unit, who);
    if (own?.state === "joined") return { state: "joined" };
    if (own?.state === "waiting") return { state: "waiting", position: waitingPosition(waitingOf(signUps), own.place) };
    requireOpen(standingOfActivity(row), unit.now);
    const state = stateOfNext(standingOfActivity(row));
    await putSignUp(unit, { id: unit.newId(), ...who, state, signedUpBy: context.actor, signedUpAt: asDate(unit.now) });
    if (state === "joined") await updateActivity(unit, row.id, { joinedCount: row.joinedCount + 1 });
    await note(unit, context.actor, `activity.${state === "joined" ? "join" : "wait"}`, who);
    return state === "joined" ? { state } : { state, position: waitingOf(signUps).length + 1 };
  });
}

/** Gives free places to those who wait, in order, and tells them. @returns how many moved up */
export async function fillPlaces(
  unit: Unit,
  crypto: CryptoProvider,
  row: ActivityRow,
  signUps: readonly SignUpRow[],
): Promise<number> {
  const moving = movingUp(waitingOf(signUps), placesLeft(row));
  if (moving.length === 0) return 0;
  await updateSignUps(
    unit,
    moving.map(({ id }) => id),
    { state: "joined", movedUpAt: asDate(unit.now) },
  );
  await updateActivity(unit, row.id, { joinedCount: row.joinedCount + moving.length });
  for (const { elderId } of moving)
    await writeToElder(unit, crypto, { elderId, kind: "activity_moved_up", body: row.movedUpText });
  return moving.length;
}

/** Refuses "not-found" and "activity-begun" (who has not come is no longer called off). Calling off twice changes nothing. */
export async function callOff(context: Context, crypto: CryptoProvider, who: Participation): Promise<void> {
  await inTransaction(context, async (unit) => {
    const { row, signUps, own } = await locked(unit, who);
    if (own === null || own.state === "left") return;
    if (instant(row.startsAt) <= unit.now) throw new Refusal("activity-begun");
    await updateSignUps(unit, [own.id], {
      state: "left",
      leftAt: asDate(unit.now),
      checkedInAt: null,
      checkedInBy: null,
    });
    if (own.state === "joined") {
      const freed = { ...row, joinedCount: row.joinedCount - 1 };
      await updateActivity(unit, row.id, { joinedCount: freed.joinedCount });
      if (row.state === "open") await fillPlaces(unit, crypto, freed, signUps);
    }
    await note(unit, context.actor, "activity.leave", who);
  });
}

/** Refuses "not-found", "activity-not-joined" and "activity-not-now". Being checked in twice changes nothing. */
export async function checkIn(context: Context, who: Participation): Promise<void> {
  await inTransaction(context, async (unit) => {
    const { row, own } = await locked(unit, who);
    if (own?.state !== "joined") throw new Refusal("activity-not-joined");
    if (own.checkedInAt !== null) return;
    if (!mayCheckIn(standingOfActivity(row), unit.now)) throw new Refusal("activity-not-now");
    await updateSignUps(unit, [own.id], { checkedInAt: asDate(unit.now), checkedInBy: context.actor });
    await note(unit, context.actor, "activity.check-in", who);
  });
}
