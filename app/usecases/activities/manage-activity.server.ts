/** Offices create, change and cancel activities of their streets, and put people on the list who ask at the desk. */
import { placesLeft, requireActivity, type Audience } from "#app/domain/activities/activity.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { findElderNumbers } from "#db/queries/elder-numbers.ts";
import { insertActivity, listSignUps, lockActivity, updateActivity } from "#db/repositories/activities.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { listStreets } from "#db/repositories/reference.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { fillPlaces } from "./sign-up.server.ts";
import { writeToElder } from "./write-to-elder.server.ts";

export type ActivityForm = {
  readonly title: string;
  readonly titleEn: string | null;
  readonly streetId: number;
  readonly place: string;
  readonly placeEn: string | null;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly capacity: number;
  readonly bring: string | null;
  readonly bringEn: string | null;
  readonly feeFen: bigint;
  readonly audience: Audience;
  /** Prepared by who has words: what is sent before it begins, and to whom a place became free. */
  readonly reminderText: string;
  readonly movedUpText: string;
};

async function requireStreet(unit: Unit, streetId: number): Promise<void> {
  const { streets } = unit.scope;
  const known = (await listStreets(unit)).some(({ id }) => id === streetId);
  if (!known || (streets !== "all" && !(streets as readonly number[]).includes(streetId)))
    throw new Refusal("street-unknown");
}

type Noted = { readonly action: string; readonly id: string; readonly facts: Readonly<Record<string, number>> };

async function note(unit: Unit, actor: string, { action, id, facts }: Noted): Promise<void> {
  await insertAuditEvent(unit, actor, { chain: "district", action, subjectType: "activity", subjectId: id, facts });
}

const columnsOf = ({ startsAt, endsAt, ...form }: ActivityForm) => ({
  ...form,
  title: form.title.trim(),
  place: form.place.trim(),
  startsAt: asDate(startsAt),
  endsAt: asDate(endsAt),
});

/** Refuses what the domain's `requireActivity` refuses, and "street-unknown". @returns its id */
export async function createActivity(context: Context, form: ActivityForm, isSample = false): Promise<string> {
  return inTransaction(context, async (unit) => {
    requireActivity(form, unit.now);
    await requireStreet(unit, form.streetId);
    const [id, at, by] = [unit.newId(), asDate(unit.now), context.actor];
    const made = { createdBy: by, createdAt: at, changedBy: by, changedAt: at };
    await insertActivity(unit, { id, ...columnsOf(form), state: "open", sample: isSample, ...made });
    await note(unit, by, {
      action: "activity.create",
      id: id,
      facts: { street: form.streetId, capacity: form.capacity },
    });
    return id;
  });
}

/** Changes it; places that are added go to those who wait. Refuses the same, "not-found" and "activity-cancelled". */
export async function changeActivity(
  context: Context,
  crypto: CryptoProvider,
  { id, form }: { readonly id: string; readonly form: ActivityForm },
): Promise<void> {
  await inTransaction(context, async (unit) => {
    const row = await lockActivity(unit, id);
    if (row === null) throw new Refusal("not-found");
    if (row.state === "cancelled") throw new Refusal("activity-cancelled");
    requireActivity(form, unit.now, row.joinedCount);
    await requireStreet(unit, form.streetId);
    const changed = { ...row, ...columnsOf(form), changedBy: context.actor, changedAt: asDate(unit.now) };
    const { id: _id, version: _version, joinedCount: _joined, ...values } = changed;
    await updateActivity(unit, id, values);
    if (placesLeft(changed) > 0) await fillPlaces(unit, crypto, changed, await listSignUps(unit, id));
    await note(unit, context.actor, { action: "activity.change", id: id, facts: { capacity: form.capacity } });
  });
}

/** Cancels it and tells everybody who has a place or waits. Refuses "not-found", "activity-cancelled" and "activity-needs-reason". */
export async function cancelActivity(
  context: Context,
  crypto: CryptoProvider,
  given: { readonly id: string; readonly reason: string; readonly message: string },
): Promise<void> {
  await inTransaction(context, async (unit) => {
    const row = await lockActivity(unit, given.id);
    if (row === null) throw new Refusal("not-found");
    if (row.state === "cancelled") throw new Refusal("activity-cancelled");
    const reason = given.reason.trim();
    if (reason === "") throw new Refusal("activity-needs-reason");
    await updateActivity(unit, row.id, {
      state: "cancelled",
      cancelledFor: reason,
      changedBy: context.actor,
      changedAt: asDate(unit.now),
    });
    const told = (await listSignUps(unit, row.id)).filter(({ state }) => state !== "left");
    for (const { elderId } of told)
      await writeToElder(unit, crypto, { elderId, kind: "activity_cancelled", body: given.message });
    await note(unit, context.actor, { action: "activity.cancel", id: row.id, facts: { told: told.length } });
  });
}

/** Streets whose activities the person may make. */
export async function listActivityStreets(context: Context) {
  return inReading(context, async (unit) => {
    const { streets } = unit.scope;
    const all = await listStreets(unit);
    return streets === "all" ? all : all.filter(({ id }) => (streets as readonly number[]).includes(id));
  });
}

/** The id behind an elder's number in the person's area. Refuses "elder-unknown". */
export async function findParticipant(context: Context, elderNo: string): Promise<string> {
  const found = await inReading(context, (unit) => findElderNumbers(unit, elderNo.trim().toUpperCase()));
  if (found === null) throw new Refusal("elder-unknown", { elderNo: elderNo.trim() });
  return found.id;
}
