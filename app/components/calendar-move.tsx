/**
 * A visit that was dragged to another place of a calendar, or opened there to be changed: every place is checked against every rule and
 * priced, and the visit moves only when that is confirmed. It sends what the page that changes a visit sends.
 */
import { Form, useFetcher, useLocation } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { elderDateText } from "#app/domain/time/date-text.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { clockText } from "#app/domain/time/time-window.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { visitChangeWords } from "#app/messages/visit-change.ts";
import { Button } from "./button.tsx";
import styles from "./calendar-move.module.css";
import { Field } from "./field.tsx";
import type { CalendarVisit } from "./month-calendar.tsx";
import { MoveAnswer } from "./move-price.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import type { AskedPlace, ChangeAnswer } from "./visit-change-answer.ts";
import { useLocale, useWords } from "./words-context.tsx";
import { WorkerChoice } from "./worker-choice.tsx";

export type WantedPlace = {
  readonly date: PlainDate;
  readonly startMinute: number;
  /** All who are to go; empty for those who go now. */
  readonly workerNos: readonly string[];
};

export type AskedVisit = {
  /** Of this visit at this place: another one begins anew. */
  readonly name: string;
  readonly visit: CalendarVisit;
  readonly place: WantedPlace;
};

function placeOf({ date, startMinute }: CalendarVisit): WantedPlace {
  return { date, startMinute: startMinute ?? 0, workerNos: [] };
}

const nameOf = (key: string, { date, startMinute, workerNos }: WantedPlace) =>
  [key, date, startMinute, ...workerNos].join(" ");

/** What was dropped where, or opened; forgotten when the calendar is loaded anew, because the visit then stands somewhere else. */
export function useVisitChange(visits: readonly CalendarVisit[]) {
  const { key: page } = useLocation();
  const [asked, setAsked] = useState<(AskedVisit & { readonly on: string }) | null>(null);
  const ask = (visitKey: string, place: Partial<WantedPlace>) => {
    const visit = visits.find(({ key }) => key === visitKey);
    if (visit === undefined) return;
    const wanted = { ...placeOf(visit), ...place };
    setAsked({ name: nameOf(visitKey, wanted), visit, place: wanted, on: page });
  };
  return {
    asked: asked?.on === page ? asked : null,
    ask,
    changes: {
      onMove: (visitKey: string, date: PlainDate) => ask(visitKey, { date }),
      onOpen: (visitKey: string) => ask(visitKey, {}),
    },
    forget: () => setAsked(null),
  };
}

/** Asks at once what the place would meet and cost, and again whenever the form is sent. */
function useCheck({ visit, place }: AskedVisit, action: string) {
  const fetcher = useFetcher<ChangeAnswer>();
  const { submit } = fetcher;
  const { date } = place;
  const time = clockText(place.startMinute);
  const [worker = "", second = ""] = place.workerNos;
  useEffect(() => {
    submit({ step: "price", date, time, worker, second }, { method: "post", action });
  }, [submit, action, date, time, worker, second]);
  const answer = fetcher.state === "idle" ? (fetcher.data ?? null) : null;
  return { fetcher, answer, known: fetcher.data ?? null, title: visit.title };
}

function ConfirmForm({ asked, action, back }: { asked: AskedPlace; action: string; back: string }) {
  const words = useWords(visitChangeWords);
  const [worker = "", second = ""] = asked.workers;
  const sent = { step: "move", scope: "this", date: asked.date, time: clockText(asked.minute), worker, second, back };
  return (
    <Form method="post" action={action}>
      {Object.entries(sent).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton icon="calendar-check">{words.drag_confirm}</SubmitButton>
    </Form>
  );
}

function useFocusWhenOpened() {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    panel.current?.scrollIntoView({ block: "nearest" });
    panel.current?.querySelector("input")?.focus({ preventScroll: true });
  }, []);
  return panel;
}

type Check = ReturnType<typeof useCheck>;

/** Day, hour and who goes; what is typed is checked when it is sent. */
function PlaceForm({ check, asked, onEdit }: { check: Check; asked: AskedVisit; onEdit: (isEdited: boolean) => void }) {
  const words = useWords(visitChangeWords);
  const { fetcher, known } = check;
  const { place } = asked;
  const workersNeeded = known?.workersNeeded ?? 1;
  return (
    <div>
      <fetcher.Form
        method="post"
        action={`/office/visits/${encodeURIComponent(asked.visit.key)}/change`}
        onInput={() => onEdit(true)}
        onSubmit={() => onEdit(false)}
        className={styles.place}
      >
        <Field kind="date" name="date" id="drag-date" label={words.date} defaultValue={place.date} />
        <Field kind="time" name="time" id="drag-time" label={words.time} defaultValue={clockText(place.startMinute)} />
        {known !== null && (
          <WorkerChoice
            choices={known.choices}
            workersNeeded={workersNeeded}
            chosen={known.asked?.workers ?? place.workerNos}
            idPrefix="drag-"
          />
        )}
        <Button kind="secondary" name="step" value="price">
          {words.drag_recheck}
        </Button>
      </fetcher.Form>
    </div>
  );
}

type PanelProps = { readonly asked: AskedVisit; readonly onLeave: () => void };

function useTitle({ visit, place }: AskedVisit): string {
  const words = useWords(visitChangeWords);
  const locale = useLocale();
  const dateText = (date: PlainDate) => elderDateText(date, locale);
  return visit.date === place.date ? words.drag_open : words.drag_title(dateText(visit.date), dateText(place.date));
}

export function CalendarMove({ asked, onLeave }: PanelProps) {
  const words = useWords(visitChangeWords);
  const locale = useLocale();
  const { pathname, search } = useLocation();
  const [isEdited, setIsEdited] = useState(false);
  const action = `/office/visits/${encodeURIComponent(asked.visit.key)}/change`;
  const check = useCheck(asked, action);
  const { answer } = check;
  const title = useTitle(asked);
  const panel = useFocusWhenOpened();
  const shown = isEdited ? null : answer;
  return (
    <div ref={panel}>
      <Panel title={title} note={asked.visit.title}>
        <PlaceForm check={check} asked={asked} onEdit={setIsEdited} />
        {check.fetcher.state !== "idle" && <p role="status">{words.drag_checking}</p>}
        {shown?.refused && (
          <Notice tone="danger" announced>
            {refusalSentence(shown.refused.code, shown.refused.facts, locale)}
          </Notice>
        )}
        {shown && <MoveAnswer answer={shown} />}
        {shown?.price && shown.asked && (
          <ConfirmForm asked={shown.asked} action={action} back={`${pathname}${search}`} />
        )}
        <Button type="button" kind="quiet" onClick={onLeave}>
          {words.drag_leave}
        </Button>
      </Panel>
    </div>
  );
}
