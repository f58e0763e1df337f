/**
 * A visit that was dragged to another day of the calendar: it is checked against every rule and priced at once, and moves only when that is
 * confirmed. It sends what the page that changes a visit sends.
 */
import { Form, useFetcher, useLocation } from "@remix-run/react";
import { useEffect, useState } from "react";
import { elderDateText } from "#app/domain/time/date-text.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { clockText } from "#app/domain/time/time-window.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { visitChangeWords } from "#app/messages/visit-change.ts";
import { Button } from "./button.tsx";
import { Field } from "./field.tsx";
import type { CalendarVisit } from "./month-calendar.tsx";
import { MoveConflicts, MovePriceNotice } from "./move-price.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import type { ChangeAnswer } from "./visit-change-answer.ts";
import { useLocale, useWords } from "./words-context.tsx";

type AskedMove = { readonly visit: CalendarVisit; readonly date: PlainDate };

/** What was dropped where; forgotten when the calendar is loaded anew, because the visit then stands somewhere else. */
export function useDraggedVisit(visits: readonly CalendarVisit[]) {
  const { key } = useLocation();
  const [asked, setAsked] = useState<(AskedMove & { readonly on: string }) | null>(null);
  const onMove = (visitKey: string, date: PlainDate) => {
    const visit = visits.find((one) => one.key === visitKey);
    setAsked(visit && visit.date !== date ? { visit, date, on: key } : null);
  };
  return { asked: asked?.on === key ? asked : null, onMove, forget: () => setAsked(null) };
}

type PanelProps = { readonly asked: AskedMove; readonly onLeave: () => void };

/** Asks once for each drop, and again when told to. */
function usePrice({ visit, date }: AskedMove) {
  const { submit, state, data } = useFetcher<ChangeAnswer>();
  const action = `/office/visits/${encodeURIComponent(visit.key)}/change`;
  const [time, setTime] = useState(clockText(visit.startMinute ?? 0));
  const [pricedTime, setPricedTime] = useState(time);
  useEffect(() => {
    submit({ step: "price", date, time: pricedTime }, { method: "post", action });
  }, [submit, action, date, pricedTime]);
  const isIdle = state === "idle" && data !== undefined;
  return { action, time, setTime, price: () => setPricedTime(time), isIdle, answer: isIdle ? data : null, pricedTime };
}

export function CalendarMove({ asked, onLeave }: PanelProps) {
  const words = useWords(visitChangeWords);
  const locale = useLocale();
  const { pathname, search } = useLocation();
  const { action, time, setTime, price, isIdle, answer, pricedTime } = usePrice(asked);
  const { visit, date } = asked;
  const dateText = (one: PlainDate) => elderDateText(one, locale);
  return (
    <Panel title={words.drag_title(dateText(visit.date), dateText(date))} note={visit.title}>
      <div onInput={(event) => setTime((event.target as HTMLInputElement).value)}>
        <Field kind="time" name="time" id="drag-time" label={words.time} width="short" defaultValue={time} />
      </div>
      {!isIdle && <p role="status">{words.drag_checking}</p>}
      {answer?.refused && (
        <Notice tone="danger" announced>
          {refusalSentence(answer.refused.code, answer.refused.facts, locale)}
        </Notice>
      )}
      {answer && <MoveConflicts conflicts={answer.conflicts} />}
      {answer?.price && <MovePriceNotice price={answer.price} />}
      <Form method="post" action={action}>
        {Object.entries({ step: "move", scope: "this", date, time: pricedTime, back: `${pathname}${search}` }).map(
          ([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ),
        )}
        {answer?.price && time === pricedTime && (
          <SubmitButton icon="calendar-check">{words.drag_confirm}</SubmitButton>
        )}
      </Form>
      <p>
        {time !== pricedTime && (
          <Button type="button" kind="secondary" onClick={price}>
            {words.drag_recheck}
          </Button>
        )}
        <Button type="button" kind="quiet" onClick={onLeave}>
          {words.drag_leave}
        </Button>
      </p>
    </Panel>
  );
}
