/**
 * Voice of the machine, used only where a voice is installed on it: a network voice would stop with the network and send the words away.
 * Recorded clips replace it where the kiosk has them. Every utterance also stands on the screen as a caption.
 */
import type { Locale } from "#app/messages/locale.ts";

const LOUDNESS = [0, 0.3, 0.6, 1] as const;
const SPEED = 0.9;

function localVoice(locale: Locale): SpeechSynthesisVoice | undefined {
  const language = locale === "en" ? "en" : "zh";
  return window.speechSynthesis
    .getVoices()
    .find((voice) => voice.localService && voice.lang.toLowerCase().startsWith(language));
}

/** Says a sentence; does nothing without a local voice or with the sound off. */
export function speak(text: string, locale: Locale, volume: 0 | 1 | 2 | 3): void {
  if (!("speechSynthesis" in window) || volume === 0) return;
  const voice = localVoice(locale);
  if (voice === undefined) return;
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.voice = voice;
  utterance.rate = SPEED;
  utterance.volume = LOUDNESS[volume];
  window.speechSynthesis.cancel();
  window.speechSynthesis.speak(utterance);
}

/** Any touch stops the voice. */
export function beSilent(): void {
  if ("speechSynthesis" in window) window.speechSynthesis.cancel();
}
