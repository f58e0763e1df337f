import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { VisitCorrections } from "#app/components/visit-corrections.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { can } from "#app/domain/access/permission.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { correctionWords } from "#app/messages/corrections.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { showCorrections } from "#app/usecases/screens/show-corrections.server.ts";
import { decideCorrection } from "#app/usecases/visits/decide-correction.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";

const form = z.strictObject({
  correctionId: z.uuid(),
  decision: z.enum(["approved", "refused"]),
  note: z.string().trim().max(200),
});

export const meta = pageTitle(correctionWords, ({ words, params }) => `${words.title} ${params["visitNo"] ?? ""}`);

export const loader = guarded({ action: "visit.read" }, async ({ params, actor, context }) => ({
  ...(await showCorrections(context, params["visitNo"] ?? "")),
  mayDecide: can(actor, "correction.decide"),
}));

export const action = guarded({ action: "correction.decide" }, async ({ request, params, context, locale }) => {
  const visitNo = params["visitNo"] ?? "";
  const { value } = await readForm(request, form);
  if (value === null) throw new Response("400", { status: 400 });
  try {
    await decideCorrection(context, { ...value, visitNo, note: value.note || null });
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return { problem: refusalSentence(thrown.code, thrown.facts, locale) };
  }
  throw redirect(`/office/visits/${visitNo}?corrected=${value.decision}`);
});

export default function OfficeCorrections() {
  const { visitNo, elderName, on: _on, ...shown } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const words = useWords(correctionWords);
  return (
    <>
      <PageHeader
        title={words.title}
        status={`${elderName} · ${visitNo}`}
        trail={[{ to: `/office/visits/${visitNo}`, label: words.back }]}
      />
      {refused && (
        <Notice tone="danger" announced>
          {refused.problem}
        </Notice>
      )}
      <VisitCorrections {...shown} />
    </>
  );
}
