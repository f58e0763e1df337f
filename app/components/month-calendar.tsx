/**
 * A month as a table, Monday first, each day with the visits of one elder or one care worker. It is a table for a screen reader as well: weekday
 * headers, the date in words, each visit a sentence. Below 720 px it becomes a list of the days that have visits.
 */
import { Link } from "@remix-run/react";
import { elderDateText } from "#app/domain/time/date-text.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { plainDateOfDay, weekdayOfDay } from "#app/domain/time/plain-date.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { daysInMonth, firstDayNumber } from "#app/domain/time/plain-month.ts";
import { clockText } from "#app/domain/time/time-window.ts";
import { figureWords } from "#app/messages/figures.ts";
import type { Tone } from "#app/messages/state-words.ts";
import { ChangeLink, dragSource, dropTarget } from "./calendar-drag.tsx";
import { classNames } from "./class-names.ts";
import type { IconName } from "./icon.tsx";
import { Icon } from "./icon.tsx";
import styles from "./month-calendar.module.css";
import { useLocale, useWords } from "./words-context.tsx";

export type CalendarVisit = {
  readonly key: string;
  readonly date: PlainDate;
  /** Null for what takes no hour of the day: a visit owed, a day of leave. */
  readonly startMinute: number | null;
  readonly endMinute?: number;
  /** Who: the worker on an elder's calendar, the elder on a worker's. */
  readonly title: string;
  /** What, or where. */
  readonly line?: string;
  /** State in a word; read with the visit. */
  readonly state: string;
  readonly tone: Tone;
  readonly icon?: IconName;
  readonly to?: string;
  /** It can be dragged to another place, or changed without dragging. */
  readonly mayMove?: boolean;
  /** Numbers of all who go, where a place of the calendar belongs to one of them. */
  readonly workerNos?: readonly string[];
};

/** What may be done with visits; without it a calendar is only read. */
export type CalendarChanges = {
  readonly onMove: (key: string, date: PlainDate) => void;
  readonly onOpen: (key: string) => void;
};

export type CalendarMark = { readonly date: PlainDate; readonly kind: "off" | "work"; readonly name: string };

type MonthCalendarProps = {
  readonly month: PlainMonth;
  readonly visits: readonly CalendarVisit[];
  readonly marks?: readonly CalendarMark[];
  readonly today?: PlainDate;
  readonly caption: string;
  /** More than this many on one day are counted, not drawn. */
  readonly perDay?: number;
  readonly changes?: CalendarChanges | undefined;
};

/** `dragged` names it when it is dropped; null for a card that stays where it is. */
function VisitCard({ visit, dragged }: { visit: CalendarVisit; dragged: string | null }) {
  const content = (
    <>
      <span className={styles.cardHead}>
        {visit.startMinute !== null && clockText(visit.startMinute)}
        {visit.endMinute !== undefined && `–${clockText(visit.endMinute % 1440)}`}
        {visit.icon && <Icon name={visit.icon} size="small" />}
      </span>
      <span className={styles.title}>{visit.title}</span>
      {visit.line !== undefined && <span className={styles.line}>{visit.line}</span>}
      <span className="visually-hidden">{visit.state}</span>
    </>
  );
  const look = classNames(styles.card, styles[visit.tone]);
  return visit.to === undefined ? (
    <span className={look} title={visit.state}>
      {content}
    </span>
  ) : (
    <Link to={visit.to} className={look} title={visit.state} {...(dragged !== null && dragSource(dragged))}>
      {content}
    </Link>
  );
}

/** A visit's card and, where it may change, what opens the change. */
export function VisitPlace({
  visit,
  changes,
  dragKey = visit.key,
}: {
  readonly visit: CalendarVisit;
  readonly changes: Pick<CalendarChanges, "onOpen"> | undefined;
  /** What it is called when it is dropped, where that is more than the visit. */
  readonly dragKey?: string;
}) {
  const locale = useLocale();
  if (changes === undefined || visit.mayMove !== true) return <VisitCard visit={visit} dragged={null} />;
  const label = `${elderDateText(visit.date, locale)} ${clockText(visit.startMinute ?? 0)} ${visit.title}`;
  return (
    <div className={styles.place}>
      <VisitCard visit={visit} dragged={dragKey} />
      <ChangeLink visitNo={visit.key} label={label} onOpen={() => changes.onOpen(visit.key)} />
    </div>
  );
}

function HolidayMark({ mark }: { mark: CalendarMark }) {
  const words = useWords(figureWords);
  const isOff = mark.kind === "off";
  return (
    <>
      <abbr
        className={classNames(styles.holiday, isOff ? styles.off : styles.work)}
        title={isOff ? words.holiday_off_long : words.holiday_work_long}
      >
        {isOff ? words.holiday_off : words.holiday_work}
      </abbr>
      <span className={styles.holidayName}>{mark.name}</span>
    </>
  );
}

type DayProps = {
  readonly date: PlainDate;
  readonly visits: readonly CalendarVisit[];
  readonly mark: CalendarMark | undefined;
  readonly isRest: boolean;
  readonly isToday: boolean;
  readonly perDay: number;
  readonly changes: CalendarChanges | undefined;
};

function Day({ date, visits, mark, isRest, isToday, perDay, changes }: DayProps) {
  const words = useWords(figureWords);
  const locale = useLocale();
  const hidden = visits.length - perDay;
  const look = classNames(
    styles.day,
    isRest && styles.rest,
    isToday && styles.today,
    visits.length === 0 && styles.nothing,
  );
  return (
    <td className={look} {...dropTarget(changes && ((key) => changes.onMove(key, date)))}>
      <div className={styles.head}>
        <time dateTime={date} className={styles.number}>
          <span aria-hidden="true">{Number(date.slice(8))}</span>
          <span className="visually-hidden">{elderDateText(date, locale)}</span>
        </time>
        <span className={styles.longWeekday} aria-hidden="true">
          {elderDateText(date, locale)}
        </span>
        {isToday && <span className="visually-hidden">{words.today}</span>}
        {mark && <HolidayMark mark={mark} />}
      </div>
      <div className={styles.cards}>
        {visits.slice(0, hidden > 0 ? perDay - 1 : perDay).map((visit) => (
          <VisitPlace key={visit.key} visit={visit} changes={changes} />
        ))}
        {hidden > 0 && <span className={styles.more}>{words.more_visits(hidden + 1)}</span>}
      </div>
    </td>
  );
}

/** Weeks of the month as day numbers; null for the days of the neighbouring months. */
function weeksOf(month: PlainMonth): (number | null)[][] {
  const first = firstDayNumber(month);
  const lead = weekdayOfDay(first) - 1;
  const cells = Array.from({ length: lead + daysInMonth(month) }, (_, index) =>
    index < lead ? null : first + index - lead,
  );
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

export function MonthCalendar({ month, visits, marks = [], today, caption, perDay = 6, changes }: MonthCalendarProps) {
  const words = useWords(figureWords);
  const ordered = [...visits].sort((left, right) => (left.startMinute ?? -1) - (right.startMinute ?? -1));
  const markOf = new Map<string, CalendarMark>(marks.map((mark) => [mark.date, mark]));
  const isRest = (day: number, date: PlainDate) => {
    const mark = markOf.get(date);
    return mark ? mark.kind === "off" : weekdayOfDay(day) > 5;
  };
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {words.weekday_long.map((weekday) => (
            <th key={weekday} scope="col" className={styles.weekday}>
              {weekday}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week, index) => (
          <tr key={index}>
            {week.map((day, column) => {
              if (day === null)
                return <td key={column} className={classNames(styles.day, styles.outside, styles.nothing)} />;
              const date = plainDateOfDay(day);
              return (
                <Day
                  key={date}
                  date={date}
                  visits={ordered.filter((visit) => visit.date === date)}
                  mark={markOf.get(date)}
                  isRest={isRest(day, date)}
                  isToday={date === today}
                  perDay={perDay}
                  changes={changes}
                />
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
