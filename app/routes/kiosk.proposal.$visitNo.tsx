import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { isRefusal } from "#app/domain/refusal.ts";
import { ProposalScreen } from "#app/kiosk/proposal-screen.tsx";
import { answerOwnProposal, showOwnProposal } from "#app/usecases/kiosk/answer-own-proposal.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { elderIdOf } from "#app/web/kiosk-elder.server.ts";

const form = z.strictObject({ choice: z.enum(["0", "1", "keep"]) });

export const loader = guarded({ action: "kiosk.personal" }, async ({ request, params, actor, context }) => {
  const isTaken = new URL(request.url).searchParams.has("taken");
  return { ...(await showOwnProposal(context, elderIdOf(actor), params["visitNo"] ?? "")), isTaken };
});

export const action = guarded({ action: "kiosk.personal" }, async ({ request, params, actor, context }) => {
  const visitNo = params["visitNo"] ?? "";
  const { value } = await readForm(request, form);
  if (value === null) return redirect(`/kiosk/proposal/${visitNo}`);
  const choice = value.choice === "keep" ? null : Number(value.choice);
  try {
    const state = await answerOwnProposal(context, { elderId: elderIdOf(actor), visitNo, choice });
    if (state === "impossible") return redirect(`/kiosk/proposal/${visitNo}?taken=1`);
    return redirect(`/kiosk/booked/${visitNo}?${state === "accepted" ? "moved" : "kept"}=1`);
  } catch (thrown) {
    // Answered elsewhere or lapsed meanwhile: the schedule says how the visit stands.
    if (isRefusal(thrown, "proposal-not-open") || isRefusal(thrown, "not-found")) return redirect("/kiosk/schedule");
    throw thrown;
  }
});

export default function Proposal() {
  return <ProposalScreen {...useLoaderData<typeof loader>()} />;
}
