/** A month's claims with everything their match needs, in the scope of the unit. */
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { listClaimLines, listClaims } from "#db/repositories/claims.ts";
import type { Unit } from "#db/transaction.ts";
import { loadClaimFacts } from "./month-facts.server.ts";
import type { ClaimsOfMonth } from "./settle-claims.ts";

export async function loadClaimsOfMonth(unit: Unit, month: PlainMonth): Promise<ClaimsOfMonth> {
  const claims = await listClaims(unit, month);
  const rows = await listClaimLines(
    unit,
    claims.map((claim) => claim.id),
  );
  return { month, claims, rows, facts: await loadClaimFacts(unit, month) };
}
