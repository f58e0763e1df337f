/**
 * What deaths, stays, moves and other benefits do to visits and money, found for a dry run and carried out in the unit that stores the
 * facts: coming visits are called off and the provider and the care worker told, open lines held, paid ones proposed as clawbacks, and
 * all visits of the elders judged again.
 */
import { countEffects, consequenceOf, type StopConsequence, type StopEffects } from "#app/domain/claims/stop-visit.ts";
import { CANCEL_CODE_OF_STOP, stoppedOn, type StopFact, type Stopped } from "#app/domain/elders/stop-fact.ts";
import { fen } from "#app/domain/money/fen.ts";
import { asDate, instant, localDateOf } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { monthOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import type { LineDecision } from "#app/domain/claims/claim.ts";
import type { DeliveryState } from "#app/domain/visits/delivery-state.ts";
import { listStoppableVisits, type StoppableVisit } from "#db/queries/stopped-visits.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { listLinesById } from "#db/repositories/claims.ts";
import { proposeClawbacks, type NewClawbackRow } from "#db/repositories/clawbacks.ts";
import { lockPeriod } from "#db/repositories/ledger.ts";
import { listWorkersOfVisits, lockVisit } from "#db/repositories/visits.ts";
import type { Unit } from "#db/transaction.ts";
import { holdLines, releaseLines } from "../claims/hold-lines.server.ts";
import { writeCancellation } from "../scheduling/write-cancellation.server.ts";
import { judgeAgain } from "../visits/judge-again.server.ts";
import { tellCalledOff } from "../visits/tell-called-off.server.ts";
import { groupBy } from "../visits/verification-facts.server.ts";

/** Facts of an elder by id, as they stand after the list. */
export type StopsOfElders = ReadonlyMap<string, readonly StopFact[]>;

type StoppedVisit = {
  readonly found: StoppableVisit;
  readonly stopped: Stopped;
  readonly consequence: StopConsequence;
};

function stoppedVisit(found: StoppableVisit, stops: StopsOfElders, now: Unit["now"]): StoppedVisit[] {
  const { visit, claim, settled, isClawedBack } = found;
  const on = localDateOf(instant(visit.effectiveIn ?? visit.plannedStart));
  const { effectiveIn, effectiveOut } = visit;
  const served =
    effectiveIn === null || effectiveOut === null
      ? null
      : { startAt: instant(effectiveIn), endAt: instant(effectiveOut) };
  const stopped = stoppedOn(stops.get(visit.elderId) ?? [], on, served);
  if (stopped === null) return [];
  const consequence = consequenceOf(
    {
      startAt: instant(visit.plannedStart),
      deliveryState: visit.deliveryState as DeliveryState,
      openLine: claim === null ? undefined : (claim.decision as LineDecision["kind"] | null),
      settledFen: settled === null ? null : fen(settled.approvedFen),
      isClawedBack,
    },
    stopped,
    now,
  );
  return [{ found, stopped, consequence }];
}

/** Lines of these elders that a list holds and that no fact reaches any more get back what stood before. */
async function release(
  unit: Unit,
  actor: string,
  stops: StopsOfElders,
  stopped: readonly StoppedVisit[],
): Promise<number> {
  const reached = new Set(stopped.map(({ found }) => found.visit.id));
  const open = (await listStoppableVisits(unit, [...stops.keys()])).filter(({ visit }) => !reached.has(visit.id));
  const lines = await listLinesById(
    unit,
    open.flatMap(({ claim }) => claim?.lineId ?? []),
  );
  return releaseLines(unit, actor, lines);
}

async function findStopped(unit: Unit, stops: StopsOfElders): Promise<StoppedVisit[]> {
  const visits = await listStoppableVisits(unit, [...stops.keys()]);
  return visits.flatMap((found) => stoppedVisit(found, stops, unit.now));
}

/** What the facts would do. Changes nothing. */
export async function foreseeStops(unit: Unit, stops: StopsOfElders): Promise<StopEffects> {
  return countEffects((await findStopped(unit, stops)).map(({ consequence }) => consequence));
}

/** A close that runs waits for the list, or the list for it: neither pays what the other stops. */
async function lockMonths(unit: Unit, visits: readonly StoppedVisit[]): Promise<void> {
  const months = visits
    .filter(({ found }) => found.claim !== null)
    .map(({ found }): PlainMonth => monthOf(plainDate(found.visit.serviceMonth)));
  for (const month of [...new Set(months)].sort()) await lockPeriod(unit, month);
}

async function callOff(unit: Unit, actor: string, visits: readonly StoppedVisit[]): Promise<void> {
  const workers = groupBy(
    await listWorkersOfVisits(
      unit,
      visits.map(({ found }) => found.visit.id),
    ),
    (row) => row.visitId,
  );
  for (const { found, stopped } of visits) {
    const visit = await lockVisit(unit, found.visit.visitNo);
    if (visit === null) continue;
    const code = CANCEL_CODE_OF_STOP[stopped.fact.kind];
    await writeCancellation(unit, actor, { visit, code, debtReason: "visit_cancelled" });
    await tellCalledOff(
      unit,
      visit,
      (workers.get(visit.id) ?? []).map(({ workerId }) => workerId),
    );
  }
}

async function hold(unit: Unit, actor: string, lines: readonly StoppedVisit[]): Promise<void> {
  for (const [ruleCode, held] of groupBy(lines, ({ stopped }) => stopped.ruleCode)) {
    const ids = held.flatMap(({ found }) => found.claim?.lineId ?? []);
    await holdLines(unit, actor, ids, { ruleCode, by: "list" });
  }
}

function proposalOf(unit: Unit, actor: string, importId: string | null, one: StoppedVisit): NewClawbackRow[] {
  const { visit, settled } = one.found;
  if (settled === null) return [];
  const { kind, from, to, note } = one.stopped.fact;
  return [
    {
      id: unit.newId(),
      findingNo: `CB-${visit.visitNo}`,
      settlementLineId: settled.lineId,
      visitId: visit.id,
      providerId: visit.providerId,
      streetId: visit.streetId,
      paidMonth: visit.serviceMonth,
      paidFen: settled.approvedFen,
      ruleCode: one.stopped.ruleCode,
      facts: { kind, from, to, note },
      importId,
      proposedBy: actor,
      proposedAt: asDate(unit.now),
    },
  ];
}

export type StopCause = {
  /** Audit name of who imports or scans; never the one who decides a clawback. */
  readonly actor: string;
  readonly stops: StopsOfElders;
  /** The list; null for a scan of the past. */
  readonly importId: string | null;
};

/** Carries out what `foreseeStops` foresees. Done again it finds nothing left to do. */
export async function stopMoney(unit: Unit, { actor, stops, importId }: StopCause): Promise<StopEffects> {
  await lockMonths(unit, await findStopped(unit, stops));
  const visits = await findStopped(unit, stops);
  const released = await release(unit, actor, stops, visits);
  const those = (is: keyof StopConsequence) => visits.filter(({ consequence }) => consequence[is]);
  await callOff(unit, actor, those("isCancelled"));
  await hold(unit, actor, those("isHeld"));
  await proposeClawbacks(
    unit,
    those("isProposed").flatMap((one) => proposalOf(unit, actor, importId, one)),
  );
  await judgeAgain(unit, { of: "elder", ids: [...stops.keys()] });
  const effects = countEffects(visits.map(({ consequence }) => consequence));
  await insertAuditEvent(unit, actor, {
    chain: "district",
    action: importId === null ? "stop.scan" : "stop.list",
    subjectType: "import",
    subjectId: importId ?? "scan",
    facts: { ...effects, released, elders: stops.size },
  });
  return effects;
}
