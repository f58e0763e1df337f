import { redirect, type HeadersFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { SaidBefore } from "#app/components/answer-fields.tsx";
import { CallScreen } from "#app/components/call-screen.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useRefusalProblems, type RefusedStep } from "#app/components/refusal-problem.ts";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { isConnection } from "#app/domain/call-backs/connection.ts";
import type { AnswerProblem } from "#app/domain/call-backs/questionnaire.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { answerProblemWord, questionWord } from "#app/messages/call-answers.ts";
import { callBackWords } from "#app/messages/call-backs.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { takeNextCall } from "#app/usecases/call-backs/lease-call.server.ts";
import { recordAttempt, releaseCall } from "#app/usecases/call-backs/record-attempt.server.ts";
import { showCall } from "#app/usecases/call-backs/show-calls.server.ts";
import { answersIn, localTimeIn, textIn } from "#app/web/call-forms.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(callBackWords, ({ words }) => words.calls_title);

/** A number is kept by no cache, not even the browser's own. */
export const headers: HeadersFunction = () => ({ "Cache-Control": "no-store" });

export const loader = guarded({ action: "call.make" }, async ({ params, context, services }) => {
  try {
    return await showCall(context, services.crypto, params["callId"] ?? "");
  } catch (thrown) {
    // Its time has run out, or it was put back: the list says what may be called now.
    if (isRefusal(thrown, "call-not-taken")) throw redirect("/office/calls");
    throw thrown;
  }
});

const refused = (code: string, facts: SentenceFacts = {}): RefusedStep => ({ problem: { code, facts } });

export const action = guarded({ action: "call.make" }, async ({ request, params, context, services, actor }) => {
  const callId = params["callId"] ?? "";
  const form = await request.formData();
  const intent = textIn(form, "intent");
  const connection = textIn(form, "connection");
  const wanted = textIn(form, "appointment").trim().replace(" ", "T");
  const appointmentAt = wanted === "" ? null : localTimeIn(wanted);
  try {
    if (intent === "release") {
      await releaseCall(context, callId);
      return redirect("/office/calls");
    }
    if (!isConnection(connection)) return refused("call-answers-missing");
    if (wanted !== "" && appointmentAt === null) return refused("appointment-in-past");
    const recorded = { callId, connection, appointmentAt, note: textIn(form, "note"), given: answersIn(form) };
    const answer = await recordAttempt(context, services.crypto, recorded);
    if (!answer.recorded) return { problems: answer.problems, before: recorded.given };
    const said = `recorded=${answer.followUps.join(",")}`;
    if (intent !== "next") return redirect(`/office/calls?${said}`);
    const next = await takeNextCall(context, { employedBy: actor.kind === "staff" ? actor.providerId : null });
    return redirect(next === null ? `/office/calls?none&${said}` : `/office/calls/${next}`);
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return refused(thrown.code, thrown.facts as SentenceFacts);
  }
});

export default function Call() {
  const call = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as
    RefusedStep | { problems: readonly AnswerProblem[]; before: SaidBefore } | undefined;
  const words = useWords(callBackWords);
  const locale = useLocale();
  const missing = answer !== undefined && "problems" in answer ? answer.problems : [];
  const refusals = useRefusalProblems(answer);
  return (
    <>
      <PageHeader
        title={words.call_title(call.elder.name)}
        status={words.call_status(call.batchNo, call.position)}
        trail={[{ to: "/office/calls", label: words.calls_title }]}
      />
      <ErrorSummary
        problems={[
          ...refusals,
          ...missing.map(({ key, code }) => ({
            fieldId: key,
            message: `${questionWord(key, locale)}：${answerProblemWord(code, locale)}`,
          })),
        ]}
      />
      <CallScreen
        key={call.id}
        call={call}
        problems={missing}
        before={answer !== undefined && "before" in answer ? answer.before : null}
      />
    </>
  );
}
