/** The close of a month in the ledger's model test: the product's own plan and writing of the money, over lines of the model's visits. */
import { sql } from "drizzle-orm";
import { fen, ZERO_FEN } from "#app/domain/money/fen.ts";
import { streamMoney } from "#app/domain/reconciliation/close-money.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { sha256Bytes } from "#app/integrations/crypto/digest.server.ts";
import { heldByFund, loadMoneyFacts, writeMoney } from "#app/usecases/reconciliation/close-money.server.ts";
import { findLiveRun, insertSettlementLines, listApprovals, updateClaims } from "#db/repositories/claims.ts";
import { lockPeriod, updatePeriod, type PeriodRow } from "#db/repositories/ledger.ts";
import { listVisitsOfMonth, updateVisits } from "#db/repositories/visits.ts";
import { rowsOf, type Unit } from "#db/transaction.ts";
import { PLANNED_FEN, VISITS, type Month } from "./ledger-commands.ts";
import { PROVIDER_ID, STREET, visitId } from "./ledger-rows.ts";

type Decided = { readonly visit: string; readonly claim: string; readonly fen: string };

async function decidedOf(
  unit: Unit,
  period: PeriodRow,
): Promise<(Decided & { readonly no: string; readonly provider: "A" | "B" })[]> {
  const rows = rowsOf<Decided>(
    await unit.orm
      .execute(sql`select l.visit_id as visit, l.claim_id as claim, l.adjusted_fen::text as fen from claim_line l
      join claim c on c.id = l.claim_id where c.month = ${period.month} and l.voided_at is null`),
  );
  return VISITS.flatMap((visit) => {
    const row = rows.find((one) => one.visit === visitId(visit));
    return row ? [{ ...row, no: visit.no, provider: visit.provider }] : [];
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
      resultDigest: sha256Bytes(decided.map((one) => `${one.no} ${one.fen}`).join("\n")),
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
    approvedFen: fen(BigInt(one.fen)),
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
      word: "matched",
      outcome: "accepted",
      differences: [],
      plannedFen: PLANNED_FEN,
      verifiedFen: PLANNED_FEN,
      claimedFen: PLANNED_FEN,
      adjustedFen: BigInt(one.fen),
      approvedFen: BigInt(one.fen),
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
