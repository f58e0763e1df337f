/** Why a series has its weekday, its hour and its care worker, and what else was looked at; beside the calendar and on a visit's page. */
import { elderDateText, weekdayText } from "#app/domain/time/date-text.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { calendarWords } from "#app/messages/calendar.ts";
import { moveReason, seriesReason } from "#app/messages/planning.ts";
import { afterColon } from "#app/messages/punctuation.ts";
import { Panel } from "./panel.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type Verdict = "chosen" | "considered" | "excluded";

export type ShownSeriesReason = {
  readonly chosenFor: readonly string[];
  readonly workers: readonly {
    readonly workerNo: string;
    readonly name: string;
    readonly verdict: Verdict;
    readonly reason: string | null;
    readonly familiarVisits: number;
  }[];
  readonly weekdays: readonly {
    readonly weekday: number;
    readonly verdict: Verdict;
    readonly reason: string | null;
    readonly displaced: number;
  }[];
};

/** Where a visit came from and why, or why it differs from its series; undefined when it stands as the series says. */
export function useMoveText() {
  const words = useWords(calendarWords);
  const locale = useLocale();
  return (movedFrom: PlainDate | null, reason: string | null) => {
    if (reason === null) return undefined;
    const why = moveReason(reason, locale);
    return movedFrom === null ? words.changed(why) : words.moved_from(elderDateText(movedFrom, locale), why);
  };
}

type WhyPanelProps = {
  /** Null for a visit of no series, and for a series that was planned without keeping why. */
  readonly reason: ShownSeriesReason | null;
  /** Why this visit stands elsewhere than its series; undefined when it does not. */
  readonly moved?: string | undefined;
};

export function WhyPanel({ reason: why, moved }: WhyPanelProps) {
  const words = useWords(calendarWords);
  const locale = useLocale();
  if (!why) return <Panel title={words.why_title}>{moved ?? words.why_none}</Panel>;
  const verdict = (row: { readonly verdict: Verdict; readonly reason: string | null }) =>
    row.reason === null
      ? words[`verdict_${row.verdict}`]
      : `${words[`verdict_${row.verdict}`]} · ${seriesReason(row.reason, locale)}`;
  return (
    <Panel title={words.why_title}>
      {moved !== undefined && <p>{moved}</p>}
      <ul>
        {why.chosenFor.map((code) => (
          <li key={code}>{seriesReason(code, locale)}</li>
        ))}
      </ul>
      <details>
        <summary>{words.why_weekdays}</summary>
        <ul>
          {why.weekdays.map((row) => (
            <li key={row.weekday}>
              {afterColon(weekdayText(row.weekday, locale), verdict(row), locale)}
              {row.displaced > 0 && ` · ${words.displaced(row.displaced)}`}
            </li>
          ))}
        </ul>
      </details>
      <details>
        <summary>{words.why_workers}</summary>
        <ul>
          {why.workers.map((row) => (
            <li key={row.workerNo}>
              {afterColon(row.name, verdict(row), locale)}
              {row.familiarVisits > 0 && ` · ${words.familiar(row.familiarVisits)}`}
            </li>
          ))}
        </ul>
      </details>
    </Panel>
  );
}
