/** What the reviews of a sample say: by provider with the interval of the error rate, and about the lines that were not drawn. */
import type { Fen } from "#app/domain/money/fen.ts";
import { reviewWord, reviewWords } from "#app/messages/sample-reviews.ts";
import { DataTable } from "./data-table.tsx";
import { DefinitionList } from "./definition-list.tsx";
import { Money } from "./money.tsx";
import { Panel } from "./panel.tsx";
import { Tag } from "./tag.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type Interval = { readonly lower: number; readonly upper: number };

export type ReviewResultsView = {
  readonly providers: readonly {
    readonly provider: string | null;
    /** What the lower bound of its rate asks for; null for nothing. */
    readonly step: "double" | "suspend" | null;
    readonly judged: number;
    readonly wrong: number;
    readonly unjudgeable: number;
    readonly wrongFen: Fen;
    readonly bySize: { readonly judged: number; readonly wrong: number; readonly interval: Interval };
  }[];
  readonly agreement: { readonly twice: number; readonly agreed: number };
  readonly outlook:
    | { readonly allowed: true; readonly interval: Interval; readonly lines: number; readonly judged: number }
    | { readonly allowed: false; readonly why: string; readonly needed: number; readonly judged: number };
};

const percentText = (share: number) => `${(share * 100).toFixed(2)} %`;

export function ReviewResults({ results }: { results: ReviewResultsView }) {
  const words = useWords(reviewWords);
  const locale = useLocale();
  const { agreement, outlook, providers } = results;
  const span = ({ lower, upper }: Interval) => [percentText(lower), percentText(upper)] as const;
  return (
    <Panel title={words.results}>
      <DefinitionList
        columns={2}
        items={[
          { term: words.agreement, value: words.agreement_of(agreement.agreed, agreement.twice) },
          {
            term: words.outlook,
            value: outlook.allowed
              ? words.outlook_lines(outlook.lines, ...span(outlook.interval))
              : `${reviewWord(outlook.why, locale)} (${outlook.judged}/${outlook.needed})`,
          },
        ]}
      />
      <DataTable
        caption={words.results}
        captionHidden
        rows={providers}
        rowKey={(row) => row.provider ?? ""}
        columns={[
          { key: "provider", header: words.provider, cell: (row) => row.provider ?? words.all_providers },
          { key: "judged", header: words.judged, kind: "number", cell: (row) => row.judged },
          { key: "wrong", header: words.wrong, kind: "number", cell: (row) => row.wrong },
          { key: "unjudgeable", header: words.unjudgeable, kind: "number", cell: (row) => row.unjudgeable },
          { key: "amount", header: words.wrong_fen, kind: "number", cell: (row) => <Money fen={row.wrongFen} /> },
          {
            key: "rate",
            header: words.rate,
            cell: ({ bySize }) =>
              bySize.judged === 0
                ? words.no_rate
                : words.interval(bySize.wrong, bySize.judged, ...span(bySize.interval)),
          },
          {
            key: "step",
            header: words.step,
            cell: ({ step }) =>
              step === null ? null : (
                <Tag tone={step === "suspend" ? "danger" : "warning"}>{words[`step_${step}`]}</Tag>
              ),
          },
        ]}
      />
    </Panel>
  );
}
