/** How the oracle's visits, lines and payments stand, in the words that the databases' stand uses. */
import { VISITS, type FundCode, type ModelVisit, type Month, type Person } from "./ledger-commands.ts";
import type { LedgerStand } from "./ledger-stand.ts";

export type VisitState = "none" | "planned" | "cancelled" | "missed" | "done";
/** What each fund pays of a visit. */
export type Parts = ReadonlyMap<FundCode, bigint>;

export type Run = { readonly preparedBy: Person; readonly approvers: Set<Person> };
export type Clawback = {
  readonly visit: ModelVisit;
  readonly by: Person;
  /** What each fund had paid, and has got back. */
  readonly parts: Parts;
  readonly recovered: Map<FundCode, bigint>;
  state: string;
};
export type Adjustment = { readonly visit: ModelVisit; readonly fen: bigint; paidBy: Month | null };

export type OraclePosting = readonly [debit: string, credit: string, fen: bigint];

/** What a confirmed clawback books: each fund that had paid has a claim on the provider. */
export const foundPostings = ({ visit, parts }: Clawback): OraclePosting[] =>
  [...parts]
    .filter(([, fen]) => fen > 0n)
    .map(([fund, fen]): OraclePosting => [
      `provider.clawback|${fund}|${visit.provider}`,
      `subsidy.expense|${fund}|${visit.provider}`,
      fen,
    ]);

export const sumOf = (amounts: readonly bigint[]) => amounts.reduce((sum, one) => sum + one, 0n);
export const entitlementOf = (visit: ModelVisit) => `${visit.elder}|${visit.month}`;

export function visitOf(index: number): ModelVisit {
  const visit = VISITS[index];
  if (!visit) throw new RangeError(`no visit ${index}`);
  return visit;
}

const sorted = (texts: Iterable<string>): string[] => [...texts].sort();

type OracleRows = {
  readonly visits: ReadonlyMap<ModelVisit, VisitState>;
  readonly lines: ReadonlyMap<ModelVisit, Parts>;
  readonly payments: ReadonlyMap<string, bigint>;
  readonly reserved: ReadonlyMap<string, number>;
  readonly state: ReadonlyMap<Month, string>;
};

const partsText = (parts: Parts) => sorted([...parts].map(([fund, fen]) => `${fund}=${fen}`)).join(",");

/** @param served minutes of a visit, and whether its evidence lets it be paid */
export function standOf(
  { visits, lines, payments, reserved, state }: OracleRows,
  served: (visit: ModelVisit) => readonly [minutes: number | null, counts: boolean],
): Pick<LedgerStand, "periods" | "entitlements" | "visits" | "lines" | "payments"> {
  const visitText = (visit: ModelVisit, delivery: VisitState) => {
    const [minutes, counts] = served(visit);
    const judged = counts ? "verified" : "in_violation";
    const approval = lines.has(visit) ? "locked" : delivery === "done" ? judged : "none";
    return `${visit.no} ${delivery} ${minutes ?? ""} ${approval}`;
  };
  return {
    periods: sorted([...state].map(([month, word]) => `${month} ${word}`)),
    entitlements: sorted([...reserved].flatMap(([key, count]) => (count === 0 ? [] : [`${key} ${count}`]))),
    visits: sorted([...visits].map(([visit, delivery]) => visitText(visit, delivery))),
    lines: sorted([...lines].map(([visit, parts]) => `${visit.no} ${partsText(parts)}`)),
    payments: sorted([...payments].map(([key, fen]) => `${key} ${fen}`)),
  };
}

/** What came after a close: clawbacks with what came back of them, and amounts that were added. */
export function standOfLate(
  clawbacks: Iterable<Clawback>,
  adjustments: Iterable<Adjustment>,
): Pick<LedgerStand, "clawbacks" | "adjustments"> {
  const amounts = (parts: Parts) => sumOf([...parts.values()]);
  return {
    clawbacks: sorted(
      [...clawbacks].map((one) => `${one.visit.no} ${one.state} ${amounts(one.parts)} ${amounts(one.recovered)}`),
    ),
    adjustments: sorted([...adjustments].map((one) => `${one.visit.no} ${one.fen} ${one.paidBy ?? ""}`)),
  };
}
