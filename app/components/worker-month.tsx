/** One care worker's month: the grid, the hours of each week, leave, and each day's visits with the way between them. */
import { Link } from "@remix-run/react";
import { staffDateText } from "#app/domain/time/date-text.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { mayMove } from "#app/domain/visits/delivery-state.ts";
import { clockText } from "#app/domain/time/time-window.ts";
import { calendarWords } from "#app/messages/calendar.ts";
import { stateWord } from "#app/messages/states.ts";
import { visitChangeWords } from "#app/messages/visit-change.ts";
import { DataTable } from "./data-table.tsx";
import { Halves, Stack } from "./layout.tsx";
import type { CalendarMark, CalendarVisit } from "./month-calendar.tsx";
import { MonthCalendar } from "./month-calendar.tsx";
import { CalendarMove, useVisitChange } from "./calendar-move.tsx";
import { Panel } from "./panel.tsx";
import { StateTag } from "./state-tag.tsx";
import { useMoveText } from "./why-panel.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type WorkerMonthFacts = {
  readonly person: { readonly no: string; readonly name: string; readonly provider: string };
  /** Only the visits of some streets are shown. */
  readonly partial: boolean;
  readonly marks: readonly CalendarMark[];
  readonly visits: readonly {
    readonly visitNo: string;
    readonly date: PlainDate;
    readonly startMinute: number;
    readonly endMinute: number;
    readonly movedFrom: PlainDate | null;
    readonly moveReason: string | null;
    readonly deliveryState: string;
    readonly elderNo: string;
    readonly elderName: string;
    readonly community: string | null;
    readonly way: { readonly travelMinutes: number; readonly freeMinutes: number } | null;
  }[];
  readonly leave: readonly { readonly fromOn: PlainDate; readonly toOn: PlainDate | null }[];
  readonly weeks: readonly {
    readonly monday: PlainDate;
    readonly sunday: PlainDate;
    readonly minutes: number;
    readonly mostMinutes: number;
  }[];
};

type Props = {
  readonly month: PlainMonth;
  readonly today: PlainDate;
  readonly mayChange: boolean;
  readonly facts: WorkerMonthFacts;
};

function datesOfLeave({ fromOn, toOn }: WorkerMonthFacts["leave"][number]): PlainDate[] {
  const dates: PlainDate[] = [];
  for (let date = fromOn; date <= (toOn ?? fromOn); date = addDays(date, 1)) dates.push(date);
  return dates;
}

function useCards(facts: WorkerMonthFacts): CalendarVisit[] {
  const words = useWords(calendarWords);
  const locale = useLocale();
  const visits = facts.visits.map((visit): CalendarVisit => {
    const state = stateWord("delivery", visit.deliveryState);
    return {
      key: visit.visitNo,
      date: visit.date,
      startMinute: visit.startMinute,
      endMinute: visit.endMinute,
      title: visit.elderName,
      state: state.staff[locale],
      tone: state.tone,
      to: `/office/visits/${visit.visitNo}`,
      mayMove: mayMove(visit.deliveryState),
    };
  });
  const leave = facts.leave.flatMap(datesOfLeave).map((date): CalendarVisit => ({
    key: `leave-${date}`,
    date,
    startMinute: null,
    title: words.on_leave,
    state: words.leave,
    tone: "warning",
  }));
  return [...leave, ...visits];
}

function WeeksPanel({ facts }: { facts: WorkerMonthFacts }) {
  const words = useWords(calendarWords);
  return (
    <Panel title={words.weeks} note={facts.partial ? words.hours_partial : words.hours_note} flush>
      <DataTable
        caption={words.weeks}
        captionHidden
        rows={facts.weeks}
        rowKey={(row) => row.monday}
        columns={[
          { key: "week", header: words.week, kind: "nowrap", cell: (row) => words.until(row.monday, row.sunday) },
          { key: "used", header: words.hours_used, kind: "number", cell: (row) => words.hours(row.minutes) },
          { key: "most", header: words.hours_most, kind: "number", cell: (row) => words.hours(row.mostMinutes) },
        ]}
      />
    </Panel>
  );
}

function LeavePanel({ facts }: { facts: WorkerMonthFacts }) {
  const words = useWords(calendarWords);
  return (
    <Panel title={words.leave}>
      {facts.leave.length === 0 ? (
        <p>{words.no_leave}</p>
      ) : (
        <ul>
          {facts.leave.map((one) => (
            <li key={one.fromOn}>{words.until(one.fromOn, one.toOn ?? one.fromOn)}</li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function DaysPanel({ month, facts }: Pick<Props, "month" | "facts">) {
  const words = useWords(calendarWords);
  const locale = useLocale();
  const moveText = useMoveText();
  return (
    <Panel title={words.schedule} flush>
      <DataTable
        caption={words.schedule}
        captionHidden
        rows={facts.visits}
        rowKey={(row) => row.visitNo}
        empty={<p>{words.no_visits}</p>}
        columns={[
          { key: "date", header: words.date, kind: "nowrap", cell: (row) => staffDateText(row.date, locale) },
          {
            key: "time",
            header: words.time,
            kind: "nowrap",
            cell: (row) => (
              <Link to={`/office/visits/${row.visitNo}`}>
                {clockText(row.startMinute)}–{clockText(row.endMinute % 1440)}
              </Link>
            ),
          },
          {
            key: "way",
            header: words.way,
            cell: (row) =>
              row.way === null ? words.way_first : words.way_text(row.way.travelMinutes, row.way.freeMinutes),
          },
          {
            key: "elder",
            header: words.elder,
            cell: (row) => (
              <Link to={`/office/calendar?by=elder&person=${row.elderNo}&month=${month}`}>{row.elderName}</Link>
            ),
          },
          { key: "community", header: words.detail, cell: (row) => row.community },
          { key: "moved", header: words.reason, cell: (row) => moveText(row.movedFrom, row.moveReason) ?? "—" },
          {
            key: "state",
            header: words.state,
            kind: "nowrap",
            cell: (row) => <StateTag kind="delivery" code={row.deliveryState} />,
          },
        ]}
      />
    </Panel>
  );
}

export function WorkerMonth({ month, today, facts, mayChange }: Props) {
  const words = useWords(calendarWords);
  const change = useWords(visitChangeWords);
  const cards = useCards(facts);
  const { asked, changes, forget } = useVisitChange(cards);
  return (
    <Stack>
      {asked && <CalendarMove key={asked.name} asked={asked} onLeave={forget} />}
      <Panel title={words.month} note={mayChange ? change.drag_hint : undefined} flush>
        <MonthCalendar
          month={month}
          visits={cards}
          marks={facts.marks}
          today={today}
          caption={words.title_of(facts.person.name)}
          changes={mayChange ? changes : undefined}
          perDay={8}
        />
      </Panel>
      <Halves>
        <WeeksPanel facts={facts} />
        <LeavePanel facts={facts} />
      </Halves>
      <DaysPanel month={month} facts={facts} />
    </Stack>
  );
}
