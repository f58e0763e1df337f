import { Link, useLoaderData } from "@remix-run/react";
import { CarriedLines } from "#app/components/carried-lines.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { LinkButton } from "#app/components/link-button.tsx";
import { Money } from "#app/components/money.tsx";
import { MonthSwitch } from "#app/components/month-switch.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { TIE_STEPS } from "#app/components/tie-out-differences.ts";
import { TieOut } from "#app/components/tie-out.tsx";
import { TimeText } from "#app/components/time-text.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { figureWords } from "#app/messages/figures.ts";
import { statementWords } from "#app/messages/provider-statement.ts";
import { differenceWord } from "#app/messages/settlement.ts";
import { showStatement } from "#app/usecases/reconciliation/show-statement.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { chosenMonth } from "#app/web/month-choice.ts";

export const meta = pageTitle(statementWords, ({ words }) => words.title);

export const loader = guarded({ action: "statement.read" }, async ({ request, context }) =>
  showStatement(context, chosenMonth(request, context.now)),
);

export default function Statement() {
  const { month, total, lines, nettings, late } = useLoaderData<typeof loader>();
  const words = useWords(statementWords);
  const figures = useWords(figureWords);
  const locale = useLocale();
  type Line = (typeof lines)[number];
  return (
    <>
      <PageHeader
        title={words.title}
        status={words.lead}
        actions={
          <>
            <LinkButton to="/provider/appeals">{words.appeals}</LinkButton>
            <LinkButton to={`/provider/statements/export?month=${month}`} icon="download" download>
              {words.export}
            </LinkButton>
          </>
        }
      />
      <MonthSwitch month={month} />
      <Panel title={words.chain}>
        <TieOut
          numbers={TIE_STEPS.map((step) => ({
            step,
            count: total.stages[step].count,
            fen: total.stages[step].amountFen,
          }))}
          reasons={total.differences.map((one) => ({
            step: one.to as (typeof TIE_STEPS)[number],
            code: one.code,
            label: differenceWord(one.code, locale),
            count: one.count,
            fen: one.amountFen,
          }))}
        />
      </Panel>
      <CarriedLines nettings={nettings} late={late} />
      <Panel title={words.lines} flush>
        <DataTable
          caption={words.lines}
          captionHidden
          rows={lines}
          rowKey={(row) => row.visitNo}
          empty={words.none}
          totalLabel={words.total}
          columns={[
            {
              key: "time",
              header: words.time,
              kind: "nowrap",
              cell: (row) => (
                <Link to={`/provider/visits/${row.visitNo}`}>
                  <TimeText at={row.start} />
                </Link>
              ),
            },
            { key: "elder", header: words.elder, kind: "nowrap", cell: (row) => row.elderName },
            ...TIE_STEPS.map((step) => ({
              key: step,
              header: figures[`step_${step}`],
              kind: "number" as const,
              cell: (row: Line) => <Money fen={row.amounts[step]} form="plain" />,
              total: <Money fen={total.stages[step].amountFen} form="plain" />,
            })),
            {
              key: "why",
              header: words.why,
              cell: (row) => row.reasons.map((code) => differenceWord(code, locale)).join(" · ") || words.all_paid,
            },
          ]}
        />
      </Panel>
    </>
  );
}
