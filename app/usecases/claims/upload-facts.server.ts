/** What a provider's claim file is matched against: the month's visits, prices and the lines that stand already. */
import type { StandingLine, UploadFacts } from "#app/domain/claims/match-upload.ts";
import { fen } from "#app/domain/money/fen.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { localDateOf } from "#app/domain/time/instant.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { listClaimLines, listClaims, type ClaimLineRow, type ClaimRow } from "#db/repositories/claims.ts";
import { mapElderNumbers } from "#db/repositories/elders.ts";
import { lockPeriod } from "#db/repositories/ledger.ts";
import { insideScope, type Unit } from "#db/transaction.ts";
import { DISTRICT_FUND } from "../visits/verification-context.ts";
import { loadClaimFacts, type ClaimFacts } from "./month-facts.server.ts";
import { numberOfClaim } from "./settle-claims.ts";

export type UploadGround = {
  readonly providerId: string;
  readonly month: PlainMonth;
  readonly facts: ClaimFacts;
  readonly claims: readonly ClaimRow[];
  /** Live lines by visit number. */
  readonly lineOf: ReadonlyMap<string, ClaimLineRow>;
  readonly upload: UploadFacts;
};

/**
 * The period is held against a close, so that what is matched is still open when it is stored.
 * Refuses "import-needs-provider" outside a provider's scope and "month-closed".
 */
export async function loadUploadGround(unit: Unit, month: PlainMonth): Promise<UploadGround> {
  const { provider: providerId } = unit.scope;
  if (providerId === "all") throw new Refusal("import-needs-provider");
  if ((await lockPeriod(unit, month)).state !== "open") throw new Refusal("month-closed", { month });
  const facts = await loadClaimFacts(unit, month);
  const claims = await listClaims(unit, month);
  const lines = await listClaimLines(
    unit,
    claims.map((claim) => claim.id),
  );
  const claimById = new Map(claims.map((claim) => [claim.id, claim]));
  const numberOfVisit = new Map(facts.visits.map((visit) => [visit.id, visit.visitNo]));
  const lineOf = new Map(lines.flatMap((line) => [[numberOfVisit.get(line.visitId) ?? "", line] as const]));
  const standing = new Map<string, StandingLine>();
  for (const [visitNo, line] of lineOf) {
    const claim = claimById.get(line.claimId);
    if (!claim) continue;
    const { quantity } = line;
    const isOpen = claim.state === "open";
    standing.set(visitNo, { claimNo: numberOfClaim(claim, facts), isOpen, quantity, askedFen: fen(line.askedFen) });
  }
  const handedIn = new Map(
    claims.flatMap((one) => (one.state === "open" ? [] : [[one.streetId, numberOfClaim(one, facts)] as const])),
  );
  const elderNos = new Set((await mapElderNumbers(insideScope(unit, { ...unit.scope, provider: "all" }))).values());
  return {
    ...{ providerId, month, facts, claims, lineOf },
    upload: {
      month,
      providerCode: facts.codeOfProvider.get(providerId) ?? "",
      fund: DISTRICT_FUND,
      visits: facts.claimed,
      prices: facts.prices,
      policy: facts.policy,
      today: localDateOf(unit.now),
      standing,
      isElderOnFile: (elderNo) => elderNos.has(elderNo),
      handedIn: ({ visitNo }) => handedIn.get(facts.visitByNo.get(visitNo)?.streetId ?? -1) ?? null,
    },
  };
}
