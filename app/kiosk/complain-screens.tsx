/** 意见投诉: what it is about, what was wrong, whether to call back; and asking later with the number and the code of an anonymous matter. */
import { useLocation } from "@remix-run/react";
import { listAddress } from "#app/components/list-address.ts";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { PHONE_DIGITS } from "#app/domain/kiosk/sign-in-code.ts";
import { DETAILS_OF_TOPIC, TICKET_TOPICS, type TicketTopic } from "#app/domain/tickets/ticket-kind.ts";
import { ASKING_DIGITS, SHORT_DIGITS } from "#app/domain/tickets/ticket-number.ts";
import { bookingWords } from "#app/messages/kiosk-booking.ts";
import {
  complainDetailWord,
  complainStandWord,
  complainTopicWord,
  complainWords,
} from "#app/messages/kiosk-complain.ts";
import { kioskWords } from "#app/messages/kiosk.ts";
import { ActionRow } from "./action-row.tsx";
import { CardChoice } from "./card-choice.tsx";
import { ChipChoice } from "./chip-choice.tsx";
import { DoneScreen } from "./done-screen.tsx";
import { EXIT_FORM } from "./idle-watcher.tsx";
import { KeypadRow, KeypadScreen } from "./keypad-screen.tsx";
import { KioskButton, KioskLink } from "./kiosk-button.tsx";
import { QuestionScreen } from "./question-screen.tsx";
import { useKiosk } from "./surroundings.tsx";
import { usePageOfCards } from "./use-page-of-cards.tsx";

const ICONS: Readonly<Record<TicketTopic, string>> = {
  visit: "house",
  worker: "user",
  money: "wallet",
  other: "message-circle",
};

/** This page with other answers; null takes one back. */
function useAddress(): (changes: Readonly<Record<string, string | null>>) => string {
  const { pathname, search } = useLocation();
  return (changes) => listAddress(pathname, search, { page: null, ...changes });
}

export function TopicScreen() {
  const words = useWords(complainWords);
  const locale = useLocale();
  const address = useAddress();
  const { shown, pager } = usePageOfCards(TICKET_TOPICS);
  return (
    <QuestionScreen
      backTo="/kiosk/home"
      step={{ number: 1, of: 3 }}
      title={words.topic_title}
      caption={words.topic_caption}
      choices={shown.map((topic) => (
        <CardChoice
          key={topic}
          to={address({ topic })}
          icon={ICONS[topic]}
          lines={[complainTopicWord(topic, locale)]}
        />
      ))}
      action={
        pager ?? (
          <ActionRow>
            <KioskLink to={address({ ask: "1" })}>{words.ask}</KioskLink>
          </ActionRow>
        )
      }
    />
  );
}

/** So many chips stand on a screen: eight, or four where one sits. */
function useChipsPerPage(): number {
  const { layout } = useKiosk();
  return layout.low ? 4 : 8;
}

export function DetailsScreen({ topic, chosen }: { topic: TicketTopic; chosen: readonly string[] }) {
  const words = useWords(complainWords);
  const locale = useLocale();
  const address = useAddress();
  const details = DETAILS_OF_TOPIC[topic];
  const perPage = useChipsPerPage();
  // Where fewer fit, the way out 别的 stays on the screen.
  const shown = details.length <= perPage ? details : [...details.slice(0, perPage - 1), ...details.slice(-1)];
  return (
    <QuestionScreen
      backTo={address({ topic: null })}
      step={{ number: 2, of: 3 }}
      title={words.details_title}
      caption={words.details_caption}
      chosen={[complainTopicWord(topic, locale)]}
      form={{}}
      choices={
        <ChipChoice
          name="detail"
          legend={words.details_title}
          chosen={chosen}
          chips={shown.map((value) => ({ value, label: complainDetailWord(value, locale) }))}
        />
      }
      action={
        <ActionRow>
          <KioskButton kind="primary" name="go" value="details">
            {words.details_done}
          </KioskButton>
        </ActionRow>
      }
    />
  );
}

type ReplyScreenProps = {
  readonly topic: TicketTopic;
  readonly details: readonly string[];
  /** Of the elder who is identified; null for nobody. */
  readonly name: string | null;
  /** The same touch sent twice is one matter. */
  readonly requestKey: string;
};

export function ReplyScreen({ topic, details, name, requestKey }: ReplyScreenProps) {
  const words = useWords(complainWords);
  const locale = useLocale();
  const address = useAddress();
  const { step } = useKiosk().layout;
  const said = details.map((detail) => complainDetailWord(detail, locale)).join(locale === "en" ? ", " : "、");
  return (
    <QuestionScreen
      backTo={address({ reply: null })}
      step={{ number: 3, of: 3 }}
      title={words.reply_title}
      {...(step < 3 && { caption: words.reply_caption })}
      chosen={[
        [complainTopicWord(topic, locale), said].filter((part) => part !== "").join(locale === "en" ? ": " : "："),
      ]}
      form={{ hidden: { key: requestKey } }}
      choices={
        <>
          {name === null ? (
            <CardChoice
              to={address({ reply: "phone" })}
              icon="phone-call"
              lines={[words.reply_call]}
              note={step < 3 ? words.reply_call_phone : null}
            />
          ) : (
            <CardChoice
              name="go"
              value="call"
              icon="phone-call"
              lines={[words.reply_call]}
              note={step < 3 ? words.reply_call_note(name) : null}
            />
          )}
          <CardChoice
            name="go"
            value="anonymous"
            icon="message-circle"
            lines={[words.reply_anonymous]}
            note={step < 3 ? words.reply_anonymous_note : null}
          />
        </>
      }
    />
  );
}

type PhoneProps = {
  /** Where 返回 leads; the question before when left out. */
  readonly backTo?: string;
  readonly digits: string;
  readonly isShort: boolean;
  readonly requestKey: string;
};

export function CallBackPhoneScreen({ backTo, digits, isShort, requestKey }: PhoneProps) {
  const words = useWords(complainWords);
  const { phone_short } = useWords(kioskWords);
  const address = useAddress();
  return (
    <KeypadScreen
      backTo={backTo ?? address({ reply: "1" })}
      title={words.phone_title}
      caption={words.phone_caption}
      error={isShort ? phone_short : undefined}
      name="phone"
      digits={digits}
      longest={PHONE_DIGITS}
      hidden={{ key: requestKey }}
      action={
        <KeypadRow asksPerson={isShort}>
          <KioskButton kind="primary" name="go" value="phone">
            {words.phone_done}
          </KioskButton>
        </KeypadRow>
      }
    />
  );
}

export function AskScreen({ digits, isWrong }: { digits: string; isWrong: boolean }) {
  const words = useWords(complainWords);
  const address = useAddress();
  return (
    <KeypadScreen
      backTo={address({ ask: null })}
      title={words.ask_title}
      caption={words.ask_caption}
      error={isWrong ? words.ask_wrong : undefined}
      name="asking"
      digits={digits}
      longest={SHORT_DIGITS + ASKING_DIGITS}
      action={
        <KeypadRow asksPerson={isWrong}>
          <KioskButton kind="primary" name="go" value="ask">
            {words.ask_go}
          </KioskButton>
        </KeypadRow>
      }
    />
  );
}

/** The finish of a screen that nobody is identified at leads to the start; of a personal one it wipes. */
function Finish() {
  const words = useWords(complainWords);
  return (
    <ActionRow>
      <KioskButton kind="primary" form={EXIT_FORM}>
        {words.done}
      </KioskButton>
    </ActionRow>
  );
}

export function AskedScreen({ number, state, answer }: { number: string; state: string; answer: string | null }) {
  const words = useWords(complainWords);
  const locale = useLocale();
  return (
    <DoneScreen
      backTo="/kiosk/complain?ask=1"
      title={words.asked_title(number, complainStandWord(state, locale))}
      text={answer ?? words.asked_none}
      action={<Finish />}
    />
  );
}

type ComplainedScreenProps = {
  readonly number: string;
  /** Working days until the call; null when none was asked for. */
  readonly callWithinDays: number | null;
  readonly isProtected: boolean;
  readonly askingCode: string | null;
  /** What the printer of this machine does with the slip; null where none is printed. */
  readonly printing?: "printing" | "failed" | null;
};

export function ComplainedScreen(props: ComplainedScreenProps) {
  const { number, callWithinDays, isProtected, askingCode, printing = null } = props;
  const words = useWords(complainWords);
  const booking = useWords(bookingWords);
  const text = [
    callWithinDays === null ? null : words.done_call(callWithinDays),
    isProtected ? words.done_street : null,
  ].filter((part) => part !== null);
  const { step } = useKiosk().layout;
  const hasCode = askingCode !== null;
  const slipNote = printing === null ? null : booking[`slip_${printing}`];
  // What is on paper need not be written down.
  const codeNote = slipNote ?? words.done_code_note;
  const note = hasCode ? codeNote : slipNote;
  // The largest letters leave room for one sentence below the code.
  const hasNote = note !== null && text.length > 0 && step < 3;
  return (
    <DoneScreen
      backTo="/kiosk/home"
      title={words.done_title(number)}
      {...(hasCode && { number: words.done_code(askingCode), isCode: true })}
      text={hasCode && text.length === 0 ? codeNote : text.join("。")}
      {...(hasNote && { note })}
      action={<Finish />}
    />
  );
}
