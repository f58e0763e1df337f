/** Clawbacks of the scope, those that wait for a second person first. Names masked. */
import { maskName } from "#app/domain/access/masking.ts";
import type { StopKind } from "#app/domain/elders/stop-fact.ts";
import { instant, isoText } from "#app/domain/time/instant.ts";
import { listClawbacks } from "#db/queries/stopped-visits.ts";
import { inReading, type Context } from "#db/transaction.ts";

type ClawbackFacts = {
  readonly kind: StopKind;
  readonly from: string | null;
  readonly to: string | null;
  readonly note: string | null;
};

/** "user:liu" is shown as "liu". */
const personOf = (actor: string) => actor.replace(/^(?:user|demo|system):/, "");

export async function showClawbacks(context: Context) {
  const rows = await inReading(context, listClawbacks);
  return rows.map(({ clawback, ...row }) => ({
    id: clawback.id,
    findingNo: clawback.findingNo,
    visitNo: row.visitNo,
    start: isoText(instant(row.plannedStart)),
    elderNo: row.elderNo,
    elderName: maskName(row.elderName),
    provider: row.provider,
    streetZh: row.streetZh,
    streetEn: row.streetEn,
    paidMonth: clawback.paidMonth.slice(0, 7),
    paidFen: clawback.paidFen.toString(),
    ruleCode: clawback.ruleCode,
    facts: clawback.facts as ClawbackFacts,
    state: clawback.state,
    isOwn: clawback.proposedBy === context.actor,
    proposedBy: personOf(clawback.proposedBy),
    proposedAt: isoText(instant(clawback.proposedAt)),
    decidedBy: clawback.decidedBy === null ? null : personOf(clawback.decidedBy),
    note: clawback.note,
  }));
}

export type ShownClawback = Awaited<ReturnType<typeof showClawbacks>>[number];
