/** Makes a provider's claims of a month from its verified visits: one claim a street, one line a visit, each matched at once. */
import { priceInForce } from "#app/domain/claims/line-facts.ts";
import type { ClaimLine } from "#app/domain/claims/claim.ts";
import { settleMonth } from "#app/domain/claims/settle-month.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, localDateOf } from "#app/domain/time/instant.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { insertClaims, listClaims } from "#db/repositories/claims.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { DISTRICT_FUND } from "../visits/verification-context.ts";
import { groupBy } from "../visits/verification-facts.server.ts";
import { loadClaimFacts, type ClaimFacts } from "./month-facts.server.ts";

/** Lines in the order of the visit numbers, so that the same visits always make the same claim. */
function linesOf(facts: ClaimFacts, month: PlainMonth, claimedOn: ClaimLine["claimedOn"]): ClaimLine[] {
  return facts.claimed
    .filter((visit) => visit.approvalState === "verified" && visit.kind === "basket" && !visit.waived)
    .map((visit) => {
      const price = priceInForce(facts.prices, {
        providerCode: visit.providerCode,
        fund: DISTRICT_FUND,
        on: visit.serviceOn,
      });
      return {
        lineNo: visit.visitNo,
        visitNo: visit.visitNo,
        elderNo: visit.elderNo,
        providerCode: visit.providerCode,
        fund: DISTRICT_FUND,
        month,
        serviceOn: visit.serviceOn,
        quantity: 1,
        unitPriceFen: price?.priceFen ?? visit.plannedFen ?? (0n as never),
        claimedOn,
      };
    });
}

export type PreparedClaims = { readonly claims: number; readonly lines: number; readonly askedFen: bigint };

/** Refuses "claim-already-prepared" when the scope has claims of this month, "nothing-to-claim" without a verified visit. */
export async function prepareClaims(context: Context, month: PlainMonth): Promise<PreparedClaims> {
  return inTransaction(context, async (unit) => {
    if ((await listClaims(unit, month)).length > 0) throw new Refusal("claim-already-prepared", { month });
    const facts = await loadClaimFacts(unit, month);
    const today = localDateOf(unit.now);
    const lines = linesOf(facts, month, today);
    if (lines.length === 0) throw new Refusal("nothing-to-claim", { month });
    const settled = settleMonth({
      visits: facts.claimed,
      lines,
      prices: facts.prices,
      policy: facts.policy,
      asOf: today,
    });
    const byClaim = groupBy(settled.lines, (matched) => {
      const visit = facts.visitByNo.get(matched.visitNo ?? "");
      return `${visit?.providerId ?? ""}|${visit?.streetId ?? ""}`;
    });
    const claims = [...byClaim].map(([key, matched]) => {
      const [providerId = "", streetId = ""] = key.split("|");
      return { id: unit.newId(), providerId, streetId: Number(streetId), matched };
    });
    await insertClaims(
      unit,
      claims.map(({ id, providerId, streetId }) => ({
        id,
        providerId,
        streetId,
        month: firstDateOf(month),
        fund: DISTRICT_FUND,
        state: "submitted",
        preparedBy: context.actor,
        preparedAt: asDate(unit.now),
      })),
      claims.flatMap(({ id, matched }) =>
        matched.map((line) => ({
          id: unit.newId(),
          claimId: id,
          visitId: facts.visitByNo.get(line.visitNo ?? "")?.id ?? "",
          askedFen: line.askedFen,
          proposedFen: line.proposedFen,
          outcome: line.outcome.kind,
          word: line.word,
          failures: line.failures.map((failure) => failure.code),
        })),
      ),
    );
    await insertAuditEvent(unit, context.actor, {
      chain: "money",
      action: "claim.prepare",
      subjectType: "month",
      subjectId: month,
      facts: { claims: claims.length, lines: settled.lines.length, askedFen: settled.askedFen.toString() },
    });
    return { claims: claims.length, lines: settled.lines.length, askedFen: settled.askedFen };
  });
}
