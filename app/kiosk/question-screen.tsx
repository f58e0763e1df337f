/**
 * One question with at most four choices. The display zone carries step, question, what was chosen so far and the caption of the voice;
 * long contents (check list, done text) stand where there is room, there or among the choices. Choices and actions are one form when `form` is given.
 */
import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useEffect, useRef } from "react";
import { classNames } from "#app/components/class-names.ts";
import { KioskIcon } from "./kiosk-icon.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { kioskWords } from "#app/messages/kiosk.ts";
import type { KioskFrameProps } from "./kiosk-frame.tsx";
import { KioskFrame } from "./kiosk-frame.tsx";
import { Phrases } from "./phrases.tsx";
import styles from "./question-screen.module.css";
import { beSilent, speak, tellScreen } from "./speech.ts";
import { useKiosk, type KioskLayout } from "./surroundings.tsx";

export type QuestionScreenProps = {
  readonly backTo: string;
  readonly kind?: KioskFrameProps["kind"];
  readonly title: string;
  /** A large tick above the title: it is done. */
  readonly isDone?: boolean;
  readonly step?: { readonly number: number; readonly of: number } | undefined;
  /** What was chosen so far, one line each. */
  readonly chosen?: readonly string[];
  /** Said once, and shown; without it the title is said. */
  readonly caption?: string | undefined;
  /** What is said instead of title and caption: a whole text of which the screen shows a page. */
  readonly spoken?: string;
  /** Why the last answer was not taken, and what to do. */
  readonly error?: string | undefined;
  /** Somebody types on this very screen: it is not said anew over the digits. */
  readonly isTyping?: boolean;
  /** Read-only content below the question: a picture, the digits typed, the two numbers of help. */
  readonly details?: ReactNode;
  /** Long read-only content, placed where there is room (`standsAmongChoices`). */
  readonly longDetails?: ReactNode;
  readonly choices?: ReactNode;
  readonly action?: ReactNode;
  readonly form?: KioskFrameProps["form"];
};

const SPEAK_AFTER_MS = 300;

/** The question takes the focus on each new screen, and is said once. Any touch stops the voice. */
function useAnnouncedTitle(title: string, spoken: string, isTyping: boolean) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { key } = useLocation();
  const locale = useLocale();
  const { volume } = useKiosk();
  useEffect(() => heading.current?.focus(), [key, title]);
  useEffect(() => {
    if (isTyping) return;
    const timer = setTimeout(() => tellScreen(spoken) || speak(spoken, locale, volume), SPEAK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [key, spoken, locale, volume, isTyping]);
  useEffect(() => {
    window.addEventListener("pointerdown", beSilent);
    return () => window.removeEventListener("pointerdown", beSilent);
  }, []);
  return heading;
}

type DisplayProps = Pick<
  QuestionScreenProps,
  "title" | "isDone" | "step" | "chosen" | "caption" | "error" | "isTyping" | "details"
> & {
  readonly spoken: string;
};

function Caption({ children }: { children: string }) {
  const isReading = new URLSearchParams(useLocation().search).has("read");
  return (
    <p className={classNames(styles.caption, isReading && styles.reading)} data-reading={isReading ? "yes" : undefined}>
      <KioskIcon name="volume-2" />
      <span>
        <Phrases>{children}</Phrases>
      </span>
    </p>
  );
}

function Chosen({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <ul className={styles.chosen}>
      {lines.map((line) => (
        <li key={line}>
          <Phrases>{line}</Phrases>
        </li>
      ))}
    </ul>
  );
}

function Display(props: DisplayProps) {
  const { title, isDone = false, step, chosen = [], caption, error, isTyping = false, details, spoken } = props;
  const words = useWords(kioskWords);
  const heading = useAnnouncedTitle(title, spoken, isTyping);
  return (
    <>
      <div className={styles.question}>
        {isDone && (
          <span className={styles.sign} aria-hidden="true">
            <KioskIcon name="check" />
          </span>
        )}
        {step && <p className={styles.step}>{words.step_of(step.number, step.of)}</p>}
        <h1 ref={heading} tabIndex={-1} className={styles.title}>
          <Phrases>{title}</Phrases>
        </h1>
        <Chosen lines={chosen} />
        {details !== undefined && <div className={styles.details}>{details}</div>}
        {error !== undefined && (
          <p className={styles.error} role="alert">
            <Phrases>{error}</Phrases>
          </p>
        )}
      </div>
      {caption !== undefined && caption !== title && <Caption>{caption}</Caption>}
    </>
  );
}

/**
 * In landscape, and in portrait where nothing has to be chosen, the zone of the choices has the room for long contents. The seated layout
 * has it above: there the zone of the choices is low.
 */
function standsAmongChoices({ orient, low }: KioskLayout, choices: ReactNode): boolean {
  return orient === "landscape" || (choices === undefined && !low);
}

export function QuestionScreen(props: QuestionScreenProps) {
  const { backTo, kind, title, error, details, longDetails, choices, action, form } = props;
  const { layout } = useKiosk();
  const isBelow = standsAmongChoices(layout, choices);
  // Seated, with larger letters, long contents above the choices leave no room for the hint.
  const isCrowded = layout.low && layout.step > 1 && !isBelow && longDetails !== undefined;
  // Large letters leave room for one of the two, and what is wrong comes before the hint. What has no room is not said either: all that is said can be read.
  const caption = isCrowded || (error !== undefined && layout.step > 1) ? undefined : props.caption;
  const spoken = props.spoken ?? [error ?? title, caption].filter((part) => part !== undefined).join("。");
  const shown = (
    <>
      {details}
      {!isBelow && longDetails}
    </>
  );
  const hasDetails = details !== undefined || (!isBelow && longDetails !== undefined);
  return (
    <KioskFrame
      backTo={backTo}
      spoken={spoken}
      {...(kind !== undefined && { kind })}
      {...(form !== undefined && { form })}
      display={<Display {...props} caption={caption} details={hasDetails ? shown : undefined} spoken={spoken} />}
      choices={
        <>
          {isBelow && longDetails}
          {choices}
        </>
      }
      {...(action !== undefined && { action })}
    />
  );
}
