/**
 * Gives a provider to those who have none yet: who became entitled after the month was allocated, or found no place then. Everybody else
 * keeps theirs, planned or not, so that nobody loses a familiar face because somebody joins.
 */
import { Refusal } from "#app/domain/refusal.ts";
import type { AllocationInput } from "#app/domain/matching/allocation-input.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { findNewestRun } from "#db/repositories/planning-runs.ts";
import { claimMonthForPlanning, listAllocations, putAllocations, type AllocationRow } from "#db/repositories/plans.ts";
import { assertWholeDistrict } from "#db/repositories/scope-conditions.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { allocateAndStore, loadAllocationInput, type AllocationFacts } from "./allocate-month.server.ts";

/** Elders without a provider, among contracts of which only what the others leave is open. */
function newcomersOf({ input }: AllocationFacts, present: readonly AllocationRow[]): AllocationInput {
  const settled = new Map(
    present.flatMap((row) => (row.contractId === null ? [] : [[row.elderId as string, row.contractId]])),
  );
  const taken = new Map<string, number>();
  for (const { id, visitsWanted } of input.elders) {
    const contractId = settled.get(id);
    if (contractId !== undefined) taken.set(contractId, (taken.get(contractId) ?? 0) + visitsWanted);
  }
  return {
    ...input,
    elders: input.elders.filter(({ id }) => !settled.has(id)),
    providers: input.providers.map((provider) => ({
      ...provider,
      contracts: provider.contracts.map((contract) => ({
        ...contract,
        monthlyCapacity: Math.max(0, contract.monthlyCapacity - (taken.get(contract.id) ?? 0)),
      })),
    })),
  };
}

async function loadNewcomers(unit: Unit, month: PlainMonth) {
  const facts = await loadAllocationInput(unit, month);
  return { ...facts, input: newcomersOf(facts, await listAllocations(unit, month)) };
}

/** How many wait for a provider; 0 of a month that was not allocated at all. */
export async function countNewcomers(context: Context, month: PlainMonth): Promise<number> {
  return inReading(context, async (unit) => {
    if ((await findNewestRun(unit, month, "allocation")) === null) return 0;
    return (await loadNewcomers(unit, month)).input.elders.length;
  });
}

/**
 * Deterministic for the stored facts and the seed of the month's allocation. @returns how many found a provider, and how many did not
 * Refuses "whole-district-only", "month-being-planned", "month-not-allocated" and "no-newcomers".
 */
export async function allocateNewcomers(
  context: Context,
  month: PlainMonth,
): Promise<{ readonly allocated: number; readonly left: number }> {
  return inTransaction(context, async (unit) => {
    assertWholeDistrict(unit);
    if (!(await claimMonthForPlanning(unit, month))) throw new Refusal("month-being-planned", { month });
    const run = await findNewestRun(unit, month, "allocation");
    if (run === null) throw new Refusal("month-not-allocated", { month });
    const facts = await loadNewcomers(unit, month);
    const { length } = facts.input.elders;
    if (length === 0) throw new Refusal("no-newcomers", { month });
    const stored = await allocateAndStore(unit, context.actor, { ...facts, kind: "newcomers", month, seed: run.seed });
    await putAllocations(unit, stored.rows);
    await insertAuditEvent(unit, context.actor, {
      chain: "district",
      action: "allocation.newcomers",
      subjectType: "month",
      subjectId: month,
      facts: { allocated: stored.allocated, elders: length, seed: run.seed },
    });
    return { allocated: stored.allocated, left: length - stored.allocated };
  });
}
