import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { BatchList, DrawBatch } from "#app/components/call-batches.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Stack } from "#app/components/layout.tsx";
import { MonthSwitch } from "#app/components/month-switch.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useRefusalProblems, type RefusedStep } from "#app/components/refusal-problem.ts";
import { useWords } from "#app/components/words-context.tsx";
import { can } from "#app/domain/access/permission.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { callBackWords } from "#app/messages/call-backs.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { createCallBackBatch } from "#app/usecases/call-backs/create-batch.server.ts";
import { showBatches } from "#app/usecases/call-backs/show-batches.server.ts";
import { textsIn } from "#app/web/call-forms.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { chosenMonth } from "#app/web/month-choice.ts";

export const meta = pageTitle(callBackWords, ({ words }) => words.batches_title);

export const loader = guarded({ action: "call-back.read" }, async ({ request, context, actor }) => ({
  ...(await showBatches(context, chosenMonth(request, context.now))),
  mayDraw: can(actor, "call-back.manage"),
  isStreet: context.scope.streets !== "all",
}));

export const action = guarded({ action: "call-back.manage" }, async ({ request, context, services }) => {
  const month = chosenMonth(request, context.now);
  const operators = textsIn(await request.formData(), "operators");
  try {
    return redirect(`/office/call-backs/${await createCallBackBatch(context, services.crypto, { month, operators })}`);
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts as SentenceFacts } } satisfies RefusedStep;
  }
});

export default function CallBacks() {
  const { month, hasSeed, operators, batches, mayDraw, isStreet } = useLoaderData<typeof loader>();
  const words = useWords(callBackWords);
  const problems = useRefusalProblems(useActionData<typeof action>());
  return (
    <>
      <PageHeader title={words.batches_title} status={words.batches_status(batches.length)} />
      <ErrorSummary problems={problems} />
      <Stack>
        <BatchList rows={batches} isStreet={isStreet} />
        {mayDraw && (
          <>
            <MonthSwitch month={month} />
            <DrawBatch month={month} hasSeed={hasSeed} operators={operators} />
          </>
        )}
      </Stack>
    </>
  );
}
