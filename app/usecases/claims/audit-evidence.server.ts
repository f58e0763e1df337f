/** The version of a line's evidence: a digest that changes whenever anything that the auditor reads about it changes. */
import { canonicalJson } from "#app/domain/audit/canonical-bytes.ts";
import type { ShownAs } from "#app/domain/claims/workbench-decision.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { readAuditLine, type AuditLineRow } from "#db/queries/audit-lines.ts";
import { readVisitFile, type VisitFile } from "#db/queries/visit-file.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { listCorrections } from "#db/repositories/corrections.ts";
import { insertEvidenceShown, wasShown, type Seen } from "#db/repositories/line-decisions.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import type { StoredFailure } from "./prepare-claims.server.ts";

export type AuditedVisit = { readonly row: AuditLineRow; readonly file: VisitFile; readonly digest: string };

/** SHA-256, 64 hexadecimal digits. */
export function evidenceDigestOf({ line }: Pick<AuditLineRow, "line">, file: VisitFile): string {
  const text = (at: Date | null) => at?.toISOString() ?? null;
  return sha256Hex(
    canonicalJson({
      visitNo: file.visit.visitNo,
      evidence: file.visit.evidenceDigest,
      approval: file.visit.approvalState,
      span: [text(file.visit.effectiveIn), text(file.visit.effectiveOut)],
      findings: file.findings.map(({ id, state }) => [id, state]),
      ...(file.objections.length > 0 && {
        objections: file.objections.map(({ findingId, at }) => [findingId, text(at)]),
      }),
      events: file.events.map(({ eventId }) => eventId),
      line: [line.outcome, line.askedFen.toString(), ...(line.failures as StoredFailure[]).map(({ code }) => code)],
    }),
  );
}

/** Refuses "not-found" for a visit without a line that the scope reaches. */
export async function loadAudited(unit: Unit, visitNo: string): Promise<AuditedVisit> {
  const row = await readAuditLine(unit, visitNo);
  const file = row === null ? null : await readVisitFile(unit, visitNo);
  if (row === null || file === null) throw new Refusal("not-found");
  return { row, file, digest: evidenceDigestOf(row, file) };
}

/** Refuses "evidence-not-shown" unless this person had this version on the screen: the line's own evidence, or the list that it is decided in. */
export async function requireShown(
  unit: Unit,
  actor: string,
  { row, digest }: AuditedVisit,
  shownAs: ShownAs,
): Promise<void> {
  const seen = { lineId: row.line.id, person: actor, digest, shownAs };
  if (!(await wasShown(unit, seen))) throw new Refusal("evidence-not-shown");
}

/** Who asked for a change of the visit's record does not judge what came of it: refuses "decision-by-requester". */
export async function requireNotRequester(unit: Unit, visitId: string, actor: string): Promise<void> {
  if ((await listCorrections(unit, visitId)).some(({ requestedBy }) => requestedBy === actor))
    throw new Refusal("decision-by-requester");
}

/** The row that says so, of now. */
export function shownRow(unit: Unit, { lineId, person, digest, shownAs }: Seen) {
  return {
    id: unit.newId(),
    claimLineId: lineId,
    evidenceDigest: digest,
    shownTo: person,
    shownAs,
    shownAt: asDate(unit.now),
  };
}

/**
 * Writes down that this person has this version of the line's own evidence on the screen; the same one again adds nothing.
 * @param drawn the digest of what was drawn, which may be older than what is stored now
 * Refuses "not-found" and "evidence-changed" when something changed since it was drawn.
 */
export async function recordEvidenceShown(context: Context, visitNo: string, drawn: string): Promise<void> {
  await inTransaction(context, async (unit) => {
    const { row, digest } = await loadAudited(unit, visitNo);
    if (digest !== drawn) throw new Refusal("evidence-changed");
    const seen = { lineId: row.line.id, person: context.actor, digest, shownAs: "line" } as const;
    if (await wasShown(unit, seen)) return;
    await insertEvidenceShown(unit, [shownRow(unit, seen)]);
    await insertAuditEvent(unit, context.actor, {
      chain: "money",
      action: "claim-line.show-evidence",
      subjectType: "claim-line",
      subjectId: row.line.id,
      facts: { visitNo, digest },
    });
  });
}
