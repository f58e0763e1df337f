/**
 * Somebody says how a follow-up ended, and what is to follow from it does: a confirmed death stops the money of the elder's visits, a
 * visit that two persons let stand has its finding withdrawn, a settled complaint and a rating taken back are facts that the rules read.
 */
import { followUpAfter, type FollowUpKind, type FollowUpStanding } from "#app/domain/call-backs/follow-up.ts";
import { maskNumbersIn } from "#app/domain/access/masking.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, localDateOf } from "#app/domain/time/instant.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { changeFinding, stands, type FindingState } from "#app/domain/verification/finding-state.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { findElderWithFacts } from "#db/repositories/elders.ts";
import { insertFindingChanges, listFindingsOfVisits, updateFinding } from "#db/repositories/findings.ts";
import { listFollowUpVisits, lockFollowUp, updateFollowUp, type FollowUpRow } from "#db/repositories/follow-ups.ts";
import { updateElderStops } from "#db/repositories/stop-facts.ts";
import { listVisitsById, type VisitRow } from "#db/repositories/visits.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { stopMoney } from "../entitlement/stop-money.server.ts";
import { storedStops } from "../entitlement/stored-stops.ts";
import { keepHistory } from "../imports/store-elders.server.ts";
import { judgeAroundAll } from "../visits/verify-visit.server.ts";
import { stoppable } from "../visits/tell-visits.server.ts";
import { tellWithdrawn } from "./said-events.server.ts";

export type FollowUpEnd = {
  readonly ticketNo: string;
  readonly outcome: string;
  readonly note: string;
  readonly isDistrict: boolean;
  /** Day of a confirmed death, as the person who confirms it has verified. */
  readonly diedOn: PlainDate | null;
};

async function stopForDeath(unit: Unit, actor: string, elderId: string, diedOn: PlainDate | null): Promise<void> {
  if (diedOn === null) throw new Refusal("follow-up-needs-date");
  if (diedOn > localDateOf(unit.now)) throw new Refusal("follow-up-date-ahead");
  await keepHistory(unit, [elderId], actor);
  await updateElderStops(unit, elderId, { deathOn: diedOn, deathListed: true });
  const found = await findElderWithFacts(unit, elderId);
  if (found === null) throw new Refusal("not-found");
  await stopMoney(unit, { actor, stops: new Map([[elderId, storedStops(found)]]), importId: null });
}

/** Two persons of the district let the visits stand: the block is withdrawn, and its steps say by whom. */
async function withdrawDenials(
  unit: Unit,
  actor: string,
  row: FollowUpRow,
  visits: readonly VisitRow[],
): Promise<void> {
  const findings = await listFindingsOfVisits(
    unit,
    visits.map(({ id }) => id),
  );
  const at = asDate(unit.now);
  for (const finding of findings) {
    if (finding.ruleCode !== "R-CALLBACK-DENIED" || !stands(finding.state as FindingState)) continue;
    const state = changeFinding(finding.state as FindingState, "withdraw");
    const note = `${row.ticketNo} ${row.proposedBy ?? ""} ${actor}`;
    await updateFinding(unit, finding.id, { state, closedAt: at, closedBy: actor, note });
    await insertFindingChanges(unit, [
      { id: unit.newId(), findingId: finding.id, step: "withdrawn", at, by: actor, facts: finding.facts, note },
    ]);
  }
}

async function judgeOpen(unit: Unit, actor: string, visits: readonly VisitRow[]): Promise<void> {
  const open = visits.filter(stoppable);
  if (open.length > 0) await judgeAroundAll(unit, actor, open);
}

async function carryOut(unit: Unit, actor: string, row: FollowUpRow, end: FollowUpEnd): Promise<void> {
  const links = await listFollowUpVisits(unit, row.id);
  const visits = await listVisitsById(
    unit,
    links.map(({ id }) => id),
  );
  if (end.outcome === "death-confirmed") return stopForDeath(unit, actor, row.elderId, end.diedOn);
  if (row.kind === "dissatisfied" && end.outcome === "withdrawn") return tellWithdrawn(unit, actor, visits);
  if (end.outcome === "visit-stands") await withdrawDenials(unit, actor, row, visits);
  if (end.outcome === "visit-stands" || row.kind === "complaint") await judgeOpen(unit, actor, visits);
}

function standingOf(row: FollowUpRow): FollowUpStanding {
  const { state, openedBy, proposedBy } = row;
  return { kind: row.kind as FollowUpKind, state: state as FollowUpStanding["state"], openedBy, proposedBy };
}

/**
 * Refuses "not-found", what the domain's `followUpAfter` refuses, and for a death "follow-up-needs-date" and "follow-up-date-ahead".
 * @returns "proposed" while a second person of the district is still to confirm
 */
export async function endFollowUp(context: Context, end: FollowUpEnd): Promise<"proposed" | "closed"> {
  return inTransaction(context, async (unit) => {
    const row = await lockFollowUp(unit, end.ticketNo);
    if (row === null) throw new Refusal("not-found");
    const { outcome, isDistrict } = end;
    const state = followUpAfter(standingOf(row), { outcome, isDistrict, note: end.note, by: context.actor });
    const said = { outcome, note: maskNumbersIn(end.note.trim()), version: row.version + 1 };
    const at = asDate(unit.now);
    if (state === "proposed")
      await updateFollowUp(unit, row.id, { ...said, state, proposedBy: context.actor, proposedAt: at });
    else {
      await updateFollowUp(unit, row.id, { ...said, state, closedBy: context.actor, closedAt: at });
      await carryOut(unit, context.actor, row, end);
    }
    await insertAuditEvent(unit, context.actor, {
      chain: "visits",
      action: state === "proposed" ? "follow-up.propose" : "follow-up.close",
      subjectType: "follow-up",
      subjectId: row.ticketNo,
      facts: { kind: row.kind, outcome },
    });
    return state;
  });
}
