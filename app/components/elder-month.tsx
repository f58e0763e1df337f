/** One elder's month: the grid with visits, moves and debts, and beside it why this time and this care worker. */
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { mayMove } from "#app/domain/visits/delivery-state.ts";
import { elderDateText } from "#app/domain/time/date-text.ts";
import { calendarWords } from "#app/messages/calendar.ts";
import { monthPlanWords } from "#app/messages/month-plan.ts";
import { debtReason } from "#app/messages/planning.ts";
import { stateWord } from "#app/messages/states.ts";
import { visitChangeWords } from "#app/messages/visit-change.ts";
import { afterColon, listed } from "#app/messages/punctuation.ts";
import { DataTable } from "./data-table.tsx";
import { DebtHelp, type DebtHelpFacts } from "./debt-help.tsx";
import { Split } from "./layout.tsx";
import type { CalendarMark, CalendarVisit } from "./month-calendar.tsx";
import { MonthCalendar } from "./month-calendar.tsx";
import { CalendarMove, useVisitChange } from "./calendar-move.tsx";
import { Panel } from "./panel.tsx";
import { useMoveText, WhyPanel, type ShownSeriesReason } from "./why-panel.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type ElderMonthFacts = {
  readonly person: { readonly no: string; readonly name: string };
  readonly marks: readonly CalendarMark[];
  readonly visits: readonly {
    readonly visitNo: string;
    readonly date: PlainDate;
    readonly startMinute: number;
    readonly endMinute: number;
    readonly movedFrom: PlainDate | null;
    readonly moveReason: string | null;
    readonly deliveryState: string;
    readonly provider: string;
    readonly workers: readonly { readonly workerNo: string; readonly name: string }[];
  }[];
  readonly debts: readonly {
    readonly sequence: number;
    readonly originalOn: PlainDate | null;
    readonly reason: string;
    readonly help: DebtHelpFacts | null;
  }[];
  readonly absences: readonly { readonly kind: string; readonly fromOn: string; readonly toOn: string | null }[];
  readonly reasons: readonly ShownSeriesReason[];
};

type Props = {
  readonly month: PlainMonth;
  readonly today: PlainDate;
  readonly mayChange: boolean;
  readonly facts: ElderMonthFacts;
};

function useCards(facts: ElderMonthFacts): CalendarVisit[] {
  const words = useWords(calendarWords);
  const locale = useLocale();
  const moveText = useMoveText();
  const visits = facts.visits.map((visit): CalendarVisit => {
    const state = stateWord("delivery", visit.deliveryState);
    const line = moveText(visit.movedFrom, visit.moveReason);
    return {
      key: visit.visitNo,
      date: visit.date,
      startMinute: visit.startMinute,
      endMinute: visit.endMinute,
      title:
        listed(
          visit.workers.map(({ name }) => name),
          locale,
        ) || state.staff[locale],
      ...(line === undefined ? {} : { line }),
      state: state.staff[locale],
      tone: state.tone,
      to: `/office/visits/${visit.visitNo}`,
      mayMove: mayMove(visit.deliveryState),
    };
  });
  const debts = facts.debts.flatMap((debt): CalendarVisit[] =>
    debt.originalOn === null
      ? []
      : [
          {
            key: `debt-${debt.sequence}`,
            date: debt.originalOn,
            startMinute: null,
            title: words.owed,
            line: debtReason(debt.reason, locale),
            state: words.debts,
            tone: "debt",
          },
        ],
  );
  return [...visits, ...debts];
}

function DebtsPanel({ facts }: { facts: ElderMonthFacts }) {
  const words = useWords(calendarWords);
  const locale = useLocale();
  return (
    <Panel title={words.debts} flush={facts.debts.length > 0}>
      {facts.debts.length === 0 ? (
        <p>{words.debts_none}</p>
      ) : (
        <DataTable
          caption={words.debts}
          captionHidden
          rows={facts.debts}
          rowKey={(row) => String(row.sequence)}
          columns={[
            { key: "sequence", header: words.debts, kind: "nowrap", cell: (row) => words.visit_of_month(row.sequence) },
            {
              key: "original",
              header: words.should_be,
              kind: "nowrap",
              cell: (row) => (row.originalOn === null ? "—" : elderDateText(row.originalOn, locale)),
            },
            { key: "reason", header: words.reason, cell: (row) => debtReason(row.reason, locale) },
          ]}
        />
      )}
    </Panel>
  );
}

/** What was tried for all of the elder's debts stands beside each of them; it is told once. */
function HelpPanel({ facts }: { facts: ElderMonthFacts }) {
  const words = useWords(monthPlanWords);
  const reasons = [...new Map(facts.debts.map((debt) => [debt.reason, debt])).values()];
  const [computed] = facts.debts.filter(({ help }) => help !== null);
  const shown = computed ? [computed] : reasons;
  if (shown.length === 0) return null;
  return (
    <Panel title={words.help}>
      {shown.map(({ reason, help }) => (
        <DebtHelp key={reason} help={help} otherwise={words.helps[reason] ?? "—"} />
      ))}
    </Panel>
  );
}

/** Every visit that does not stand as its series says: the card in the grid has room for the beginning of the sentence only. */
function MovesPanel({ facts }: { facts: ElderMonthFacts }) {
  const words = useWords(calendarWords);
  const locale = useLocale();
  const moveText = useMoveText();
  const moved = facts.visits.filter((visit) => visit.moveReason !== null);
  if (moved.length === 0) return null;
  return (
    <Panel title={words.moves}>
      <ul>
        {moved.map((visit) => (
          <li key={visit.visitNo}>
            {elderDateText(visit.date, locale)} · {moveText(visit.movedFrom, visit.moveReason)}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const ABSENCES = {
  hospital: "absence_hospital",
  institution: "absence_institution",
  away: "absence_away",
} as const;

function AbsencesPanel({ facts }: { facts: ElderMonthFacts }) {
  const words = useWords(calendarWords);
  const locale = useLocale();
  if (facts.absences.length === 0) return null;
  return (
    <Panel title={words.absences}>
      <ul>
        {facts.absences.map((stay) => (
          <li key={`${stay.kind}${stay.fromOn}`}>
            {afterColon(
              words[ABSENCES[stay.kind as keyof typeof ABSENCES]],
              words.until(stay.fromOn, stay.toOn ?? stay.fromOn),
              locale,
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

export function ElderMonth({ month, today, facts, mayChange }: Props) {
  const words = useWords(calendarWords);
  const change = useWords(visitChangeWords);
  const cards = useCards(facts);
  const { asked, changes, forget } = useVisitChange(cards);
  return (
    <Split
      main={
        <Panel title={words.month} note={mayChange ? change.drag_hint : undefined} flush>
          <MonthCalendar
            month={month}
            visits={cards}
            marks={facts.marks}
            today={today}
            caption={words.title_of(facts.person.name)}
            changes={mayChange ? changes : undefined}
          />
        </Panel>
      }
      side={
        <>
          {asked && <CalendarMove key={asked.name} asked={asked} onLeave={forget} />}
          <WhyPanel reason={facts.reasons[0] ?? null} />
          <MovesPanel facts={facts} />
          <DebtsPanel facts={facts} />
          <HelpPanel facts={facts} />
          <AbsencesPanel facts={facts} />
        </>
      }
    />
  );
}
