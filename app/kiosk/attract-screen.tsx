/**
 * What stands on a kiosk that nobody uses: one sentence, one large place to touch, the hotline. No film, no sound, no advertising; help stays live. A
 * touch anywhere else only wakes it. The sentence moves a little now and then, so that nothing burns into the panel.
 */
import { Link, useNavigate } from "@remix-run/react";
import { useEffect, useState } from "react";
import { KioskIcon } from "./kiosk-icon.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { kioskWords } from "#app/messages/kiosk.ts";
import styles from "./attract-screen.module.css";
import { useReading } from "./agent-watcher.tsx";
import { KioskFrame } from "./kiosk-frame.tsx";
import { Phrases } from "./phrases.tsx";

const SHIFT_EVERY_MS = 300_000;
/** A walk around the place where the sentence stands, in px. */
const SHIFTS = [
  [0, 0],
  [16, 8],
  [16, -8],
  [-16, -8],
  [-16, 8],
] as const;

function useShift(): string {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTurn((before) => (before + 1) % SHIFTS.length), SHIFT_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  const [right, down] = SHIFTS[turn] ?? [0, 0];
  return `translate(${right}px, ${down}px)`;
}

/** Whatever way led here, what the pages before kept of their visitor goes: places in the history and where they were scrolled to. */
function useForgottenVisitor(): void {
  useEffect(() => sessionStorage.clear(), []);
}

function useWakeByTouch(startTo: string): void {
  const navigate = useNavigate();
  useEffect(() => {
    const wake = ({ target }: MouseEvent) => {
      if (target instanceof Element && target.closest("a, button") === null) navigate(startTo);
    };
    document.addEventListener("click", wake);
    return () => document.removeEventListener("click", wake);
  }, [navigate, startTo]);
}

type AttractScreenProps = {
  readonly startTo: string;
  /** The machine has a reader: a card placed on it begins too. */
  readonly readsCards?: boolean;
};

export function AttractScreen({ startTo, readsCards = false }: AttractScreenProps) {
  const words = useWords(kioskWords);
  // The reader takes the next card only when this one was lifted, and its owner is on the way out.
  const title = useReading().lies ? words.take_card_title : words.attract_title;
  const shift = useShift();
  useForgottenVisitor();
  useWakeByTouch(startTo);
  return (
    <KioskFrame
      backTo={startTo}
      kind="home"
      spoken={title}
      display={
        <div className={styles.words} style={{ transform: shift }}>
          <h1 tabIndex={-1} className={styles.title}>
            <Phrases>{title}</Phrases>
          </h1>
          {readsCards && (
            <p className={styles.line}>
              <KioskIcon name="id-card" />
              <span>
                <Phrases>{words.attract_card}</Phrases>
              </span>
            </p>
          )}
          <p className={styles.line}>
            <KioskIcon name="phone-call" />
            <span>
              <Phrases>{words.attract_phone}</Phrases>
            </span>
          </p>
        </div>
      }
      choices={
        <Link to={startTo} className={styles.start}>
          <KioskIcon name="pointer" />
          {words.attract_start}
        </Link>
      }
    />
  );
}
