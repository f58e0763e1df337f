/**
 * What the kiosk says, and which of it has been recorded. A clip belongs to a key of the kiosk's messages and to a language; until it is recorded
 * (待录音) the machine's own Chinese voice says the words, and the caption shows them either way. The words themselves have one home, the message
 * files: a clip whose text is no longer the message is not played.
 */
import type { Locale } from "#app/messages/locale.ts";

export type Clip = {
  /** Below /kiosk-voice/. */
  readonly file: string;
  readonly durationMs: number;
  /** What was said, word for word. */
  readonly text: string;
  /** Of the file, hexadecimal. */
  readonly sha256: string;
};

/** By "catalogue.key", then by language. */
export type Recordings = Readonly<Record<string, Partial<Readonly<Record<Locale, Clip>>>>>;

export type VoiceEntry = {
  readonly key: string;
  readonly locale: Locale;
  readonly text: string;
  readonly state: "recorded" | "to_record";
  readonly file: string | null;
};

/** A sentence of the messages; one with parameters is shown with marks in their places. */
export type Spoken = { readonly key: string; readonly locale: Locale; readonly text: string };

/** One entry for each sentence and language. */
export function voiceManifest(sentences: readonly Spoken[], recordings: Recordings): VoiceEntry[] {
  return sentences.map(({ key, locale, text }) => {
    const clip = recordings[key]?.[locale];
    const isRecorded = clip !== undefined && clip.text === text;
    return { key, locale, text, state: isRecorded ? "recorded" : "to_record", file: isRecorded ? clip.file : null };
  });
}

/** Clips that say what no message says any more, or what no message ever said: "key, language". */
export function strayClips(sentences: readonly Spoken[], recordings: Recordings): string[] {
  const texts = new Map(sentences.map(({ key, locale, text }) => [`${key}, ${locale}`, text]));
  return Object.entries(recordings).flatMap(([key, clips]) =>
    Object.entries(clips).flatMap(([locale, clip]) =>
      texts.get(`${key}, ${locale}`) === clip.text ? [] : [`${key}, ${locale}`],
    ),
  );
}

/** The clip for words that are about to be said; null where they were not recorded, or were put together from several. */
export function clipFor(text: string, locale: Locale, recordings: Recordings): Clip | null {
  for (const clips of Object.values(recordings)) {
    const clip = clips[locale];
    if (clip?.text === text) return clip;
  }
  return null;
}
