import { redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { FinishedCalls, OpenCalls } from "#app/components/call-list.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Stack } from "#app/components/layout.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useRefusalProblems, type RefusedStep } from "#app/components/refusal-problem.ts";
import { SubmitButton } from "#app/components/submit-button.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import type { Actor } from "#app/domain/access/actor.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { followUpWord } from "#app/messages/call-answers.ts";
import { callBackWords } from "#app/messages/call-backs.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { takeCall, takeNextCall } from "#app/usecases/call-backs/lease-call.server.ts";
import { showOperatorCalls } from "#app/usecases/call-backs/show-calls.server.ts";
import { textIn } from "#app/web/call-forms.server.ts";
import { guarded } from "#app/web/guard.server.ts";

const operatorOf = (actor: Actor) => ({ employedBy: actor.kind === "staff" ? actor.providerId : null });

export const meta = pageTitle(callBackWords, ({ words }) => words.calls_title);

export const loader = guarded({ action: "call.make" }, async ({ request, context }) => {
  const asked = new URL(request.url).searchParams;
  return {
    ...(await showOperatorCalls(context)),
    recorded: asked.get("recorded"),
    isEmpty: asked.has("none"),
  };
});

/** "next" takes what comes next, "take" one that the operator chose. */
export const action = guarded({ action: "call.make" }, async ({ request, context, actor }) => {
  const form = await request.formData();
  try {
    if (textIn(form, "intent") === "take") {
      const call = textIn(form, "call");
      await takeCall(context, call, operatorOf(actor));
      return redirect(`/office/calls/${call}`);
    }
    const next = await takeNextCall(context, operatorOf(actor));
    return redirect(next === null ? "/office/calls?none" : `/office/calls/${next}`);
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts as SentenceFacts } } satisfies RefusedStep;
  }
});

export default function Calls() {
  const { counts, open, done, now, recorded, isEmpty } = useLoaderData<typeof loader>();
  const words = useWords(callBackWords);
  const locale = useLocale();
  const problems = useRefusalProblems(useActionData<typeof action>());
  const kinds = (recorded ?? "").split(",").filter((kind) => kind !== "");
  return (
    <>
      <PageHeader title={words.calls_title} status={words.calls_status(counts.now, counts.open)} />
      <ErrorSummary problems={problems} />
      <Stack>
        {recorded !== null && (
          <Notice tone="success" announced>
            {kinds.length === 0
              ? words.saved
              : words.saved_with(kinds.map((kind) => followUpWord(kind, locale)).join(locale === "en" ? ", " : "、"))}
          </Notice>
        )}
        {isEmpty && <Notice announced>{counts.open === 0 ? words.nothing : words.nothing_now}</Notice>}
        {counts.now > 0 && (
          <Form method="post">
            <SubmitButton name="intent" value="next" icon="phone-call">
              {words.next}
            </SubmitButton>
          </Form>
        )}
        <OpenCalls rows={open} now={now} />
        <FinishedCalls rows={done} />
      </Stack>
    </>
  );
}
