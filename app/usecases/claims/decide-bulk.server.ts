/**
 * One decision for a list of lines of one rule. The claims are locked before the list is read again, so that of two people who decide
 * overlapping lists one finds the other's decisions and is told that the list has changed: no line is decided twice.
 */
import { requireSameList, whySecondPerson, type BulkDecision } from "#app/domain/claims/bulk-decision.ts";
import { finalAfter, resolutionOf } from "#app/domain/claims/workbench-decision.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { listAuditLines } from "#db/queries/audit-lines.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { insertLineDecisions, lockBulkOf } from "#db/repositories/line-decisions.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { requireNotRequester, requireShown } from "./audit-evidence.server.ts";
import { earlierToday, loadBulk, type BulkQuestion, type LoadedBulk } from "./bulk-lines.server.ts";
import { reasonFor } from "./decide-audit-line.server.ts";
import { lockSubmittedClaimById } from "./open-claim.server.ts";

export type BulkRequest = BulkQuestion & {
  readonly decision: BulkDecision;
  /** The list that was on the screen. */
  readonly listDigest: string;
  readonly reason: string;
  readonly note: string | null;
};

/** Locks the claims of every line that waits, always in the same order. */
async function lockClaims(unit: Unit, actor: string, visitNos: ReadonlySet<string>): Promise<void> {
  const claims = (await listAuditLines(unit))
    .filter((row) => visitNos.has(row.visit.visitNo))
    .map((row) => row.claim.id);
  for (const id of [...new Set(claims)].sort()) await lockSubmittedClaimById(unit, id, actor);
}

/** Fen before this step, and whether its sum or that of the day asks for a second person. Other steps of this person wait until it ends. */
async function secondOf(unit: Unit, actor: string, bulk: LoadedBulk, { rule, decision }: BulkRequest) {
  await lockBulkOf(unit, actor);
  const earlierFen = (await earlierToday(unit, actor, rule)).get(decision) ?? 0n;
  return { earlierFen, why: whySecondPerson({ listFen: bulk.sumFen, earlierFen }, bulk.limitFen) };
}

async function decisionsOf(unit: Unit, actor: string, bulk: LoadedBulk, request: BulkRequest) {
  const { decision, note } = request;
  const second = await secondOf(unit, actor, bulk, request);
  const bulkId = unit.newId();
  const rows = [];
  for (const { audited, row } of bulk.taken) {
    await requireNotRequester(unit, row.visit.id, actor);
    await requireShown(unit, actor, audited, "list");
    rows.push({
      id: unit.newId(),
      claimLineId: row.line.id,
      decision,
      reason: reasonFor(audited, { ...request, adjustedFen: null }, actor),
      resolution: resolutionOf(decision),
      note,
      adjustedFen: null,
      evidenceDigest: audited.digest,
      decidedBy: actor,
      decidedAt: asDate(unit.now),
      finalAfter: asDate(finalAfter(unit.now)),
      bulkId,
      bulkRule: request.rule,
      secondFor: second.why === null ? null : "sum",
    });
  }
  return { bulkId, rows, second };
}

/**
 * @returns the id of the step, by which it is taken back or signed as a whole, and how many lines it decides
 * Refuses "bulk-empty", "preview-changed", "evidence-not-shown", and for each line what a single decision refuses.
 */
export async function decideBulk(
  context: Context,
  request: BulkRequest,
): Promise<{ readonly bulkId: string; readonly lines: number }> {
  return inTransaction(context, async (unit) => {
    const before = await loadBulk(unit, request);
    requireSameList(before.taken, { now: before.listDigest, shown: request.listDigest });
    await lockClaims(unit, context.actor, new Set(before.taken.map((line) => line.visitNo)));
    const bulk = await loadBulk(unit, request);
    requireSameList(bulk.taken, { now: bulk.listDigest, shown: request.listDigest });
    const { bulkId, rows, second } = await decisionsOf(unit, context.actor, bulk, request);
    await insertLineDecisions(unit, rows);
    await insertAuditEvent(unit, context.actor, {
      chain: "money",
      action: `claim-line.propose-${request.decision}`,
      subjectType: "bulk",
      subjectId: bulkId,
      facts: {
        rule: request.rule,
        reason: rows[0]?.reason ?? null,
        lines: rows.length,
        askedFen: bulk.sumFen.toString(),
        earlierFen: second.earlierFen.toString(),
        second: second.why,
        list: request.listDigest,
      },
    });
    return { bulkId, lines: rows.length };
  });
}
