/**
 * Listens to the machine's agent for as long as the page lives, whatever screen is shown: a card on the reader leads to the identity screen from
 * anywhere, a token is handed to the server, the help button of the machine's case calls for help, an earphone offers to listen. Screens read what the
 * reader said with `useReading`.
 */
import { useLocation, useNavigate, useSubmit } from "@remix-run/react";
import type { ReactNode } from "react";
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import {
  afterReading,
  isCardKind,
  NOTHING_READ,
  type AgentEvent,
  type ReadingStep,
} from "#app/domain/kiosk/agent-protocol.ts";
import { listenToAgent, saysItLives, type AgentAddress } from "./agent-link.ts";
import { ListeningProvider, useEarphone } from "./listening.tsx";
import { speakThrough } from "./speech.ts";
import { useKiosk } from "./surroundings.tsx";
import { pressByTactileKeys } from "./tactile-keys.ts";

const BUILD = "page 1";

type Reading = ReadingStep & {
  /** A card lies on the reader. */
  readonly lies: boolean;
};

const SILENT: Reading = { ...NOTHING_READ, lies: false };
const ReadingContext = createContext<Reading>(SILENT);

/** What the reader said last; on a machine without one, nothing. */
export function useReading(): Reading {
  return useContext(ReadingContext);
}

/** Where an identified elder goes on: where the identity screen was to lead, else the first page. */
function nextOf(pathname: string, search: string): string {
  const isAsking = pathname === "/kiosk/identify" || pathname === "/kiosk/sign-in";
  return (isAsking ? new URLSearchParams(search).get("next") : null) ?? "/kiosk/home";
}

/** Screens that a card does not interrupt: help, and a machine that is closed. */
const isApart = (pathname: string) => /^\/kiosk\/(help|closed|pair)/.test(pathname);

/** The button on the machine's case is the red button of the screen: to press it is the call. While a call is shown it changes nothing. */
function pressHelp(pathname: string, search: string): void {
  if (pathname === "/kiosk/help" && new URLSearchParams(search).has("key")) return;
  document.querySelector<HTMLButtonElement>("[data-kiosk-help=call]")?.form?.requestSubmit();
}

export function AgentWatcher({ agent, children }: { agent: AgentAddress | null; children: ReactNode }) {
  const [reading, setReading] = useState<Reading>(SILENT);
  const { isPersonal, machine } = useKiosk();
  const hasKeypad = machine?.equipment.keypad === true;
  useEffect(() => (hasKeypad ? pressByTactileKeys() : undefined), [hasKeypad]);
  const [navigate, submit, place] = [useNavigate(), useSubmit(), useLocation()];
  const [port, secret] = [agent?.port ?? 0, agent?.secret ?? ""];
  const { plug, onEarphone } = useEarphone({ port, secret });
  const here = useRef({ place, isPersonal, navigate, submit, onEarphone });
  useEffect(() => {
    here.current = { place, isPersonal, navigate, submit, onEarphone };
  });
  useEffect(() => {
    if (secret === "") return;
    speakThrough({ port, secret });
    const stop = new AbortController();
    const fold = { current: SILENT };
    const onEvent = (event: AgentEvent) => {
      const { pathname, search } = here.current.place;
      if (event.kind === "help_button") pressHelp(pathname, search);
      if (event.kind === "earphone") here.current.onEarphone(event);
      if (!isCardKind(event.kind) || isApart(pathname)) return;
      const lies = event.state === "removed" ? false : event.kind === "qr" ? fold.current.lies : true;
      fold.current = { ...afterReading(fold.current, event), lies };
      setReading(fold.current);
      const next = nextOf(pathname, search);
      if (fold.current.token !== null) {
        const form = { token: fold.current.token, next };
        here.current.submit(form, { method: "post", action: "/kiosk/identify" });
      } else if (event.state !== "removed" && !here.current.isPersonal && pathname !== "/kiosk/identify")
        here.current.navigate(`/kiosk/identify?${new URLSearchParams({ next }).toString()}`);
    };
    void listenToAgent({ port, secret }, onEvent, stop.signal);
    const isSilent = saysItLives({ port, secret }, BUILD);
    return () => {
      stop.abort();
      speakThrough(null);
      isSilent();
    };
  }, [port, secret]);
  const callHelp = useCallback(() => pressHelp(here.current.place.pathname, here.current.place.search), []);
  return (
    <ReadingContext.Provider value={useMemo(() => reading, [reading])}>
      <ListeningProvider plug={plug} onHelp={callHelp}>
        {children}
      </ListeningProvider>
    </ReadingContext.Provider>
  );
}
