import { Link, useLoaderData } from "@remix-run/react";
import { DataTable } from "#app/components/data-table.tsx";
import { Money } from "#app/components/money.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Pagination } from "#app/components/pagination.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { TimeText } from "#app/components/time-text.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { fen } from "#app/domain/money/fen.ts";
import { staffYuanText } from "#app/domain/money/yuan-text.ts";
import { STAGES } from "#app/domain/reconciliation/settlement.ts";
import { figureWords } from "#app/messages/figures.ts";
import { moneyWords } from "#app/messages/money.ts";
import { screenWords } from "#app/messages/screens.ts";
import { differenceWord } from "#app/messages/settlement.ts";
import { traceWords } from "#app/messages/trace.ts";
import { showDifference } from "#app/usecases/reconciliation/show-difference.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { chosenMonth, chosenPage } from "#app/web/month-choice.ts";

export const meta = pageTitle(moneyWords, ({ words }) => words.difference);

export const loader = guarded({ action: "settlement.read" }, async ({ request, context }) => {
  const asked = new URL(request.url).searchParams;
  const question = {
    month: chosenMonth(request, context.now),
    to: STAGES.find((stage) => stage === asked.get("to")) ?? "delivered",
    code: (asked.get("code") ?? "").slice(0, 80),
    provider: asked.get("provider"),
    page: chosenPage(request),
  };
  return { ...question, ...(await showDifference(context, question)) };
});

export default function Difference() {
  const found = useLoaderData<typeof loader>();
  const words = useWords(screenWords);
  const money = useWords(moneyWords);
  const trace = useWords(traceWords);
  const figures = useWords(figureWords);
  const locale = useLocale();
  const from = STAGES[STAGES.indexOf(found.to) - 1] ?? "planned";
  const between = figures.tie_between(figures[`step_${from}`], figures[`step_${found.to}`]);
  const back = new URLSearchParams({
    month: found.month,
    ...(found.provider !== null && { provider: found.provider }),
  });
  return (
    <>
      <PageHeader
        title={found.code === "" ? money.difference : differenceWord(found.code, locale)}
        status={[
          ...[found.month, between, found.providerName],
          trace.sum_of(found.count, staffYuanText(fen(found.amountFen))),
        ]
          .filter((part) => part !== null)
          .join(" · ")}
        trail={[{ to: `/office/settlement?${back.toString()}`, label: money.settlement_title }]}
      />
      <DataTable
        caption={money.difference}
        captionHidden
        rows={found.rows}
        rowKey={(row) => row.visitNo}
        empty={found.rest === null ? trace.nothing_behind : trace.whole_month}
        {...(found.rest !== null && { note: trace.besides(staffYuanText(fen(found.rest))) })}
        columns={[
          {
            key: "visitNo",
            header: words.visit_number,
            kind: "mono",
            cell: (row) => <Link to={`/office/settlement/trace/${row.visitNo}`}>{row.visitNo}</Link>,
          },
          {
            key: "planned",
            header: words.planned_at,
            kind: "nowrap",
            cell: (row) => <TimeText at={row.plannedStart} />,
          },
          { key: "elder", header: words.name, kind: "nowrap", cell: (row) => row.elderName },
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
          { key: "count", header: figures.tie_count, kind: "number", cell: (row) => row.count },
          { key: "amount", header: money.difference, kind: "number", cell: (row) => <Money fen={row.amountFen} /> },
        ]}
      />
      <Pagination page={found.page} pageSize={found.pageSize} total={found.total} />
    </>
  );
}
