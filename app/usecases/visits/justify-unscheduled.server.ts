/** The provider says why a visit took place that nobody had planned, and who of the elder's side confirmed it. The street reads it before it decides. */
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, instant, isoText } from "#app/domain/time/instant.ts";
import { maskName } from "#app/domain/access/masking.ts";
import type { AgreedBy } from "#app/domain/visits/unscheduled.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { findUnscheduled, updateUnscheduled } from "#db/repositories/unscheduled.ts";
import { inTransaction, type Context } from "#db/transaction.ts";

export type Justification = { readonly visitNo: string; readonly text: string; readonly agreedBy: AgreedBy };

/** Refuses "unscheduled-needs-text", "unscheduled-not-found" and "unscheduled-justified". */
export async function justifyUnscheduled(context: Context, { visitNo, text, agreedBy }: Justification): Promise<void> {
  if (text.trim() === "") throw new Refusal("unscheduled-needs-text");
  await inTransaction(context, async (unit) => {
    const found = await findUnscheduled(unit, visitNo);
    if (found === null) throw new Refusal("unscheduled-not-found");
    if (found.said.justifiedAt !== null) throw new Refusal("unscheduled-justified");
    await updateUnscheduled(unit, found.visit.id, {
      justification: text.trim(),
      agreedBy,
      justifiedBy: context.actor,
      justifiedAt: asDate(unit.now),
    });
    await insertAuditEvent(unit, context.actor, {
      chain: "visits",
      action: "visit.justify-unscheduled",
      subjectType: "visit",
      subjectId: visitNo,
      facts: { agreedBy },
    });
  });
}

/** What was said about an unplanned visit; null for a visit that was planned. */
export async function showUnscheduled(context: Context, visitNo: string) {
  return inTransaction(context, async (unit) => {
    const found = await findUnscheduled(unit, visitNo);
    if (found === null) return null;
    const { said, workerName } = found;
    return {
      reason: said.reasonCode,
      note: said.note,
      worker: maskName(workerName),
      recordedAt: isoText(instant(said.recordedAt)),
      justification:
        said.justification === null || said.justifiedAt === null
          ? null
          : {
              text: said.justification,
              agreedBy: said.agreedBy as AgreedBy,
              by: (said.justifiedBy ?? "").replace(/^user:/, ""),
              at: isoText(instant(said.justifiedAt)),
            },
    };
  });
}
