import { Form, useActionData, useLoaderData } from "@remix-run/react";
import {
  AlertClose,
  AlertContacts,
  AlertFacts,
  AlertHistory,
  AlertLadder,
  AlertScript,
  AlertSecond,
  AlertSend,
  AlertSteps,
  useAlertTitle,
} from "#app/components/alert-case.tsx";
import { AlertLevelTag, AlertMarks } from "#app/components/alert-desk.tsx";
import { AgeTimer } from "#app/components/age-timer.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Row, Split } from "#app/components/layout.tsx";
import { LiveDesk } from "#app/components/live-desk.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { useRefusalProblems } from "#app/components/refusal-problem.ts";
import { SubmitButton } from "#app/components/submit-button.tsx";
import { Tag } from "#app/components/tag.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { can } from "#app/domain/access/permission.ts";
import { alertStateWord } from "#app/messages/alert-codes.ts";
import { alertWords } from "#app/messages/alerts.ts";
import { showAlert } from "#app/usecases/alerts/show-alerts.server.ts";
import { alertNoOf, takeAlertForm } from "#app/web/alert-forms.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(alertWords, ({ words }) => words.title);

export const loader = guarded({ action: "alert.read" }, async ({ params, context, services, actor }) => ({
  ...(await showAlert(context, services.crypto, alertNoOf(params["alertNo"]))),
  mayHandle: can(actor, "alert.handle"),
  mayBeSecond: can(actor, "alert.second"),
}));

export const action = guarded({ action: "alert.second" }, async (given) => takeAlertForm(given));

export default function AlertPage() {
  const shown = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useWords(alertWords);
  const locale = useLocale();
  const problems = useRefusalProblems(answer);
  const title = useAlertTitle(shown);
  const handles = shown.mayHandle && shown.state === "taken";
  const takes = shown.mayHandle && (shown.state === "open" || (shown.state === "taken" && !shown.isMine));
  return (
    <>
      <PageHeader title={title} trail={[{ to: "/office/alerts", label: words.title }]} />
      <ErrorSummary problems={problems} />
      <Row>
        <AlertLevelTag level={shown.level} />
        <AlertMarks row={shown} />
        <Tag tone={shown.state === "open" ? "danger" : "info"}>{alertStateWord(shown.state, locale)}</Tag>
        <AgeTimer seconds={shown.ageSeconds} />
        {takes && (
          <Form method="post">
            <SubmitButton
              name="intent"
              value={shown.state === "open" ? "take" : "take_over"}
              pendingWord={words.taking}
            >
              {shown.state === "open" ? words.take : words.take_over}
            </SubmitButton>
          </Form>
        )}
      </Row>
      <LiveDesk
        streamUrl="/office/alerts/stream"
        version={shown.version}
        waiting={0}
        to={`/office/alerts/${shown.alertNo}`}
      />
      <Split
        main={
          <>
            <AlertFacts alert={shown} />
            {handles && <AlertSteps alert={shown} />}
            {handles && <AlertSend alert={shown} />}
            {handles && <AlertClose />}
            {shown.state === "awaiting_second" && <AlertSecond alert={shown} maySecond={shown.mayBeSecond} />}
            <AlertHistory alert={shown} />
          </>
        }
        side={
          <>
            <AlertScript kind={shown.kind} />
            <AlertContacts alert={shown} />
            {shown.steps.length > 0 ? <AlertLadder alert={shown} /> : null}
            {shown.sent.length > 0 && (
              <Panel title={words.send_title}>
                {shown.sent.map((one) => (
                  <p key={one.sentAt}>
                    {one.name} {one.distanceM === null ? "" : words.distance(one.distanceM)}
                  </p>
                ))}
              </Panel>
            )}
          </>
        }
      />
    </>
  );
}
