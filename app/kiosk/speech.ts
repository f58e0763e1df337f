/**
 * Voice of the machine, used only where a voice is installed on it: a network voice would stop with the network and send the words away.
 * Recorded clips replace it where the kiosk has them; where the browser has no voice of its own, the machine's agent says the words. Every
 * utterance also stands on the screen as a caption.
 */
import { LONGEST_SAID } from "#app/domain/kiosk/agent-protocol.ts";
import type { Locale } from "#app/messages/locale.ts";
import { askAgent, type AgentAddress } from "./agent-link.ts";
import { clipFor, type Recordings } from "./voice-manifest.ts";

const LOUDNESS = [0, 0.3, 0.6, 1] as const;
const SPEED = 0.9;

function localVoice(locale: Locale): SpeechSynthesisVoice | undefined {
  const language = locale === "en" ? "en" : "zh";
  return window.speechSynthesis
    .getVoices()
    .find((voice) => voice.localService && voice.lang.toLowerCase().startsWith(language));
}

/** Says what the browser cannot; null on a machine that is not paired. */
let agentBeside: AgentAddress | null = null;
let isAgentSpeaking = false;

export function speakThrough(agent: AgentAddress | null): void {
  agentBeside = agent;
}

/** Takes over whatever would be said, while somebody listens by earphone: nothing of it is for the loudspeaker then. */
export type Ear = {
  /** A screen is to be said: its question and hint. What can be chosen there, the ear finds out. */
  readonly screen: (spoken: string) => void;
  readonly line: (text: string) => void;
};

let ear: Ear | null = null;

/** null: nobody listens by earphone any more. */
export function speakInto(next: Ear | null): void {
  ear = next;
}

/** @returns whether somebody listens by earphone, who hears it then */
export function tellScreen(spoken: string): boolean {
  ear?.screen(spoken);
  return ear !== null;
}

/** @returns whether somebody listens by earphone, who hears it then */
export function tellLine(text: string): boolean {
  ear?.line(text);
  return ear !== null;
}

/**
 * Says what is for one ear alone, such as a digit of a code. The agent does so while an earphone is plugged in and refuses otherwise; the browser's own
 * voice might be heard by all, so it never does.
 */
export function speakPrivately(text: string, locale: Locale, volume: 0 | 1 | 2 | 3): void {
  if (tellLine(text) || volume === 0 || agentBeside === null) return;
  isAgentSpeaking = true;
  void askAgent(agentBeside, {
    method: "POST",
    path: "/v1/say",
    body: { clips: [], text, language: locale, volume, private: true },
  });
}

function sayByAgent(text: string, locale: Locale, volume: 1 | 2 | 3): void {
  if (agentBeside === null) return;
  isAgentSpeaking = true;
  const body = { clips: [], text: text.slice(0, LONGEST_SAID), language: locale, volume, private: false };
  // An agent without a voice says so, and the caption stands alone.
  void askAgent(agentBeside, { method: "POST", path: "/v1/say", body });
}

/** What the kiosk has recorded; read once, and without it the machine's voice speaks. */
let recordings: Recordings | null = null;
let playing: HTMLAudioElement | null = null;

async function readRecordings(): Promise<void> {
  recordings = {};
  const answer = await fetch("/kiosk-voice/recordings.json").catch(() => null);
  if (answer?.ok === true) recordings = (await answer.json()) as Recordings;
}

function play(file: string, volume: 1 | 2 | 3, onEnd: () => void): void {
  playing = new Audio(`/kiosk-voice/${file}`);
  playing.volume = LOUDNESS[volume];
  playing.onended = onEnd;
  // Where sound is refused or the file is gone, the caption stands alone.
  playing.play().catch(() => undefined);
}

/** One thing that is said, and what on the screen it stands in. */
export type SaidLine = { readonly text: string; readonly of?: Element };

/** Said now: marked on the screen, so that who hears nothing can follow. */
const MARK = "data-said-now";

/** Counts readings: one that is no longer the newest says nothing more. */
let reading = 0;

function mark(of: Element | undefined): void {
  for (const marked of document.querySelectorAll(`[${MARK}]`)) marked.removeAttribute(MARK);
  of?.setAttribute(MARK, "");
}

function stopHere(): void {
  reading += 1;
  playing?.pause();
  playing = null;
  if ("speechSynthesis" in window) window.speechSynthesis.cancel();
  mark(undefined);
}

/** @returns false where the browser can say the line by neither a recording nor a voice */
function sayOne(text: string, locale: Locale, volume: 1 | 2 | 3, onEnd: () => void): boolean {
  const clip = clipFor(text, locale, recordings ?? {});
  if (clip !== null) {
    play(clip.file, volume, onEnd);
    return true;
  }
  const voice = "speechSynthesis" in window ? localVoice(locale) : undefined;
  if (voice === undefined) return false;
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.voice = voice;
  utterance.rate = SPEED;
  utterance.volume = LOUDNESS[volume];
  utterance.onend = onEnd;
  window.speechSynthesis.speak(utterance);
  return true;
}

/** What no loudspeaker says, masked or not: 138****1234 */
export const withoutTelephone = (text: string): string => text.replaceAll(/\d{3}(?:\*+|\d{4})\d{4}/g, "");

/** Says lines one after the other, recorded or by the machine's own voice; does nothing without either or with the sound off. */
export function readAloud(lines: readonly SaidLine[], locale: Locale, volume: 0 | 1 | 2 | 3): void {
  if (tellLine(lines.map(({ text }) => text).join("。")) || volume === 0) return;
  if (recordings === null) void readRecordings();
  stopHere();
  const own = reading;
  const sayFrom = (place: number): void => {
    const line = lines[place];
    if (own !== reading) return;
    mark(line?.of);
    if (line === undefined || sayOne(withoutTelephone(line.text), locale, volume, () => sayFrom(place + 1))) return;
    // The agent does not tell when it has done, so it gets all that is left at once.
    mark(undefined);
    const left = lines.slice(place).map(({ text }) => withoutTelephone(text));
    sayByAgent(left.join("。"), locale, volume);
  };
  sayFrom(0);
}

export function speak(text: string, locale: Locale, volume: 0 | 1 | 2 | 3): void {
  readAloud([{ text }], locale, volume);
}

/** Any touch stops the voice. */
export function beSilent(): void {
  stopHere();
  if (isAgentSpeaking && agentBeside !== null) void askAgent(agentBeside, { method: "DELETE", path: "/v1/say" });
  isAgentSpeaking = false;
}
