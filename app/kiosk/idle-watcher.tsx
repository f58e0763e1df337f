/**
 * Ends a session that somebody has left. With scripts: after the idle time a full screen with a ring and the seconds; any touch anywhere goes on.
 * Without scripts: the page refreshes to the address that signs out. What is shown behind the warning stays in memory, nothing is lost.
 */
import { useCallback, useEffect, useRef, useState } from "react";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { kioskWords } from "#app/messages/kiosk.ts";
import { KioskButton } from "./kiosk-button.tsx";
import styles from "./idle-watcher.module.css";
import { useIdleRule } from "./listening.tsx";
import { speak } from "./speech.ts";
import type { IdleRule } from "./surroundings.tsx";
import { useKiosk } from "./surroundings.tsx";

/** The form that ends the session: a real navigation, after which no script of the session lives on. */
export const EXIT_FORM = "kiosk-exit";

/** A warning shorter than this is no warning (WCAG 2.2.1). */
const SHORTEST_WARNING_SECONDS = 20;
const LAST_CALL_SECONDS = 10;
const RING_LENGTH = 2 * Math.PI * 44;

/** Seconds left of the warning, or null while somebody is there. Any pointer or key starts the time anew; a key at the warning does nothing else. */
function useIdleCountdown(rule: IdleRule, onEnd: () => void): { left: number | null; stay: () => void } {
  const warnSeconds = Math.max(SHORTEST_WARNING_SECONDS, rule.warnSeconds);
  const lastTouch = useRef(0);
  const [left, setLeft] = useState<number | null>(null);
  const isWarning = useRef(false);
  const stay = useCallback((event?: Event) => {
    if (isWarning.current && event?.type === "keydown") event.preventDefault();
    lastTouch.current = performance.now();
    isWarning.current = false;
    setLeft(null);
  }, []);
  useEffect(() => {
    stay();
    const watch = setInterval(() => {
      const idleSeconds = Math.floor((performance.now() - lastTouch.current) / 1000);
      const over = idleSeconds - rule.afterSeconds;
      if (over >= warnSeconds) return onEnd();
      isWarning.current = over >= 0;
      setLeft(over >= 0 ? warnSeconds - over : null);
    }, 250);
    const events = ["pointerdown", "keydown"] as const;
    for (const name of events) window.addEventListener(name, stay, true);
    return () => {
      clearInterval(watch);
      for (const name of events) window.removeEventListener(name, stay, true);
    };
  }, [rule.afterSeconds, warnSeconds, onEnd, stay]);
  return { left, stay };
}

function Ring({ left, whole }: { left: number; whole: number }) {
  return (
    <div className={styles.ring} aria-hidden="true">
      <svg viewBox="0 0 100 100">
        <circle className={styles.track} cx="50" cy="50" r="44" />
        <circle
          className={styles.rest}
          cx="50"
          cy="50"
          r="44"
          strokeDasharray={`${(left / whole) * RING_LENGTH} ${RING_LENGTH}`}
        />
      </svg>
      <span className={styles.number}>{left}</span>
    </div>
  );
}

function Warning({ left, whole, stay }: { left: number; whole: number; stay: () => void }) {
  const words = useWords(kioskWords);
  const locale = useLocale();
  const { isPersonal, volume } = useKiosk();
  const text = isPersonal ? words.idle_text(left) : words.idle_text_public(left);
  // Said when the warning appears and once more near its end; what is said stands on the screen too.
  const call = left > LAST_CALL_SECONDS ? "first" : "last";
  const said = useRef({ call: "", text: "" });
  if (said.current.call !== call) said.current = { call, text: `${words.idle_title}${text}` };
  const spoken = said.current.text;
  useEffect(() => speak(spoken, locale, volume), [spoken, locale, volume]);
  return (
    <div className={styles.cover} role="alertdialog" aria-label={words.idle_title}>
      <div className={styles.words}>
        <h2>{words.idle_title}</h2>
        <Ring left={left} whole={whole} />
        <p className={styles.text}>{text}</p>
      </div>
      <div className={styles.stay}>
        <KioskButton kind="primary" type="button" onClick={() => stay()}>
          {words.idle_stay}
        </KioskButton>
      </div>
    </div>
  );
}

export function IdleWatcher({ rule: ofScreen }: { rule: IdleRule }) {
  const { exitAction, exitTo } = useKiosk();
  const exit = useRef<HTMLFormElement>(null);
  const end = useCallback(() => exit.current?.submit(), []);
  const rule = useIdleRule(ofScreen);
  const { left, stay } = useIdleCountdown(rule, end);
  const whole = Math.max(SHORTEST_WARNING_SECONDS, rule.warnSeconds);
  return (
    <>
      <noscript>
        <meta httpEquiv="refresh" content={`${rule.afterSeconds + whole};url=${exitTo}`} />
      </noscript>
      <form id={EXIT_FORM} ref={exit} method="post" action={exitAction} hidden />
      {left !== null && <Warning left={left} whole={whole} stay={stay} />}
    </>
  );
}
