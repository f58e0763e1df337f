/**
 * Reads a month for its close page by page of whole elders, in the order of their numbers, and settles each page: memory is bounded by the
 * page, by what the money is planned from, and by the canonical texts of the inputs. Opening and finishing a close both go this way.
 */
import { createTextDigest } from "#app/integrations/crypto/digest.server.ts";
import type { MatchedLine } from "#app/domain/claims/match-line.ts";
import type { CloseFacts } from "#app/domain/reconciliation/close-facts.ts";
import { CloseStream, type StreamedClose } from "#app/domain/reconciliation/close-stream.ts";
import type { CloseCut } from "#app/domain/reconciliation/plan-close.ts";
import type { Fen } from "#app/domain/money/fen.ts";
import { addFen, ZERO_FEN } from "#app/domain/money/fen.ts";
import { RULE_VERSION } from "#app/domain/verification/rules.ts";
import type { Unit } from "#db/transaction.ts";
import { pagesOfMonth, type MonthBase } from "../claims/month-pages.server.ts";
import type { ClaimsOfMonth } from "../claims/settle-claims.ts";
import { closePageOf } from "./close-facts.ts";
import { heldByFund, moneyAtStart, moneyFactsOf } from "./close-money.server.ts";

export type ReadPage = {
  readonly claims: ClaimsOfMonth;
  readonly facts: Pick<CloseFacts, "visits" | "lines">;
  readonly lines: readonly MatchedLine[];
};

export type StreamedMonth = { readonly plan: StreamedClose; readonly facts: CloseFacts };

/**
 * @param onPage stores what the page came to; what it gives back of the budgets is not seen by the month's money, which is read before
 * @returns the plan, and the facts of the close without its visits and lines
 */
export async function streamClose(
  unit: Unit,
  base: MonthBase,
  cut: CloseCut,
  onPage: (page: ReadPage) => Promise<void> = async () => {},
): Promise<StreamedMonth> {
  const { month, terms } = base;
  const start = await moneyAtStart(unit, month);
  const closing = { month, ruleVersion: RULE_VERSION, policy: terms.policy, prices: terms.prices };
  const stream = new CloseStream(closing, cut, createTextDigest);
  const held = new Map<string, Fen>();
  for await (const claims of pagesOfMonth(unit, base)) {
    const facts = closePageOf(claims);
    const lines = stream.add(facts);
    const claimed = new Set(claims.rows.map((row) => row.visitId));
    for (const [fund, amount] of heldByFund(claims.facts.visits.filter((visit) => claimed.has(visit.id))))
      held.set(fund, addFen(held.get(fund) ?? ZERO_FEN, amount));
    await onPage({ claims, facts, lines });
  }
  const money = moneyFactsOf(start, { heldFen: held, codeOfProvider: terms.codeOfProvider });
  return { plan: stream.finish(money), facts: { ...closing, visits: [], lines: [], money } };
}
