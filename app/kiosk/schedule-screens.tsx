/** 我的日程: who comes when, moving one visit, and the last screen after a booking or a move. */
import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useCareWorkers } from "#app/components/care-workers.ts";
import { listAddress } from "#app/components/list-address.ts";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { elderDayText, elderTimeText } from "#app/domain/time/date-text.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { bookingWords } from "#app/messages/kiosk-booking.ts";
import { kioskPayWords } from "#app/messages/kiosk-pay.ts";
import { kioskPageWords } from "#app/messages/kiosk-pages.ts";
import { scheduleWords } from "#app/messages/kiosk-schedule.ts";
import { elderServices } from "#app/messages/kiosk-services.ts";
import { elderStateWord } from "#app/messages/delivery-words.ts";
import { ActionRow } from "./action-row.tsx";
import { CheckFrame } from "./booking-check-screen.tsx";
import { TimeScreen, type Slot } from "./booking-screens.tsx";
import { CardChoice } from "./card-choice.tsx";
import { CheckList } from "./check-list.tsx";
import { DoneScreen } from "./done-screen.tsx";
import { EXIT_FORM } from "./idle-watcher.tsx";
import { KioskButton, KioskLink } from "./kiosk-button.tsx";
import { QuestionScreen } from "./question-screen.tsx";
import { whenLines } from "./slot-words.ts";
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
  readonly visits: readonly (Visit & {
    readonly state: string;
    readonly isAsked: boolean;
    readonly isNewcomer: boolean;
    /** Its time has passed and nobody has said how it ended. */
    readonly isOver: boolean;
  })[];
  /** Visits of the month that stand nowhere yet. */
  readonly owed: number;
  /** The latest visit of which nobody has said that it took place. */
  readonly toConfirm: Visit | null;
};

type Entry = { readonly key: string; readonly card: ReactNode };

/** The larger the letters, the fewer: what, who and how it stands at the first step, who at the second, when alone at the third. */
function useVisitEntry(): (visit: ScheduleScreenProps["visits"][number]) => Entry {
  const words = useWords(bookingWords);
  const own = useWords(scheduleWords);
  const locale = useLocale();
  const workerText = useCareWorkers();
  const { step } = useKiosk().layout;
  return (visit) => {
    const who = workerText(visit.surnames);
    const stand = `${who} · ${visit.isOver ? own.over_note : elderStateWord(visit.state, locale)}`;
    // English names of two services leave no room for who comes, which matters more.
    const known = locale === "en" ? stand : `${elderServices(visit.codes, locale)} · ${stand}`;
    const notes = {
      1: visit.isNewcomer && !visit.isOver ? own.newcomer_note(who) : visit.isOver ? stand : known,
      2: visit.isOver ? own.over_note : who,
      3: null,
    };
    return {
      key: visit.visitNo,
      card: (
        <CardChoice
          key={visit.visitNo}
          to={`/kiosk/${visit.isAsked ? "proposal" : "visit"}/${visit.visitNo}`}
          lines={whenLines(visit.date, visit.startMinute, step, locale)}
          note={visit.isAsked && step !== 3 ? words.proposal_asked : notes[step]}
          isMarked={visit.isAsked}
        />
      ),
    };
  };
}

/** What waits for the elder's word comes first: a visit to confirm, another time that is asked for; then the visits, then what is owed. */
export function ScheduleScreen({ name, visits, owed, toConfirm }: ScheduleScreenProps) {
  const words = useWords(bookingWords);
  const own = useWords(scheduleWords);
  const locale = useLocale();
  const { step } = useKiosk().layout;
  const visitEntry = useVisitEntry();
  const confirming: Entry[] =
    toConfirm === null
      ? []
      : [
          {
            key: "confirm",
            card: (
              <CardChoice
                key="confirm"
                to={`/kiosk/visit/${toConfirm.visitNo}`}
                icon="circle-help"
                lines={[own.confirm_card]}
                note={own.confirm_note(elderDayText(toConfirm.date, locale))}
                isMarked
              />
            ),
          },
        ];
  const owing: Entry[] =
    owed === 0
      ? []
      : [
          {
            key: "owed",
            card: (
              <CardChoice
                key="owed"
                to="/kiosk/book"
                icon="hourglass"
                lines={step === 3 ? own.owed(owed).split("，") : [own.owed(owed)]}
                note={step === 1 ? own.owed_note : null}
              />
            ),
          },
        ];
  const inOrder = visits.toSorted((left, right) => Number(right.isAsked) - Number(left.isAsked));
  const { shown, pager } = usePageOfCards([...confirming, ...inOrder.map(visitEntry), ...owing]);
  return (
    <QuestionScreen
      backTo="/kiosk/home"
      title={visits.length === 0 ? words.schedule_none : words.schedule_title}
      {...(shown.length > 0 && { caption: words.schedule_caption })}
      chosen={[own.for_whom(name)]}
      choices={shown.map(({ card }) => card)}
      form={{ action: "/kiosk/print", hidden: { what: "schedule" } }}
      action={pager ?? (shown.length === 0 ? <NothingPlanned /> : <PrintRow />)}
    />
  );
}

/** The whole list on paper; a longer one is turned by the same row. */
function PrintRow() {
  const { print } = useWords(scheduleWords);
  return (
    <ActionRow>
      <KioskButton name="print" value="yes" icon="printer">
        {print}
      </KioskButton>
    </ActionRow>
  );
}

/** An empty list leads on: book, or back. */
function NothingPlanned() {
  const { task } = useWords(bookingWords);
  const { go_home } = useWords(kioskPageWords);
  return (
    <ActionRow layout="even">
      <KioskLink to="/kiosk/home">{go_home}</KioskLink>
      <KioskLink to="/kiosk/book" kind="primary">
        {task}
      </KioskLink>
    </ActionRow>
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
  const workerText = useCareWorkers();
  const { pathname, search } = useLocation();
  const before = words.move_one(elderTimeText(visit.date, visit.startMinute, locale));
  if (chosen === null)
    return (
      <TimeScreen
        backTo={`/kiosk/visit/${visit.visitNo}`}
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
      changeTo="/kiosk/schedule"
      change={words.move_keep}
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
  /** Where the elder may pay an own share; paying is never needed. */
  readonly payTo: string | null;
  /** What the printer of this machine does with the slip; null where none is printed. */
  readonly printing?: "printing" | "failed" | null;
};

export function BookedScreen({ visit, what, mayUndo, isTooLate, payTo, printing = null }: BookedScreenProps) {
  const words = useWords(bookingWords);
  const payWords = useWords(kioskPayWords);
  const locale = useLocale();
  const { layout } = useKiosk();
  const workerText = useCareWorkers();
  const titles = {
    booked: words.done_title,
    moved: words.moved_title,
    kept: words.kept_title,
    undone: words.undone_title,
  };
  const when = elderTimeText(visit.date, visit.startMinute, locale);
  const comes = what === "kept" ? words.kept_text(when) : words.done_text(workerText(visit.surnames), when);
  const text = what === "undone" ? words.undone_text : comes;
  // The largest letters leave room for one of the two, and the way back is not said anywhere else.
  const prints = printing === null || layout.step === 3 ? null : words[`slip_${printing}`];
  const undoNote = prints === null ? words.done_undo_text : words.note_and(words.done_undo_text, prints);
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
      text={isTooLate && layout.step === 3 ? words.undo_late : text}
      {...(mayUndo && !isTooLate && { note: undoNote })}
      {...(isTooLate && layout.step < 3 && { note: words.undo_late })}
      form={{ hidden: { undo: "yes" } }}
      {...(payTo !== null && { choices: <KioskLink to={payTo}>{payWords.offer}</KioskLink> })}
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
