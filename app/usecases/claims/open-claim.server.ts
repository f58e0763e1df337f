/** A claim that a street decides: found in the scope, locked, submitted, and not prepared by whoever decides. */
import { organisationOf, readClaimNumber } from "#app/domain/claims/claim-number.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { listClaims, lockClaim, type ClaimRow } from "#db/repositories/claims.ts";
import { listProviders } from "#db/repositories/workforce.ts";
import type { Unit } from "#db/transaction.ts";

/** Refuses "not-found" for a number outside the scope. */
export async function findClaim(unit: Unit, claimNo: string): Promise<ClaimRow> {
  const parts = readClaimNumber(claimNo);
  if (parts === null) throw new Refusal("not-found");
  const providers = new Set(
    (await listProviders(unit))
      .filter((provider) => organisationOf(provider.creditCode) === parts.organisation)
      .map((provider) => provider.id),
  );
  const claim = (await listClaims(unit, parts.month)).find(
    (one) => one.streetId === parts.streetId && providers.has(one.providerId),
  );
  if (!claim) throw new Refusal("not-found");
  return claim;
}

/** Refuses "not-found", "claim-cannot-decide" unless it is submitted, and "decision-by-preparer". */
export async function lockSubmittedClaim(unit: Unit, claimNo: string, actor: string): Promise<ClaimRow> {
  return lockSubmittedClaimById(unit, (await findClaim(unit, claimNo)).id, actor);
}

/** The same for a claim whose id the caller has read in its scope. */
export async function lockSubmittedClaimById(unit: Unit, id: string, actor: string): Promise<ClaimRow> {
  const claim = await lockClaim(unit, id);
  if (claim === null) throw new Refusal("not-found");
  if (claim.state !== "submitted") throw new Refusal("claim-cannot-decide", { state: claim.state });
  if (claim.preparedBy === actor || claim.submittedBy === actor) throw new Refusal("decision-by-preparer");
  return claim;
}
