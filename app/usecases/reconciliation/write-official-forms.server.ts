/** Writes the forms of a month or a year that officials hand in, with their sums as the books have them. Each export is in the audit log. */
import { maskAccount, maskName } from "#app/domain/access/masking.ts";
import { fen, sumFen } from "#app/domain/money/fen.ts";
import { yearIndicators } from "#app/domain/reconciliation/performance.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { localDateOf } from "#app/domain/time/instant.ts";
import { addDays, plainDate } from "#app/domain/time/plain-date.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { layoutSheet, type SheetForm } from "#app/integrations/workbooks/sheet-form.ts";
import { writeWorkbook } from "#app/integrations/workbooks/write-workbook.server.ts";
import { listMoneyLines } from "#db/queries/money-lines.ts";
import { readYearCounts } from "#db/queries/official-forms.ts";
import { countPersonTimes } from "#db/queries/person-times.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { listEldersById } from "#db/repositories/elders.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { listProviders, type ProviderRow } from "#db/repositories/workforce.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { groupBy } from "../visits/verification-facts.server.ts";
import { REPORTING_OFFICE } from "./official-sheet.ts";
import { exportMark } from "./export-mark.server.ts";
import { demonstrationMark } from "./open-close.server.ts";
import { loadMonthMoney, type MonthMoney } from "./month-money.server.ts";
import {
  applicationForm,
  performanceForm,
  publicityForm,
  type ApplicationRow,
  type PublicityRow,
} from "./official-forms.ts";
import { fundWords } from "./fund-words.server.ts";

/** Days of a publicity notice [assumed: 5 or 7]. */
export const PUBLICITY_DAYS = 7;
const SUPERVISION_PHONE = "871-12345";
const PROJECT = "居家养老上门服务";

type Written = { readonly fileName: string; readonly bytes: Uint8Array };

function headingOf(context: Context, unitLine: string, marks: readonly (string | null)[]) {
  return { unitLine: `${unitLine}\u3000\u3000单位：元`, watermark: exportMark(context, marks) };
}

const marksOf = (money: MonthMoney) => [
  demonstrationMark(money.run),
  money.state === "closed" ? "已关账" : "未关账，金额可能变动",
];

async function record(
  unit: Unit,
  context: Context,
  action: string,
  of: { subject: string; rows: number; fen: bigint },
) {
  await insertAuditEvent(unit, context.actor, {
    chain: "money",
    action,
    subjectType: "form",
    subjectId: of.subject,
    facts: { rows: of.rows, amountFen: of.fen.toString() },
  });
}

async function bytesOf<Row>(form: SheetForm<Row>): Promise<Uint8Array> {
  return writeWorkbook([layoutSheet(form)]);
}

/** Settled lines of the month that are paid, each with its elder and provider. */
async function paidLines(unit: Unit, month: PlainMonth) {
  const money = await loadMonthMoney(unit, month);
  const rows = (await listMoneyLines(unit, month)).flatMap((row) => {
    const line = money.lineOf.get(row.visit.visitNo);
    return line && line.approvedFen > 0n ? [{ row, line }] : [];
  });
  return { money, rows };
}

function accountText(provider: ProviderRow, crypto: CryptoProvider, whole: boolean): string {
  if (provider.bankAccountCipher === null) return "";
  const place = { table: "provider", column: "bank_account", row: provider.id };
  const account = crypto.decrypt(provider.bankAccountCipher, place);
  return whole ? account : maskAccount(account);
}

/**
 * 资金拨付申请表: a row a provider, what is ordered once the month is closed, before that what its lines approve.
 * @param wholeAccounts for whoever may export them; others read the last four digits
 */
export async function writePaymentApplication(
  context: Context,
  crypto: CryptoProvider,
  { month, wholeAccounts }: { readonly month: PlainMonth; readonly wholeAccounts: boolean },
): Promise<Written> {
  return inTransaction(context, async (unit) => {
    const { money, rows } = await paidLines(unit, month);
    const providers = new Map((await listProviders(unit)).map((one) => [one.id, one]));
    const funds = await fundWords(unit);
    const linesOf = groupBy(rows, ({ row }) => row.claim.providerId);
    const orders = money.payments.filter((one) => one.follows === null);
    // Late amounts alone are ordered, too; and a payment that clawbacks use up is none.
    const payees = [...new Set([...linesOf.keys(), ...orders.map(({ providerId }) => providerId)])];
    const applied = payees.flatMap((id, index): ApplicationRow[] => {
      const provider = providers.get(id);
      if (!provider) return [];
      const own = linesOf.get(id) ?? [];
      const ordered = orders.filter(({ providerId }) => providerId === id);
      return [
        {
          number: index + 1,
          applicant: REPORTING_OFFICE,
          project: PROJECT,
          fund: funds(ordered.map(({ fund, orderedFen }) => ({ fund, amountFen: orderedFen }))),
          period: month,
          elders: new Set(own.map(({ row }) => row.elderId)).size,
          visits: own.length,
          amountFen: sumFen(
            money.state === "closed"
              ? ordered.map((one) => fen(one.orderedFen))
              : own.map(({ line }) => line.approvedFen),
          ),
          payee: provider.name,
          bank: provider.bankName ?? "",
          account: accountText(provider, crypto, wholeAccounts),
        },
      ];
    });
    const amountFen = sumFen(applied.map((one) => one.amountFen));
    await record(unit, context, "form.application", { subject: month, rows: applied.length, fen: amountFen });
    const form = applicationForm(applied, headingOf(context, `月份：${month}`, marksOf(money)));
    return { fileName: `资金拨付申请表-${month}`, bytes: await bytesOf(form) };
  });
}

/** 公示表: a row an elder, the middle of the name hidden, no number and no address; shown from today for `PUBLICITY_DAYS` days. */
export async function writePublicityTable(context: Context, month: PlainMonth): Promise<Written> {
  return inTransaction(context, async (unit) => {
    const { money, rows } = await paidLines(unit, month);
    const groups = [...groupBy(rows, ({ row }) => row.elderId)];
    const elders = new Map(
      (
        await listEldersById(
          unit,
          groups.map(([id]) => id),
        )
      ).map((one) => [one.id, one]),
    );
    const from = localDateOf(context.now);
    const shown = groups.map(([id, own], index): PublicityRow => ({
      number: index + 1,
      name: maskName(own[0]?.row.elderName ?? ""),
      street: own[0]?.row.streetZh ?? "",
      community: elders.get(id)?.community ?? "",
      benefit: "上门服务",
      visits: own.length,
      amountFen: sumFen(own.map(({ line }) => line.approvedFen)),
      shownFrom: from,
      shownTo: addDays(from, PUBLICITY_DAYS - 1),
      phone: SUPERVISION_PHONE,
    }));
    const amountFen = sumFen(shown.map((one) => one.amountFen));
    await record(unit, context, "form.publicity", { subject: month, rows: shown.length, fen: amountFen });
    const form = publicityForm(shown, headingOf(context, `月份：${month}`, marksOf(money)));
    return { fileName: `公示表-${month}`, bytes: await bytesOf(form) };
  });
}

/** 绩效目标自评表 of a year, from counts and sums of everything in the scope. */
export async function writePerformanceTable(context: Context, year: number): Promise<Written> {
  return inTransaction(context, async (unit) => {
    const counts = await readYearCounts(unit, year);
    const { parameters } = policyInForce(await listPolicyVersions(unit), plainDate(`${year}-12-31`));
    const facts = {
      ...counts,
      personTimes: await countPersonTimes(unit, year, parameters.project_year_visit_target),
      approvedFen: fen(counts.approvedFen),
      claimedFen: fen(counts.claimedFen),
      orderedFen: fen(counts.orderedFen),
      paidFen: fen(counts.paidFen),
    };
    const rows = yearIndicators(facts, parameters);
    await record(unit, context, "form.performance", { subject: String(year), rows: rows.length, fen: counts.paidFen });
    const form = performanceForm(rows, headingOf(context, `年度：${year}`, []));
    return { fileName: `绩效目标自评表-${year}`, bytes: await bytesOf(form) };
  });
}
