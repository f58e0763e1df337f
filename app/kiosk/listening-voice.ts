/** Says in the ear, one thing at a time: what is said later never overtakes what silences, and nothing of it reaches the loudspeaker. */
import type { Locale } from "#app/messages/locale.ts";
import { askAgent, type AgentAddress, type AgentStep } from "./agent-link.ts";

export type EarVoice = {
  /** Ends what was being said. @returns whether the agent took it */
  readonly say: (text: string) => Promise<boolean>;
  readonly silence: () => void;
};

/** An agent that takes longer holds up no later word. */
const ANSWER_MS = 2000;

/** Stars of a masked number are not read out. */
const sayable = (text: string): string => text.replaceAll(/\*+/g, " ");

export function earVoice(agent: AgentAddress, locale: Locale, volume: 1 | 2 | 3): EarVoice {
  let last: Promise<unknown> = Promise.resolve();
  const send = (step: AgentStep): Promise<boolean> => {
    const sent = last.then(() => askAgent(agent, step));
    last = sent;
    return sent;
  };
  const withinMs = ANSWER_MS;
  const told = { clips: [], language: locale, volume, private: true };
  return {
    say: (text) => send({ method: "POST", path: "/v1/say", body: { ...told, text: sayable(text) }, withinMs }),
    silence: () => void send({ method: "DELETE", path: "/v1/say", withinMs }),
  };
}
