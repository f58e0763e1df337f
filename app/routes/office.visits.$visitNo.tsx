import { Link, useLoaderData } from "@remix-run/react";
import { DataTable } from "#app/components/data-table.tsx";
import { LinkButton } from "#app/components/link-button.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PlannedActualBar } from "#app/components/planned-actual-bar.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { TimeText } from "#app/components/time-text.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { can } from "#app/domain/access/permission.ts";
import { mayDeliver, type DeliveryState } from "#app/domain/visits/delivery-state.ts";
import { eventWord } from "#app/messages/events.ts";
import { ruleSentence, ruleTitle } from "#app/messages/rules.ts";
import { screenWords } from "#app/messages/screens.ts";
import { visitChangeWords } from "#app/messages/visit-change.ts";
import { showVisit } from "#app/usecases/screens/show-visits.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const loader = guarded({ action: "visit.read" }, async ({ actor, params, context }) => ({
  ...(await showVisit(context, params["visitNo"] ?? "")),
  mayChange: can(actor, "visit.change"),
}));

export default function Visit() {
  const visit = useLoaderData<typeof loader>();
  const words = useWords(screenWords);
  const changeWords = useWords(visitChangeWords);
  const locale = useLocale();
  return (
    <>
      <PageHeader
        title={visit.visitNo}
        status={<TimeText at={visit.plannedStart} />}
        trail={[{ to: "/office/visits", label: words.visits_title }]}
        actions={
          visit.mayChange &&
          mayDeliver(visit.deliveryState as DeliveryState, "cancel") && (
            <LinkButton to={`/office/visits/${visit.visitNo}/change`} icon="calendar-range">
              {changeWords.link}
            </LinkButton>
          )
        }
      />
      <Panel title={words.delivery} note={visit.provider}>
        <p>
          <Link to={`/office/elders/${visit.elderNo}`}>{visit.elderName}</Link>{" "}
          <StateTag kind="delivery" code={visit.deliveryState} />
        </p>
        <PlannedActualBar planned={visit.planned} actual={visit.actual} />
      </Panel>
      <Panel title={words.approval}>
        <StateTag kind="approval" code={visit.approvalState} />
      </Panel>
      <Panel title={words.findings} flush>
        <DataTable
          caption={words.findings}
          captionHidden
          rows={visit.findings}
          rowKey={(row) => row.id}
          empty={<p>{words.no_findings}</p>}
          columns={[
            { key: "rule", header: words.kind, cell: (row) => ruleTitle(row.ruleCode, locale) },
            { key: "level", header: words.level, cell: (row) => <StateTag kind="level" code={row.level} /> },
            { key: "facts", header: words.reason, cell: (row) => ruleSentence(row.ruleCode, row.facts, locale) },
            { key: "state", header: words.state, cell: (row) => <StateTag kind="finding" code={row.state} /> },
          ]}
        />
      </Panel>
      <Panel title={words.events} flush>
        <DataTable
          caption={words.events}
          captionHidden
          rows={visit.events}
          rowKey={(row) => row.id}
          empty={<p>{words.no_events}</p>}
          columns={[
            { key: "kind", header: words.kind, cell: (row) => eventWord(row.kind, locale) },
            { key: "at", header: words.made_at, kind: "nowrap", cell: (row) => <TimeText at={row.at} /> },
            {
              key: "received",
              header: words.received_at,
              kind: "nowrap",
              cell: (row) => <TimeText at={row.receivedAt} />,
            },
          ]}
        />
      </Panel>
    </>
  );
}
