/** Who pays a visit: its contract price over the funds in their order. What a person books beyond the month's number has no public part. */
import { fen } from "#app/domain/money/fen.ts";
import { splitPrice, type PriceSplit } from "#app/domain/payments/price-split.ts";
import { listFundsOfVisits } from "#db/repositories/budgets.ts";
import type { VisitRow } from "#db/repositories/visits.ts";
import type { Unit } from "#db/transaction.ts";

/** A district without registered funds pays its visits whole, as the close does. */
const WHOLE_DISTRICT_FUND = { code: "district", priority: 1, perVisitCapFen: null, freeFen: null };

export async function splitOfVisit(unit: Unit, visit: Pick<VisitRow, "kind" | "plannedFen">): Promise<PriceSplit> {
  const price = fen(visit.plannedFen);
  if (visit.kind === "private") return splitPrice(price, []);
  const funds = await listFundsOfVisits(unit);
  const sources = funds.map(({ code, priority, perVisitCapFen }) => ({
    code,
    priority,
    perVisitCapFen: perVisitCapFen === null ? null : fen(perVisitCapFen),
    freeFen: null,
  }));
  return splitPrice(price, sources.length === 0 ? [WHOLE_DISTRICT_FUND] : sources);
}
