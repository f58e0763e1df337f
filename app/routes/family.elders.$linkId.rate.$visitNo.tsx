import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { FamilyRate } from "#app/components/family-rate.tsx";
import { FamilyShell } from "#app/components/family-shell.tsx";
import { Notice } from "#app/components/notice.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useWords } from "#app/components/words-context.tsx";
import { isRefusal } from "#app/domain/refusal.ts";
import { RATING_GRADES, RATING_REMARKS, readRemarks } from "#app/domain/visits/elder-rating.ts";
import { familyActWords } from "#app/messages/family-acts.ts";
import { answerAsFamily, rateAsFamily } from "#app/usecases/family/answer-as-family.server.ts";
import { showFamilyVisit } from "#app/usecases/family/show-family-visits.server.ts";
import { familyElderOf, memberIdOf } from "#app/web/family-elder.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";

export const meta = pageTitle(familyActWords, ({ words }) => words.rate);

export const loader = guarded({ action: "family.use" }, async (given) => {
  const family = await familyElderOf(given, "results");
  const shown = await showFamilyVisit(family, given.params["visitNo"] ?? "");
  return { own: `/family/elders/${family.elder.linkId}`, name: family.elder.name, ...shown };
});

const form = z.strictObject({
  answer: z.enum(["came", "nobody", "unsure"]).optional(),
  grade: z.enum(RATING_GRADES).optional(),
  remark: z.array(z.enum(RATING_REMARKS)),
});

export const action = guarded({ action: "family.use" }, async (given) => {
  const family = await familyElderOf(given, "results");
  const own = `/family/elders/${family.elder.linkId}`;
  const visitNo = given.params["visitNo"] ?? "";
  const { value } = await readForm(given.request, form, ["remark"]);
  const said = { memberId: memberIdOf(given.actor), visitNo };
  if (value === null || (value.answer === undefined && value.grade === undefined))
    return redirect(`${own}/rate/${encodeURIComponent(visitNo)}`);
  try {
    const number =
      value.answer !== undefined
        ? await answerAsFamily(family, { ...said, answer: value.answer })
        : await rateAsFamily(family, {
            ...said,
            grade: value.grade ?? "satisfied",
            remarks: readRemarks(value.remark),
          });
    const thanks = new URLSearchParams({ said: number ?? "yes" });
    return redirect(`${own}?${thanks.toString()}`);
  } catch (thrown) {
    // Said already, here or by another of the family.
    if (isRefusal(thrown, "already-answered") || isRefusal(thrown, "visit-not-served")) return redirect(own);
    throw thrown;
  }
});

export default function Rate() {
  const { own, name, visit, done, asked } = useLoaderData<typeof loader>();
  const words = useWords(familyActWords);
  return (
    <FamilyShell title={`${words.rate} ${name}`} backTo={`${own}/visits`}>
      {asked?.rating === true ? <FamilyRate visit={visit} done={done} /> : <Notice>{words.rate_none}</Notice>}
    </FamilyShell>
  );
}
