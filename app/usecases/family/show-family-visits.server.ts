/** 记录 on the family's phone: what is still to come, and what took place with what was done. Each part under its own scope. */
import { isRated, type FamilyVisit } from "#app/domain/family/family-visit.ts";
import { foldEvents } from "#app/domain/visits/fold-events.ts";
import { instantAt, localDateOf } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { listVisitsBetween } from "#db/queries/family-visits.ts";
import { findVisit } from "#db/repositories/visits.ts";
import { inReading, type Context } from "#db/transaction.ts";
import { isMovable } from "../kiosk/move-own-visit.server.ts";
import { askedOf } from "../kiosk/visits-to-answer.server.ts";
import type { FamilyContext } from "./family-context.server.ts";
import { eventsOf, familyVisit } from "./family-visit.server.ts";

/** Two months back and what is planned. */
const DAYS_BACK = 62;
const DAYS_AHEAD = 45;

export type PastVisit = FamilyVisit & {
  /** What was done, of what the care worker noted; null where the elder did not share it. */
  readonly result: {
    readonly done: readonly string[];
    readonly mayRate: boolean;
    readonly isConfirmed: boolean;
    readonly isRated: boolean;
  } | null;
};

async function pastVisits(context: Context, elderId: string, withResults: boolean): Promise<PastVisit[]> {
  return inReading(context, async (unit) => {
    const today = localDateOf(unit.now);
    const span = { from: instantAt(addDays(today, -DAYS_BACK), 0), to: unit.now };
    const rows = (await listVisitsBetween(unit, elderId, span)).filter(({ deliveryState }) =>
      ["done", "missed"].includes(deliveryState),
    );
    const events = await eventsOf(unit, rows);
    const asked = new Map((await askedOf(unit, rows, "family")).map((one) => [one.visit.id, one.asked]));
    const shown: PastVisit[] = [];
    for (const row of rows.reverse()) {
      const heard = foldEvents(events.get(row.id) ?? []);
      const isDone = row.deliveryState === "done";
      const result = {
        done: heard.subtypesDone,
        mayRate: isDone && asked.get(row.id)?.rating === true,
        isConfirmed: isDone && asked.get(row.id)?.presence === false,
        isRated: isRated(heard.confirmations),
      };
      shown.push({
        ...(await familyVisit(unit, row, events.get(row.id) ?? [])),
        result: withResults ? result : null,
      });
    }
    return shown;
  });
}

export type ComingVisit = FamilyVisit & {
  /** The family may choose another time, by the kiosk's rules. */
  readonly isMovable: boolean;
};

async function comingVisits(context: Context, elderId: string, mayBook: boolean): Promise<ComingVisit[]> {
  return inReading(context, async (unit) => {
    const to = instantAt(addDays(localDateOf(unit.now), DAYS_AHEAD), 0);
    const rows = (await listVisitsBetween(unit, elderId, { from: unit.now, to })).filter(
      ({ deliveryState }) => deliveryState !== "cancelled",
    );
    const now = { today: localDateOf(unit.now) };
    const visits: ComingVisit[] = [];
    for (const row of rows)
      visits.push({ ...(await familyVisit(unit, row, [])), isMovable: mayBook && isMovable(row, now) });
    return visits;
  });
}

/** Without the schedule nothing is listed; without the results nothing of what was done. */
export async function showFamilyVisits({ elder, elderId, within }: FamilyContext) {
  if (!elder.scopes.includes("schedule")) return { coming: null, past: null };
  const withResults = elder.scopes.includes("results");
  return {
    coming: await comingVisits(within("schedule"), elderId, elder.scopes.includes("book")),
    past: await pastVisits(within(withResults ? "results" : "schedule"), elderId, withResults),
  };
}

/** One visit of the elder for the page that asks about it. Refuses "not-found" for another elder's. */
export async function showFamilyVisit({ elderId, within }: FamilyContext, visitNo: string) {
  return inReading(within("results"), async (unit) => {
    const row = await findVisit(unit, visitNo);
    if (row?.elderId !== elderId) throw new Refusal("not-found");
    const events = await eventsOf(unit, [row]);
    const [answer] = await askedOf(unit, [row], "family");
    return {
      visit: await familyVisit(unit, row, events.get(row.id) ?? []),
      done: foldEvents(events.get(row.id) ?? []).subtypesDone,
      asked: row.deliveryState === "done" ? (answer?.asked ?? null) : null,
    };
  });
}
