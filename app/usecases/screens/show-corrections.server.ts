/** The corrections of one visit's times: what was asked, why, and what became of it. The elder's name masked. */
import { maskName } from "#app/domain/access/masking.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { instant, isoText, localDateOf } from "#app/domain/time/instant.ts";
import { listCorrections } from "#db/repositories/corrections.ts";
import { readVisitFile } from "#db/queries/visit-file.ts";
import { inTransaction, type Context } from "#db/transaction.ts";

const timeOf = (at: Date | null) => (at === null ? null : isoText(instant(at)));

/** Refuses "not-found" for a visit outside the scope. */
export async function showCorrections(context: Context, visitNo: string) {
  return inTransaction(context, async (unit) => {
    const file = await readVisitFile(unit, visitNo);
    if (file === null) throw new Refusal("not-found");
    const { visit } = file;
    const rows = await listCorrections(unit, visit.id);
    return {
      visitNo: visit.visitNo,
      elderName: maskName(file.elderName),
      on: localDateOf(instant(visit.plannedStart)),
      effectiveIn: timeOf(visit.effectiveIn),
      effectiveOut: timeOf(visit.effectiveOut),
      corrections: rows.map((row) => ({
        id: row.id,
        field: row.field as "check_in_at" | "check_out_at",
        oldValue: timeOf(row.oldValue),
        newValue: isoText(instant(row.newValue)),
        reason: row.reasonCode,
        memo: row.memo,
        evidence: row.evidence,
        state: row.state as "requested" | "approved" | "refused",
        requestedBy: row.requestedBy,
        decidedBy: row.decidedBy,
        note: row.decisionNote,
      })),
    };
  });
}
