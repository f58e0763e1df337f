/** The close of a month in the ledger's model test: the product's own plan and writing of the money, over lines of the model's visits. */
import { sql } from "drizzle-orm";
import type { ApprovalState } from "#app/domain/claims/approval-state.ts";
import { settleMonth } from "#app/domain/claims/settle-month.ts";
import { fen, ZERO_FEN } from "#app/domain/money/fen.ts";
import { streamMoney } from "#app/domain/reconciliation/close-money.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, instant, localDateOf } from "#app/domain/time/instant.ts";
import { addDays, plainDate } from "#app/domain/time/plain-date.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { sha256Bytes } from "#app/integrations/crypto/digest.server.ts";
import { heldByFund, loadMoneyFacts, writeMoney } from "#app/usecases/reconciliation/close-money.server.ts";
import { findLiveRun, insertSettlementLines, listApprovals, updateClaims } from "#db/repositories/claims.ts";
import { lockPeriod, updatePeriod, type PeriodRow } from "#db/repositories/ledger.ts";
import { listVisitsOfMonth, updateVisits } from "#db/repositories/visits.ts";
import { rowsOf, type Unit } from "#db/transaction.ts";
import { aLine, aPrice, aVisitOf } from "#tests/domain/claims/claim-builders.ts";
import { aPolicy } from "#tests/domain/verification/verification-builders.ts";
import { PLANNED_FEN, PROVIDERS, VISITS, type ModelVisit, type Month } from "./ledger-commands.ts";
import { PROVIDER_ID, STREET, visitId } from "./ledger-rows.ts";

type Decided = {
  readonly visit: string;
  readonly claim: string;
  readonly fen: string;
  readonly approval: ApprovalState;
  readonly start: string;
};

/** The month's decided lines as the product's match pays them: the least of plan, evidence, claim and decision. */
async function decidedOf(unit: Unit, period: PeriodRow) {
  const rows = rowsOf<Decided>(
    await unit.orm
      .execute(sql`select l.visit_id as visit, l.claim_id as claim, l.adjusted_fen::text as fen, v.approval_state as approval,
        v.planned_start::text as start from claim_line l join claim c on c.id = l.claim_id join visit v on v.id = l.visit_id
      where c.month = ${period.month} and l.voided_at is null`),
  );
  const found = VISITS.flatMap((visit) => {
    const row = rows.find((one) => one.visit === visitId(visit));
    return row ? [{ ...row, no: visit.no, provider: visit.provider, claimed: claimedVisit(visit, row) }] : [];
  });
  const { lines } = settleMonth({
    visits: found.map(({ claimed }) => claimed),
    lines: found.map(({ claimed }) =>
      aLine(claimed, { lineNo: claimed.visitNo, claimedOn: addDays(claimed.serviceOn, 5) }),
    ),
    prices: PROVIDERS.map((providerCode) => aPrice(Number(PLANNED_FEN), { providerCode })),
    policy: aPolicy(),
    // Long after every cure window: what does not count by now is paid nothing.
    asOf: plainDate("2027-12-31"),
    decisions: new Map(
      found.map(({ no, fen: decided }) => [
        no,
        { kind: "cut", by: "model", adjustedFen: fen(BigInt(decided)), reason: "model" },
      ]),
    ),
  });
  const paid = new Map(lines.map((line) => [line.visitNo, line]));
  return found.flatMap((one) => {
    const line = paid.get(one.no);
    return line ? [{ ...one, line }] : [];
  });
}

function claimedVisit(visit: ModelVisit, row: Decided) {
  const startAt = instant(new Date(row.start));
  return aVisitOf("2026-11-01 09:00", {
    visitNo: visit.no,
    elderNo: `E-${visit.elder}`,
    providerCode: visit.provider,
    startAt,
    serviceOn: localDateOf(startAt),
    serviceMonth: plainMonth(visit.month),
    approvalState: row.approval,
    plannedFen: fen(PLANNED_FEN),
  });
}

/** One transaction of the product's finish: lines, money, claims, period. */
export async function finishMonth(unit: Unit, month: Month): Promise<string> {
  const of = plainMonth(month);
  const period = await lockPeriod(unit, of);
  if (period.state === "closed") return "duplicate";
  const found = period.state === "closing" ? await findLiveRun(unit, period.id) : null;
  if (found === null) throw new Refusal("not-possible");
  const approvers = (await listApprovals(unit, found.id)).map((one) => one.approver);
  const decided = await decidedOf(unit, period);
  const run = { month: of, runNo: `${month}#${found.runNo}` };
  const close = async () =>
    updatePeriod(unit, period.id, {
      state: "closed",
      inputDigest: found.inputDigest,
      resultDigest: sha256Bytes(decided.map((one) => `${one.no} ${one.line.approvedFen}`).join("\n")),
      closedAt: asDate(unit.now),
      closedBy: approvers,
    });
  // The table refuses a close with fewer than two.
  if (approvers.length < 2) await close();
  const ids = decided.map((one) => one.visit);
  const released = heldByFund((await listVisitsOfMonth(unit, of)).filter((visit) => ids.includes(visit.id)));
  const codeOfProvider = new Map(Object.entries(PROVIDER_ID).map(([code, id]) => [id as string, code]));
  const facts = await loadMoneyFacts(unit, of, {
    heldFen: released,
    codeOfProvider,
    closedRunId: null,
  });
  const lines = decided.map((one) => ({
    visitNo: one.no,
    fund: "district",
    providerCode: one.provider,
    streetId: STREET,
    approvedFen: one.line.approvedFen,
    reservedFen: ZERO_FEN,
    ruleVersion: "1",
    priceVersion: "1",
  }));
  const plan = streamMoney(run, lines, facts, 100);
  if (plan.uncoveredFen > 0n) throw new Refusal("funds-short");
  await updateVisits(unit, ids, { approvalState: "locked" });
  await insertSettlementLines(
    unit,
    decided.map((one) => ({
      id: unit.newId(),
      runId: found.id,
      visitId: one.visit,
      providerId: PROVIDER_ID[one.provider],
      streetId: STREET,
      serviceMonth: period.month,
      word: one.line.word,
      outcome: one.line.outcome.kind,
      differences: [],
      plannedFen: one.line.plannedFen,
      verifiedFen: one.line.verifiedFen,
      claimedFen: one.line.askedFen,
      adjustedFen: BigInt(one.fen),
      approvedFen: one.line.approvedFen,
      priceVersion: "1",
      evidenceDigest: "1",
    })),
  );
  const providerIds = new Map<string, string>(Object.entries(PROVIDER_ID));
  const place = { periodId: period.id, closingRun: found.id, postedBy: "model", providerIds };
  await writeMoney(unit, { run, runId: found.id, plan, place });
  await updateClaims(unit, [...new Set(decided.map((one) => one.claim))], { state: "settled" });
  await close();
  return "ok";
}
