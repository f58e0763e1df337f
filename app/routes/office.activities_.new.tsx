import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ActivityForm } from "#app/components/activity-form.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { useRefusalProblems, type RefusedStep } from "#app/components/refusal-problem.ts";
import { useWords } from "#app/components/words-context.tsx";
import { isRefusal } from "#app/domain/refusal.ts";
import { activityWords } from "#app/messages/activities.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { createActivity, listActivityStreets } from "#app/usecases/activities/manage-activity.server.ts";
import { readActivityForm } from "#app/web/activity-forms.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(activityWords, ({ words }) => words.create_title);

export const loader = guarded({ action: "activity.manage" }, async ({ context }) => ({
  streets: await listActivityStreets(context),
}));

export const action = guarded({ action: "activity.manage" }, async ({ request, context }) => {
  try {
    const id = await createActivity(context, readActivityForm(await request.formData()));
    return redirect(`/office/activities/${id}`);
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts as SentenceFacts } } satisfies RefusedStep;
  }
});

export default function NewActivity() {
  const { streets } = useLoaderData<typeof loader>();
  const words = useWords(activityWords);
  const problems = useRefusalProblems(useActionData<typeof action>());
  return (
    <>
      <PageHeader title={words.create_title} trail={[{ to: "/office/activities", label: words.back }]} />
      <ErrorSummary problems={problems} />
      <Panel>
        <ActivityForm streets={streets} send={words.create_send} />
      </Panel>
    </>
  );
}
