/** The summary of call-backs in the seventeen columns of the form, round by round, and the figures above it. */
import { SUMMARY_COLUMNS, type CallSummary } from "#app/domain/call-backs/summary.ts";
import { percentTenths } from "#app/domain/scores/provider-score.ts";
import { summaryWord } from "#app/messages/call-answers.ts";
import { callBackWords } from "#app/messages/call-backs.ts";
import { followUpWords } from "#app/messages/follow-ups.ts";
import type { BatchProgress } from "./call-batches.tsx";
import { countText } from "./count-text.ts";
import { DataTable } from "./data-table.tsx";
import { Tiles } from "./layout.tsx";
import { Panel } from "./panel.tsx";
import { StatTile } from "./stat-tile.tsx";
import { Tabs } from "./tabs.tsx";
import { tenthsText } from "./tenths-text.ts";
import { useLocale, useWords } from "./words-context.tsx";

type Ratio = { readonly part: number; readonly whole: number };

export type SummaryBlockView = {
  readonly key: string;
  readonly zh: string | null;
  readonly en: string | null;
  readonly first: CallSummary;
  readonly second: CallSummary;
  readonly merged: CallSummary;
};

type RateTilesProps = { readonly satisfaction: Ratio; readonly errors: Ratio };

/** Satisfaction and errors, each with both counts. */
export function RateTiles({ satisfaction, errors }: RateTilesProps) {
  const words = useWords(callBackWords);
  const text = (ratio: Ratio) => {
    const tenths = percentTenths(ratio);
    return tenths === null ? { value: words.none_yet } : { value: tenthsText(tenths), unit: words.percent };
  };
  return (
    <>
      <StatTile
        question={words.satisfaction}
        {...text(satisfaction)}
        note={words.satisfaction_note(satisfaction.part, satisfaction.whole)}
      />
      <StatTile question={words.errors} {...text(errors)} note={words.errors_note(errors.part, errors.whole)} />
    </>
  );
}

export function BatchFigures({ progress, satisfaction, errors }: RateTilesProps & { progress: BatchProgress }) {
  const words = useWords(callBackWords);
  const ended = progress.calls - progress.open;
  return (
    <Tiles>
      <StatTile
        question={words.progress}
        value={`${countText(ended)} / ${countText(progress.calls)}`}
        share={progress.calls === 0 ? 0 : ended / progress.calls}
        note={words.progress_note(progress.open, progress.unreached, progress.excluded)}
      />
      <RateTiles satisfaction={satisfaction} errors={errors} />
    </Tiles>
  );
}

type MonthlyProps = RateTilesProps & { readonly called: number };

/** What a provider is told about the call-backs of its month. */
export function MonthlyCallBacks({ called, satisfaction, errors }: MonthlyProps) {
  const words = useWords(followUpWords);
  return (
    <Panel title={words.monthly_title} note={words.monthly_note}>
      {called === 0 ? (
        <p>{words.monthly_none}</p>
      ) : (
        <>
          <p>{words.monthly_called(called)}</p>
          <Tiles>
            <RateTiles satisfaction={satisfaction} errors={errors} />
          </Tiles>
        </>
      )}
    </Panel>
  );
}

type SummaryProps = {
  readonly blocks: readonly SummaryBlockView[];
  readonly block: "first" | "second" | "merged";
  readonly grouping: string;
  /** The address of another block or grouping. */
  readonly addressOf: (asked: Readonly<Record<string, string>>) => string;
};

export function CallSummaryTable({ blocks, block, grouping, addressOf }: SummaryProps) {
  const words = useWords(callBackWords);
  const locale = useLocale();
  const names = { first: words.block_first, second: words.block_second, merged: words.block_merged };
  const groupings = { street: words.by_street, provider: words.by_provider };
  return (
    <Panel title={words.summary_title} flush>
      <Tabs
        label={words.blocks}
        tabs={(["first", "second", "merged"] as const).map((one) => ({
          to: addressOf({ block: one }),
          label: names[one],
          current: one === block,
        }))}
      />
      <Tabs
        label={words.unit}
        tabs={(["street", "provider"] as const).map((one) => ({
          to: addressOf({ by: one }),
          label: groupings[one],
          current: one === grouping,
        }))}
      />
      <DataTable
        caption={`${words.summary_title} · ${names[block]}`}
        captionHidden
        rows={blocks}
        rowKey={(row) => row.key}
        isMarked={(row) => row.zh === null}
        columns={[
          {
            key: "unit",
            header: words.unit,
            kind: "nowrap",
            cell: (row) => (row.zh === null ? words.whole : locale === "en" ? row.en : row.zh),
          },
          ...SUMMARY_COLUMNS.map((column) => ({
            key: column,
            header: summaryWord(column, locale),
            kind: "number" as const,
            cell: (row: SummaryBlockView) => countText(row[block][column]),
          })),
        ]}
      />
    </Panel>
  );
}
