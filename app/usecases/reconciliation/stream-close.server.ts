/**
 * Settles a month for its close page by page: memory is bounded by the page and by what the money is planned from, some bytes a line.
 * Opening and finishing a close both go this way.
 */
import { createTextDigest } from "#app/integrations/crypto/digest.server.ts";
import type { CloseFacts } from "#app/domain/reconciliation/close-facts.ts";
import { CloseStream, type StreamedClose } from "#app/domain/reconciliation/close-stream.ts";
import type { CloseCut } from "#app/domain/reconciliation/plan-close.ts";
import { fen, type Fen } from "#app/domain/money/fen.ts";
import { addFen, ZERO_FEN } from "#app/domain/money/fen.ts";
import { RULE_VERSION } from "#app/domain/verification/rules.ts";
import { heldByPage, listInputTexts } from "#db/repositories/close-page-results.ts";
import type { Unit } from "#db/transaction.ts";
import type { MonthBase } from "../claims/month-base.server.ts";
import { moneyAtStart, moneyFactsOf } from "./close-money.server.ts";
import { closePages } from "./close-pages.server.ts";

export type StreamedMonth = { readonly plan: StreamedClose; readonly facts: CloseFacts };

/**
 * @param onPage stores what the page came to, which lies in the database, the visits' records with it; what it gives back of the budgets is
 *   not seen by the month's money, which is read before. Null stores nothing.
 * @returns the plan, and the facts of the close without its visits and lines
 */
export async function streamClose(
  unit: Unit,
  base: MonthBase,
  cut: CloseCut,
  onPage: (() => Promise<void>) | null = null,
): Promise<StreamedMonth> {
  const { month, terms } = base;
  const start = await moneyAtStart(unit, month);
  const closing = { month, ruleVersion: RULE_VERSION, policy: terms.policy, prices: terms.prices };
  const stream = new CloseStream(closing, cut, createTextDigest);
  const held = new Map<string, Fen>();
  for await (const page of closePages(unit, base, { asOf: cut.asOf, records: onPage !== null })) {
    stream.add(page);
    for (const { fund, heldFen } of await heldByPage(unit))
      held.set(fund, addFen(held.get(fund) ?? ZERO_FEN, fen(heldFen)));
    await onPage?.();
  }
  const money = moneyFactsOf(start, { heldFen: held, codeOfProvider: terms.codeOfProvider });
  const plan = await stream.finish((section, pages) => listInputTexts(unit, section, pages), money);
  return { plan, facts: { ...closing, visits: [], lines: [], money } };
}
