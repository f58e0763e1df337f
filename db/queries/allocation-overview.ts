/** Read model of the allocation screen: elders of the scope with who serves them and what was considered; providers by id. */
import { and, asc, eq, isNull, type SQL } from "drizzle-orm";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { allocationInScope } from "../repositories/plans.ts";
import { elder } from "../schema/elder.ts";
import { allocation } from "../schema/planning.ts";
import { street } from "../schema/reference.ts";
import { provider } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";

export type AllocationFilter = {
  readonly month: PlainMonth;
  /** Reason of the allocation, or empty. */
  readonly chosenFor: string;
  readonly providerId: string;
  readonly streetId: number | null;
  readonly unallocated: boolean;
};

export async function listAllocationRows(unit: Unit, filter: AllocationFilter) {
  const conditions: (SQL | undefined)[] = [
    eq(allocation.month, firstDateOf(filter.month)),
    allocationInScope(unit),
    filter.chosenFor === "" ? undefined : eq(allocation.chosenFor, filter.chosenFor),
    filter.providerId === "" ? undefined : eq(allocation.providerId, filter.providerId),
    filter.streetId === null ? undefined : eq(allocation.streetId, filter.streetId),
    filter.unallocated ? isNull(allocation.providerId) : undefined,
  ];
  return unit.orm
    .select({
      elderNo: elder.elderNo,
      name: elder.name,
      wished: elder.preferredProvider,
      streetZh: street.nameZh,
      streetEn: street.nameEn,
      providerId: allocation.providerId,
      chosenFor: allocation.chosenFor,
      explanation: allocation.explanation,
    })
    .from(allocation)
    .innerJoin(elder, eq(elder.id, allocation.elderId))
    .innerJoin(street, eq(street.id, allocation.streetId))
    .where(and(...conditions))
    .orderBy(asc(elder.elderNo));
}

/** Names and business keys of the district's providers; both are published. */
export async function listProviderNames(unit: Unit) {
  return unit.orm
    .select({ id: provider.id, name: provider.name, creditCode: provider.creditCode })
    .from(provider)
    .orderBy(asc(provider.creditCode));
}
