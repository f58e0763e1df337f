import { redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { ActivityForm } from "#app/components/activity-form.tsx";
import { ActivityMarks, ParticipantList } from "#app/components/activity-lists.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Field } from "#app/components/field.tsx";
import { Row, Stack } from "#app/components/layout.tsx";
import { LinkButton } from "#app/components/link-button.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { useRefusalProblems, type RefusedStep } from "#app/components/refusal-problem.ts";
import { SubmitButton } from "#app/components/submit-button.tsx";
import { TimeText } from "#app/components/time-text.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { can } from "#app/domain/access/permission.ts";
import { fen } from "#app/domain/money/fen.ts";
import { cellYuanText } from "#app/domain/money/yuan-text.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { instant, localTimeOf } from "#app/domain/time/instant.ts";
import { clockText } from "#app/domain/time/time-window.ts";
import { activityWords } from "#app/messages/activities.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { listActivityStreets } from "#app/usecases/activities/manage-activity.server.ts";
import { showActivity } from "#app/usecases/activities/show-activities.server.ts";
import { takeActivityForm } from "#app/web/activity-steps.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(activityWords, ({ words }) => words.title);

export const loader = guarded({ action: "activity.read" }, async ({ params, context, actor }) => {
  const shown = await showActivity(context, params["activityId"] ?? "");
  const { activity } = shown;
  const ends = localTimeOf(instant(activity.endsAt));
  return {
    ...shown,
    streets: await listActivityStreets(context),
    mayManage: can(actor, "activity.manage") && activity.state === "open" && instant(activity.endsAt) > context.now,
    values: {
      ...activity,
      on: activity.date,
      from: clockText(activity.minute),
      to: clockText(ends.minute),
      fee: cellYuanText(fen(BigInt(activity.feeFen))),
    },
  };
});

export const action = guarded({ action: "activity.manage" }, async (given) => {
  const address = `/office/activities/${given.params["activityId"] ?? ""}`;
  try {
    await takeActivityForm(given);
    return redirect(address);
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts as SentenceFacts } } satisfies RefusedStep;
  }
});

function AddPerson() {
  const words = useWords(activityWords);
  return (
    <Form method="post">
      <Row>
        <Field kind="text" name="elderNo" label={words.elder_no} width="short" maxLength={20} required />
        <SubmitButton kind="secondary" name="go" value="add">
          {words.add_send}
        </SubmitButton>
      </Row>
    </Form>
  );
}

function Cancel() {
  const words = useWords(activityWords);
  return (
    <Form method="post">
      <Row>
        <Field kind="text" name="reason" label={words.cancel_reason} maxLength={40} required />
        <SubmitButton kind="danger" name="go" value="cancel">
          {words.cancel_send}
        </SubmitButton>
      </Row>
    </Form>
  );
}

export default function ActivityFile() {
  const { activity, participants, mayCheckIn, mayManage, streets, values } = useLoaderData<typeof loader>();
  const words = useWords(activityWords);
  const problems = useRefusalProblems(useActionData<typeof action>());
  return (
    <>
      <PageHeader
        title={activity.title}
        marks={<ActivityMarks activity={activity} />}
        status={
          <>
            <TimeText at={activity.startsAt} /> · {activity.place} ·{" "}
            {words.capacity_text(activity.joined, activity.capacity)}
            {activity.cancelledFor !== null && ` · ${activity.cancelledFor}`}
          </>
        }
        trail={[{ to: "/office/activities", label: words.back }]}
        actions={
          <LinkButton to={`/office/activities/${activity.id}/list`} kind="secondary" icon="download" download>
            {words.export}
          </LinkButton>
        }
      />
      <ErrorSummary problems={problems} />
      <Stack>
        <Panel title={words.list} flush>
          <ParticipantList rows={participants} mayCheckIn={mayManage && mayCheckIn} mayLeave={mayManage} />
        </Panel>
        {mayManage && (
          <>
            <Panel title={words.add}>
              <AddPerson />
            </Panel>
            <Panel title={words.change}>
              <ActivityForm streets={streets} values={values} send={words.change_send} />
            </Panel>
            <Panel title={words.cancel}>
              <Cancel />
            </Panel>
          </>
        )}
      </Stack>
    </>
  );
}
