/**
 * Call for help, one tap from any screen, signed in or not. A red screen with two choices and the two numbers that elders are ever shown.
 * The first touch stores the request; 不用了 takes it back. Without scripts every step is a plain form.
 */
import { useWords } from "#app/components/words-context.tsx";
import { bookingWords } from "#app/messages/kiosk-booking.ts";
import { kioskHelpWords } from "#app/messages/kiosk-help.ts";
import { kioskWords } from "#app/messages/kiosk.ts";
import { ActionRow } from "./action-row.tsx";
import { CardChoice } from "./card-choice.tsx";
import styles from "./help-screen.module.css";
import { HelpButton } from "./help-button.tsx";
import { KioskButton, kioskButtonClass, KioskLink } from "./kiosk-button.tsx";
import { Phrases } from "./phrases.tsx";
import { QuestionScreen } from "./question-screen.tsx";
import { useLamp } from "./use-lamp.ts";

/** Every step is sent to the same address, wherever the screen is shown. */
const HELP_ACTION = "/kiosk/help";

export type HelpState =
  /** The two numbers alone: where nobody at the place can be called by the machine. */
  | { readonly kind: "numbers" }
  /** The first touch is stored; which help is wanted? */
  | { readonly kind: "ask" }
  /** Somebody has been called; the number names the request. */
  | {
      readonly kind: "called";
      readonly want: "staff" | "unwell";
      readonly requestNumber: string;
      /** What is known of who comes; calling when left out. */
      readonly stage?: "calling" | "taken" | "arrived";
    }
  | { readonly kind: "ending" }
  /** Somebody closed it, or it was called off. */
  | { readonly kind: "over" };

type HelpScreenProps = {
  readonly state: HelpState;
  /** The screen the elder came from. */
  readonly returnTo: string;
  /** Names the request in what is sent from here. */
  readonly requestKey?: string;
};

type StepProps = Pick<HelpScreenProps, "returnTo" | "requestKey">;

const hiddenOf = ({ returnTo, requestKey }: StepProps) => ({
  returnTo,
  ...(requestKey !== undefined && { key: requestKey }),
});

/** Beside a sentence of its own the numbers stand without their words: there is no room at the large text steps. */
function Numbers({ bare = false }: { bare?: boolean }) {
  const words = useWords(kioskWords);
  return (
    <ul className={styles.numbers}>
      <li className={styles.number}>
        <span className={styles.digits}>{words.hotline}</span>
        {!bare && <span className={styles.word}>{words.help_hotline_word}</span>}
      </li>
      <li className={styles.number}>
        <span className={styles.digits}>{words.ambulance}</span>
        {!bare && <span className={styles.word}>{words.help_ambulance_word}</span>}
      </li>
    </ul>
  );
}

function AskScreen(props: StepProps) {
  const words = useWords(kioskWords);
  return (
    <QuestionScreen
      backTo={props.returnTo}
      kind="alarm"
      title={words.help_title}
      caption={words.help_caption}
      form={{ action: HELP_ACTION, hidden: hiddenOf(props) }}
      details={<Numbers />}
      choices={
        <>
          <CardChoice name="want" value="staff" icon="users" lines={[words.help_staff]} note={words.help_staff_note} />
          <CardChoice
            name="want"
            value="unwell"
            icon="heart-pulse"
            lines={[words.help_unwell]}
            note={words.help_unwell_note}
          />
        </>
      }
      action={
        <ActionRow layout="even">
          <KioskButton name="want" value="end">
            {words.help_cancel}
          </KioskButton>
        </ActionRow>
      }
    />
  );
}

type Called = Extract<HelpState, { kind: "called" }>;

/** Title and sentence of where the call stands. */
function useCalledWords({ want, stage = "calling" }: Called): { title: string; text: string } {
  const words = useWords(kioskWords);
  const more = useWords(kioskHelpWords);
  if (stage === "taken") return { title: more.taken_title, text: more.taken_text };
  if (stage === "arrived") return { title: more.arrived_title, text: more.arrived_text };
  return {
    title: words.help_called_title,
    text: want === "staff" ? words.help_called_staff : words.help_called_unwell,
  };
}

function CalledScreen({ state, ...props }: { state: Called } & StepProps) {
  const words = useWords(kioskWords);
  const { title, text } = useCalledWords(state);
  return (
    <QuestionScreen
      backTo={props.returnTo}
      kind="alarm"
      title={title}
      form={{ action: HELP_ACTION, hidden: hiddenOf(props) }}
      details={
        <>
          <p className={styles.text}>
            <Phrases>{text}</Phrases>
          </p>
          <p className={styles.text}>{words.help_called_number(state.requestNumber)}</p>
          <Numbers bare />
        </>
      }
      action={
        <ActionRow layout="even">
          <KioskButton name="want" value="end">
            {words.help_cancel}
          </KioskButton>
        </ActionRow>
      }
    />
  );
}

function EndingScreen(props: StepProps) {
  const words = useWords(kioskWords);
  return (
    <QuestionScreen
      backTo={props.returnTo}
      kind="alarm"
      title={words.help_ended_title}
      form={{ action: HELP_ACTION, hidden: hiddenOf(props) }}
      details={<Numbers />}
      action={
        <ActionRow layout="even">
          <KioskButton name="want" value="sure">
            {words.help_not_needed}
          </KioskButton>
          <KioskButton name="want" value="still">
            {words.help_still_needed}
          </KioskButton>
        </ActionRow>
      }
    />
  );
}

function NumbersScreen({ returnTo }: { returnTo: string }) {
  const words = useWords(kioskWords);
  const { call_staff } = useWords(bookingWords);
  return (
    <QuestionScreen
      backTo={returnTo}
      kind="alarm"
      title={words.help_numbers_title}
      details={<Numbers />}
      action={
        <ActionRow layout="even">
          <KioskLink to={returnTo}>{words.help_cancel}</KioskLink>
          <HelpButton className={kioskButtonClass("primary")}>{call_staff}</HelpButton>
        </ActionRow>
      }
    />
  );
}

function OverScreen() {
  const words = useWords(kioskHelpWords);
  return (
    <QuestionScreen
      backTo="/kiosk/home"
      title={words.over_title}
      caption={words.over_text}
      action={
        <ActionRow>
          <KioskLink kind="primary" to="/kiosk/home">
            {words.over_home}
          </KioskLink>
        </ActionRow>
      }
    />
  );
}

export function HelpScreen({ state, ...props }: HelpScreenProps) {
  useLamp("help", state.kind === "called" && state.stage !== "arrived");
  switch (state.kind) {
    case "numbers":
      return <NumbersScreen returnTo={props.returnTo} />;
    case "ask":
      return <AskScreen {...props} />;
    case "called":
      return <CalledScreen state={state} {...props} />;
    case "ending":
      return <EndingScreen {...props} />;
    case "over":
      return <OverScreen />;
  }
}
