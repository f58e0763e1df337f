import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { AppealAnswer, AppealSaid } from "#app/components/appeal-answer.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Stack } from "#app/components/layout.tsx";
import { LinkButton } from "#app/components/link-button.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { TraceSettlement } from "#app/components/trace-books.tsx";
import { TraceClaim, TracePlan, TraceVisit } from "#app/components/trace-sources.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { roleOf } from "#app/domain/access/actor.ts";
import { can } from "#app/domain/access/permission.ts";
import { APPEAL_DECISIONS } from "#app/domain/claims/appeal.ts";
import { parseYuan } from "#app/domain/money/yuan-text.ts";
import { isRefusal, Refusal } from "#app/domain/refusal.ts";
import { appealWords } from "#app/messages/appeals.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { decideAppeal } from "#app/usecases/reconciliation/decide-appeal.server.ts";
import { showAppeal } from "#app/usecases/reconciliation/show-appeals.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";

const form = z.strictObject({
  decision: z.enum(APPEAL_DECISIONS),
  part: z.string().max(20).optional(),
  reason: z.string().max(500),
});

export const meta = pageTitle(appealWords, ({ words, params }) => `${words.title} ${params["appealNo"] ?? ""}`);

export const loader = guarded({ action: "appeal.read" }, async ({ params, context, actor }) => ({
  ...(await showAppeal(context, params["appealNo"] ?? "")),
  mayDecide: can(actor, "appeal.decide"),
  isLead: roleOf(actor) === "district_lead",
}));

export const action = guarded({ action: "appeal.decide" }, async ({ request, params, context, actor }) => {
  const { value } = await readForm(request, form);
  const appealNo = params["appealNo"] ?? "";
  try {
    if (value === null) throw new Refusal("appeal-needs-reason");
    const partFen = value.part?.trim() ? parseYuan(value.part) : null;
    const { decision, reason } = value;
    const asLead = roleOf(actor) === "district_lead";
    await decideAppeal(context, { appealNo, decision, partFen, reason, asLead });
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts as SentenceFacts } };
  }
  return redirect(`/office/appeals/${appealNo}`);
});

export default function Appeal() {
  const { appeal, documents, trace, mayDecide, isLead } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() as
    { readonly problem: { readonly code: string; readonly facts: SentenceFacts } } | undefined;
  const words = useWords(appealWords);
  const locale = useLocale();
  const problem = refused?.problem ?? null;
  return (
    <>
      <PageHeader
        title={`${words.title} ${appeal.visitNo}`}
        status={`${appeal.elderName} · ${appeal.provider} · ${appeal.month}`}
        trail={[{ to: "/office/appeals", label: words.title }]}
        actions={<LinkButton to={`/office/visits/${appeal.visitNo}`}>{words.open_visit}</LinkButton>}
      />
      <ErrorSummary
        problems={
          problem === null ? [] : [{ fieldId: "reason", message: refusalSentence(problem.code, problem.facts, locale) }]
        }
      />
      <Stack>
        <AppealSaid appeal={appeal} documents={documents} />
        <AppealAnswer appeal={appeal} mayDecide={mayDecide && (isLead || !appeal.isLate)} />
        {trace.settled !== null && <TraceSettlement settled={trace.settled} runNo={trace.books?.runNo ?? null} />}
        <TraceClaim claim={trace.claim} mayOpen />
        <TraceVisit visit={trace.visit} />
        <TracePlan plan={trace.plan} />
      </Stack>
    </>
  );
}
