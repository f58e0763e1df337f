/**
 * What a denied, differing, complained-about or subcontracted visit does to money: its open claim line is held, and where a closed month has paid
 * it and the visit is denied or was another firm's, a clawback is proposed that a second person decides. Nothing is taken back by a call alone.
 */
import type { LineDecision } from "#app/domain/claims/claim.ts";
import { localDateOf } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { monthOf } from "#app/domain/time/plain-month.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { listStoppableVisits, type StoppableVisit } from "#db/queries/stopped-visits.ts";
import { proposeClawbacks, type NewClawbackRow } from "#db/repositories/clawbacks.ts";
import { lockPeriod } from "#db/repositories/ledger.ts";
import type { VisitRow } from "#db/repositories/visits.ts";
import type { Unit } from "#db/transaction.ts";
import { holdLines } from "./hold-lines.server.ts";

export type Questioned = {
  readonly ruleCode: "R-CALLBACK-DENIED" | "R-CALLBACK-DIFFERENT" | "R-COMPLAINT-OPEN" | "R-SUBCONTRACTED";
  readonly by: "call-back" | "field-check" | "audit";
};

/** Rules by which nothing of the visit is payable, with the matter that the list of clawbacks names. */
const MATTER_OF_RULE: Readonly<Partial<Record<Questioned["ruleCode"], string>>> = {
  "R-CALLBACK-DENIED": "denied",
  "R-SUBCONTRACTED": "subcontracted",
};

async function ofVisits(unit: Unit, visits: readonly VisitRow[]): Promise<StoppableVisit[]> {
  const wanted = new Set(visits.map(({ id }) => id));
  const found = await listStoppableVisits(unit, [...new Set(visits.map(({ elderId }) => elderId))]);
  return found.filter(({ visit }) => wanted.has(visit.id));
}

function mayHold({ claim }: StoppableVisit): boolean {
  const decision = claim?.decision as LineDecision["kind"] | null | undefined;
  return claim !== null && decision !== "hold" && decision !== "refuse";
}

function proposal(unit: Unit, actor: string, { ruleCode }: Questioned, found: StoppableVisit): NewClawbackRow[] {
  const { visit, settled, isClawedBack } = found;
  const kind = MATTER_OF_RULE[ruleCode];
  if (kind === undefined || settled === null || settled.approvedFen <= 0n || isClawedBack) return [];
  return [
    {
      ...{ id: unit.newId(), findingNo: `CB-${visit.visitNo}`, settlementLineId: settled.lineId, visitId: visit.id },
      ...{ providerId: visit.providerId, streetId: visit.streetId, paidMonth: visit.serviceMonth },
      ...{ paidFen: settled.approvedFen, ruleCode, importId: null, proposedBy: actor, proposedAt: asDate(unit.now) },
      facts: { kind, from: localDateOf(unit.now), to: null, note: null },
    },
  ];
}

/** @returns how many lines were held and how many clawbacks proposed */
export async function questionLines(
  unit: Unit,
  actor: string,
  visits: readonly VisitRow[],
  questioned: Questioned,
): Promise<{ readonly held: number; readonly proposed: number }> {
  const months = new Set(visits.map(({ serviceMonth }) => monthOf(plainDate(serviceMonth))));
  // A close that runs waits for the call, or the call for it: neither pays what the other stops.
  for (const month of [...months].sort()) await lockPeriod(unit, month);
  const found = await ofVisits(unit, visits);
  const ids = found.filter(mayHold).flatMap(({ claim }) => claim?.lineId ?? []);
  if (ids.length > 0) await holdLines(unit, actor, ids, questioned);
  const proposals = found.flatMap((one) => proposal(unit, actor, questioned, one));
  return { held: ids.length, proposed: await proposeClawbacks(unit, proposals) };
}
