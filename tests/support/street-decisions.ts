/** What a street does with the lines of a claim in a test: it looks at the evidence of a line, then decides it. */
import { sql } from "drizzle-orm";
import { loadAudited, recordEvidenceShown } from "#app/usecases/claims/audit-evidence.server.ts";
import { decideLine, type LineRequest } from "#app/usecases/claims/decide-line.server.ts";
import { inTransaction, rowsOf, type Context } from "#db/transaction.ts";

type Undecided = { readonly decision: string | null; readonly outcome: string };

/** Every check passed and nobody has decided. */
export function cleanLines<Line extends Undecided>(lines: readonly Line[]): Line[] {
  return lines.filter((line) => line.decision === null && line.outcome === "accepted");
}

/** The line's evidence comes on this person's screen. */
export async function seeEvidence(context: Context, lineId: string): Promise<void> {
  const [row] = await inTransaction(context, async (unit) =>
    rowsOf<{ no: string }>(
      await unit.orm.execute(
        sql`select v.visit_no as no from claim_line l join visit v on v.id = l.visit_id where l.id = ${lineId}`,
      ),
    ),
  );
  const visitNo = row?.no ?? "";
  const { digest } = await inTransaction(context, (unit) => loadAudited(unit, visitNo));
  await recordEvidenceShown(context, visitNo, digest);
}

/** Looks, then decides. */
export async function decideSeen(context: Context, request: LineRequest): Promise<void> {
  await seeEvidence(context, request.lineId);
  await decideLine(context, request);
}
