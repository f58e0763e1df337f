/** The month's allocation: loads of the providers, who serves whom and why, and what the lottery decided. Names masked. */
import { maskName } from "#app/domain/access/masking.ts";
import type { AllocationResult } from "#app/domain/matching/allocation-result.ts";
import { instant, isoText } from "#app/domain/time/instant.ts";
import { listAllocationRows, listProviderNames, type AllocationFilter } from "#db/queries/allocation-overview.ts";
import { findNewestRun } from "#db/repositories/planning-runs.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { consideredRows } from "./considered-rows.ts";

export const ALLOCATION_PAGE_ROWS = 50;

type Stats = AllocationResult["stats"];

/** Runs that were stored before have no proof and no price of fairness. */
type RunFacts = Omit<Stats, "proof" | "fairness"> &
  Partial<Pick<Stats, "proof" | "fairness">> &
  Pick<AllocationResult, "loads">;

/** Refuses nothing: a month without an allocation has no run and no rows. */
export async function showAllocation(context: Context, filter: AllocationFilter, page: number) {
  const { run, names, rows } = await inTransaction(context, async (unit) => ({
    run: await findNewestRun(unit, filter.month, "allocation"),
    names: await listProviderNames(unit),
    rows: await listAllocationRows(unit, filter),
  }));
  const nameOf = new Map(names.map(({ id, name }) => [id, name]));
  const byCode = new Map(names.map(({ creditCode, name }) => [creditCode, name]));
  const facts = run?.stats as RunFacts | undefined;
  return {
    run: run && {
      seed: run.seed,
      inputDigest: run.inputDigest,
      resultDigest: run.resultDigest,
      madeAt: isoText(instant(run.createdAt)),
    },
    stats: facts
      ? {
          elders: facts.elders,
          allocated: facts.allocated,
          unallocated: facts.unallocated,
          choices: facts.choices,
          choicesKept: facts.choicesKept,
          cost: facts.cost,
          proof: facts.proof ?? null,
          fairness: facts.fairness ?? null,
        }
      : null,
    loads: (facts?.loads ?? []).map((load) => ({ ...load, name: nameOf.get(load.providerId) ?? "" })),
    providers: names.map(({ id, name }) => ({ id, name })),
    total: rows.length,
    pageSize: ALLOCATION_PAGE_ROWS,
    rows: rows.slice((page - 1) * ALLOCATION_PAGE_ROWS, page * ALLOCATION_PAGE_ROWS).map((row) => ({
      elderNo: row.elderNo,
      name: maskName(row.name),
      streetZh: row.streetZh,
      streetEn: row.streetEn,
      provider: row.providerId === null ? null : (nameOf.get(row.providerId) ?? ""),
      wished: row.wished === null ? null : (byCode.get(row.wished) ?? row.wished),
      chosenFor: row.chosenFor,
      considered: consideredRows(row.explanation, (id) => nameOf.get(id) ?? ""),
    })),
  };
}
