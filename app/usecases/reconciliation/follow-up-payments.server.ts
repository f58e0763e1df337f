/**
 * Orders again what the bank sent back: a new batch that refers to the one before, for the returned amounts alone. The table refuses a
 * second follow-up of one order and any amount but the one that came back.
 */
import { fen, sumFen } from "#app/domain/money/fen.ts";
import { followUpJournal } from "#app/domain/reconciliation/payment-journals.ts";
import { firstBatchNo, nextFollowUpNo } from "#app/domain/reconciliation/payment-state.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { insertPayments } from "#db/repositories/claims.ts";
import { listBatchNosFrom, lockPaymentBatches } from "#db/repositories/payments.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { lockOpenPeriod } from "./open-period.server.ts";
import { withAnswers } from "./payment-batches.server.ts";
import { postJournals } from "./post-journals.server.ts";

export type FollowUp = { readonly batchNo: string; readonly lines: number; readonly orderedFen: bigint };

/**
 * Refuses "not-found" for a batch that the scope does not reach and "nothing-came-back" where nothing was returned or all of it is
 * ordered again already.
 */
export async function followUpPayments(context: Context, batchNo: string): Promise<FollowUp> {
  return inTransaction(context, async (unit) => {
    const rows = await lockPaymentBatches(unit, [batchNo]);
    if (rows.length === 0) throw new Refusal("not-found");
    const returned = (await withAnswers(unit, rows)).filter((one) => one.state.returnedFen > 0n && !one.isFollowed);
    if (returned.length === 0) throw new Refusal("nothing-came-back", { batch: batchNo });
    const followUpNo = nextFollowUpNo(batchNo, await listBatchNosFrom(unit, firstBatchNo(batchNo)));
    const { period, month } = await lockOpenPeriod(unit);
    await insertPayments(
      unit,
      returned.map(({ row, state }) => ({
        id: unit.newId(),
        batchNo: followUpNo,
        runId: row.line.runId,
        providerId: row.line.providerId,
        fund: row.line.fund,
        orderedFen: state.returnedFen,
        sentAt: asDate(unit.now),
        sentBy: context.actor,
        follows: row.line.id,
      })),
    );
    const journals = returned.map(({ row, state, month: paidMonth, runNo }) =>
      followUpJournal(
        { run: { month: paidMonth, runNo }, openMonth: month, fund: row.line.fund, providerCode: row.creditCode },
        { batchNo: followUpNo, orderedFen: state.returnedFen },
      ),
    );
    await postJournals(unit, journals, {
      periodId: period.id,
      closingRun: null,
      postedBy: context.actor,
      providerIds: new Map(returned.map(({ row }) => [row.creditCode, row.line.providerId])),
      visitIds: new Map(),
    });
    const orderedFen = sumFen(returned.map(({ state }) => fen(state.returnedFen)));
    await insertAuditEvent(unit, context.actor, {
      chain: "money",
      action: "payment.follow-up",
      subjectType: "payment_batch",
      subjectId: followUpNo,
      facts: { follows: batchNo, lines: returned.length, orderedFen: orderedFen.toString() },
    });
    return { batchNo: followUpNo, lines: returned.length, orderedFen };
  });
}
