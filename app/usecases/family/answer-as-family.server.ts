/**
 * A member of the family says whether a visit took place and how it was: the family's own word, which counts as a person proof (decision 10),
 * by the same steps as the elder's at a kiosk.
 */
import type { RatingGrade, RatingRemark } from "#app/domain/visits/elder-rating.ts";
import { answerWhetherServed, rateVisit } from "../kiosk/rate-visit.server.ts";
import type { FamilyContext } from "./family-context.server.ts";

type Said = { readonly memberId: string; readonly visitNo: string };

/** @returns the number of the task that it made, null for none. Refuses as at a kiosk. */
export async function answerAsFamily(
  { elderId, within }: FamilyContext,
  { memberId, visitNo, answer }: Said & { readonly answer: "came" | "nobody" | "unsure" },
): Promise<string | null> {
  return answerWhetherServed(within("results"), { elderId, visitNo, device: memberId, side: "family", answer });
}

/** @returns the number of the task that it made, null for none. Refuses as at a kiosk. */
export async function rateAsFamily(
  { elderId, within }: FamilyContext,
  {
    memberId,
    visitNo,
    grade,
    remarks,
  }: Said & { readonly grade: RatingGrade; readonly remarks: readonly RatingRemark[] },
): Promise<string | null> {
  return rateVisit(within("results"), { elderId, visitNo, device: memberId, side: "family", grade, remarks });
}
