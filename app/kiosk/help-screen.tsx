/**
 * Call for help, one tap from any screen, signed in or not. A red screen with two choices and the two numbers that elders are ever shown.
 * The first touch stores the request; 不用了 takes it back. Without scripts every step is a plain form.
 */
import { useWords } from "#app/components/words-context.tsx";
import { kioskWords } from "#app/messages/kiosk.ts";
import { ActionRow } from "./action-row.tsx";
import { CardChoice } from "./card-choice.tsx";
import styles from "./help-screen.module.css";
import { KioskButton, KioskLink } from "./kiosk-button.tsx";
import { Phrases } from "./phrases.tsx";
import { QuestionScreen } from "./question-screen.tsx";

export type HelpState =
  /** The two numbers alone: where nobody at the place can be called by the machine. */
  | { readonly kind: "numbers" }
  | { readonly kind: "ask" }
  /** Somebody has been called; the number names the request. */
  | { readonly kind: "called"; readonly want: "staff" | "unwell"; readonly requestNumber: string }
  | { readonly kind: "ending" };

type HelpScreenProps = {
  readonly state: HelpState;
  /** The screen the elder came from. */
  readonly returnTo: string;
};

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

function AskScreen({ returnTo }: { returnTo: string }) {
  const words = useWords(kioskWords);
  return (
    <QuestionScreen
      backTo={returnTo}
      kind="alarm"
      title={words.help_title}
      form={{ hidden: { returnTo } }}
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
          <KioskLink to={returnTo}>{words.help_cancel}</KioskLink>
        </ActionRow>
      }
    />
  );
}

function CalledScreen({ state, returnTo }: { state: Extract<HelpState, { kind: "called" }>; returnTo: string }) {
  const words = useWords(kioskWords);
  return (
    <QuestionScreen
      backTo={returnTo}
      kind="alarm"
      title={words.help_called_title}
      form={{ hidden: { returnTo } }}
      details={
        <>
          <p className={styles.text}>
            <Phrases>{state.want === "staff" ? words.help_called_staff : words.help_called_unwell}</Phrases>
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

function EndingScreen({ returnTo }: { returnTo: string }) {
  const words = useWords(kioskWords);
  return (
    <QuestionScreen
      backTo={returnTo}
      kind="alarm"
      title={words.help_ended_title}
      form={{ hidden: { returnTo } }}
      details={<Numbers />}
      action={
        <ActionRow layout="even">
          <KioskButton name="want" value="cancel">
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
  return (
    <QuestionScreen
      backTo={returnTo}
      kind="alarm"
      title={words.help_numbers_title}
      details={<Numbers />}
      action={
        <ActionRow layout="even">
          <KioskLink to={returnTo}>{words.help_cancel}</KioskLink>
        </ActionRow>
      }
    />
  );
}

export function HelpScreen({ state, returnTo }: HelpScreenProps) {
  switch (state.kind) {
    case "numbers":
      return <NumbersScreen returnTo={returnTo} />;
    case "ask":
      return <AskScreen returnTo={returnTo} />;
    case "called":
      return <CalledScreen state={state} returnTo={returnTo} />;
    case "ending":
      return <EndingScreen returnTo={returnTo} />;
  }
}
