/** Plans the month's visits, stores series, visits, debts and why, and offers each elder's visits to the allocated provider. */
import { canonicalText } from "#app/domain/imports/canonical-text.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { Refusal } from "#app/domain/refusal.ts";
import type { MonthPlan } from "#app/domain/scheduling/month-plan/month-plan.ts";
import type { PlanInput } from "#app/domain/scheduling/month-plan/plan-input.ts";
import { planMonth } from "#app/domain/scheduling/month-plan/template-planner.ts";
import { planningLimitsOf } from "#app/domain/scheduling/planning-limits.ts";
import { asDate, instantAt, plusMinutes } from "#app/domain/time/instant.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { WorkCalendar } from "#app/domain/time/work-calendar.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { listEldersWithFacts, type ElderWithFacts } from "#db/repositories/elders.ts";
import { listEligibility } from "#db/repositories/entitlements.ts";
import {
  insertPlanningRun,
  insertSeries,
  claimMonthForPlanning,
  listAllocations,
  listSeries,
  type AllocationRow,
} from "#db/repositories/plans.ts";
import { listCalendarDays, listPolicyVersions, listSubtypes } from "#db/repositories/reference.ts";
import { insertDebts, insertOffers, insertVisits } from "#db/repositories/visits.ts";
import { listContracts, listProviders, listWorkersWithFacts, type ContractRow } from "#db/repositories/workforce.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { CATALOGUE_IN_FORCE } from "./catalogue-in-force.ts";
import { loadMonthBefore } from "./month-before.server.ts";
import { plannableElder, plannableProvider, plannableWorker, workersByName } from "./planning-rows.server.ts";

export type PlannedMonth = {
  readonly visitsPlanned: number;
  readonly debt: Readonly<Record<string, number>>;
  readonly conflicts: number;
  readonly travelMinutes: number;
  readonly warnings: readonly string[];
  readonly inputDigest: string;
  readonly resultDigest: string;
};

type Facts = {
  readonly input: PlanInput;
  readonly policyId: string;
  readonly replyHours: number;
  readonly elders: ReadonlyMap<string, ElderWithFacts>;
  readonly allocations: ReadonlyMap<string, AllocationRow>;
  readonly contracts: ReadonlyMap<string, ContractRow>;
  readonly workerKeys: ReadonlyMap<string, string>;
};

async function loadFacts(unit: Unit, month: PlainMonth): Promise<Facts> {
  const policy = policyInForce(await listPolicyVersions(unit), firstDateOf(month));
  const catalogue = new Map((await listSubtypes(unit, CATALOGUE_IN_FORCE)).map((subtype) => [subtype.code, subtype]));
  const allowed = new Map((await listEligibility(unit, month)).map((row) => [row.elderId, row.visitsAllowed]));
  const found = (await listEldersWithFacts(unit)).filter(({ elder }) => (allowed.get(elder.id) ?? 0) > 0);
  const allocations = new Map((await listAllocations(unit, month)).map((row) => [row.elderId, row]));
  const workers = await listWorkersWithFacts(unit);
  const before = await loadMonthBefore(unit, month, found);
  const names = workersByName(workers);
  const contracts = await listContracts(unit);
  return {
    policyId: policy.id,
    replyHours: policy.parameters.offer_reply_hours,
    elders: new Map(found.map((one) => [one.elder.id, one])),
    allocations,
    contracts: new Map(contracts.map((contract) => [contract.id, contract])),
    workerKeys: new Map(workers.map(({ worker }) => [worker.id, worker.workerNo])),
    input: {
      month,
      elders: found.map((one) =>
        plannableElder(one, {
          month,
          catalogue,
          providerId: allocations.get(one.elder.id)?.providerId ?? null,
          visitsWanted: allowed.get(one.elder.id) ?? 0,
          policy,
          workersByName: names,
          before: before.ofElder(one.elder.id),
        }),
      ),
      workers: workers.map(plannableWorker),
      providers: (await listProviders(unit)).map((provider) => plannableProvider(provider, contracts)),
      bookedVisits: before.lastWeek,
      calendar: new WorkCalendar(await listCalendarDays(unit)),
      limits: planningLimitsOf(policy.parameters),
    },
  };
}

function digestsOf(facts: Facts, plan: MonthPlan, seed: string): { inputDigest: string; resultDigest: string } {
  const keyOf = (id: string) => facts.elders.get(id)?.elder.elderNo ?? "";
  const input = facts.input.elders.map((elder) => [
    elder.key,
    elder.visitsWanted,
    elder.subtypes.map((one) => one.code),
    facts.allocations.get(elder.id)?.chosenFor ?? "",
  ]);
  const visits = plan.visits.map((visit) => [
    keyOf(visit.elderId),
    visit.sequence,
    visit.date,
    visit.startMinute,
    visit.durationMinutes,
    visit.workerIds.map((id) => facts.workerKeys.get(id) ?? "").sort(),
  ]);
  const debts = plan.debts.map((debt) => [keyOf(debt.elderId), debt.sequence, debt.reason]);
  return {
    inputDigest: sha256Hex(canonicalText([seed, ...input])),
    resultDigest: sha256Hex(canonicalText([visits, debts])),
  };
}

async function saveSeries(unit: Unit, facts: Facts, plan: MonthPlan, runId: string): Promise<Map<string, string>> {
  const { month } = facts.input;
  const ids = new Map(plan.series.map((series) => [`${series.elderId}|${series.part}`, unit.newId()]));
  const reasons = new Map(plan.reasons.map((reason) => [reason.elderId, reason]));
  await insertSeries(
    unit,
    plan.series.map((series) => ({
      id: ids.get(`${series.elderId}|${series.part}`) ?? "",
      uid: `${month}-${facts.elders.get(series.elderId)?.elder.elderNo ?? ""}-${series.part}@bedside`,
      elderId: series.elderId,
      streetId: facts.elders.get(series.elderId)?.elder.streetId ?? 0,
      providerId: series.providerId,
      runId,
      month: firstDateOf(month),
      part: series.part,
      rrule: series.rrule,
      startsOn: series.dtstartLocal.date,
      startMinute: series.dtstartLocal.minute,
      durationMinutes: series.durationMinutes,
      workerIds: [...series.workerIds],
      subtypes: [...series.subtypes],
      explanation: reasons.get(series.elderId) ?? {},
    })),
    plan.series.flatMap((series) =>
      series.exceptions.map((exception) => ({
        seriesId: ids.get(`${series.elderId}|${series.part}`) ?? "",
        originalOn: exception.originalOn,
        kind: exception.kind,
        movedToOn: exception.kind === "moved" ? exception.movedTo.date : null,
        movedToMinute: exception.kind === "moved" ? exception.movedTo.minute : null,
        reason: exception.reason,
      })),
    ),
  );
  return ids;
}

type VisitKeys = { readonly visit: string; readonly offer: string | null; readonly series: string | null };

function visitRow(facts: Facts, visit: MonthPlan["visits"][number], ids: VisitKeys) {
  const { month } = facts.input;
  const elder = facts.elders.get(visit.elderId)?.elder;
  const contractId = facts.allocations.get(visit.elderId)?.contractId ?? null;
  const start = instantAt(visit.date, visit.startMinute);
  return {
    id: ids.visit,
    visitNo: `${month}-${elder?.elderNo ?? ""}-${visit.sequence}`,
    streetId: elder?.streetId ?? 0,
    providerId: visit.providerId,
    elderId: visit.elderId,
    contractId,
    seriesId: ids.series,
    offerId: ids.offer,
    occurrenceOn: visit.originalDate ?? visit.date,
    moveReason: visit.moveReason,
    serviceMonth: firstDateOf(month),
    plannedStart: asDate(start),
    plannedEnd: asDate(plusMinutes(start, visit.durationMinutes)),
    subtypes: [...visit.subtypes],
    plannedFen: contractId === null ? 0n : (facts.contracts.get(contractId)?.priceFen ?? 0n),
    deliveryState: "offered",
    policyVersion: facts.policyId,
    catalogueVersion: CATALOGUE_IN_FORCE,
    workerIds: visit.workerIds,
  };
}

async function saveVisits(
  unit: Unit,
  facts: Facts,
  plan: MonthPlan,
  seriesIds: ReadonlyMap<string, string>,
): Promise<void> {
  const { month } = facts.input;
  const offers = new Map(plan.visits.map((visit) => [visit.elderId as string, unit.newId()]));
  const bundle = new Map(plan.visits.map((visit) => [visit.elderId as string, visit]));
  await insertOffers(
    unit,
    [...bundle].map(([elderId, visit]) => ({
      id: offers.get(elderId) ?? "",
      providerId: visit.providerId,
      elderId,
      streetId: facts.elders.get(elderId)?.elder.streetId ?? 0,
      month: firstDateOf(month),
      state: "sent",
      sentAt: asDate(unit.now),
      replyBy: asDate(plusMinutes(unit.now, facts.replyHours * 60)),
    })),
  );
  const rows = plan.visits.map((visit) =>
    visitRow(facts, visit, {
      visit: unit.newId(),
      offer: offers.get(visit.elderId) ?? null,
      series: visit.part === null ? null : (seriesIds.get(`${visit.elderId}|${visit.part}`) ?? null),
    }),
  );
  await insertVisits(
    unit,
    rows.map(({ workerIds: _workers, ...row }) => row),
    rows.flatMap((row) =>
      row.workerIds.map((workerId) => ({
        visitId: row.id,
        workerId,
        groupId: row.id,
        plannedStart: row.plannedStart,
        plannedEnd: row.plannedEnd,
        assignedBy: "system:planner",
      })),
    ),
  );
}

async function saveDebts(unit: Unit, facts: Facts, plan: MonthPlan): Promise<void> {
  await insertDebts(
    unit,
    plan.debts.map((debt) => ({
      id: unit.newId(),
      elderId: debt.elderId,
      streetId: facts.elders.get(debt.elderId)?.elder.streetId ?? 0,
      providerId: debt.providerId,
      month: firstDateOf(facts.input.month),
      sequence: debt.sequence,
      originalOn: debt.originalOn,
      reason: debt.reason,
      facts: {},
    })),
  );
}

/** Refuses "month-being-planned" and "month-already-planned". @param onProgress told after each provider */
export async function planAndOfferMonth(
  context: Context,
  month: PlainMonth,
  seed: string,
  onProgress?: (done: number, total: number) => void,
): Promise<PlannedMonth> {
  return inTransaction(context, async (unit) => {
    if (!(await claimMonthForPlanning(unit, month))) throw new Refusal("month-being-planned", { month });
    if ((await listSeries(unit, month)).length > 0) throw new Refusal("month-already-planned", { month });
    const facts = await loadFacts(unit, month);
    const plan = planMonth(facts.input, seed, onProgress ? { onProgress } : {});
    const digests = digestsOf(facts, plan, seed);
    const runId = unit.newId();
    await insertPlanningRun(unit, {
      id: runId,
      kind: "plan",
      month: firstDateOf(month),
      seed,
      ...digests,
      policyVersion: facts.policyId,
      stats: plan.stats,
      warnings: plan.warnings,
      createdBy: context.actor,
    });
    await saveVisits(unit, facts, plan, await saveSeries(unit, facts, plan, runId));
    await saveDebts(unit, facts, plan);
    await insertAuditEvent(unit, context.actor, {
      chain: "district",
      action: "plan.publish",
      subjectType: "month",
      subjectId: month,
      facts: { visits: plan.visits.length, debts: plan.debts.length, seed },
    });
    const debt: Record<string, number> = {};
    for (const one of plan.debts) debt[one.reason] = (debt[one.reason] ?? 0) + 1;
    const { conflicts, travelMinutes } = plan.stats;
    return {
      visitsPlanned: plan.visits.length,
      debt,
      conflicts,
      travelMinutes,
      warnings: plan.warnings.map((one) => `${one.code}:${one.year}`),
      ...digests,
    };
  });
}
