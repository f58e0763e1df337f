import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import * as z from "zod";
import { CorrectionForm, isCorrectionFieldProblem } from "#app/components/correction-form.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { VisitCorrections } from "#app/components/visit-corrections.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { instantAt } from "#app/domain/time/instant.ts";
import { isPlainDate } from "#app/domain/time/plain-date.ts";
import { correctionWords } from "#app/messages/corrections.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { showCorrections } from "#app/usecases/screens/show-corrections.server.ts";
import { requestCorrection } from "#app/usecases/visits/request-correction.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";

const form = z.strictObject({
  field: z.enum(["check_in_at", "check_out_at"]),
  date: z.string().max(10),
  time: z.string().max(8),
  reason: z.string().max(40),
  memo: z.string().trim().max(300),
  evidence: z.string().trim().max(120),
});

export const meta = pageTitle(correctionWords, ({ words, params }) => `${words.title} ${params["visitNo"] ?? ""}`);

export const loader = guarded({ action: "correction.request" }, ({ params, context }) =>
  showCorrections(context, params["visitNo"] ?? ""),
);

export const action = guarded({ action: "correction.request" }, async ({ request, params, context }) => {
  const visitNo = params["visitNo"] ?? "";
  const { value } = await readForm(request, form);
  if (value === null) throw new Response("400", { status: 400 });
  const { field, date, time, reason } = value;
  const clock = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  if (!isPlainDate(date) || clock === null)
    return { problem: { code: "correction-unreadable", facts: {} }, chosen: value };
  try {
    const newValue = instantAt(date, Number(clock[1]) * 60 + Number(clock[2]));
    const [memo, evidence] = [value.memo || null, value.evidence || null];
    await requestCorrection(context, { visitNo, field, newValue, reason, memo, evidence });
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts }, chosen: value };
  }
  throw redirect(`/provider/visits/${visitNo}/corrections?asked=yes`);
});

export default function ProviderCorrections() {
  const { visitNo, elderName, on, ...shown } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const [asked] = useSearchParams();
  const words = useWords(correctionWords);
  const locale = useLocale();
  const problem = refused?.problem;
  return (
    <>
      <PageHeader
        title={words.title}
        status={`${elderName} · ${visitNo}`}
        trail={[{ to: `/provider/visits/${visitNo}`, label: words.back }]}
      />
      {problem && !isCorrectionFieldProblem(problem.code) && (
        <Notice tone="danger" announced>
          {refusalSentence(problem.code, problem.facts, locale)}
        </Notice>
      )}
      {!refused && asked.get("asked") === "yes" && (
        <Notice tone="success" announced>
          {words.asked}
        </Notice>
      )}
      <VisitCorrections {...shown} mayDecide={false} />
      <Panel title={words.ask_title} note={words.ask_note}>
        <CorrectionForm key={shown.corrections.length} on={on} chosen={refused?.chosen} problem={problem} />
      </Panel>
    </>
  );
}
