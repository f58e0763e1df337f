/**
 * Digits by large keys, 1-2-3 on top. Every key is a submit button (`press`), so the server can add the digit when no script runs;
 * with scripts the digits are kept in the page and sent once, with the button of the action row.
 */
import { useLocation } from "@remix-run/react";
import type { MouseEvent, ReactNode } from "react";
import { useState } from "react";
import { classNames } from "#app/components/class-names.ts";
import { KioskIcon } from "./kiosk-icon.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { kioskWords } from "#app/messages/kiosk.ts";
import { ActionRow } from "./action-row.tsx";
import { KioskLink } from "./kiosk-button.tsx";
import type { KeyPress } from "./keypad-press.ts";
import { DIGIT_KEYS, digitGroups, pressKey } from "./keypad-press.ts";
import styles from "./keypad.module.css";
import { QuestionScreen } from "./question-screen.tsx";
import { speak, speakPrivately, tellLine } from "./speech.ts";
import { useKiosk } from "./surroundings.tsx";

type KeyHandler = (press: KeyPress) => (event: MouseEvent) => void;

type KeypadScreenProps = {
  readonly backTo: string;
  readonly title: string;
  readonly caption?: string;
  readonly error?: string | undefined;
  /** The digits that the error speaks of: it is shown for no others. Those the server knows where left out. */
  readonly refused?: string;
  /** Name of the hidden field that holds the digits; keys send `press`. */
  readonly name: string;
  /** Digits the server knows already. */
  readonly digits: string;
  readonly longest: number;
  /** A PIN or code: shown as dots, never spoken. */
  readonly isSecret?: boolean;
  readonly hidden?: Readonly<Record<string, string>>;
  readonly action: ReactNode;
};

function DigitKeys({ onPress }: { onPress: KeyHandler }) {
  const words = useWords(kioskWords);
  return (
    <div className={styles.keys}>
      {DIGIT_KEYS.map((digit) => (
        <button
          key={digit}
          type="submit"
          name="press"
          value={digit}
          className={classNames(styles.key, digit === "0" && styles.zero)}
          onClick={onPress(digit)}
        >
          {digit}
        </button>
      ))}
      <button
        type="submit"
        name="press"
        value="delete"
        className={classNames(styles.key, styles.inline)}
        onClick={onPress("delete")}
      >
        {words.key_delete_short}
      </button>
      <button
        type="submit"
        name="press"
        value="clear"
        className={classNames(styles.key, styles.inline)}
        onClick={onPress("clear")}
      >
        {words.key_clear_short}
      </button>
    </div>
  );
}

function SideKeys({ onPress }: { onPress: KeyHandler }) {
  const words = useWords(kioskWords);
  return (
    <div className={styles.side}>
      <button
        type="submit"
        name="press"
        value="delete"
        className={classNames(styles.key, styles.word)}
        onClick={onPress("delete")}
      >
        <KioskIcon name="delete" />
        {words.key_delete}
      </button>
      <button
        type="submit"
        name="press"
        value="clear"
        className={classNames(styles.key, styles.word)}
        onClick={onPress("clear")}
      >
        <KioskIcon name="rotate-ccw" />
        {words.key_clear}
      </button>
    </div>
  );
}

function Entry({ digits, longest, isSecret }: { digits: string; longest: number; isSecret: boolean }) {
  const words = useWords(kioskWords);
  const spokenDigits = isSecret ? "●".repeat(digits.length) : digits.split("").join(" ");
  return (
    <div className={styles.entry} role="status">
      <span className="visually-hidden">{words.digits_so_far(spokenDigits)}</span>
      {digitGroups(digits, longest, isSecret).map((group, index) => (
        <span key={index} aria-hidden="true">
          {group}
        </span>
      ))}
    </div>
  );
}

type KeypadRowProps = {
  /** A person is one way on: where what was typed was not taken. */
  readonly asksPerson: boolean;
  readonly secondary?: ReactNode;
  /** The button that sends the digits. */
  readonly children: ReactNode;
};

/** The row below the pad: beside the button that sends, what else can be done here, or a person where something is wrong. */
export function KeypadRow({ asksPerson, secondary, children }: KeypadRowProps) {
  const words = useWords(kioskWords);
  const { helpTo } = useKiosk();
  const { pathname, search } = useLocation();
  const help = `${helpTo}?${new URLSearchParams({ returnTo: `${pathname}${search}` }).toString()}`;
  const beside = asksPerson ? <KioskLink to={help}>{words.identity_ask_staff}</KioskLink> : secondary;
  return (
    <ActionRow layout={beside === undefined ? "one" : "even"}>
      {beside}
      {children}
    </ActionRow>
  );
}

/** Digits as they are typed. Each answer of the server begins anew with what it says, also one that says the same as the last. */
function useDigits(first: string): [string, (change: (typed: string) => string) => void] {
  const { key } = useLocation();
  const [typed, setTyped] = useState({ digits: first, key });
  if (typed.key !== key) setTyped({ digits: first, key });
  return [typed.digits, (change) => setTyped((now) => ({ ...now, digits: change(now.digits) }))];
}

export function KeypadScreen(props: KeypadScreenProps) {
  const {
    name,
    longest,
    isSecret = false,
    hidden = {},
    action,
    digits: first,
    refused = first,
    error,
    ...screen
  } = props;
  const [digits, setDigits] = useDigits(first);
  const locale = useLocale();
  const words = useWords(kioskWords);
  const { volume, machine } = useKiosk();
  const say = isSecret ? speakPrivately : speak;
  const isHeard = !isSecret || machine?.equipment.earphone === true;
  const onPress: KeyHandler = (press) => (event) => {
    event.preventDefault();
    setDigits((typed) => pressKey(typed, press, longest));
    if (press === "delete" || press === "clear") tellLine(press === "delete" ? words.key_delete : words.key_clear);
    else if (isHeard) say(press, locale, volume);
  };
  const isTyping = digits !== refused;
  return (
    <QuestionScreen
      {...screen}
      isTyping={isTyping}
      error={isTyping ? undefined : error}
      form={{ hidden: { ...hidden, [name]: digits } }}
      details={<Entry digits={digits} longest={longest} isSecret={isSecret} />}
      choices={
        <div className={styles.pad} data-unsaid data-typed={digits.length}>
          <DigitKeys onPress={onPress} />
          <SideKeys onPress={onPress} />
        </div>
      }
      action={action}
    />
  );
}
