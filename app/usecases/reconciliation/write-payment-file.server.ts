/** Writes the payment file of a batch for finance, as .xlsx to look at and sign and as .csv for the bank's programme. Each export is in the audit log. */
import { fen, sumFen } from "#app/domain/money/fen.ts";
import { Refusal } from "#app/domain/refusal.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { layoutSheet } from "#app/integrations/workbooks/sheet-form.ts";
import { writeCsv } from "#app/integrations/workbooks/write-csv.server.ts";
import { writeWorkbook } from "#app/integrations/workbooks/write-workbook.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { listSentVouchers, lockPaymentBatches, type SentVoucher } from "#db/repositories/payments.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { exportMark } from "./export-mark.server.ts";
import { demonstrationMark } from "./open-close.server.ts";
import { monthWaitedFor, withAnswers, type OrderedPayment } from "./payment-batches.server.ts";
import { PAYMENT_COLUMNS, paymentForm, type PaymentFileRow } from "./payment-file-form.ts";

export type PaymentFileFormat = "xlsx" | "csv";

const VOUCHER_DIGITS = 6;

/** The journal of a first order ends with fund and payee; that of a follow-up has its batch between. */
function voucherOf({ row, runNo }: OrderedPayment, vouchers: readonly SentVoucher[]): string {
  const { batchNo, follows } = row.line;
  const found = vouchers.find(({ sourceId }) => {
    const parts = sourceId.slice(runNo.length + 1).split(":");
    return parts.at(-1) === row.creditCode && (follows === null ? parts.length === 2 : parts[1] === batchNo);
  });
  return found === undefined ? "" : `${found.year}-${String(found.no).padStart(VOUCHER_DIGITS, "0")}`;
}

/** Refuses "payee-without-account": a file with a gap would be filled in by hand. */
function accountOf({ row }: OrderedPayment, crypto: CryptoProvider): string {
  if (row.bankAccountCipher === null || row.bankName === null)
    throw new Refusal("payee-without-account", { provider: row.provider });
  const place = { table: "provider", column: "bank_account", row: row.line.providerId };
  return crypto.decrypt(row.bankAccountCipher, place);
}

async function fileRows(unit: Unit, batchNo: string, crypto: CryptoProvider) {
  const payments = await withAnswers(unit, await lockPaymentBatches(unit, [batchNo]));
  const [first] = payments;
  if (first === undefined) throw new Refusal("not-found");
  const month = await monthWaitedFor(unit, first);
  if (month !== null) throw new Refusal("payment-waits-for-quarter", { month });
  const vouchers = await listSentVouchers(unit, first.runNo);
  const before = first.row.followsBatchNo ?? "";
  const rows = payments.map((payment, index): PaymentFileRow => ({
    number: index + 1,
    batchNo,
    follows: before,
    payee: payment.row.provider,
    creditCode: payment.row.creditCode,
    bank: payment.row.bankName ?? "",
    account: accountOf(payment, crypto),
    purpose: `${payment.month} 居家上门服务补贴${before === "" ? "" : "（退回补付）"}`,
    amountFen: fen(payment.row.line.orderedFen),
    voucher: voucherOf(payment, vouchers),
  }));
  return { rows, month: first.month, mark: demonstrationMark(first.row) };
}

/**
 * The bytes of the file, and its name without extension. Refuses "not-found", "payee-without-account" and "payment-waits-for-quarter" while the
 * last month of the quarter is not closed that the policy pays together.
 */
export async function writePaymentFile(
  context: Context,
  crypto: CryptoProvider,
  asked: { readonly batchNo: string; readonly format: PaymentFileFormat },
): Promise<{ readonly fileName: string; readonly bytes: Uint8Array }> {
  const { rows, month, mark } = await inTransaction(context, async (unit) => {
    const found = await fileRows(unit, asked.batchNo, crypto);
    await insertAuditEvent(unit, context.actor, {
      chain: "money",
      action: "payment.export",
      subjectType: "payment_batch",
      subjectId: asked.batchNo,
      facts: {
        format: asked.format,
        rows: found.rows.length,
        orderedFen: sumFen(found.rows.map((row) => row.amountFen)).toString(),
        digest: sha256Hex(writeCsv({ columns: PAYMENT_COLUMNS, rows: found.rows })),
      },
    });
    return found;
  });
  const fileName = `付款文件-${asked.batchNo}`;
  if (asked.format === "csv") return { fileName, bytes: writeCsv({ columns: PAYMENT_COLUMNS, rows }) };
  const [first] = rows;
  const marks = [`批次号：${asked.batchNo}`, ...(first?.follows ? [`补付原批次：${first.follows}`] : [])];
  const sheet = paymentForm(rows, {
    unitLine: `月份：${month}\u3000\u3000单位：元\u3000\u3000${marks.join("\u3000")}`,
    watermark: exportMark(context, [mark]),
  });
  return { fileName, bytes: await writeWorkbook([layoutSheet(sheet)]) };
}
