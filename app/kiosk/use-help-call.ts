/** Gives a form of the red button its way without a network: the browser's fetch, storage and the agent as ports of `help-call.ts`. */
import { useNavigate } from "@remix-run/react";
import { useCallback, useEffect, useRef, useState, type FormEvent } from "react";
import { AGENT_PORT } from "#app/domain/kiosk/agent-protocol.ts";
import { askAgent, type AgentAddress } from "./agent-link.ts";
import { callForHelp, HELP_ANSWER_MS, readKept, sendKeptHelp, type HelpPorts, type HelpTarget } from "./help-call.ts";
import { useKiosk } from "./surroundings.tsx";

/** A key and a time lie there, nothing of a person; the wipe leaves it, because help must still arrive. */
export const KEPT_HELP = "bedside-kept-help";

/** A machine that is not paired may have an agent all the same; it answers nothing without its secret, and help is said in words then. */
const UNPAIRED_AGENT: AgentAddress = { port: AGENT_PORT, secret: "" };

function browserPorts(agent: AgentAddress): HelpPorts {
  return {
    send: async ({ key, dialled }, agoMs) => {
      const answer = await fetch("/kiosk/help/call", {
        method: "POST",
        body: new URLSearchParams({ key, agoMs: String(Math.round(agoMs)), ...(dialled !== null && { dialled }) }),
        signal: AbortSignal.timeout(HELP_ANSWER_MS),
      });
      return answer.ok;
    },
    dial: (target) => askAgent(agent, { method: "POST", path: "/v1/call", body: { target }, withinMs: HELP_ANSWER_MS }),
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
    const ports = browserPorts(UNPAIRED_AGENT);
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

/** A page that was kept for the time without a network bears a key that many visitors have seen: their calls are not one. */
function freshKey(ofPage: string): string {
  const isKept = document.documentElement.dataset["keptAt"] !== undefined;
  const key = ofPage === "" || isKept || sentKeys.has(ofPage) ? crypto.randomUUID() : ofPage;
  sentKeys.add(key);
  return key;
}

export type HelpCall = {
  /** The server did not answer: the screen without a network is shown. */
  readonly isOffline: boolean;
  readonly end: () => void;
  /** The same call once more: it is kept once, whatever becomes of the tries. */
  readonly again: () => void;
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
};

/** @param target whom the machine's own line dials when the server is not reached */
export function useHelpCall(target: HelpTarget = "staff"): HelpCall {
  const navigate = useNavigate();
  const agent = useKiosk().machine?.agent ?? UNPAIRED_AGENT;
  const [isOffline, setIsOffline] = useState(false);
  const touched = useRef({ key: "", returnTo: "" });
  const call = useCallback(() => {
    const { key, returnTo } = touched.current;
    void callForHelp(browserPorts(agent), { key, target }).then((outcome) => {
      setIsOffline(outcome !== "sent");
      if (outcome === "sent") navigate(`/kiosk/help?${new URLSearchParams({ key, returnTo }).toString()}`);
    });
  }, [agent, navigate, target]);
  const onSubmit = useCallback(
    (event: FormEvent<HTMLFormElement>) => {
      event.preventDefault();
      const form = new FormData(event.currentTarget);
      const text = (name: string) => {
        const value = form.get(name);
        return typeof value === "string" ? value : "";
      };
      touched.current = { key: freshKey(text("key")), returnTo: text("returnTo") };
      call();
    },
    [call],
  );
  return { isOffline, end: () => setIsOffline(false), again: call, onSubmit };
}
