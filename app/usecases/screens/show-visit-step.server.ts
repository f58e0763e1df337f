/** A step of a visit on a page of its own, for phones without script: whose visit it is has been checked, nothing personal is shown. */
import { Refusal } from "#app/domain/refusal.ts";
import { instant, isoText } from "#app/domain/time/instant.ts";
import { findVisit } from "#db/repositories/visits.ts";
import { inReading, type Context } from "#db/transaction.ts";

/** Refuses "not-found" for a visit that is not the worker's own. */
export async function showVisitStep(context: Context, visitNo: string) {
  const visit = await inReading(context, (unit) => findVisit(unit, visitNo));
  if (visit === null) throw new Refusal("not-found");
  return {
    visitNo,
    plannedStart: isoText(instant(visit.plannedStart)),
    /** Of the page's form: a second press is the same event. */
    eventId: context.newId(),
    atMs: context.now,
  };
}
