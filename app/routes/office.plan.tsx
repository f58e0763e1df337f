import { useLoaderData } from "@remix-run/react";
import { DataTable } from "#app/components/data-table.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { instant } from "#app/domain/time/instant.ts";
import { staffTimeText } from "#app/domain/time/date-text.ts";
import { debtReason } from "#app/messages/planning.ts";
import { screenWords } from "#app/messages/screens.ts";
import { showPlan } from "#app/usecases/screens/show-plan.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { chosenMonth } from "#app/web/month-choice.ts";

export const loader = guarded({ action: "plan.read" }, async ({ request, context }) => {
  const month = chosenMonth(request, context.now);
  return { month, ...(await showPlan(context, month)) };
});

export default function Plan() {
  const { month, runs, debts } = useLoaderData<typeof loader>();
  const words = useWords(screenWords);
  const locale = useLocale();
  return (
    <>
      <PageHeader title={words.plan_title} status={`${words.month} ${month}`} />
      <Panel title={words.debts} flush>
        <DataTable
          caption={words.debts}
          captionHidden
          rows={debts}
          rowKey={(row) => `${row.elderNo}-${row.sequence}`}
          empty={<p>{words.no_debts}</p>}
          columns={[
            { key: "elderNo", header: words.number, kind: "mono", cell: (row) => row.elderNo },
            { key: "name", header: words.name, cell: (row) => row.name },
            { key: "reason", header: words.reason, cell: (row) => debtReason(row.reason, locale) },
          ]}
        />
      </Panel>
      <Panel title={words.runs} flush>
        <DataTable
          caption={words.runs}
          captionHidden
          rows={runs}
          rowKey={(row) => row.id}
          empty={<p>{words.no_runs}</p>}
          columns={[
            {
              key: "kind",
              header: words.kind,
              cell: (row) => (row.kind === "plan" ? words.kind_plan : words.kind_allocation),
            },
            {
              key: "at",
              header: words.made_at,
              kind: "nowrap",
              cell: (row) => staffTimeText(instant(row.createdAt), locale),
            },
            { key: "seed", header: words.seed, kind: "mono", cell: (row) => row.seed },
            { key: "digest", header: words.digest, kind: "mono", cell: (row) => row.resultDigest.slice(0, 16) },
          ]}
        />
      </Panel>
    </>
  );
}
