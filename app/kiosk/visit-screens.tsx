/** One of the own visits: what can be done with it, whether it took place, calling it off, and asking to be called. */
import { useLocation } from "@remix-run/react";
import { useCareWorkers } from "#app/components/care-workers.ts";
import { listAddress } from "#app/components/list-address.ts";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { elderDayText, elderTimeText } from "#app/domain/time/date-text.ts";
import { addDays, type PlainDate } from "#app/domain/time/plain-date.ts";
import {
  asksHowLong,
  OWN_CANCEL_REASONS,
  STAY_LENGTHS,
  type OwnCancelReason,
  type StayLength,
} from "#app/domain/visits/own-cancellation.ts";
import { scheduleWords } from "#app/messages/kiosk-schedule.ts";
import { elderServices } from "#app/messages/kiosk-services.ts";
import { ActionRow } from "./action-row.tsx";
import { CardChoice } from "./card-choice.tsx";
import { KioskButton, KioskLink } from "./kiosk-button.tsx";
import { QuestionScreen } from "./question-screen.tsx";
import type { Visit } from "./schedule-screens.tsx";
import { useKiosk } from "./surroundings.tsx";
import { usePageOfCards } from "./use-page-of-cards.tsx";

type OwnVisit = Visit & {
  readonly isMovable: boolean;
  readonly isCancellable: boolean;
  /** Less than two hours before the start. */
  readonly isClose: boolean;
  readonly isNewcomer: boolean;
  /** Booked here minutes ago: it is taken back without a reason. */
  readonly mayUndo: boolean;
};

export const callMeAddress = (visitNo: string) =>
  `/kiosk/call-me?${new URLSearchParams({ visit: visitNo }).toString()}`;

/** Whose visit, and which; at the largest letters whose alone. */
function useLines(name: string, visit: Visit): string[] {
  const words = useWords(scheduleWords);
  const locale = useLocale();
  const workerText = useCareWorkers();
  const { step } = useKiosk().layout;
  const who = workerText(visit.surnames);
  const line = step === 1 ? words.visit_line(elderServices(visit.codes, locale), who) : who;
  return step === 3 ? [words.for_whom(name)] : [words.for_whom(name), line];
}

export function OneVisitScreen({ name, visit }: { name: string; visit: OwnVisit }) {
  const words = useWords(scheduleWords);
  const locale = useLocale();
  const lines = useLines(name, visit);
  const { layout } = useKiosk();
  const ask = <CardChoice key="ask" to={callMeAddress(visit.visitNo)} icon="phone-call" lines={[words.ask]} />;
  const cards = [
    ...(visit.isMovable && !visit.isClose
      ? [<CardChoice key="move" to={`/kiosk/move/${visit.visitNo}`} icon="clock" lines={[words.move]} />]
      : []),
    ...(visit.mayUndo
      ? [<CardChoice key="undo" to={`/kiosk/booked/${visit.visitNo}`} icon="rotate-ccw" lines={[words.undo]} />]
      : []),
    ...(visit.isCancellable && !visit.mayUndo
      ? [<CardChoice key="cancel" to={`/kiosk/cancel/${visit.visitNo}`} icon="x" lines={[words.cancel]} />]
      : []),
    ask,
    <CardChoice key="print" name="print" value="yes" icon="printer" lines={[words.print]} />,
  ];
  const { shown, pager } = usePageOfCards(cards);
  if (!visit.isMovable && !visit.isCancellable && !visit.mayUndo)
    return <UnchangeableScreen name={name} visit={visit} />;
  return (
    <QuestionScreen
      backTo="/kiosk/schedule"
      title={elderTimeText(visit.date, visit.startMinute, locale)}
      chosen={lines}
      {...(visit.isNewcomer ? { caption: words.newcomer } : layout.step < 3 && { caption: words.one_caption })}
      form={{ action: "/kiosk/print", hidden: { what: "visit", visit: visit.visitNo } }}
      choices={shown}
      action={pager}
    />
  );
}

/** Too late, or over: a person helps, or back to the list. */
function UnchangeableScreen({ name, visit }: { name: string; visit: OwnVisit }) {
  const words = useWords(scheduleWords);
  return (
    <QuestionScreen
      backTo="/kiosk/schedule"
      title={visit.isClose ? words.close_title : words.over_title}
      caption={visit.isClose ? words.close_caption : words.over_caption}
      chosen={useLines(name, visit).slice(0, 1)}
      choices={
        <>
          <CardChoice to={callMeAddress(visit.visitNo)} icon="phone-call" lines={[words.call_me]} />
          <CardChoice to="/kiosk/schedule" icon="calendar-days" lines={[words.see_all]} />
        </>
      }
    />
  );
}

/** 昨天的服务做了吗？ */
export function WasItDoneScreen({ name, visit, today }: { name: string; visit: Visit; today: PlainDate }) {
  const words = useWords(scheduleWords);
  const locale = useLocale();
  const lines = useLines(name, visit);
  const isYesterday = addDays(visit.date, 1) === today;
  const answers = [
    <CardChoice key="came" name="answer" value="came" icon="circle-check" lines={[words.came]} />,
    <CardChoice key="nobody" name="answer" value="nobody" icon="circle-x" lines={[words.nobody]} />,
    <CardChoice key="unsure" name="answer" value="unsure" icon="circle-help" lines={[words.unsure]} />,
  ];
  const { shown, pager } = usePageOfCards(answers);
  return (
    <QuestionScreen
      backTo="/kiosk/schedule"
      title={isYesterday ? words.confirm_yesterday : words.confirm_title(elderDayText(visit.date, locale))}
      chosen={lines}
      form={{}}
      choices={shown}
      action={pager}
    />
  );
}

type CancelProps = {
  readonly name: string;
  /** Of a visit that was to be paid money goes back, and nothing is owed. */
  readonly visit: Visit & { readonly isPrivate: boolean };
  readonly reason: OwnCancelReason | null;
  readonly stay: StayLength | null;
};

export function CancelScreen({ name, visit, reason, stay }: CancelProps) {
  const words = useWords(scheduleWords);
  const { pathname, search } = useLocation();
  const lines = useLines(name, visit);
  const isLong = reason !== null && asksHowLong(reason);
  const reasons = usePageOfCards(reason === null ? OWN_CANCEL_REASONS : STAY_LENGTHS);
  if (reason !== null && (!isLong || stay !== null))
    return <CancelCheckScreen name={name} visit={visit} reason={reason} stay={stay} />;
  const field = reason === null ? "reason" : "stay";
  return (
    <QuestionScreen
      backTo={reason === null ? `/kiosk/visit/${visit.visitNo}` : listAddress(pathname, search, { reason: null })}
      title={reason === null ? words.why_title : words.long_title}
      chosen={lines}
      choices={reasons.shown.map((value) => (
        <CardChoice key={value} to={listAddress(pathname, search, { [field]: value })} lines={[words[value]]} />
      ))}
      action={reasons.pager}
    />
  );
}

function CancelCheckScreen({ name, visit, reason, stay }: CancelProps & { readonly reason: OwnCancelReason }) {
  const words = useWords(scheduleWords);
  const locale = useLocale();
  const { pathname, search } = useLocation();
  const { layout } = useKiosk();
  const lines = useLines(name, visit);
  return (
    <QuestionScreen
      backTo={listAddress(pathname, search, stay === null ? { reason: null } : { stay: null })}
      title={words.cancel_title(elderDayText(visit.date, locale))}
      caption={
        stay === null ? (visit.isPrivate ? words.cancel_text_private : words.cancel_text) : words.cancel_text_stay
      }
      chosen={layout.step === 1 ? [...lines, words[reason]] : lines.slice(0, 1)}
      form={{ hidden: { confirm: "yes" } }}
      action={
        <ActionRow layout="pair">
          <KioskLink to="/kiosk/schedule">{words.keep}</KioskLink>
          <KioskButton kind="primary">{words.cancel_yes}</KioskButton>
        </ActionRow>
      }
    />
  );
}
