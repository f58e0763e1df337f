/**
 * The step that every way of recording shares: events are stored once, by their ids, and the visits they speak of are moved by all
 * that is known of each. Whether a visit is judged in the same unit or a moment later is the caller's choice.
 */
import type { CauseKind } from "#app/domain/messages/outgoing-message.ts";
import { instant, plusMinutes } from "#app/domain/time/instant.ts";
import { deliveryAfter } from "#app/domain/visits/delivery-after.ts";
import type { VisitEvent } from "#app/domain/visits/visit-events.ts";
import { insertVisitEvents } from "#db/repositories/visit-events.ts";
import { listSaidOfVisits, updateVisits, type NewVisitEventRow, type VisitRow } from "#db/repositories/visits.ts";
import { together, type Unit } from "#db/transaction.ts";
import { noteCauses, type Cause } from "../messages/note-cause.server.ts";
import { visitEventOf } from "./stored-events.ts";
import { takeBackGivenUp } from "./take-back-given-up.server.ts";
import { groupBy } from "./verification-facts.server.ts";
import { judgeAround } from "./verify-visit.server.ts";

/** What the family is told when a visit has come to this state. */
const TOLD_STATES: Readonly<Record<string, CauseKind>> = { in_progress: "visit_arrived", done: "visit_finished" };
const NEWS_MINUTES = 12 * 60;

/** There is something to judge from the check-in on, and about a visit that was missed. */
export function isToBeJudged({ deliveryState }: Pick<VisitRow, "deliveryState">): boolean {
  return ["in_progress", "done", "missed"].includes(deliveryState);
}

/** The family's telephone learns of what has just begun or ended; what a phone sends hours later is no news. */
async function tellFamilies(
  unit: Unit,
  moved: readonly { readonly before: VisitRow; readonly after: { readonly deliveryState: string } }[],
): Promise<void> {
  const causes = moved.flatMap(({ before, after }): Cause[] => {
    const kind = TOLD_STATES[after.deliveryState];
    if (kind === undefined || unit.now > plusMinutes(instant(before.plannedEnd), NEWS_MINUTES)) return [];
    const { visitNo, elderId } = before;
    return [{ kind, subject: visitNo, elderId, facts: { visitNo, path: "/family" }, happenedAt: unit.now }];
  });
  await noteCauses(unit, causes);
}

async function moveBy(unit: Unit, visits: readonly VisitRow[], events: readonly VisitEvent[]): Promise<VisitRow[]> {
  const ofVisit = groupBy(events, (event) => event.visitId);
  const moved = visits.map((visit) => ({ before: visit, after: deliveryAfter(visit, ofVisit.get(visit.id) ?? []) }));
  const changed = moved.filter(
    ({ before, after }) => after.deliveryState !== before.deliveryState || after.missedSide !== before.missedSide,
  );
  const alike = groupBy(changed, ({ after }) => `${after.deliveryState}|${after.missedSide ?? ""}`);
  for (const group of alike.values()) {
    const after = group[0]?.after;
    const those = group.map(({ before }) => before.id);
    if (after) await updateVisits(unit, those, after);
  }
  await tellFamilies(unit, changed);
  return moved.map(({ before, after }) => ({ ...before, ...after }));
}

/**
 * The unit holds the visits locked. What is stored is read beside what is added, not after it: an event that is in both counts once.
 * @returns the ids that were new, and the visits that new events spoke of, as they stand now
 */
export async function takeEvents(
  unit: Unit,
  visits: readonly VisitRow[],
  rows: readonly NewVisitEventRow[],
): Promise<{ readonly added: ReadonlySet<string>; readonly touched: readonly VisitRow[] }> {
  const named = [...new Set(rows.map((row) => row.visitId))];
  const [added, stored] = await together([insertVisitEvents(unit, rows), listSaidOfVisits(unit, named)]);
  const fresh = rows.filter((row) => added.has(row.eventId));
  const spokenOf = new Set(fresh.map((row) => row.visitId));
  const touched = visits.filter((visit) => spokenOf.has(visit.id));
  return { added, touched: await moveBy(unit, touched, [...stored, ...fresh].map(visitEventOf)) };
}

/** Moves one visit by all its events and judges it at once when there is something to judge. @returns its delivery state */
export async function followEvents(unit: Unit, actor: string, visit: VisitRow): Promise<string> {
  const events = (await listSaidOfVisits(unit, [visit.id])).map(visitEventOf);
  const [moved = visit] = await takeBackGivenUp(unit, actor, await moveBy(unit, [visit], events));
  if (isToBeJudged(moved)) await judgeAround(unit, actor, moved);
  return moved.deliveryState;
}
