/**
 * Whom to ask next when a provider does not take an elder: the published order of the allocation (decision 25). Points come from the
 * published weights, ties fall by the published lottery, so that anyone can recompute the order from what is shown.
 */
import type { ConsideredProvider } from "./allocation-result.ts";

export type OrderedProvider = {
  readonly considered: ConsideredProvider & { readonly contractId: NonNullable<ConsideredProvider["contractId"]> };
  /** Points of the allocation; less is better. */
  readonly points: number;
  /** The lottery's number, which decides between equal points; the smaller wins. */
  readonly ticket: number;
};

/** The lottery's number of a contract for the elder in question. */
export type TicketOf = (contractId: string) => number;

/**
 * Providers that may serve the elder and had room, the one to ask first on top: by points, then by lottery ticket, then in the order in
 * which they were considered (that of the providers' keys).
 */
export function publishedOrder(considered: readonly ConsideredProvider[], ticketOf: TicketOf): OrderedProvider[] {
  const order = considered.flatMap((one): OrderedProvider[] => {
    const { cost, contractId } = one;
    if (cost === null || contractId === null || one.reasons.includes("capacity_full")) return [];
    return [{ considered: { ...one, contractId }, points: cost.total, ticket: ticketOf(contractId) }];
  });
  return order.sort((left, right) => left.points - right.points || left.ticket - right.ticket);
}

/** The first of the order that has not been asked yet; null when nobody is left. */
export function nextProvider(order: readonly OrderedProvider[], asked: readonly string[]): OrderedProvider | null {
  return order.find(({ considered }) => !asked.includes(considered.providerId)) ?? null;
}
