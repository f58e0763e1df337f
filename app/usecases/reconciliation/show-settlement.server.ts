/** Reconciliation of a month: six numbers per provider, each difference named; the state of the period, its checks, payments and books. */
import { countsAsVerified } from "#app/domain/claims/approval-state.ts";
import { priceInForce, type ClaimedVisit } from "#app/domain/claims/line-facts.ts";
import { standingFindings } from "#app/domain/claims/line-checks.ts";
import { fen, sumFen, ZERO_FEN } from "#app/domain/money/fen.ts";
import {
  settleProvider,
  type ProviderSettlement,
  type SettlementFacts,
  type StagedVisit,
} from "#app/domain/reconciliation/settlement.ts";
import { sumSettlements, unexplained } from "#app/domain/reconciliation/settlement-sums.ts";
import { tieLine, type TieRow } from "#app/domain/reconciliation/tie-out.ts";
import { paymentState } from "#app/domain/reconciliation/payment-state.ts";
import { instant, isoText, localDateOf } from "#app/domain/time/instant.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import type { DeliveryState, MissedSide } from "#app/domain/visits/delivery-state.ts";
import { keepsCloseInputs } from "#db/repositories/close-inputs.ts";
import { ledgerSum } from "#db/repositories/ledger.ts";
import type { VisitRow } from "#db/repositories/visits.ts";
import { listProviders } from "#db/repositories/workforce.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { DISTRICT_FUND } from "../visits/verification-context.ts";
import { groupBy } from "../visits/verification-facts.server.ts";
import { approvalsNeeded } from "./approve-close.server.ts";
import { planCloseOf } from "./close-facts.ts";
import { moneyOfMonth } from "./close-money.server.ts";
import { loadMonthMoney, type MonthMoney } from "./month-money.server.ts";
import { loadTieRows, paymentShare } from "./tie-out-rows.server.ts";
import { answerOf } from "./payment-batches.server.ts";

/** A visit as the reconciliation sees it. */
export function stagedVisit(visit: VisitRow, claimed: ClaimedVisit, money: MonthMoney): StagedVisit {
  const wanted = { providerCode: claimed.providerCode, fund: DISTRICT_FUND, on: claimed.serviceOn };
  const plannedFen = claimed.plannedFen;
  return {
    visitNo: visit.visitNo,
    providerCode: claimed.providerCode,
    plannedFen,
    priceFen: priceInForce(money.facts.prices, wanted)?.priceFen ?? plannedFen ?? ZERO_FEN,
    deliveryState: visit.deliveryState as DeliveryState,
    missedSide: visit.missedSide as MissedSide | null,
    cancelReason: visit.cancelReason,
    verified: countsAsVerified(claimed.approvalState),
    heldBy: standingFindings({ visit: claimed })[0]?.code ?? null,
    waived: visit.waived,
  };
}

/** What the settlement of each provider that the scope reaches starts from, by name of the provider; providers without a month are left out. */
export function settlementFactsOf(money: MonthMoney, providerIds: ReadonlyMap<string, string>): SettlementFacts[] {
  const paymentOf = (id: string, lines: SettlementFacts["lines"]) =>
    money.isPart ? paymentShare(money.paid.get(id) ?? null, lines) : (money.paid.get(id) ?? null);
  const claimed = new Map(money.facts.claimed.map((visit) => [visit.visitNo, visit]));
  const visits = groupBy(money.facts.visits, (visit) => visit.providerId);
  const lines = groupBy(money.lines, (line) => line.line.providerCode);
  return [...providerIds].flatMap(([id, providerCode]) => {
    const own = visits.get(id) ?? [];
    const ownLines = lines.get(providerCode) ?? [];
    if (own.length + ownLines.length === 0) return [];
    return [
      {
        providerCode,
        visits: own.flatMap((visit) => {
          const one = claimed.get(visit.visitNo);
          return one ? [stagedVisit(visit, one, money)] : [];
        }),
        lines: ownLines,
        payment: paymentOf(id, ownLines),
        returnedFen: money.isPart ? ZERO_FEN : (money.returned.get(id) ?? ZERO_FEN),
        faultyFen: money.isPart ? ZERO_FEN : (money.faulty.get(id) ?? ZERO_FEN),
        nettedFen: money.isPart ? ZERO_FEN : sumFen((money.nettings.get(id) ?? []).map((one) => one.amountFen)),
        lateFen: money.isPart ? ZERO_FEN : sumFen((money.late.get(id) ?? []).map((one) => one.amountFen)),
        withheldFen: ZERO_FEN,
      },
    ];
  });
}

/** Settlements of the providers that the scope reaches, by name of the provider. */
export function settlementsOf(money: MonthMoney, providerIds: ReadonlyMap<string, string>): ProviderSettlement[] {
  return settlementFactsOf(money, providerIds).map(settleProvider);
}

const hex = (digest: Uint8Array | null | undefined) => (digest ? Buffer.from(digest).toString("hex") : null);

async function closeOf(unit: Unit, money: MonthMoney, actor: string) {
  const facts = await moneyOfMonth(unit, money, money.state === "closed" ? (money.run?.id ?? null) : null);
  const plan = planCloseOf(money, facts, { runNo: money.run?.runNo ?? 1, asOf: localDateOf(unit.now) });
  const { run, period } = money;
  return {
    state: money.state,
    checks: plan.checks,
    inputDigest: hex(run?.inputDigest) ?? plan.inputDigest,
    resultDigest: hex(run?.resultDigest) ?? plan.resultDigest,
    preparedBy: run?.preparedBy ?? null,
    isPreparer: run?.preparedBy === actor,
    approvers: money.approvals.map((one) => one.approver),
    hasApproved: money.approvals.some((one) => one.approver === actor),
    needed: await approvalsNeeded(unit, money.month),
    closedAt: period?.closedAt ? isoText(instant(period.closedAt)) : null,
    simulated: run?.simulated ?? null,
    overrideReason: run?.overrideReason ?? null,
    undecided: money.claims.filter((claim) => claim.state === "open" || claim.state === "submitted").length,
    claims: money.claims.length,
    ledgerSumFen: fen(await ledgerSum(unit)),
    /** A month that was closed before inputs were kept has no audit pack. */
    hasPack: money.state === "closed" && run !== null && (await keepsCloseInputs(unit, run.id)),
  };
}

function paymentsOf(money: MonthMoney, names: ReadonlyMap<string, string>) {
  return money.payments.map((payment) => {
    const bank = money.bank.filter(
      (line) => line.providerId === payment.providerId && line.batchNo === payment.batchNo,
    );
    const state = paymentState(fen(payment.orderedFen), bank.map(answerOf));
    return {
      provider: names.get(payment.providerId) ?? "",
      batchNo: payment.batchNo,
      orderedFen: fen(payment.orderedFen),
      bankReference: bank.length === 0 ? null : bank.map((line) => line.bankReference).join("、"),
      paidFen: sumFen(bank.map((line) => fen(line.amountFen))),
      word: state.returnedFen > 0n ? ("returned" as const) : state.word,
    };
  });
}

/** One line a provider, and one for all of them; their numbers are those of their rows. */
function tieOutOf(
  all: readonly ProviderSettlement[],
  rows: readonly TieRow[],
  { isClosed, nameOf }: { readonly isClosed: boolean; readonly nameOf: ReadonlyMap<string, string> },
) {
  const byProvider = groupBy(rows, (row) => row.providerCode);
  return {
    providers: all.map((one) => ({
      ...tieLine(one, byProvider.get(one.providerCode) ?? [], isClosed),
      name: nameOf.get(one.providerCode) ?? one.providerCode,
    })),
    total: tieLine(sumSettlements("", all), rows, isClosed),
  };
}

/** @param providerCode one provider's page; null for the whole scope */
export async function showSettlement(context: Context, month: PlainMonth, providerCode: string | null) {
  return inTransaction(context, async (unit) => {
    const money = await loadMonthMoney(unit, month);
    const providers = await listProviders(unit);
    const nameOf = new Map(providers.map((provider) => [provider.creditCode, provider.name]));
    const facts = settlementFactsOf(money, new Map(providers.map((provider) => [provider.id, provider.creditCode])));
    const all = facts.map(settleProvider);
    const tieRows = await loadTieRows(unit, money, facts);
    const chosen = providerCode === null ? all : all.filter((one) => one.providerCode === providerCode);
    return {
      month,
      total: sumSettlements("", chosen),
      tieOut: tieRows && tieOutOf(all, tieRows, { isClosed: money.state === "closed", nameOf }),
      provider: providerCode === null ? null : (nameOf.get(providerCode) ?? null),
      providers: all.map((one) => ({
        code: one.providerCode,
        name: nameOf.get(one.providerCode) ?? one.providerCode,
        stages: one.stages,
        unexplained: unexplained(one).length,
      })),
      close: await closeOf(unit, money, context.actor),
      payments: paymentsOf(money, new Map(providers.map((provider) => [provider.id, provider.name]))),
      needsOverride: context.database.kind === "pglite",
    };
  });
}
