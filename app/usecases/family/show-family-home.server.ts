/** The first page of an elder on the family's phone. Each part is read under its own scope, and left out where the elder did not agree to it. */
import { instantAt, localDateOf, plusMinutes } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { familyVersion, listAlertsOfElder, listVisitsBetween } from "#db/queries/family-visits.ts";
import { listOpenProposalsOfElder } from "#db/repositories/offer-proposals.ts";
import { inReading, type Context, type Unit } from "#db/transaction.ts";
import { showAllowance } from "../kiosk/show-allowance.server.ts";
import { listVisitsToAnswer } from "../kiosk/visits-to-answer.server.ts";
import type { FamilyContext } from "./family-context.server.ts";
import { eventsOf, familyVisit } from "./family-visit.server.ts";

/** Visits so far ahead are shown; the month after is planned in the second half of this one. */
const DAYS_AHEAD = 45;
const ALERT_DAYS = 30;
const ASKED_DAYS = 7;

const spanOf = (unit: Pick<Unit, "now">) => {
  const today = localDateOf(unit.now);
  return { from: instantAt(today, 0), to: instantAt(addDays(today, DAYS_AHEAD), 0) };
};

/** A text that changes whenever the home page would look different. Refuses as the context does: an ended link ends the stream. */
export async function showFamilyVersion({
  context,
  elderId,
}: Pick<FamilyContext, "context" | "elderId">): Promise<string> {
  return inReading(context, (unit) => familyVersion(unit, elderId, spanOf(unit)));
}

async function showVisitsAhead(context: Context, elderId: string) {
  return inReading(context, async (unit) => {
    const today = localDateOf(unit.now);
    const rows = (await listVisitsBetween(unit, elderId, spanOf(unit))).filter(
      ({ deliveryState }) => deliveryState !== "cancelled",
    );
    const events = await eventsOf(unit, rows);
    const asked = new Set((await listOpenProposalsOfElder(unit, elderId)).map(({ visit }) => visit.id));
    const visits = [];
    for (const row of rows)
      visits.push({ ...(await familyVisit(unit, row, events.get(row.id) ?? [])), isAsked: asked.has(row.id) });
    return {
      today: visits.filter(({ date }) => date === today),
      ahead: visits.filter(({ date }) => date > today),
    };
  });
}

/** The latest visit of which nobody of the elder's side has said that it took place. */
async function showVisitToConfirm(context: Context, elderId: string) {
  return inReading(context, async (unit) => {
    const since = plusMinutes(unit.now, -ASKED_DAYS * 24 * 60);
    const open = (await listVisitsToAnswer(unit, elderId, "family")).find(
      ({ visit, asked }) => asked.presence && visit.plannedStart.getTime() > since,
    );
    return open === undefined ? null : familyVisit(unit, open.visit, []);
  });
}

export async function showFamilyAlerts(context: Context, elderId: string) {
  return inReading(context, async (unit) => {
    const rows = await listAlertsOfElder(unit, elderId, plusMinutes(unit.now, -ALERT_DAYS * 24 * 60));
    return rows.map(({ alertNo, kind, level, purpose, state, raisedAt, outcome }) => ({
      alertNo,
      kind,
      level,
      isDrill: purpose === "drill",
      state,
      raisedMs: raisedAt.getTime(),
      outcome,
    }));
  });
}

export async function showFamilyHome(family: FamilyContext) {
  const { elder, elderId, within } = family;
  const may = (scope: (typeof elder.scopes)[number]) => elder.scopes.includes(scope);
  const visits = may("schedule") ? await showVisitsAhead(within("schedule"), elderId) : null;
  const own = may("schedule") ? await showAllowance(within("schedule"), elderId) : null;
  return {
    visits,
    month: own === null ? null : { ...own.share, isOpen: own.isOpen, cost: own.cost, stillToBook: own.stillToBook },
    toConfirm: may("results") ? await showVisitToConfirm(within("results"), elderId) : null,
    alerts: may("alerts") ? await showFamilyAlerts(within("alerts"), elderId) : null,
    version: await showFamilyVersion(family),
  };
}
