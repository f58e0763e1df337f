/** One elder's file for the office, personal fields masked. */
import { maskName } from "#app/domain/access/masking.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { instant, isoText } from "#app/domain/time/instant.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { readElderFile } from "#db/queries/elder-file.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { showVisits } from "./show-visits.server.ts";

/** Refuses "not-found" for an elder outside the scope. */
export async function showElder(context: Context, elderNo: string, month: PlainMonth) {
  const found = await inTransaction(context, (unit) => readElderFile(unit, elderNo, month));
  if (found === null) throw new Refusal("not-found");
  const visits = await showVisits(context, { month, state: "", day: null, elderNo, page: 1 });
  const { elder, eligibility } = found;
  return {
    elderNo,
    name: maskName(elder.name),
    sex: elder.sex,
    community: elder.community,
    streetZh: found.streetZh,
    streetEn: found.streetEn,
    verdict: eligibility?.verdict ?? null,
    reasons: ((eligibility?.reasons ?? []) as { code: string }[]).map((reason) => reason.code),
    assistance: found.assistance.map(({ id, kind, fromOn, toOn }) => ({ id, kind, fromOn, toOn })),
    assessments: found.assessments.map(({ id, grade, assessedOn, validUntil }) => ({
      id,
      grade,
      assessedOn,
      validUntil,
    })),
    revisions: found.revisions.map(({ version, by, at }) => ({ version, by, at: isoText(instant(at)) })),
    visits: visits.rows,
  };
}
