import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { FamilyProposal } from "#app/components/family-proposal.tsx";
import { FamilyShell } from "#app/components/family-shell.tsx";
import { Notice } from "#app/components/notice.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useWords } from "#app/components/words-context.tsx";
import { isRefusal } from "#app/domain/refusal.ts";
import { familyActWords } from "#app/messages/family-acts.ts";
import { answerOwnProposal, showOwnProposal } from "#app/usecases/kiosk/answer-own-proposal.server.ts";
import { familyElderOf } from "#app/web/family-elder.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";

export const meta = pageTitle(familyActWords, ({ words }) => words.proposal_title);

export const loader = guarded({ action: "family.use" }, async (given) => {
  const { context, elderId, elder } = await familyElderOf(given, "book");
  const shown = await showOwnProposal(context, elderId, given.params["visitNo"] ?? "");
  return { ...shown, own: `/family/elders/${elder.linkId}` };
});

const form = z.strictObject({ choice: z.union([z.literal("none"), z.coerce.number().int().min(0).max(20)]) });

export const action = guarded({ action: "family.use" }, async (given) => {
  const { context, elderId, elder } = await familyElderOf(given, "book");
  const own = `/family/elders/${elder.linkId}`;
  const { value } = await readForm(given.request, form);
  if (value === null) return redirect(own);
  const choice = value.choice === "none" ? null : value.choice;
  try {
    const visitNo = given.params["visitNo"] ?? "";
    const state = await answerOwnProposal(context, { elderId, visitNo, choice, agreedBy: "family" });
    if (state === "impossible") return { gone: true };
    return redirect(`${own}?proposal=${state}`);
  } catch (thrown) {
    // Answered at the kiosk meanwhile, or lapsed.
    if (isRefusal(thrown, "proposal-not-open")) return redirect(own);
    throw thrown;
  }
});

export default function Proposal() {
  const { own, name, planned, alternatives } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useWords(familyActWords);
  return (
    <FamilyShell title={`${words.proposal_title} ${name}`} backTo={own}>
      {answer && (
        <Notice tone="danger" announced>
          {words.proposal_gone}
        </Notice>
      )}
      <FamilyProposal planned={planned} alternatives={alternatives} />
    </FamilyShell>
  );
}
