/** Asking to be called, and the last screen after something was said: what happens next, and its number. */
import { useWords } from "#app/components/words-context.tsx";
import { kioskPageWords } from "#app/messages/kiosk-pages.ts";
import { scheduleWords } from "#app/messages/kiosk-schedule.ts";
import { ActionRow } from "./action-row.tsx";
import { HELP_FROM_BOOKING } from "./booking-screens.tsx";
import { CardChoice } from "./card-choice.tsx";
import { DoneScreen } from "./done-screen.tsx";
import { EXIT_FORM } from "./idle-watcher.tsx";
import { KioskButton, KioskLink } from "./kiosk-button.tsx";
import { QuestionScreen } from "./question-screen.tsx";

type CallMeProps = {
  readonly name: string;
  /** Masked; null when none is on file. */
  readonly phone: string | null;
  readonly requestKey: string;
  readonly backTo: string;
};

export function CallMeScreen({ name, phone, requestKey, backTo }: CallMeProps) {
  const words = useWords(scheduleWords);
  const { hotline, go_home } = useWords(kioskPageWords);
  if (phone === null)
    return (
      <QuestionScreen
        backTo={backTo}
        title={words.call_title}
        caption={words.call_no_phone}
        choices={<CardChoice to={HELP_FROM_BOOKING} icon="phone-call" lines={[hotline]} />}
        action={
          <ActionRow>
            <KioskLink to="/kiosk/home">{go_home}</KioskLink>
          </ActionRow>
        }
      />
    );
  return (
    <QuestionScreen
      backTo={backTo}
      title={words.call_title}
      caption={words.call_caption(phone)}
      chosen={[words.for_whom(name)]}
      form={{ hidden: { key: requestKey } }}
      action={
        <ActionRow layout="pair">
          <KioskLink to={backTo}>{words.call_back}</KioskLink>
          <KioskButton kind="primary">{words.call_yes}</KioskButton>
        </ActionRow>
      }
    />
  );
}

export type Told = {
  readonly what: "called" | "came" | "nobody" | "unsure" | "cancelled" | "cancelled-private" | "waiting";
  readonly ticket: string | null;
  /** A visit that was confirmed can be rated. */
  readonly rate: string | null;
};

export function ToldScreen({ what, ticket, rate }: Told) {
  const words = useWords(scheduleWords);
  const titles = {
    called: words.called_title,
    came: words.thanks_title,
    nobody: words.thanks_title,
    unsure: words.thanks_title,
    cancelled: words.cancelled_title,
    "cancelled-private": words.cancelled_title,
    waiting: words.waiting_title,
  };
  const texts = {
    called: words.called_text,
    came: words.noted,
    nobody: words.called_text,
    unsure: words.noted_unsure,
    waiting: words.waiting_text,
    "cancelled-private": words.cancelled_private,
    cancelled: ticket === null ? words.cancelled_text : words.cancelled_stay,
  };
  return (
    <DoneScreen
      backTo="/kiosk/home"
      title={titles[what]}
      text={texts[what]}
      {...(ticket !== null && { number: words.number(ticket) })}
      action={
        <ActionRow layout={rate === null ? "one" : "even"}>
          {rate !== null && (
            <KioskLink to={`/kiosk/rate?${new URLSearchParams({ visit: rate }).toString()}`}>{words.rate_it}</KioskLink>
          )}
          <KioskButton kind="primary" form={EXIT_FORM}>
            {words.done}
          </KioskButton>
        </ActionRow>
      }
    />
  );
}
