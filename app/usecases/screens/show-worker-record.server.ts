/**
 * What the platform has stored about a care worker (fairness): own visits of the last 30 days with what the rules said of each, by when an
 * objection is answered, what became of the money, and the positions that are stored, with the day on which they become coarse.
 */
import { maskName } from "#app/domain/access/masking.ts";
import type { ApprovalState } from "#app/domain/claims/approval-state.ts";
import { payOfVisit, type PaidLine, type SettledLine } from "#app/domain/claims/visit-pay.ts";
import type { LineOutcome } from "#app/domain/claims/match-line.ts";
import { fen, sumFen } from "#app/domain/money/fen.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { positionsBlurredOn } from "#app/domain/policy/retention.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { instant, instantAt, isoText, localDateOf, localTimeOf } from "#app/domain/time/instant.ts";
import { addDays, plainDate } from "#app/domain/time/plain-date.ts";
import { firstDateOf, monthOf, plainMonth, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { clockText } from "#app/domain/time/time-window.ts";
import type { DeliveryState, MissedSide } from "#app/domain/visits/delivery-state.ts";
import { capturedAt } from "#app/domain/visits/visit-events.ts";
import { countOwnPositions, listMoneyOfVisits, listOrdersOfRuns, listOwnPositions } from "#db/queries/worker-record.ts";
import { listWorkerFindings, listWorkerVisits } from "#db/queries/worker-visits.ts";
import { listObjections } from "#db/repositories/findings.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import type { VisitEventRow, VisitRow } from "#db/repositories/visits.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import type { StoredFailure } from "../claims/prepare-claims.server.ts";
import { decisionOf } from "../claims/settle-claims.ts";
import { groupBy } from "../visits/group-by.ts";
import { visitEventOf } from "../visits/stored-events.ts";
import { mapObjections } from "./objections.server.ts";

const RECORD_DAYS = 30;

type Money = Awaited<ReturnType<typeof listMoneyOfVisits>>[number];
type Order = Awaited<ReturnType<typeof listOrdersOfRuns>>[number];

function clockRange(visit: VisitRow): string {
  const [start, end] = [instant(visit.plannedStart), instant(visit.plannedEnd)];
  return `${clockText(localTimeOf(start).minute)}–${clockText(localTimeOf(end).minute)}`;
}

function lineOf({ line }: Money): PaidLine | null {
  if (line === null) return null;
  return {
    outcome: line.outcome as LineOutcome["kind"],
    code: (line.failures as StoredFailure[])[0]?.code ?? null,
    askedFen: fen(line.askedFen),
    proposedFen: fen(line.proposedFen),
    decision: decisionOf(line),
  };
}

/** A payment is of the provider's whole month; the order that follows another one pays the same money again. */
function settledOf({ settlement, fund }: Money, orders: readonly Order[]): SettledLine | null {
  if (settlement === null) return null;
  const { runId, providerId } = settlement;
  const own = orders.filter((one) => one.runId === runId && one.providerId === providerId && one.fund === fund);
  const first = own.filter((one) => one.follows === null).map((one) => fen(one.orderedFen));
  const confirmedFen = sumFen(own.map((one) => fen(one.confirmedFen)));
  return {
    outcome: settlement.outcome as LineOutcome["kind"],
    code: settlement.outcomeCode,
    approvedFen: fen(settlement.approvedFen),
    payment: first.length === 0 ? null : { orderedFen: sumFen(first), confirmedFen },
  };
}

function payOf(visit: VisitRow, money: Money | undefined, orders: readonly Order[]) {
  const served = {
    deliveryState: visit.deliveryState as DeliveryState,
    missedSide: visit.missedSide as MissedSide | null,
    approvalState: visit.approvalState as ApprovalState,
    waived: visit.waived,
    priceFen: fen(visit.plannedFen),
  };
  return payOfVisit(served, money ? lineOf(money) : null, money ? settledOf(money, orders) : null);
}

/** One stored position, as exact as it is stored. */
function pointOf(row: VisitEventRow) {
  const event = visitEventOf(row);
  const { body } = event;
  const fix = body.kind === "check_in" || body.kind === "check_out" ? body.position.fix : null;
  if (fix === null) return [];
  const { latitude, longitude, accuracyM } = fix;
  const kind = body.kind === "check_in" ? ("check_in" as const) : ("check_out" as const);
  const at = isoText(capturedAt(event));
  return [{ kind, at, latitude, longitude, accuracyM: Math.round(accuracyM), isBlurred: row.blurredAt !== null }];
}

/** @returns the day on which positions of visits of a month become coarse, by the terms of that month */
async function blurDays(unit: Unit) {
  const policies = await listPolicyVersions(unit);
  return (month: PlainMonth) => positionsBlurredOn(month, policyInForce(policies, firstDateOf(month)).parameters);
}

const isShown = ({ minutes, deliveryState }: VisitRow) =>
  minutes !== null || deliveryState === "missed" || deliveryState === "in_progress";

async function showVisits(unit: Unit, rows: Awaited<ReturnType<typeof listWorkerVisits>>, workerId: string) {
  const ids = rows.map(({ visit }) => visit.id);
  const findings = (await listWorkerFindings(unit, ids)).filter((one) => one.level !== "info");
  const objections = await mapObjections(unit, findings, await listObjections(unit, ids));
  const money = new Map((await listMoneyOfVisits(unit, ids)).map((one) => [one.visitId, one]));
  const orders = await listOrdersOfRuns(unit, [
    ...new Set([...money.values()].flatMap(({ settlement }) => settlement?.runId ?? [])),
  ]);
  const points = groupBy(await listOwnPositions(unit, workerId, ids), (event) => event.visitId);
  const blurredOn = await blurDays(unit);
  return rows.map(({ visit, elder }) => ({
    visitNo: visit.visitNo,
    plannedStart: isoText(instant(visit.plannedStart)),
    clock: clockRange(visit),
    name: maskName(elder.name),
    minutes: visit.minutes,
    deliveryState: visit.deliveryState,
    approvalState: visit.approvalState,
    strength: visit.strength,
    pay: payOf(visit, money.get(visit.id), orders),
    points: (points.get(visit.id) ?? []).flatMap(pointOf),
    blurredOn: blurredOn(monthOf(plainDate(visit.serviceMonth))),
    findings: findings
      .filter((one) => one.visitId === visit.id)
      .map(({ id, ruleCode, level, state, facts, reasonCode, resolutionCode, note }) => ({
        id,
        ruleCode,
        level,
        state,
        objection: objections.get(id) ?? null,
        answer: reasonCode && resolutionCode ? { reason: reasonCode, resolution: resolutionCode, note } : null,
        facts: facts as Record<string, string | number | boolean | null>,
      })),
  }));
}

/**
 * Own visits of the last 30 days that came to anything, newest first, and how many positions are stored, by month, the newest first.
 * Refuses "not-found" outside the scope of a care worker: nobody else has a record of the own.
 */
export async function showWorkerRecord(context: Context) {
  const { worker: workerId } = context.scope;
  if (workerId === "all") throw new Refusal("not-found");
  const today = localDateOf(context.now);
  const span = { from: instantAt(addDays(today, -RECORD_DAYS), 0), to: instantAt(addDays(today, 1), 0) };
  return inTransaction(context, async (unit) => {
    const rows = (await listWorkerVisits(unit, span)).filter(({ visit }) => isShown(visit)).reverse();
    const blurredOn = await blurDays(unit);
    const months = (await countOwnPositions(unit, workerId)).map((one) => {
      const month = plainMonth(one.month);
      return { ...one, month, blurredOn: blurredOn(month) };
    });
    return { visits: await showVisits(unit, rows, workerId), months };
  });
}
