/**
 * Decisions on whole claims: the claim passed to the district once every line is decided, or sent back. The preparer never decides. For a
 * simulated month one call decides every line by what its checks proposed.
 */
import { changeClaim } from "#app/domain/claims/claim.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate } from "#app/domain/time/instant.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { piecesOf } from "#db/repositories/batches.ts";
import {
  approveAcceptedLines,
  CLAIMS_AT_ONCE,
  listClaimLines,
  listClaims,
  listUndecidedLines,
  updateClaimLines,
  updateClaims,
  type ClaimLineRow,
  type ClaimRow,
} from "#db/repositories/claims.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { groupBy } from "../visits/verification-facts.server.ts";
import { lockSubmittedClaim } from "./open-claim.server.ts";
import type { StoredFailure } from "./prepare-claims.server.ts";

async function audit(
  unit: Unit,
  actor: string,
  action: string,
  facts: { claimNo: string; [fact: string]: string | number },
) {
  await insertAuditEvent(unit, actor, {
    chain: "money",
    action,
    subjectType: "claim",
    subjectId: facts.claimNo,
    facts,
  });
}

/** Passes a claim to the district. Refuses "claim-lines-undecided" with how many, and what finding the claim refuses. */
export async function passClaim(context: Context, claimNo: string): Promise<void> {
  await inTransaction(context, async (unit) => {
    const claim = await lockSubmittedClaim(unit, claimNo, context.actor);
    const undecided = (await listClaimLines(unit, [claim.id])).filter((line) => line.decision === null);
    if (undecided.length > 0) throw new Refusal("claim-lines-undecided", { count: undecided.length });
    await updateClaims(unit, [claim.id], {
      state: changeClaim("submitted", "approve"),
      approvedBy: context.actor,
      approvedAt: asDate(unit.now),
    });
    await audit(unit, context.actor, "claim.pass", { claimNo });
  });
}

/** Sends a claim back to the provider, its decisions taken away. Refuses "decision-needs-reason" and what finding the claim refuses. */
export async function returnClaim(context: Context, claimNo: string, reason: string): Promise<void> {
  if (reason.trim() === "") throw new Refusal("decision-needs-reason", { decision: "return" });
  await inTransaction(context, async (unit) => {
    const claim = await lockSubmittedClaim(unit, claimNo, context.actor);
    const lines = await listClaimLines(unit, [claim.id]);
    const none = { decision: null, decisionReason: null, decisionNote: null, adjustedFen: null };
    await updateClaimLines(
      unit,
      lines.map((line) => line.id),
      { ...none, decidedBy: null, decidedAt: null },
    );
    await updateClaims(unit, [claim.id], {
      state: changeClaim("submitted", "return"),
      returnedReason: reason.trim(),
    });
    await audit(unit, context.actor, "claim.return", { claimNo, reason: reason.trim() });
  });
}

/** A decision that somebody takes on a line the checks let pass, such as a cut agreed with the elder. */
export type StreetDecision = {
  readonly decision: "cut" | "hold" | "refuse";
  readonly reason: string;
  readonly adjustedFen: bigint | null;
};

type Proposal = Pick<ClaimLineRow, "decision" | "decisionReason" | "adjustedFen">;

/** What the checks propose: clean lines as asked, waiting ones held, failing ones refused, a part of the amount cut. */
function proposalOf(line: ClaimLineRow): Proposal {
  if (line.outcome === "accepted") return { decision: "approve", decisionReason: null, adjustedFen: null };
  const decisionReason = (line.failures as StoredFailure[])[0]?.code ?? line.word;
  if (line.outcome === "pended") return { decision: "hold", decisionReason, adjustedFen: null };
  if (line.proposedFen === 0n) return { decision: "refuse", decisionReason, adjustedFen: null };
  return { decision: "cut", decisionReason, adjustedFen: line.proposedFen };
}

const proposalKey = (proposal: Proposal) =>
  `${proposal.decision ?? ""}|${proposal.decisionReason ?? ""}|${proposal.adjustedFen ?? ""}`;

async function storeProposals(
  unit: Unit,
  actor: string,
  proposals: readonly { readonly id: string; readonly proposal: Proposal }[],
): Promise<void> {
  for (const [, group] of groupBy(proposals, ({ proposal }) => proposalKey(proposal)))
    if (group[0])
      await updateClaimLines(
        unit,
        group.map(({ id }) => id),
        { ...group[0].proposal, decidedBy: actor, decidedAt: asDate(unit.now) },
      );
}

function requireOther(claims: readonly ClaimRow[], actor: string): void {
  if (claims.some((claim) => claim.preparedBy === actor || claim.submittedBy === actor))
    throw new Refusal("decision-by-preparer");
}

function proposalsFor(lines: readonly ClaimLineRow[], streets: ReadonlyMap<string, StreetDecision>) {
  return lines.map((line) => {
    const known = line.outcome === "accepted" ? streets.get(line.visitId) : undefined;
    const proposal: Proposal = known
      ? { decision: known.decision, decisionReason: known.reason, adjustedFen: known.adjustedFen }
      : proposalOf(line);
    return { id: line.id, proposal };
  });
}

/**
 * Clean lines are approved in the database, the others some claims at a time: memory does not grow with the month.
 * For simulated months: decides every undecided line of the scope's submitted claims and passes them. Refuses "decision-by-preparer".
 * @param streets what a street knows beyond the checks, by visit id; only lines that the checks let pass are changed by it
 * @returns how many claims were passed
 */
export async function approveClaims(
  context: Context,
  month: PlainMonth,
  streets: ReadonlyMap<string, StreetDecision> = new Map(),
): Promise<number> {
  return inTransaction(context, async (unit) => {
    const claims = (await listClaims(unit, month)).filter((claim) => claim.state === "submitted");
    requireOther(claims, context.actor);
    const ids = claims.map((claim) => claim.id);
    let lines = 0;
    for (const piece of piecesOf(ids, CLAIMS_AT_ONCE)) {
      const proposals = proposalsFor(await listUndecidedLines(unit, piece, [...streets.keys()]), streets);
      await storeProposals(unit, context.actor, proposals);
      lines += proposals.length;
    }
    const clean = { decision: "approve", decidedBy: context.actor, decidedAt: asDate(unit.now) };
    lines += await approveAcceptedLines(unit, ids, clean);
    await updateClaims(unit, ids, {
      state: changeClaim("submitted", "approve"),
      approvedBy: context.actor,
      approvedAt: asDate(unit.now),
    });
    await insertAuditEvent(unit, context.actor, {
      chain: "money",
      action: "claim.approve",
      subjectType: "month",
      subjectId: month,
      facts: { claims: claims.length, lines },
    });
    return claims.length;
  });
}
