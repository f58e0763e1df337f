/** 要听着办吗？: said in the ear and shown, answered by key or by touch. Unanswered it goes away, because nobody may be there. */
import { useEffect, useLayoutEffect, useRef } from "react";
import type { ReactNode } from "react";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { kioskListeningWords } from "#app/messages/kiosk-listening.ts";
import { fullStop } from "#app/messages/punctuation.ts";
import { KioskButton } from "./kiosk-button.tsx";
import styles from "./listening-mode.module.css";
import { spokenParts } from "./listening-keys.ts";
import type { EarVoice } from "./listening-voice.ts";
import { Phrases } from "./phrases.tsx";
import { beSilent } from "./speech.ts";

/** As long as a public screen waits for a touch, twice. */
const OFFERED_MS = 120_000;

/** Says it once in the ear, when what the screen said aloud has been silenced. */
export function useSaidOnce(voice: EarVoice, lines: readonly string[]): void {
  const stop = fullStop(useLocale());
  const text = spokenParts(lines, stop).join("");
  useEffect(() => {
    beSilent();
    void voice.say(text);
  }, [voice, text]);
}

export function useGoneAfter(onLeave: () => void): void {
  const leave = useRef(onLeave);
  useEffect(() => {
    leave.current = onLeave;
  });
  useEffect(() => {
    const timer = setTimeout(() => leave.current(), OFFERED_MS);
    return () => clearTimeout(timer);
  }, []);
}

type CoverProps = { readonly title: string; readonly lines: readonly string[]; readonly children: ReactNode };

/** Lies over the screen with its answers one below the other, the bar excepted: help stays where it is. */
export function OfferCover({ title, lines, children }: CoverProps) {
  return (
    <div className={styles.cover} role="alertdialog" aria-label={title} data-listening-offer>
      <div className={styles.words}>
        <h2>{title}</h2>
        {lines.map((line) => (
          <p key={line}>
            <Phrases>{line}</Phrases>
          </p>
        ))}
      </div>
      <div className={styles.answers}>{children}</div>
    </div>
  );
}

type ListeningOfferProps = {
  readonly voice: EarVoice;
  readonly onTake: () => void;
  readonly onLeave: () => void;
};

export function ListeningOffer({ voice, onTake, onLeave }: ListeningOfferProps) {
  const words = useWords(kioskListeningWords);
  useSaidOnce(voice, [words.offer_title, words.offer_text]);
  useGoneAfter(onLeave);
  const answer = useRef({ onTake, onLeave });
  useEffect(() => {
    answer.current = { onTake, onLeave };
  });
  // Before it is painted: a key struck as soon as it is seen would be a digit of the code behind it otherwise.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || !/^[\d*]$/.test(event.key)) return;
      event.preventDefault();
      if (event.key === "1") answer.current.onTake();
      else if (event.key === "2" || event.key === "*") answer.current.onLeave();
      else void voice.say(words.offer_text);
    };
    window.addEventListener("keydown", onKey, true);
    return () => window.removeEventListener("keydown", onKey, true);
  }, [voice, words]);
  return (
    <OfferCover title={words.offer_title} lines={[words.offer_text]}>
      <KioskButton type="button" kind="primary" onClick={onTake}>
        <b className={styles.key}>1</b> {words.offer_take}
      </KioskButton>
      <KioskButton type="button" onClick={onLeave}>
        <b className={styles.key}>2</b> {words.offer_leave}
      </KioskButton>
    </OfferCover>
  );
}
