import { redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { DataTable } from "#app/components/data-table.tsx";
import { Stack } from "#app/components/layout.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Pagination } from "#app/components/pagination.tsx";
import { Panel } from "#app/components/panel.tsx";
import {
  DifferenceFilter,
  PLAN_DIFFERENCES,
  PlanPlaceCell,
  PlanTeamCell,
  useDifferenceText,
} from "#app/components/plan-changes.tsx";
import { PlanFiguresCompared, usePlanName } from "#app/components/plan-comparison.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { monthPlanWords } from "#app/messages/month-plan.ts";
import { planRunWords } from "#app/messages/plan-runs.ts";
import { compareRuns } from "#app/usecases/planning/compare-runs.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { chosenPage } from "#app/web/month-choice.ts";

export const meta = pageTitle(planRunWords, ({ words }) => words.compare_title);

const PAGE_SIZE = 50;

export const loader = guarded({ action: "plan.read" }, async ({ request, context }) => {
  const asked = new URL(request.url).searchParams;
  const [left, right] = [asked.get("left") ?? "", asked.get("right") ?? ""];
  // Nothing to compare was named: the month's plan lists what there is.
  if (left === "" || right === "") throw redirect("/office/plan");
  const only = PLAN_DIFFERENCES.find((one) => one === asked.get("only")) ?? null;
  const page = chosenPage(request);
  const { elders, ...found } = await compareRuns(context, { left, right });
  const chosen = only === null ? elders : elders.filter(({ differs }) => differs.includes(only));
  const rows = chosen.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  return { ...found, asked: { left, right }, only, page, rows, total: chosen.length };
});

export default function ComparePlans() {
  const { month, left, right, asked, only, page, rows, total } = useLoaderData<typeof loader>();
  const words = useWords(planRunWords);
  const plan = useWords(monthPlanWords);
  const nameOf = usePlanName();
  const differenceText = useDifferenceText();
  return (
    <>
      <PageHeader
        title={words.compare_title}
        status={month}
        trail={[
          { to: `/office/plan?month=${month}`, label: plan.title },
          { to: `/office/plan/runs/${right.runId}`, label: words.run_title(month) },
        ]}
      />
      <Stack>
        <Notice>{left.inputDigest === right.inputDigest ? words.same_input : words.other_input}</Notice>
        <PlanFiguresCompared left={left} right={right} />
        <Panel title={words.elders} flush>
          <DifferenceFilter only={only} hits={total} kept={asked} />
          <DataTable
            caption={words.elders}
            captionHidden
            rows={rows}
            rowKey={(row) => row.elderNo}
            empty={<p>{words.elders_none}</p>}
            columns={[
              {
                key: "elder",
                header: words.elder,
                kind: "nowrap",
                cell: (row) => <Link to={`/office/elders/${encodeURIComponent(row.elderNo)}`}>{row.elder}</Link>,
              },
              { key: "what", header: words.what, cell: (row) => differenceText(row.differs) },
              { key: "visits", header: words.visits, kind: "number", cell: (row) => row.visits },
              {
                key: "left",
                header: nameOf(left),
                kind: "nowrap",
                cell: (row) => <PlanPlaceCell place={row.first.left} />,
              },
              {
                key: "right",
                header: nameOf(right),
                kind: "nowrap",
                cell: (row) => <PlanPlaceCell place={row.first.right} />,
              },
              {
                key: "who",
                header: words.who,
                cell: (row) => <PlanTeamCell from={row.first.left} to={row.first.right} />,
              },
            ]}
          />
          <Pagination page={page} pageSize={PAGE_SIZE} total={total} />
        </Panel>
      </Stack>
    </>
  );
}
