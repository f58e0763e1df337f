/** Funds on the forms that officials hand in: the one that pays, or each of several with what it gives. */
import { fen, sumFen } from "#app/domain/money/fen.ts";
import { cellYuanText } from "#app/domain/money/yuan-text.ts";
import { listFunds } from "#db/repositories/budgets.ts";
import type { Unit } from "#db/transaction.ts";

type Part = { readonly fund: string; readonly amountFen: bigint };

/** Of these parts; before a month is closed nobody knows which of several funds will pay. */
export type FundWords = (parts: readonly Part[]) => string;

export async function fundWords(unit: Unit): Promise<FundWords> {
  const funds = (await listFunds(unit)).filter(({ pays }) => pays === "visits");
  const only = funds.length === 1 ? (funds[0]?.nameZh ?? "") : "";
  return (parts) => {
    const paying = funds.filter(({ code }) => parts.some(({ fund }) => fund === code));
    const sumOf = (code: string) =>
      sumFen(parts.filter(({ fund }) => fund === code).map(({ amountFen }) => fen(amountFen)));
    if (paying.length < 2) return paying[0]?.nameZh ?? only;
    return paying.map(({ code, nameZh }) => `${nameZh} ${cellYuanText(sumOf(code))}`).join("；");
  };
}
