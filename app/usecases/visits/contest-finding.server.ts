/** A care worker says why a finding is not right. The provider sees it beside the finding; the finding itself stays as it is. */
import { Refusal } from "#app/domain/refusal.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { insertFindingChanges, lockFinding } from "#db/repositories/findings.ts";
import { inTransaction, type Context } from "#db/transaction.ts";

/** Refuses "not-found" for a finding of somebody else's visit. */
export async function contestFinding(context: Context, findingId: string, note: string): Promise<void> {
  await inTransaction(context, async (unit) => {
    const finding = await lockFinding(unit, findingId);
    if (finding === null) throw new Refusal("not-found");
    await insertFindingChanges(unit, [
      {
        id: unit.newId(),
        findingId,
        step: "contested",
        at: asDate(unit.now),
        by: context.actor,
        facts: finding.facts,
        note: note.trim().slice(0, 300),
      },
    ]);
    await insertAuditEvent(unit, context.actor, {
      chain: "visits",
      action: "finding.contest",
      subjectType: "finding",
      subjectId: findingId,
      facts: { rule: finding.ruleCode },
    });
  });
}
