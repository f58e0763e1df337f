import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { NoticeForm } from "#app/components/public-notice-parts.tsx";
import { useRefusalProblems, type RefusedStep } from "#app/components/refusal-problem.ts";
import { useWords } from "#app/components/words-context.tsx";
import { isRefusal } from "#app/domain/refusal.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { publicNoticeWords } from "#app/messages/public-notices.ts";
import { listActivityStreets } from "#app/usecases/activities/manage-activity.server.ts";
import { writeNotice } from "#app/usecases/public-notices/manage-notice.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { readNoticeForm } from "#app/web/notice-forms.server.ts";

export const meta = pageTitle(publicNoticeWords, ({ words }) => words.create);

export const loader = guarded({ action: "public-notice.manage" }, async ({ context }) => ({
  streets: await listActivityStreets(context),
  isDistrict: context.scope.streets === "all",
}));

export const action = guarded({ action: "public-notice.manage" }, async ({ request, context }) => {
  try {
    const id = await writeNotice(context, readNoticeForm(await request.formData()));
    return redirect(`/office/notices/${id}`);
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts as SentenceFacts } } satisfies RefusedStep;
  }
});

export default function NewNotice() {
  const loaded = useLoaderData<typeof loader>();
  const words = useWords(publicNoticeWords);
  const problems = useRefusalProblems(useActionData<typeof action>());
  return (
    <>
      <PageHeader title={words.create} trail={[{ to: "/office/notices", label: words.back }]} />
      <ErrorSummary problems={problems} />
      <Panel>
        <NoticeForm {...loaded} send={words.create_send} />
      </Panel>
    </>
  );
}
