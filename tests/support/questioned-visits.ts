/** Verified visits that a rule questions all the same: their lines wait for an explanation. The demonstration's own faults hold visits back before they are claimed. */
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { insertFindings } from "#db/repositories/findings.ts";
import { listVisitsOfMonth } from "#db/repositories/visits.ts";
import { inTransaction, type Context } from "#db/transaction.ts";

/** Opens one finding that the street may close on each of the first verified visits. */
export async function questionSomeVisits(context: Context, month: PlainMonth, count: number): Promise<void> {
  await inTransaction(context, async (unit) => {
    const verified = (await listVisitsOfMonth(unit, month)).filter((visit) => visit.approvalState === "verified");
    await insertFindings(
      unit,
      verified.slice(0, count).map((visit) => ({
        id: unit.newId(),
        visitId: visit.id,
        streetId: visit.streetId,
        providerId: visit.providerId,
        ruleCode: "R-WORKER-REPLACED",
        level: "acknowledge",
        mode: "enforce",
        effect: "none",
        wouldHave: false,
        state: "open",
        facts: { worker: "W000001" },
        ruleVersion: visit.ruleVersion ?? "",
        openedAt: asDate(unit.now),
      })),
    );
  });
}
