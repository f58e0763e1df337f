import { useLoaderData } from "@remix-run/react";
import { Stack } from "#app/components/layout.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Pagination } from "#app/components/pagination.tsx";
import { Panel } from "#app/components/panel.tsx";
import { CorrectionsToDecide } from "#app/components/visit-corrections.tsx";
import { FindingsByRule, VisitFilters, VisitTable } from "#app/components/visit-roster.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { can } from "#app/domain/access/permission.ts";
import { screenWords } from "#app/messages/screens.ts";
import { showVisits } from "#app/usecases/screens/show-visits.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { DELIVERY_STATES, visitFilter } from "#app/web/month-lists.ts";

export const meta = pageTitle(screenWords, ({ words }) => words.visits_title);

export const loader = guarded({ action: "visit.read" }, async ({ request, context, actor }) => {
  const filter = visitFilter(request, context.now);
  const mayDecide = can(actor, "correction.decide");
  return { ...filter, mayDecide, states: DELIVERY_STATES, ...(await showVisits(context, filter)) };
});

export default function Visits() {
  const found = useLoaderData<typeof loader>();
  const words = useWords(screenWords);
  return (
    <>
      <PageHeader title={words.visits_title} status={`${words.month} ${found.month}`} />
      <Stack>
        {found.mayDecide && <CorrectionsToDecide visitNos={found.waitingCorrections} />}
        {found.byRule.length > 0 && (
          <Panel title={words.findings_by_rule} note={words.findings_by_rule_note}>
            <FindingsByRule found={found} />
          </Panel>
        )}
        <div>
          <VisitFilters found={found} />
          <VisitTable found={found} />
          <Pagination page={found.page} pageSize={found.pageSize} total={found.total} />
        </div>
      </Stack>
    </>
  );
}
