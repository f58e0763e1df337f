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

function play(file: string, volume: 1 | 2 | 3): void {
  playing = new Audio(`/kiosk-voice/${file}`);
  playing.volume = LOUDNESS[volume];
  // Where sound is refused or the file is gone, the caption stands alone.
  playing.play().catch(() => undefined);
}

/** Says a sentence, recorded or by the machine's own voice; does nothing without either or with the sound off. */
export function speak(text: string, locale: Locale, volume: 0 | 1 | 2 | 3): void {
  if (volume === 0) return;
  if (recordings === null) void readRecordings();
  const clip = clipFor(text, locale, recordings ?? {});
  if (clip !== null) {
    beSilent();
    play(clip.file, volume);
    return;
  }
  const voice = "speechSynthesis" in window ? localVoice(locale) : undefined;
  if (voice === undefined) return sayByAgent(text, locale, volume);
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.voice = voice;
  utterance.rate = SPEED;
  utterance.volume = LOUDNESS[volume];
  window.speechSynthesis.cancel();
  window.speechSynthesis.speak(utterance);
}

/** Any touch stops the voice. */
export function beSilent(): void {
  playing?.pause();
  playing = null;
  if (isAgentSpeaking && agentBeside !== null) void askAgent(agentBeside, { method: "DELETE", path: "/v1/say" });
  isAgentSpeaking = false;
  if ("speechSynthesis" in window) window.speechSynthesis.cancel();
}
