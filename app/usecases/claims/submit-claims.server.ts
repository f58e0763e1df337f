/** A provider hands its open claims of a month to the streets; from then on only the street changes what is paid. */
import { changeClaim, type ClaimState } from "#app/domain/claims/claim.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate } from "#app/domain/time/instant.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { listClaims, updateClaims } from "#db/repositories/claims.ts";
import { lockPeriod } from "#db/repositories/ledger.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { lookAgainIn } from "./look-again.server.ts";

/**
 * @returns how many claims were submitted
 * Refuses "month-closed" and "nothing-to-submit" when no claim of the scope is open.
 */
export async function submitClaims(context: Context, month: PlainMonth): Promise<number> {
  return inTransaction(context, async (unit) => {
    if ((await lockPeriod(unit, month)).state !== "open") throw new Refusal("month-closed", { month });
    if (unit.scope.provider !== "all") await lookAgainIn(unit, context.actor, month);
    const open = (await listClaims(unit, month)).filter((claim) => claim.state === "open");
    if (open.length === 0) throw new Refusal("nothing-to-submit", { month });
    await updateClaims(
      unit,
      open.map((claim) => claim.id),
      {
        state: changeClaim("open" satisfies ClaimState, "submit"),
        submittedBy: context.actor,
        submittedAt: asDate(unit.now),
        returnedReason: null,
      },
    );
    await insertAuditEvent(unit, context.actor, {
      chain: "money",
      action: "claim.submit",
      subjectType: "month",
      subjectId: month,
      facts: { claims: open.length },
    });
    return open.length;
  });
}
