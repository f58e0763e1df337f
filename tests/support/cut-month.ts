/** A closed month of which one line was cut, from which appeals and clawbacks begin. */
import { fen } from "#app/domain/money/fen.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { approveClaims } from "#app/usecases/claims/decide-claims.server.ts";
import { loadClaimsOfMonth } from "#app/usecases/claims/month-claims.server.ts";
import { prepareClaims } from "#app/usecases/claims/prepare-claims.server.ts";
import { numberOfClaim } from "#app/usecases/claims/settle-claims.ts";
import { submitClaims } from "#app/usecases/claims/submit-claims.server.ts";
import { playDelivery } from "#app/usecases/demo/play-delivery.server.ts";
import { closeMonth } from "#app/usecases/reconciliation/close-month.server.ts";
import { verifyMonth } from "#app/usecases/visits/verify-month.server.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { cleanLines, decideSeen } from "./street-decisions.ts";

/**
 * A month as it is played and closed, with one clean line cut in half by the street.
 * @param as somebody at the time of the close
 */
export async function closeWithOneCut(as: (actor: string) => Context, month: PlainMonth): Promise<void> {
  await playDelivery(as("demo:phones"), month, "1", as("demo:phones").now);
  await verifyMonth(as("demo:rules"), month);
  await prepareClaims(as("demo:provider"), month);
  await submitClaims(as("demo:provider"), month);
  const claims = await inTransaction(as("demo:street"), (unit) => loadClaimsOfMonth(unit, month));
  const [claim] = claims.claims;
  const [line] = cleanLines(claims.rows.filter((row) => row.claimId === claim?.id));
  if (!claim || !line) throw new Error("no clean line");
  await decideSeen(as("demo:street"), {
    claimNo: numberOfClaim(claim, claims.facts),
    lineId: line.id,
    decision: "cut",
    adjustedFen: fen(line.askedFen / 2n),
    reason: "R-DISSATISFIED",
    note: null,
  });
  await approveClaims(as("demo:street"), month);
  const approvers = ["demo:lead", "demo:deputy"] as const;
  await closeMonth(as("demo:clerk"), { month, bank: "simulated", override: "演示数据", approvers });
}
