/** The close of a month from all of its rows at once, in plain values: what the close by classes must come to, row by row. */
import { frozenPage } from "#app/domain/reconciliation/frozen-rows.ts";
import { planClose } from "#app/domain/reconciliation/plan-close.ts";
import { localDateOf } from "#app/domain/time/instant.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { loadClaimsOfMonth } from "#app/usecases/claims/month-claims.server.ts";
import { closeFactsOf } from "#app/usecases/reconciliation/close-facts.ts";
import { moneyOfMonth } from "#app/usecases/reconciliation/close-money.server.ts";
import { findLiveRun, listSettlementLines } from "#db/repositories/claims.ts";
import { listCloseInputs } from "#db/repositories/close-inputs.ts";
import { findPeriod } from "#db/repositories/ledger.ts";
import { inTransaction, type Context } from "#db/transaction.ts";

/** Of a month that is not closed yet. */
export async function wholeClose(context: Context, month: PlainMonth) {
  return inTransaction(context, async (unit) => {
    const claims = await loadClaimsOfMonth(unit, month);
    const period = await findPeriod(unit, month);
    const runNo = (period === null ? null : await findLiveRun(unit, period.id))?.runNo ?? 1;
    const facts = closeFactsOf(claims, await moneyOfMonth(unit, claims));
    const { inputDigest, resultDigest, checks, settled } = planClose(
      facts,
      { runNo, asOf: localDateOf(unit.now) },
      sha256Hex,
    );
    const lines = settled.lines.map((line) => {
      const visit = claims.facts.visitByNo.get(line.visitNo ?? "");
      return {
        ...{ visitId: visit?.id, providerId: visit?.providerId, streetId: visit?.streetId },
        ...{ serviceMonth: visit?.serviceMonth, word: line.word, outcome: line.outcome.kind },
        outcomeCode: line.outcome.kind === "accepted" ? null : line.outcome.code,
        differences: line.differences.map(({ code, amountFen }) => ({ code, amountFen: amountFen.toString() })),
        ...{ plannedFen: line.plannedFen, verifiedFen: line.verifiedFen, claimedFen: line.askedFen },
        ...{ adjustedFen: line.adjustedFen, approvedFen: line.approvedFen },
        ...{ priceVersion: line.priceVersion ?? "", evidenceDigest: visit?.evidenceDigest ?? "", voidedByRun: null },
      };
    });
    // The period keeps the digests of the digests' texts.
    const storedDigests = { inputDigest: sha256Hex(inputDigest), resultDigest: sha256Hex(resultDigest) };
    return {
      digests: { inputDigest, resultDigest },
      storedDigests,
      checks,
      inputs: frozenPage(facts),
      lines: sorted(lines),
    };
  });
}

const sorted = <Line extends { readonly visitId: string | undefined }>(lines: readonly Line[]) =>
  [...lines].sort((left, right) => ((left.visitId ?? "") < (right.visitId ?? "") ? -1 : 1));

/** What is stored of a closed month. */
export async function storedClose(context: Context, month: PlainMonth) {
  return inTransaction(context, async (unit) => {
    const period = await findPeriod(unit, month);
    const run = await findLiveRun(unit, period?.id ?? 0);
    const stored = await listCloseInputs(unit, run?.id ?? "");
    const lines = await listSettlementLines(unit, run?.id ?? "");
    return {
      inputs: { visit: stored?.visit, line: stored?.line },
      lines: sorted(lines).map(({ id: _id, runId: _runId, ...line }) => line),
    };
  });
}
