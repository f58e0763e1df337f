/** 我的日程: who comes when, moving one visit, and the last screen after a booking or a move. */
import { useLocation } from "@remix-run/react";
import { listAddress } from "#app/components/list-address.ts";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { elderTimeText } from "#app/domain/time/date-text.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { bookingWords } from "#app/messages/kiosk-booking.ts";
import { elderServices } from "#app/messages/kiosk-services.ts";
import { ActionRow } from "./action-row.tsx";
import { CheckFrame, TimeScreen, useWorkerText, type Slot } from "./booking-screens.tsx";
import { CardChoice } from "./card-choice.tsx";
import { CheckList } from "./check-list.tsx";
import { DoneScreen } from "./done-screen.tsx";
import { EXIT_FORM } from "./idle-watcher.tsx";
import { KioskButton } from "./kiosk-button.tsx";
import { QuestionScreen } from "./question-screen.tsx";
import { useKiosk } from "./surroundings.tsx";
import { usePageOfCards } from "./use-page-of-cards.tsx";

export type Visit = {
  readonly visitNo: string;
  readonly date: PlainDate;
  readonly startMinute: number;
  readonly codes: readonly string[];
  readonly surnames: readonly string[];
};

type ScheduleScreenProps = {
  readonly name: string;
  readonly visits: readonly (Visit & { readonly isMovable: boolean; readonly isAsked: boolean })[];
};

/** Visits of a later day are cards, because they can be moved; one of today is only said. One that waits for the elder's answer comes first. */
export function ScheduleScreen({ name, visits }: ScheduleScreenProps) {
  const words = useWords(bookingWords);
  const locale = useLocale();
  const workerText = useWorkerText();
  const { step } = useKiosk().layout;
  // The larger the letters, the fewer: when and who at the second step, when at the third.
  const noteOf = ({ codes, surnames }: Visit) =>
    ({ 1: `${elderServices(codes, locale)} · ${workerText(surnames)}`, 2: workerText(surnames), 3: null })[step];
  const isCard = (visit: (typeof visits)[number]) => visit.isMovable || visit.isAsked;
  const cards = visits.filter(isCard).toSorted((left, right) => Number(right.isAsked) - Number(left.isAsked));
  const { shown, pager } = usePageOfCards(cards);
  const when = (visit: Visit) => elderTimeText(visit.date, visit.startMinute, locale);
  const fixed = visits.filter((visit) => !isCard(visit)).slice(0, 1);
  return (
    <QuestionScreen
      backTo="/kiosk/home"
      title={visits.length === 0 ? words.schedule_none : words.schedule_title}
      {...(shown.length > 0 && { caption: words.schedule_caption })}
      chosen={[
        words.for_whom(name),
        ...fixed.map((visit) => words.schedule_today(when(visit), workerText(visit.surnames))),
      ]}
      choices={shown.map((visit) => (
        <CardChoice
          key={visit.visitNo}
          to={`/kiosk/${visit.isAsked ? "proposal" : "move"}/${visit.visitNo}`}
          lines={step === 3 ? when(visit).split(/ (?=\S+$)/) : [when(visit)]}
          note={visit.isAsked ? words.proposal_asked : noteOf(visit)}
          isMarked={visit.isAsked}
        />
      ))}
      action={pager}
    />
  );
}

type MoveScreenProps = {
  readonly name: string;
  readonly visit: Visit;
  readonly slots: readonly Slot[];
  readonly chosen: Slot | null;
  readonly isTaken: boolean;
};

export function MoveScreen({ name, visit, slots, chosen, isTaken }: MoveScreenProps) {
  const words = useWords(bookingWords);
  const locale = useLocale();
  const workerText = useWorkerText();
  const { pathname, search } = useLocation();
  const before = words.move_one(elderTimeText(visit.date, visit.startMinute, locale));
  if (chosen === null)
    return (
      <TimeScreen
        backTo="/kiosk/schedule"
        title={words.move_title}
        chosen={[words.for_whom(name), before]}
        slots={slots}
        isTaken={isTaken}
      />
    );
  return (
    <CheckFrame
      backTo={listAddress(pathname, search, { slot: null })}
      title={words.check_title_short}
      name={name}
      chosen={[words.for_whom(name), before]}
      confirm={words.move_confirm}
      change={words.change}
      details={
        <CheckList
          items={[
            { icon: "clock", term: words.check_time, value: elderTimeText(chosen.date, chosen.startMinute, locale) },
            { icon: "user", term: words.check_who, value: workerText(chosen.surnames) },
            { icon: "clipboard-list", term: words.check_service, value: elderServices(visit.codes, locale) },
          ]}
        />
      }
    />
  );
}

type BookedScreenProps = {
  readonly visit: Visit;
  readonly what: "booked" | "moved" | "kept" | "undone";
  readonly mayUndo: boolean;
  readonly isTooLate: boolean;
};

export function BookedScreen({ visit, what, mayUndo, isTooLate }: BookedScreenProps) {
  const words = useWords(bookingWords);
  const locale = useLocale();
  const { layout } = useKiosk();
  const workerText = useWorkerText();
  const titles = {
    booked: words.done_title,
    moved: words.moved_title,
    kept: words.kept_title,
    undone: words.undone_title,
  };
  const when = elderTimeText(visit.date, visit.startMinute, locale);
  const comes = what === "kept" ? words.kept_text(when) : words.done_text(workerText(visit.surnames), when);
  const text = what === "undone" ? words.undone_text : comes;
  const done = (
    <KioskButton kind="primary" form={EXIT_FORM}>
      {words.done}
    </KioskButton>
  );
  return (
    <DoneScreen
      backTo="/kiosk/home"
      title={titles[what]}
      {...(what !== "undone" && layout.step < 3 && { number: words.done_number(visit.visitNo.slice(8)) })}
      text={text}
      {...(mayUndo && { note: words.done_undo_text })}
      {...(isTooLate && { note: words.undo_late })}
      form={{ hidden: { undo: "yes" } }}
      action={
        mayUndo ? (
          <ActionRow layout="pair">
            <KioskButton>{words.undo}</KioskButton>
            {done}
          </ActionRow>
        ) : (
          <ActionRow>{done}</ActionRow>
        )
      }
    />
  );
}
