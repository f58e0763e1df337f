/** The month's settlement as one .xlsx: summary and detail, with identity and account numbers masked. Each export is in the audit log. */
import { maskAccount, maskIdNumber, maskName } from "#app/domain/access/masking.ts";
import { claimNumber } from "#app/domain/claims/claim-number.ts";
import type { MatchedLine } from "#app/domain/claims/match-line.ts";
import { fen, subtractFen, sumFen, ZERO_FEN } from "#app/domain/money/fen.ts";
import { instant, isoText, localTimeOf } from "#app/domain/time/instant.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { clockText } from "#app/domain/time/time-window.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { layoutSheet } from "#app/integrations/workbooks/sheet-form.ts";
import { writeWorkbook } from "#app/integrations/workbooks/write-workbook.server.ts";
import { listMoneyLines, type MoneyLineRow } from "#db/queries/money-lines.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { listSubtypes } from "#db/repositories/reference.ts";
import { listProviders, type ProviderRow } from "#db/repositories/workforce.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { CATALOGUE_IN_FORCE } from "../planning/catalogue-in-force.ts";
import { groupBy } from "../visits/verification-facts.server.ts";
import { loadMonthMoney, type MonthMoney } from "./month-money.server.ts";
import { SIMULATED_MARK } from "./open-close.server.ts";
import { detailForm, summaryForm, type DetailRow, type SummaryRow } from "./settlement-forms.ts";

/** The first release has one fund. */
export const FUND_NAME = "区级购买服务资金（示例）";
const GRADE_NAMES = ["能力完好", "轻度失能", "中度失能", "重度失能", "完全失能"];

type Given = { readonly row: MoneyLineRow; readonly line: MatchedLine };

function summaryRows(given: readonly Given[], providers: ReadonlyMap<string, ProviderRow>, crypto: CryptoProvider) {
  return [...groupBy(given, ({ row }) => row.line.claimId)].flatMap(([, group], index): SummaryRow[] => {
    const [first] = group;
    const provider = first && providers.get(first.row.claim.providerId);
    if (!first || !provider) return [];
    const claimedFen = sumFen(group.map(({ line }) => line.askedFen));
    const payableFen = sumFen(group.map(({ line }) => line.approvedFen));
    const account =
      provider.bankAccountCipher === null
        ? ""
        : maskAccount(
            crypto.decrypt(provider.bankAccountCipher, { table: "provider", column: "bank_account", row: provider.id }),
          );
    return [
      {
        number: index + 1,
        provider: provider.name,
        creditCode: provider.creditCode,
        street: first.row.streetZh,
        elders: new Set(group.map(({ row }) => row.elderId)).size,
        claimedCount: group.length,
        claimedFen,
        cutCount: group.filter(({ line }) => line.approvedFen < line.askedFen).length,
        cutFen: subtractFen(claimedFen, payableFen),
        clawbackFen: ZERO_FEN,
        payableFen,
        bank: provider.bankName ?? "",
        account,
      },
    ];
  });
}

const clockOf = (at: Date | null) => (at === null ? "" : clockText(localTimeOf(instant(at)).minute));

function detailRow({ row, line }: Given, number: number, lookup: Lookup): DetailRow {
  const { visit, claim } = row;
  return {
    number,
    claimNo: claimNumber({
      month: claim.month.slice(0, 7) as PlainMonth,
      creditCode: row.creditCode,
      streetId: claim.streetId,
    }),
    street: row.streetZh,
    name: maskName(row.elderName),
    idNumber: maskIdNumber(
      lookup.crypto.decrypt(row.idNumberCipher, { table: "elder", column: "id_number", row: row.elderId }),
    ),
    grade: row.grade === null ? "" : (GRADE_NAMES[row.grade] ?? String(row.grade)),
    fund: FUND_NAME,
    serviceOn: localTimeOf(instant(visit.effectiveIn ?? visit.plannedStart)).date,
    checkIn: clockOf(visit.effectiveIn),
    checkOut: clockOf(visit.effectiveOut),
    minutes: visit.minutes,
    subtypes: visit.subtypes.map((code) => lookup.subtypeNames.get(code) ?? code).join("、"),
    workers: row.workers ?? "",
    priceFen: fen(row.line.askedFen),
    askedFen: line.askedFen,
    cutFen: subtractFen(line.askedFen, line.approvedFen),
    cutCodes: line.differences.map((one) => one.code).join("、"),
    approvedFen: line.approvedFen,
    ruleVersion: visit.ruleVersion ?? "",
  };
}

type Lookup = { readonly crypto: CryptoProvider; readonly subtypeNames: ReadonlyMap<string, string> };

/** 演示数据 where simulated, and whether these are final figures. */
function headingOf(money: MonthMoney, context: Context) {
  const marks = [
    money.run?.simulated ?? (context.actor.startsWith("demo:") ? SIMULATED_MARK : ""),
    money.state === "closed" ? "已关账" : "未关账，金额可能变动",
    `导出 ${context.actor} ${isoText(context.now)}`,
  ];
  return {
    unitLine: `月份：${money.month}\u3000\u3000单位：元\u3000\u3000${marks.slice(0, 2).filter(Boolean).join("\u3000")}`,
    watermark: marks.filter(Boolean).join(" · "),
  };
}

/** Bytes of the workbook: what the claims of the scope come to now, or the closed figures of a closed month. */
export async function writeSettlementWorkbook(
  context: Context,
  crypto: CryptoProvider,
  month: PlainMonth,
): Promise<Uint8Array> {
  const { given, money, providers, lookup } = await inTransaction(context, async (unit) => {
    const found = await loadMonthMoney(unit, month);
    const rows = await listMoneyLines(unit, month);
    const names = await listSubtypes(unit, CATALOGUE_IN_FORCE);
    await insertAuditEvent(unit, context.actor, {
      chain: "money",
      action: "settlement.export",
      subjectType: "month",
      subjectId: month,
      facts: { rows: rows.length, digest: sha256Hex(rows.map((row) => row.visit.visitNo).join("\n")) },
    });
    return {
      money: found,
      given: rows.flatMap((row) => {
        const line = found.lineOf.get(row.visit.visitNo);
        return line ? [{ row, line }] : [];
      }),
      providers: new Map((await listProviders(unit)).map((provider) => [provider.id, provider])),
      lookup: { crypto, subtypeNames: new Map(names.map((subtype) => [subtype.code, subtype.nameZh])) },
    };
  });
  const heading = headingOf(money, context);
  return writeWorkbook([
    layoutSheet(summaryForm(summaryRows(given, providers, crypto), heading)),
    layoutSheet(
      detailForm(
        given.map((one, index) => detailRow(one, index + 1, lookup)),
        heading,
      ),
    ),
  ]);
}
