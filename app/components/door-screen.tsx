/**
 * The changing code at an elder's door, as large as the screen allows. It asks for the next one when this one ends; while nobody answers an
 * old code is taken from the screen, because scanning it would question an honest visit.
 */
import { useEffect, useState } from "react";
import { doorDisplayWords } from "#app/messages/door-display.ts";
import styles from "./door-screen.module.css";
import { EntryFrame } from "./entry-frame.tsx";
import { Notice } from "./notice.tsx";
import { QrPicture } from "./qr-picture.tsx";
import { useSecondsLeft } from "./seconds-left.ts";
import { useWords } from "./words-context.tsx";

export type DoorScreenCode = {
  readonly code: string;
  readonly modules: readonly (readonly boolean[])[];
  /** By the server's clock. */
  readonly untilMs: number;
  readonly nowMs: number;
};

const AGAIN_MS = 5000;
const GROUP = 4;

const secondsOf = ({ untilMs, nowMs }: DoorScreenCode) => Math.max(1, Math.ceil((untilMs - nowMs) / 1000));
const grouped = (code: string) => (code.match(new RegExp(`.{1,${GROUP}}`, "g")) ?? []).join(" ");

type Next = () => Promise<DoorScreenCode | "ended" | null>;

/** Null while there is none to show. */
function useCode(first: DoorScreenCode, next: Next, onEnded: () => void): DoorScreenCode | null {
  const [shown, setShown] = useState<DoorScreenCode | null>(first);
  useEffect(() => {
    let isHere = true;
    const take = async () => {
      const code = await next();
      if (!isHere) return;
      if (code === "ended") onEnded();
      else setShown(code);
    };
    // The next one is asked for when this one has ended; without one, again and again.
    const timer =
      shown === null
        ? setInterval(() => void take(), AGAIN_MS)
        : setTimeout(() => void take(), secondsOf(shown) * 1000);
    return () => {
      isHere = false;
      clearInterval(timer);
    };
  }, [shown, next, onEnded]);
  return shown;
}

function Left({ shown }: { shown: DoorScreenCode }) {
  const words = useWords(doorDisplayWords);
  const left = useSecondsLeft(secondsOf(shown));
  return <p className={styles.line}>{words.screen_next(left ?? secondsOf(shown))}</p>;
}

type DoorScreenProps = {
  readonly first: DoorScreenCode;
  readonly next: Next;
  /** The screen is used no more: the page starts over. */
  readonly onEnded: () => void;
};

export function DoorScreen({ first, next, onEnded }: DoorScreenProps) {
  const words = useWords(doorDisplayWords);
  const shown = useCode(first, next, onEnded);
  return (
    <EntryFrame title={words.screen_title} lead={words.screen_lead}>
      <noscript>
        <meta httpEquiv="refresh" content={String(secondsOf(first))} />
      </noscript>
      {shown === null ? (
        <Notice tone="warning">{words.no_answer}</Notice>
      ) : (
        <div className={styles.card} data-part="door-screen">
          <QrPicture modules={shown.modules} label={words.screen_title} className={styles.qr} />
          <p className={styles.line}>{words.screen_typed}</p>
          <p className={styles.digits}>{grouped(shown.code)}</p>
          <Left key={shown.untilMs} shown={shown} />
        </div>
      )}
    </EntryFrame>
  );
}
