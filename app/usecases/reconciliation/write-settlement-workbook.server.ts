/** The month's settlement as one .xlsx: summary and detail, with identity and account numbers masked. Each export is in the audit log. */
import { maskAccount, maskIdNumber, maskName } from "#app/domain/access/masking.ts";
import { claimNumber } from "#app/domain/claims/claim-number.ts";
import type { MatchedLine } from "#app/domain/claims/match-line.ts";
import { addFen, fen, subtractFen, sumFen, type Fen } from "#app/domain/money/fen.ts";
import { instant, localTimeOf } from "#app/domain/time/instant.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { clockText } from "#app/domain/time/time-window.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { layoutSheet } from "#app/integrations/workbooks/sheet-form.ts";
import { writeWorkbook } from "#app/integrations/workbooks/write-workbook.server.ts";
import { listMoneyLines, type MoneyLineRow } from "#db/queries/money-lines.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { listPartsOfLines } from "#db/repositories/clawbacks.ts";
import { listStreets, listSubtypes } from "#db/repositories/reference.ts";
import { listProviders, type ProviderRow } from "#db/repositories/workforce.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { CATALOGUE_IN_FORCE } from "../planning/catalogue-in-force.ts";
import { fundWords, type FundWords } from "./fund-words.server.ts";
import { loadMonthMoney, type MonthMoney } from "./month-money.server.ts";
import { exportMark, serverMark } from "./export-mark.server.ts";
import { demonstrationMark } from "./open-close.server.ts";
import { detailForm, summaryForm, type DetailRow, type SummaryRow } from "./settlement-forms.ts";

const GRADE_NAMES = ["能力完好", "轻度失能", "中度失能", "重度失能", "完全失能"];

type Given = { readonly row: MoneyLineRow; readonly line: MatchedLine };

/** What a provider's payment carries of earlier months, of the street where it arose. */
function carriedOf(money: MonthMoney, providerId: string, streetId: number) {
  const ofStreet = (rows: readonly { readonly streetId: number; readonly amountFen: Fen }[] = []) =>
    sumFen(rows.filter((row) => row.streetId === streetId).map(({ amountFen }) => amountFen));
  return {
    lateFen: ofStreet(money.late.get(providerId)),
    clawbackFen: ofStreet(money.nettings.get(providerId)),
  };
}

type Place = { readonly providerId: string; readonly streetId: number };

/** A row a provider and street: those with claims first, then those that only carry amounts of earlier months. */
function placesOf(given: readonly Given[], money: MonthMoney): Place[] {
  const claimed = given.map(({ row: { claim } }) => claim);
  const carried = [money.late, money.nettings].flatMap((byProvider) =>
    [...byProvider].flatMap(([providerId, rows]) => rows.map(({ streetId }) => ({ providerId, streetId }))),
  );
  const places = [...claimed, ...carried].map(
    ({ providerId, streetId }) => [`${providerId}|${streetId}`, { providerId, streetId }] as const,
  );
  return [...new Map(places).values()];
}

function summaryRows(given: readonly Given[], money: MonthMoney, lookup: Lookup) {
  return placesOf(given, money).flatMap(({ providerId, streetId }, index): SummaryRow[] => {
    const provider = lookup.providers.get(providerId);
    if (!provider) return [];
    const group = given.filter(({ row: { claim } }) => claim.providerId === providerId && claim.streetId === streetId);
    const claimedFen = sumFen(group.map(({ line }) => line.askedFen));
    const approvedFen = sumFen(group.map(({ line }) => line.approvedFen));
    const { lateFen, clawbackFen } = carriedOf(money, providerId, streetId);
    return [
      {
        number: index + 1,
        provider: provider.name,
        creditCode: provider.creditCode,
        street: lookup.streetNames.get(streetId) ?? "",
        elders: new Set(group.map(({ row }) => row.elderId)).size,
        claimedCount: group.length,
        claimedFen,
        cutCount: group.filter(({ line }) => line.approvedFen < line.askedFen).length,
        cutFen: subtractFen(claimedFen, approvedFen),
        ...{ lateFen, clawbackFen },
        payableFen: subtractFen(addFen(approvedFen, lateFen), clawbackFen),
        bank: provider.bankName ?? "",
        account: maskedAccount(provider, lookup.crypto),
      },
    ];
  });
}

function maskedAccount({ id, bankAccountCipher }: ProviderRow, crypto: CryptoProvider): string {
  const place = { table: "provider", column: "bank_account", row: id };
  return bankAccountCipher === null ? "" : maskAccount(crypto.decrypt(bankAccountCipher, place));
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
    fund: lookup.funds(row.settlement === null ? [] : (lookup.partsOf.get(row.settlement.id) ?? [])),
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

type Lookup = {
  readonly crypto: CryptoProvider;
  readonly subtypeNames: ReadonlyMap<string, string>;
  readonly streetNames: ReadonlyMap<number, string>;
  readonly providers: ReadonlyMap<string, ProviderRow>;
  readonly funds: FundWords;
  /** What each fund pays of a settled line. */
  readonly partsOf: Awaited<ReturnType<typeof listPartsOfLines>>;
};

async function lookUp(unit: Unit, rows: readonly MoneyLineRow[], crypto: CryptoProvider): Promise<Lookup> {
  const settled = rows.flatMap(({ settlement }) => settlement?.id ?? []);
  return {
    crypto,
    subtypeNames: new Map((await listSubtypes(unit, CATALOGUE_IN_FORCE)).map((one) => [one.code, one.nameZh])),
    streetNames: new Map((await listStreets(unit)).map(({ id, nameZh }) => [id, nameZh])),
    providers: new Map((await listProviders(unit)).map((provider) => [provider.id, provider])),
    funds: await fundWords(unit),
    partsOf: await listPartsOfLines(unit, settled),
  };
}

/** 演示数据 where simulated, and whether these are final figures. */
function headingOf(money: MonthMoney, context: Context) {
  const marks = [
    demonstrationMark(money.run) ?? serverMark(context),
    money.state === "closed" ? "已关账" : "未关账，金额可能变动",
  ];
  return {
    unitLine: `月份：${money.month}\u3000\u3000单位：元\u3000\u3000${marks.filter(Boolean).join("\u3000")}`,
    watermark: exportMark(context, marks),
  };
}

/** Bytes of the workbook: what the claims of the scope come to now, or the closed figures of a closed month. */
export async function writeSettlementWorkbook(
  context: Context,
  crypto: CryptoProvider,
  month: PlainMonth,
): Promise<Uint8Array> {
  const { given, money, lookup } = await inTransaction(context, async (unit) => {
    const found = await loadMonthMoney(unit, month);
    const rows = await listMoneyLines(unit, month);
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
      lookup: await lookUp(unit, rows, crypto),
    };
  });
  const heading = headingOf(money, context);
  return writeWorkbook([
    layoutSheet(summaryForm(summaryRows(given, money, lookup), heading)),
    layoutSheet(
      detailForm(
        given.map((one, index) => detailRow(one, index + 1, lookup)),
        heading,
      ),
    ),
  ]);
}
