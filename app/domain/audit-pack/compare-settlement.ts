/** The settlement lines and payment orders of a pack beside those that its frozen inputs give. */
import type { MatchedLine } from "../claims/match-line.ts";
import { fenAsNumber } from "../money/fen.ts";
import type { FrozenVisit } from "../reconciliation/close-facts.ts";
import type { ClosePlan } from "../reconciliation/plan-close.ts";
import type { PackRow } from "./pack-format.ts";
import type { PackDifference } from "./read-pack.ts";

/** A computed line as a row of the pack. */
export function settlementRow(line: MatchedLine, visit: FrozenVisit): PackRow<"settlement"> {
  return {
    visitNo: visit.visitNo,
    providerCode: visit.providerCode,
    streetId: visit.streetId,
    word: line.word,
    outcome: line.outcome.kind,
    outcomeCode: line.outcome.kind === "accepted" ? null : line.outcome.code,
    plannedFen: fenAsNumber(line.plannedFen),
    verifiedFen: fenAsNumber(line.verifiedFen),
    claimedFen: fenAsNumber(line.askedFen),
    adjustedFen: line.adjustedFen === null ? null : fenAsNumber(line.adjustedFen),
    approvedFen: fenAsNumber(line.approvedFen),
    differences: line.differences.map(({ code, amountFen }) => ({ code, amountFen: fenAsNumber(amountFen) })),
    priceVersion: line.priceVersion,
    evidenceDigest: visit.evidenceDigest,
  };
}

const textOf = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

/** Field by field; a row that only one side has is one difference. */
function compareRows<Row extends object>(
  code: PackDifference["code"],
  where: string,
  pack: Row | undefined,
  computed: Row | undefined,
): PackDifference[] {
  if (pack === undefined || computed === undefined)
    return [{ code, where, pack: textOf(pack ?? null), computed: textOf(computed ?? null) }];
  const keys = Object.keys(computed) as (keyof Row & string)[];
  return keys.flatMap((key) => {
    const [left, right] = [textOf(pack[key]), textOf(computed[key])];
    return left === right ? [] : [{ code, where: `${where} ${key}`, pack: left, computed: right }];
  });
}

/** Two lists by key. */
export function compareLists<Row extends object>(
  code: PackDifference["code"],
  pack: ReadonlyMap<string, Row>,
  computed: ReadonlyMap<string, Row>,
): PackDifference[] {
  const keys = [...new Set([...pack.keys(), ...computed.keys()])].sort((left, right) => (left < right ? -1 : 1));
  return keys.flatMap((key) => compareRows(code, key, pack.get(key), computed.get(key)));
}

export function compareLines(
  rows: readonly PackRow<"settlement">[],
  plan: ClosePlan,
  visitByNo: ReadonlyMap<string, FrozenVisit>,
): PackDifference[] {
  const computed = plan.settled.lines.flatMap((line): [string, PackRow<"settlement">][] => {
    const visit = visitByNo.get(line.visitNo ?? "");
    return visit ? [[visit.visitNo, settlementRow(line, visit)]] : [];
  });
  return compareLists("line", new Map(rows.map((row) => [row.visitNo, row])), new Map(computed));
}

/** Orders of the close; what was ordered again later follows from the bank's answers. */
export function comparePayments(rows: readonly PackRow<"payments">[], plan: ClosePlan): PackDifference[] {
  const keyed = (orders: readonly { readonly providerCode: string; readonly fund: string; orderedFen: number }[]) =>
    new Map(
      orders.map(({ providerCode, fund, orderedFen }) => [
        `${providerCode} ${fund}`,
        { providerCode, fund, orderedFen },
      ]),
    );
  return compareLists(
    "payment",
    keyed(rows.filter((row) => row.follows === null)),
    keyed(plan.orders.map((order) => ({ ...order, orderedFen: fenAsNumber(order.orderedFen) }))),
  );
}
