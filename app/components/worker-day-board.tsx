/**
 * One day of a provider as a table: a row for each care worker, a column for each hour, a visit in the cell of the hour in which it starts.
 * A visit can be dragged to another hour and to another care worker.
 */
import { Link } from "@remix-run/react";
import { mayMove } from "#app/domain/visits/delivery-state.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { monthOf } from "#app/domain/time/plain-month.ts";
import { clockText } from "#app/domain/time/time-window.ts";
import { calendarWords } from "#app/messages/calendar.ts";
import { stateWord } from "#app/messages/states.ts";
import { visitChangeWords } from "#app/messages/visit-change.ts";
import { dropTarget } from "./calendar-drag.tsx";
import { CalendarMove, useVisitChange } from "./calendar-move.tsx";
import styles from "./worker-day-board.module.css";
import { Stack } from "./layout.tsx";
import { VisitPlace, type CalendarVisit } from "./month-calendar.tsx";
import { Panel } from "./panel.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type BoardWorker = { readonly workerNo: string; readonly name: string; readonly isAway: boolean };

export type WorkerDayFacts = {
  readonly date: PlainDate;
  readonly partial: boolean;
  readonly workers: readonly BoardWorker[];
  readonly visits: readonly {
    readonly visitNo: string;
    readonly startMinute: number;
    readonly endMinute: number;
    readonly deliveryState: string;
    readonly elder: string;
    readonly workerNos: readonly string[];
  }[];
};

/** Hours that are always shown; earlier and later ones only when a visit needs them. */
const [FIRST_HOUR, LAST_HOUR] = [8, 17];

const HOUR = 60;

function hoursOf(visits: WorkerDayFacts["visits"]): number[] {
  const starts = visits.map(({ startMinute }) => Math.floor(startMinute / HOUR));
  const [first, last] = [Math.min(FIRST_HOUR, ...starts), Math.max(LAST_HOUR, ...starts)];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function useCards({ date, visits }: WorkerDayFacts): CalendarVisit[] {
  const locale = useLocale();
  return visits.map(({ visitNo, startMinute, endMinute, deliveryState, elder, workerNos }) => {
    const state = stateWord("delivery", deliveryState);
    return {
      key: visitNo,
      date,
      startMinute,
      endMinute,
      title: elder,
      state: state.staff[locale],
      tone: state.tone,
      to: `/office/visits/${visitNo}`,
      mayMove: mayMove(deliveryState),
      workerNos,
    };
  });
}

type Changes = Pick<ReturnType<typeof useVisitChange>, "ask" | "changes">;

/** What is dragged from a row: the visit, and whose place in it another takes. */
const dragKey = (visitNo: string, workerNo: string | null) => `${visitNo} ${workerNo ?? ""}`;

/** The team when the visit is dropped on another row; empty for the same people. */
function teamAfter(visit: CalendarVisit | undefined, from: string, to: string): readonly string[] {
  const team = visit?.workerNos ?? [];
  if (from === to || team.includes(to)) return [];
  return from === "" ? [...team, to] : team.map((one) => (one === from ? to : one));
}

type RowProps = {
  /** Null for the visits to which nobody goes yet. */
  readonly worker: BoardWorker | null;
  readonly hours: readonly number[];
  readonly cards: readonly CalendarVisit[];
  readonly date: PlainDate;
  readonly may: Changes | undefined;
};

function WorkerHead({ worker, date }: Pick<RowProps, "worker" | "date">) {
  const words = useWords(calendarWords);
  if (worker === null) return words.nobody_yet;
  return (
    <>
      <Link to={`/office/calendar?by=worker&person=${worker.workerNo}&month=${monthOf(date)}`}>{worker.name}</Link>
      {worker.isAway && <span className={styles.away}>{words.on_leave}</span>}
    </>
  );
}

function Row({ worker, hours, cards, date, may }: RowProps) {
  const own = cards.filter(({ workerNos = [] }) =>
    worker === null ? workerNos.length === 0 : workerNos.includes(worker.workerNo),
  );
  const drop = (key: string, hour: number) => {
    const [visitNo = "", from = ""] = key.split(" ");
    const visit = cards.find((one) => one.key === visitNo);
    const minute = (visit?.startMinute ?? 0) % HOUR;
    may?.ask(visitNo, { startMinute: hour * HOUR + minute, workerNos: teamAfter(visit, from, worker?.workerNo ?? "") });
  };
  const isTarget = may !== undefined && worker !== null;
  return (
    <tr>
      <th scope="row" className={styles.worker}>
        <WorkerHead worker={worker} date={date} />
      </th>
      {hours.map((hour) => (
        <td
          key={hour}
          className={styles.cell}
          data-hour={hour}
          {...dropTarget(isTarget ? (key) => drop(key, hour) : undefined)}
        >
          {own
            .filter(({ startMinute }) => Math.floor((startMinute ?? 0) / HOUR) === hour)
            .map((visit) => (
              <VisitPlace
                key={visit.key}
                visit={visit}
                changes={may?.changes}
                dragKey={dragKey(visit.key, worker?.workerNo ?? null)}
              />
            ))}
        </td>
      ))}
    </tr>
  );
}

function Board({ facts, cards, may }: { facts: WorkerDayFacts; cards: readonly CalendarVisit[]; may?: Changes }) {
  const words = useWords(calendarWords);
  const hours = hoursOf(facts.visits);
  const isOpen = cards.some(({ workerNos = [] }) => workerNos.length === 0);
  const rows = [...(isOpen ? [null] : []), ...facts.workers];
  return (
    <div className={styles.scroll} role="group" tabIndex={0} aria-label={words.day_board}>
      <table className={styles.table}>
        <caption className="visually-hidden">{words.day_board}</caption>
        <thead>
          <tr>
            <th scope="col" className={styles.corner}>
              {words.worker}
            </th>
            {hours.map((hour) => (
              <th key={hour} scope="col" className={styles.hour}>
                {clockText(hour * HOUR)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((worker) => (
            <Row key={worker?.workerNo ?? ""} worker={worker} hours={hours} cards={cards} date={facts.date} may={may} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function WorkerDayBoard({ facts, mayChange }: { readonly facts: WorkerDayFacts; readonly mayChange: boolean }) {
  const words = useWords(calendarWords);
  const change = useWords(visitChangeWords);
  const cards = useCards(facts);
  const { asked, ask, changes, forget } = useVisitChange(cards);
  return (
    <Stack>
      {asked && <CalendarMove key={asked.name} asked={asked} onLeave={forget} />}
      <Panel title={words.day_board} note={mayChange ? change.drag_hint_day : undefined} flush>
        {facts.workers.length === 0 ? (
          <p className={styles.nobody}>{words.day_nobody}</p>
        ) : (
          <Board facts={facts} cards={cards} {...(mayChange && { may: { ask, changes } })} />
        )}
      </Panel>
      {facts.partial && <p>{words.day_partial}</p>}
    </Stack>
  );
}
