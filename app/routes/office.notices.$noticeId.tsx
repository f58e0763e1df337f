import { redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { DefinitionList } from "#app/components/definition-list.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Field } from "#app/components/field.tsx";
import { Row, Stack } from "#app/components/layout.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { NoticeForm, NoticeStateTag } from "#app/components/public-notice-parts.tsx";
import { useRefusalProblems, type RefusedStep } from "#app/components/refusal-problem.ts";
import { SubmitButton } from "#app/components/submit-button.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { isRefusal } from "#app/domain/refusal.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { publicNoticeWords } from "#app/messages/public-notices.ts";
import { listActivityStreets } from "#app/usecases/activities/manage-activity.server.ts";
import {
  changeNotice,
  publishNotice,
  showOwnNotice,
  withdrawNotice,
} from "#app/usecases/public-notices/manage-notice.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { readNoticeForm } from "#app/web/notice-forms.server.ts";

export const meta = pageTitle(publicNoticeWords, ({ words }) => words.title);

export const loader = guarded({ action: "public-notice.read" }, async ({ params, context }) => ({
  notice: await showOwnNotice(context, params["noticeId"] ?? ""),
  streets: await listActivityStreets(context),
  isDistrict: context.scope.streets === "all",
}));

export const action = guarded({ action: "public-notice.manage" }, async ({ request, params, context }) => {
  const id = params["noticeId"] ?? "";
  const form = await request.formData();
  const [go, reason] = [form.get("go"), form.get("reason")];
  try {
    if (go === "publish") await publishNotice(context, id);
    else if (go === "withdraw") await withdrawNotice(context, id, typeof reason === "string" ? reason : "");
    else await changeNotice(context, id, readNoticeForm(form));
    return redirect(`/office/notices/${id}`);
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts as SentenceFacts } } satisfies RefusedStep;
  }
});

function Publish() {
  const words = useWords(publicNoticeWords);
  return (
    <Panel title={words.publish} note={words.publish_note}>
      <Form method="post">
        <SubmitButton name="go" value="publish">
          {words.publish_send}
        </SubmitButton>
      </Form>
    </Panel>
  );
}

function Withdraw() {
  const words = useWords(publicNoticeWords);
  return (
    <Panel title={words.withdraw}>
      <Form method="post">
        <Row>
          <Field kind="text" name="reason" label={words.reason} maxLength={60} required />
          <SubmitButton kind="danger" name="go" value="withdraw">
            {words.withdraw_send}
          </SubmitButton>
        </Row>
      </Form>
    </Panel>
  );
}

export default function NoticeFile() {
  const { notice, ...area } = useLoaderData<typeof loader>();
  const words = useWords(publicNoticeWords);
  const problems = useRefusalProblems(useActionData<typeof action>());
  return (
    <>
      <PageHeader
        title={notice.title}
        marks={<NoticeStateTag notice={notice} />}
        {...(notice.withdrawnFor !== null && { status: notice.withdrawnFor })}
        trail={[{ to: "/office/notices", label: words.back }]}
      />
      <ErrorSummary problems={problems} />
      <Stack>
        {notice.state === "draft" ? (
          <>
            <Publish />
            <Panel title={words.edit}>
              <NoticeForm {...area} notice={notice} send={words.change_send} />
            </Panel>
          </>
        ) : (
          <Panel title={words.edit}>
            <DefinitionList
              items={[
                { term: words.plain, value: notice.plain },
                { term: words.body, value: notice.body },
                { term: words.valid_from, value: notice.validFrom },
                { term: words.valid_to, value: notice.validTo ?? words.no_end },
              ]}
            />
          </Panel>
        )}
        {notice.state === "published" && <Withdraw />}
      </Stack>
    </>
  );
}
