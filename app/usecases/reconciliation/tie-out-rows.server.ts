/** Everything that the tie-out of a month rests on, read once: visits and lines as settled, postings of the run, lines of the bank. */
import { fen, leastFen, sumFen } from "#app/domain/money/fen.ts";
import type { SettlementFacts } from "#app/domain/reconciliation/settlement.ts";
import { tieRows, type BankedRow, type BookedRow, type TieRow } from "#app/domain/reconciliation/tie-out.ts";
import { listTiePostings, type TiePosting } from "#db/queries/tie-out.ts";
import type { Unit } from "#db/transaction.ts";
import type { MonthMoney } from "./month-money.server.ts";

const VOUCHER_DIGITS = 6;

/** "2026-000123/4": voucher and line. */
export function voucherText({ voucherYear, voucherNo, line }: Pick<TiePosting, "voucherYear" | "voucherNo" | "line">) {
  return `${voucherYear}-${String(voucherNo).padStart(VOUCHER_DIGITS, "0")}/${line}`;
}

const bookedRow = (posting: TiePosting): BookedRow => ({
  kind: posting.kind === "settlement" ? "payable" : "confirmed",
  providerCode: posting.providerCode,
  voucher: voucherText(posting),
  visitNo: posting.visitNo,
  amountFen: fen(posting.amountFen),
});

function bankedRows({ bank, facts }: MonthMoney): BankedRow[] {
  return bank
    .filter((line) => line.amountFen > 0n)
    .map((line) => ({
      providerCode: facts.codeOfProvider.get(line.providerId ?? "") ?? "",
      reference: line.bankReference,
      amountFen: fen(line.amountFen),
      suspenseFen: fen(line.suspenseFen),
    }));
}

/** A street sees claim lines and no books: one bank line pays a provider over all streets. */
export async function loadTieRows(
  unit: Unit,
  money: MonthMoney,
  facts: readonly SettlementFacts[],
): Promise<readonly TieRow[] | null> {
  if (unit.scope.streets !== "all") return null;
  const postings = money.run === null ? [] : await listTiePostings(unit, `${money.month}#${money.run.runNo}`);
  return tieRows(facts, postings.map(bookedRow), bankedRows(money));
}

type Payment = NonNullable<SettlementFacts["payment"]>;

/** What a provider's payment means for some of its lines: they are paid once the whole payment is, and before that no fen is theirs. */
export function paymentShare(payment: Payment | null, lines: SettlementFacts["lines"]): Payment | null {
  if (payment === null) return null;
  const approvedFen = sumFen(lines.map((line) => line.approvedFen));
  const isPaid = payment.word === "paid" || payment.word === "error";
  return {
    orderedFen: leastFen(payment.orderedFen, approvedFen),
    paidFen: isPaid ? approvedFen : fen(0),
    word: isPaid ? "paid" : "not_paid",
  };
}
