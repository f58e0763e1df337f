import { Link, useLoaderData } from "@remix-run/react";
import { DataTable } from "#app/components/data-table.tsx";
import { Field } from "#app/components/field.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Pagination } from "#app/components/pagination.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { TimeText } from "#app/components/time-text.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { screenWords } from "#app/messages/screens.ts";
import { stateWord } from "#app/messages/states.ts";
import { showVisits } from "#app/usecases/screens/show-visits.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { chosenMonth, chosenPage } from "#app/web/month-choice.ts";

const STATES = ["planned", "offered", "accepted", "en_route", "in_progress", "done", "missed", "cancelled"];

export const loader = guarded({ action: "visit.read" }, async ({ request, context }) => {
  const asked = new URL(request.url).searchParams;
  const month = chosenMonth(request, context.now);
  const state = STATES.find((known) => known === asked.get("state")) ?? "";
  const page = chosenPage(request);
  return { month, state, page, ...(await showVisits(context, { month, state, day: null, elderNo: null, page })) };
});

export default function Visits() {
  const found = useLoaderData<typeof loader>();
  const words = useWords(screenWords);
  const locale = useLocale();
  return (
    <>
      <PageHeader title={words.visits_title} status={`${words.month} ${found.month}`} />
      <FilterBar hits={found.total} kept={{ month: found.month }}>
        <Field
          kind="select"
          name="state"
          label={words.delivery}
          emptyLabel={words.all_states}
          defaultValue={found.state}
          options={STATES.map((value) => ({ value, label: stateWord("delivery", value).staff[locale] }))}
        />
      </FilterBar>
      <DataTable
        caption={words.visits_title}
        captionHidden
        rows={found.rows}
        rowKey={(row) => row.visitNo}
        columns={[
          {
            key: "visitNo",
            header: words.visit_number,
            kind: "mono",
            cell: (row) => <Link to={`/office/visits/${row.visitNo}`}>{row.visitNo}</Link>,
          },
          {
            key: "planned",
            header: words.planned_at,
            kind: "nowrap",
            cell: (row) => <TimeText at={row.plannedStart} />,
          },
          {
            key: "elder",
            header: words.name,
            cell: (row) => <Link to={`/office/elders/${row.elderNo}?month=${found.month}`}>{row.elderName}</Link>,
          },
          { key: "provider", header: words.provider, cell: (row) => row.provider },
          {
            key: "delivery",
            header: words.delivery,
            kind: "nowrap",
            cell: (row) => <StateTag kind="delivery" code={row.deliveryState} />,
          },
          {
            key: "approval",
            header: words.approval,
            kind: "nowrap",
            cell: (row) => <StateTag kind="approval" code={row.approvalState} />,
          },
          { key: "findings", header: words.open_findings, kind: "number", cell: (row) => row.openFindings },
        ]}
      />
      <Pagination page={found.page} pageSize={found.pageSize} total={found.total} />
    </>
  );
}
