/**
 * A provider (服务机构) serves under contracts: dated, for named streets and subtypes, with one price per visit. Asked before a visit
 * is offered and again when it is paid (R-PROVIDER-NOT-CONTRACTED).
 */
import type { Fen } from "../money/fen.ts";
import type { DatePeriod, PlainDate } from "../time/plain-date.ts";
import { periodContains } from "../time/plain-date.ts";

/** First and last day are included, as contracts are written. */
export type Contract = DatePeriod & {
  readonly contractNo: string;
  readonly streetIds: readonly number[] | "all";
  readonly subtypes: readonly string[] | "all";
  /** Price of one visit, whatever the basket. */
  readonly priceFen: Fen;
};

export type WantedService = {
  readonly on: PlainDate;
  readonly streetId: number;
  readonly subtypes: readonly string[];
};

export type ContractGap = "not_in_force" | "street_not_covered" | "subtype_not_covered";

/** Why a contract does not cover a basket in a street on a date, or null when it does. */
export function contractGap(contract: Contract, { on, streetId, subtypes }: WantedService): ContractGap | null {
  if (!periodContains(contract, on)) return "not_in_force";
  if (contract.streetIds !== "all" && !contract.streetIds.includes(streetId)) return "street_not_covered";
  const covered = contract.subtypes;
  return covered === "all" || subtypes.every((code) => covered.includes(code)) ? null : "subtype_not_covered";
}

/**
 * The contract that covers a service, or null. Of several the one that began last, because it was made knowing the others; its price
 * is the price of the visit.
 */
export function coveringContract(contracts: readonly Contract[], wanted: WantedService): Contract | null {
  return contracts
    .filter((contract) => contractGap(contract, wanted) === null)
    .reduce<Contract | null>(
      (latest, contract) => (latest === null || (contract.from ?? "") > (latest.from ?? "") ? contract : latest),
      null,
    );
}
