import { useActionData, useLoaderData } from "@remix-run/react";
import { AlertFigureList, AlertList, BesideAlerts, DrillForm } from "#app/components/alert-desk.tsx";
import styles from "#app/components/alert-desk.module.css";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Split } from "#app/components/layout.tsx";
import { LiveDesk } from "#app/components/live-desk.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Pagination } from "#app/components/pagination.tsx";
import { useRefusalProblems } from "#app/components/refusal-problem.ts";
import { useWords } from "#app/components/words-context.tsx";
import { can } from "#app/domain/access/permission.ts";
import { alertWords } from "#app/messages/alerts.ts";
import { showAlertDesk } from "#app/usecases/alerts/show-alerts.server.ts";
import { takeDeskForm } from "#app/web/alert-forms.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(alertWords, ({ words }) => words.title);

export const loader = guarded({ action: "alert.read" }, async ({ request, context, actor }) => ({
  ...(await showAlertDesk(context, Number(new URL(request.url).searchParams.get("page") ?? 1) || 1)),
  mayHandle: can(actor, "alert.handle"),
  drillStarted: new URL(request.url).searchParams.get("drill") === "started",
}));

export const action = guarded({ action: "alert.handle" }, async (given) => takeDeskForm(given));

export default function AlertDesk() {
  const shown = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useWords(alertWords);
  const problems = useRefusalProblems(answer);
  const { red, orange, yellow } = shown.counts;
  return (
    <>
      <PageHeader title={words.title} status={words.status(red, orange, yellow)} />
      <ErrorSummary problems={problems} />
      {shown.drillStarted && (
        <Notice tone="success" announced>
          {words.drill_started}
        </Notice>
      )}
      <p className={styles.waiting} data-waits={shown.waiting > 0 ? "yes" : "no"} role="status">
        {words.waiting(shown.waiting)}
      </p>
      <LiveDesk streamUrl="/office/alerts/stream" version={shown.version} waiting={0} to="/office/alerts" />
      <Split
        main={
          <>
            <AlertList rows={shown.alerts} mayHandle={shown.mayHandle} />
            <Pagination {...shown.pages} />
          </>
        }
        side={
          <>
            <BesideAlerts help={shown.help} tickets={shown.tickets} />
            <AlertFigureList figures={shown.figures} />
            {shown.mayHandle && <DrillForm drills={shown.drills} />}
          </>
        }
      />
    </>
  );
}
