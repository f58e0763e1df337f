/** The published order of providers for an elder's month, with the numbers from which anyone can recompute it. */
import { lotteryTicket } from "#app/domain/matching/allocation-problem.ts";
import type { ConsideredProvider } from "#app/domain/matching/allocation-result.ts";
import { publishedOrder, type OrderedProvider } from "#app/domain/matching/next-provider.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { findAllocation, findAllocationSeed } from "#db/repositories/offers.ts";
import { listEldersById } from "#db/repositories/elders.ts";
import { listContracts, type ContractRow } from "#db/repositories/workforce.ts";
import type { Unit } from "#db/transaction.ts";

/** What the lottery of a month's allocation is drawn from, beside the elder and the contract. */
export type Draw = { readonly seed: string; readonly month: PlainMonth; readonly elderNo: string };

/** The order from what the allocation stored about the elder. */
export function orderOf(
  explanation: unknown,
  { seed, month, elderNo }: Draw,
  contracts: ReadonlyMap<string, Pick<ContractRow, "contractNo">>,
): OrderedProvider[] {
  return publishedOrder(explanation as ConsideredProvider[], (contractId) =>
    lotteryTicket(
      { month },
      seed,
      { key: elderNo },
      { contract: { key: contracts.get(contractId)?.contractNo ?? "" } },
    ),
  );
}

export type FoundOrder = {
  readonly order: readonly OrderedProvider[];
  readonly draw: Draw;
  readonly contracts: ReadonlyMap<string, ContractRow>;
};

/** Null for an elder who was not in the month's allocation, or whom the scope does not reach. */
export async function loadOrder(unit: Unit, elderId: string, month: PlainMonth): Promise<FoundOrder | null> {
  const allocation = await findAllocation(unit, elderId, month);
  const [elder] = await listEldersById(unit, [elderId]);
  const seed = allocation === null ? null : await findAllocationSeed(unit, allocation.runId);
  if (allocation === null || seed === null || !elder) return null;
  const contracts = new Map((await listContracts(unit)).map((contract) => [contract.id, contract]));
  const draw = { seed, month, elderNo: elder.elderNo };
  return { order: orderOf(allocation.explanation, draw, contracts), draw, contracts };
}
