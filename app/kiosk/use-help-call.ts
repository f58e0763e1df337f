/** Gives a form of the red button its way without a network: the browser's fetch, storage and the agent as ports of `help-call.ts`. */
import { useNavigate } from "@remix-run/react";
import { useCallback, useEffect, useState, type FormEvent } from "react";
import {
  AGENT_CALL_ADDRESS,
  callForHelp,
  HELP_ANSWER_MS,
  readKept,
  sendKeptHelp,
  type HelpPorts,
  type HelpTarget,
} from "./help-call.ts";

/** A key and a time lie there, nothing of a person; the wipe leaves it, because help must still arrive. */
export const KEPT_HELP = "bedside-kept-help";

/** The agent asks for the secret of this boot; the page has it where the machine has an agent. */
function agentHeaders(): Record<string, string> {
  const secret = document.querySelector<HTMLMetaElement>('meta[name="kiosk-agent"]')?.content;
  return { "Content-Type": "application/json", ...(secret !== undefined && { Authorization: `Bearer ${secret}` }) };
}

function browserPorts(): HelpPorts {
  return {
    send: async ({ key, dialled }, agoMs) => {
      const answer = await fetch("/kiosk/help/call", {
        method: "POST",
        body: new URLSearchParams({ key, agoMs: String(Math.round(agoMs)), ...(dialled !== null && { dialled }) }),
        signal: AbortSignal.timeout(HELP_ANSWER_MS),
      });
      return answer.ok;
    },
    dial: async (target) => {
      const answer = await fetch(AGENT_CALL_ADDRESS, {
        method: "POST",
        headers: agentHeaders(),
        body: JSON.stringify({ target }),
        signal: AbortSignal.timeout(HELP_ANSWER_MS),
      });
      return answer.ok;
    },
    load: () => readKept(localStorage.getItem(KEPT_HELP)),
    save: (kept) => {
      if (kept.length === 0) localStorage.removeItem(KEPT_HELP);
      else localStorage.setItem(KEPT_HELP, JSON.stringify(kept));
    },
    now: () => Date.now(),
  };
}

/** Sends what was kept as soon as there is a network, and looks again every half minute. */
export function useKeptHelp(): void {
  useEffect(() => {
    const ports = browserPorts();
    const send = () => void sendKeptHelp(ports);
    send();
    const timer = setInterval(send, 30_000);
    window.addEventListener("online", send);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", send);
    };
  }, []);
}

/** Keys that this page has sent: a touch after the end of a call is another call. */
const sentKeys = new Set<string>();

function freshKey(ofPage: string): string {
  const key = sentKeys.has(ofPage) ? crypto.randomUUID() : ofPage;
  sentKeys.add(key);
  return key;
}

export type HelpCall = {
  /** The server did not answer: the screen without a network is shown. */
  readonly isOffline: boolean;
  readonly end: () => void;
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
};

/** @param target whom the machine's own line dials when the server is not reached */
export function useHelpCall(target: HelpTarget = "staff"): HelpCall {
  const navigate = useNavigate();
  const [isOffline, setIsOffline] = useState(false);
  const onSubmit = useCallback(
    (event: FormEvent<HTMLFormElement>) => {
      event.preventDefault();
      const form = new FormData(event.currentTarget);
      const text = (name: string) => {
        const value = form.get(name);
        return typeof value === "string" ? value : "";
      };
      const key = freshKey(text("key"));
      void callForHelp(browserPorts(), { key, target }).then((outcome) => {
        if (outcome !== "sent") setIsOffline(true);
        else navigate(`/kiosk/help?${new URLSearchParams({ key, returnTo: text("returnTo") }).toString()}`);
      });
    },
    [navigate, target],
  );
  return { isOffline, end: () => setIsOffline(false), onSubmit };
}
