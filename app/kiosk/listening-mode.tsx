/**
 * The mode without looking (user experience reference 4.14): an earphone was plugged in. A machine with a tactile keypad offers to be used by listening;
 * one without offers a person. Pulled out, everything of it is gone at once. Fetched when it is needed, see `listening.tsx`.
 */
import { useLocation, useNavigate, useNavigation } from "@remix-run/react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { listAddress } from "#app/components/list-address.ts";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { kioskListeningWords } from "#app/messages/kiosk-listening.ts";
import styles from "./listening-mode.module.css";
import { ListeningOffer } from "./listening-offer.tsx";
import { earVoice, type EarVoice } from "./listening-voice.ts";
import { PersonOffer } from "./person-offer.tsx";
import { ScreenListener, type Hands, type ListeningLook } from "./screen-listener.ts";
import { beSilent } from "./speech.ts";
import { useKiosk, type KioskMachineFacts } from "./surroundings.tsx";

export type ListeningModeProps = {
  /** The earphone was plugged in just now. */
  readonly isOffered: boolean;
  readonly machine: KioskMachineFacts;
  /** Where the frame lets the mode draw. */
  readonly slot: HTMLElement | null;
  /** Presses the red button. */
  readonly onHelp: () => void;
  /** What stands in the status line while the mode is on; null: it is off. */
  readonly onLegend: (legend: string | null) => void;
};

/** Survives a page that is opened anew in the middle, as without a network; the first screen forgets it with all else of a visit. */
const MARK = "bedside-kiosk-listens";

const ATTRACT = "/kiosk";

/** Ends the visit as the bar's own button does: a real navigation, after which no script of it lives on. */
function useFinish(voice: EarVoice): () => void {
  const words = useWords(kioskListeningWords);
  const { exitAction } = useKiosk();
  return useCallback(() => {
    sessionStorage.removeItem(MARK);
    const form = Object.assign(document.createElement("form"), { method: "post", action: exitAction });
    document.body.append(form);
    // A page that goes takes its requests with it.
    void voice.say(words.finished).then(() => form.submit());
  }, [voice, words, exitAction]);
}

function useHands(voice: EarVoice, onHelp: () => void): Hands {
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const { settingsTo } = useKiosk();
  const isBusy = useNavigation().state !== "idle";
  const finish = useFinish(voice);
  const now = useRef({ isBusy, settings: () => undefined as void, onHelp, finish });
  useEffect(() => {
    const settings = () => navigate(listAddress(settingsTo, "", { returnTo: `${pathname}${search}` }));
    now.current = { isBusy, settings, onHelp, finish };
  });
  const [hands] = useState<Hands>(() => ({
    help: () => now.current.onHelp(),
    settings: () => now.current.settings(),
    finish: () => now.current.finish(),
    isBusy: () => now.current.isBusy,
  }));
  return hands;
}

type ListenerProps = Pick<ListeningModeProps, "slot" | "onHelp" | "onLegend"> & { readonly voice: EarVoice };

function Listener({ slot, onHelp, onLegend, voice }: ListenerProps) {
  const words = useWords(kioskListeningWords);
  const locale = useLocale();
  const hands = useHands(voice, onHelp);
  const [{ legend, isWarned }, setLook] = useState<ListeningLook>({ legend: words.keys, isWarned: false });
  const isBegun = useRef(false);
  useEffect(() => {
    beSilent();
    const onLook = (look: ListeningLook) =>
      setLook((before) => (before.legend === look.legend && before.isWarned === look.isWarned ? before : look));
    const listener = new ScreenListener({ voice, hands, words, locale, onLook });
    listener.start(isBegun.current ? "" : words.intro);
    isBegun.current = true;
    return () => listener.stop();
  }, [voice, hands, words, locale]);
  useEffect(() => onLegend(legend), [onLegend, legend]);
  useEffect(() => () => onLegend(null), [onLegend]);
  if (!isWarned || slot === null) return null;
  return createPortal(<p className={styles.strip}>{words.any_key}</p>, slot);
}

type Phase = "offered" | "on" | "off";

/** Who comes back to the first screen has finished. */
function useEndOnAttract(phase: Phase, end: () => void): void {
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useEffect(() => {
    if (phase === "on" && pathname === ATTRACT && before.current !== ATTRACT) end();
    before.current = pathname;
  }, [phase, pathname, end]);
}

/** 0 offers again: to whom said no, and to the next person where an earphone was left. */
function useOfferAgain(isOff: boolean, offer: () => void): void {
  useEffect(() => {
    if (!isOff) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "0" && document.querySelector("[data-typed]") === null) offer();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [isOff, offer]);
}

function KeypadListening({ isOffered, slot, onHelp, onLegend, voice }: ListeningModeProps & { voice: EarVoice }) {
  const words = useWords(kioskListeningWords);
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const { homeTo } = useKiosk();
  const [phase, setPhase] = useState<Phase>(() => {
    if (isOffered) return "offered";
    return sessionStorage.getItem(MARK) === null ? "off" : "on";
  });
  const end = useCallback(() => {
    sessionStorage.removeItem(MARK);
    void voice.say(words.finished);
    setPhase("off");
  }, [voice, words]);
  useEndOnAttract(phase, end);
  useOfferAgain(
    phase === "off",
    useCallback(() => setPhase("offered"), []),
  );
  // Pulled out: the next earphone is another matter.
  useEffect(() => () => sessionStorage.removeItem(MARK), []);
  const take = () => {
    sessionStorage.setItem(MARK, "1");
    // The first screen is only woken, as by a touch.
    if (pathname === ATTRACT) navigate(homeTo);
    setPhase("on");
  };
  // The first screen is on its way to the next: nothing of it is said.
  if (phase === "on" && pathname !== ATTRACT) return <Listener {...{ slot, onHelp, onLegend, voice }} />;
  if (phase !== "offered" || slot === null) return null;
  return createPortal(<ListeningOffer voice={voice} onTake={take} onLeave={() => setPhase("off")} />, slot);
}

export function ListeningMode(props: ListeningModeProps) {
  const { isOffered, machine, slot } = props;
  const { port, secret } = machine.agent;
  const locale = useLocale();
  const { volume } = useKiosk();
  const loudness = volume === 0 ? 2 : volume;
  const voice = useMemo(() => earVoice({ port, secret }, locale, loudness), [port, secret, locale, loudness]);
  if (machine.equipment.keypad) return <KeypadListening {...props} voice={voice} />;
  if (!isOffered || slot === null) return null;
  return createPortal(<PersonOffer {...{ machine, voice }} />, slot);
}
