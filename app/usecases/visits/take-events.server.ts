/**
 * The step that every way of recording shares: events are stored once, by their ids, and the visits they speak of are moved by all
 * that is known of each. Whether a visit is judged in the same unit or a moment later is the caller's choice.
 */
import { deliveryAfter } from "#app/domain/visits/delivery-after.ts";
import {
  insertVisitEvents,
  listEventsOfVisits,
  updateVisits,
  type NewVisitEventRow,
  type VisitRow,
} from "#db/repositories/visits.ts";
import type { Unit } from "#db/transaction.ts";
import { visitEventOf } from "./stored-events.ts";
import { groupBy } from "./verification-facts.server.ts";
import { judgeAround } from "./verify-visit.server.ts";

/** There is something to judge from the check-in on, and about a visit that was missed. */
export function isToBeJudged({ deliveryState }: Pick<VisitRow, "deliveryState">): boolean {
  return ["in_progress", "done", "missed"].includes(deliveryState);
}

/** Moves visits, which the unit holds locked, by everything that was said about them. @returns them as they stand now */
export async function moveByEvents(unit: Unit, visits: readonly VisitRow[]): Promise<VisitRow[]> {
  const ids = visits.map((visit) => visit.id);
  const events = groupBy((await listEventsOfVisits(unit, ids)).map(visitEventOf), (event) => event.visitId);
  const moved = visits.map((visit) => ({ before: visit, after: deliveryAfter(visit, events.get(visit.id) ?? []) }));
  const changed = moved.filter(
    ({ before, after }) => after.deliveryState !== before.deliveryState || after.missedSide !== before.missedSide,
  );
  const alike = groupBy(changed, ({ after }) => `${after.deliveryState}|${after.missedSide ?? ""}`);
  for (const group of alike.values()) {
    const after = group[0]?.after;
    const those = group.map(({ before }) => before.id);
    if (after) await updateVisits(unit, those, after);
  }
  return moved.map(({ before, after }) => ({ ...before, ...after }));
}

/** @returns the ids that were new, and the visits that new events spoke of, as they stand now */
export async function takeEvents(
  unit: Unit,
  visits: readonly VisitRow[],
  rows: readonly NewVisitEventRow[],
): Promise<{ readonly added: ReadonlySet<string>; readonly touched: readonly VisitRow[] }> {
  const added = await insertVisitEvents(unit, rows);
  const spokenOf = new Set(rows.filter((row) => added.has(row.eventId)).map((row) => row.visitId));
  const touched = await moveByEvents(
    unit,
    visits.filter((visit) => spokenOf.has(visit.id)),
  );
  return { added, touched };
}

/** Moves one visit by all its events and judges it at once when there is something to judge. @returns its delivery state */
export async function followEvents(unit: Unit, actor: string, visit: VisitRow): Promise<string> {
  const [moved = visit] = await moveByEvents(unit, [visit]);
  if (isToBeJudged(moved)) await judgeAround(unit, actor, moved);
  return moved.deliveryState;
}
