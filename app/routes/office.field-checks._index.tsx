import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Coverage, DrawChecks, FieldCheckList } from "#app/components/field-check-list.tsx";
import { Stack } from "#app/components/layout.tsx";
import { MonthSwitch } from "#app/components/month-switch.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useRefusalProblems, type RefusedStep } from "#app/components/refusal-problem.ts";
import { useWords } from "#app/components/words-context.tsx";
import { can } from "#app/domain/access/permission.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { followUpWords } from "#app/messages/follow-ups.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { drawMonthChecks } from "#app/usecases/field-checks/draw-checks.server.ts";
import { showFieldChecks } from "#app/usecases/field-checks/show-checks.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { chosenMonth } from "#app/web/month-choice.ts";

export const meta = pageTitle(followUpWords, ({ words }) => words.checks_title);

export const loader = guarded({ action: "field-check.read" }, async ({ request, context, actor }) => ({
  ...(await showFieldChecks(context, chosenMonth(request, context.now))),
  mayDraw: can(actor, "field-check.draw"),
  mayRecord: can(actor, "field-check.record"),
  isSaved: new URL(request.url).searchParams.has("saved"),
}));

export const action = guarded({ action: "field-check.draw" }, async ({ request, context }) => {
  const month = chosenMonth(request, context.now);
  try {
    await drawMonthChecks(context, month);
    return redirect(`/office/field-checks?month=${month}`);
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts as SentenceFacts } } satisfies RefusedStep;
  }
});

export default function FieldChecks() {
  const shown = useLoaderData<typeof loader>();
  const words = useWords(followUpWords);
  const problems = useRefusalProblems(useActionData<typeof action>());
  return (
    <>
      <PageHeader title={words.checks_title} status={words.checks_status(shown.done, shown.drawn)} />
      <MonthSwitch month={shown.month} />
      <ErrorSummary problems={problems} />
      <Stack>
        {shown.isSaved && (
          <Notice tone="success" announced>
            {words.check_saved}
          </Notice>
        )}
        {shown.draw !== null && (
          <Coverage draw={shown.draw} done={shown.done} drawn={shown.drawn} ratioPercent={shown.ratioPercent} />
        )}
        {shown.draw === null && shown.mayDraw && <DrawChecks ratioPercent={shown.ratioPercent} />}
        <FieldCheckList rows={shown.rows} mayRecord={shown.mayRecord} />
      </Stack>
    </>
  );
}
