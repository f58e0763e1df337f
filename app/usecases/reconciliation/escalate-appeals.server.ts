/** Passes appeals that nobody answered in time to the head of the district: once each, with an entry in the log of money. */
import { asDate, localDateOf } from "#app/domain/time/instant.ts";
import { escalateOverdueAppeals } from "#db/repositories/appeals.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { inTransaction, type Context } from "#db/transaction.ts";

/** @returns how many passed on just now */
export async function escalateAppeals(context: Context): Promise<{ escalated: number }> {
  return inTransaction(context, async (unit) => {
    const passed = await escalateOverdueAppeals(unit, localDateOf(unit.now), asDate(unit.now));
    for (const { appealNo, answerBy } of passed)
      await insertAuditEvent(unit, context.actor, {
        chain: "money",
        action: "appeal.escalate",
        subjectType: "appeal",
        subjectId: appealNo,
        facts: { answerBy },
      });
    return { escalated: passed.length };
  });
}
