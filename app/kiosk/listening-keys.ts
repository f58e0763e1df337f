/**
 * The rules of listening at the kiosk (user experience reference 4.14, non-visual mode): which choice has which number, what each key of the tactile
 * keypad does, and how much is said at a time. Nothing here knows the screen.
 */

/** Keys 1 to 4 choose; what a screen offers beyond them comes with the next group. */
export const CHOICES_AT_A_TIME = 4;

export type ChoiceGroup<Choice> = {
  readonly choices: readonly { readonly number: number; readonly choice: Choice }[];
  /** There are others, which follow with the key for more. */
  readonly hasMore: boolean;
};

/** The choices that have a number now. @param group counted from 0; after the last one the first follows */
export function choiceGroup<Choice>(all: readonly Choice[], group: number): ChoiceGroup<Choice> {
  const groups = Math.max(1, Math.ceil(all.length / CHOICES_AT_A_TIME));
  const first = (group % groups) * CHOICES_AT_A_TIME;
  const choices = all.slice(first, first + CHOICES_AT_A_TIME);
  return { choices: choices.map((choice, place) => ({ number: place + 1, choice })), hasMore: groups > 1 };
}

export type ListeningStep =
  | { readonly kind: "choose"; readonly number: number }
  | { readonly kind: "more" | "repeat" | "back" | "help" | "settings" | "finish" | "list" | "type" | "unknown" };

/** What is shown: choices; a digit pad with digits or without; a digit pad whose other choices are being listened to. */
export type ListenedScreen = "choices" | "empty_pad" | "typed_pad" | "pad_choices";

const STEPS: Readonly<Record<string, ListeningStep["kind"]>> = {
  "5": "more",
  "0": "repeat",
  "8": "settings",
  "9": "finish",
};

/**
 * What a key does. On a digit pad digits type, so that a step back too many leads to what else can be chosen there, and another one back to the digits.
 * @returns null for a key that keeps its own meaning
 */
export function listeningStepOf(key: string, screen: ListenedScreen): ListeningStep | null {
  if (key === "*") return { kind: "back" };
  if (key === "#") return { kind: "help" };
  if (key === "Backspace") {
    if (screen === "empty_pad") return { kind: "list" };
    return screen === "pad_choices" ? { kind: "type" } : null;
  }
  if (!/^\d$/.test(key) || screen === "empty_pad" || screen === "typed_pad") return null;
  const number = Number(key);
  if (number >= 1 && number <= CHOICES_AT_A_TIME) return { kind: "choose", number };
  return { kind: STEPS[key] ?? "unknown" } as ListeningStep;
}

/** Characters said at a time: about a minute of Chinese, so that no time-out falls into it, and far below what an agent takes at once. */
const LONGEST_PART = 240;

const SENTENCE = /[^。！？.!?]+[。！？.!?]*/g;
const ENDS = /[。！？.!?]$/;

/** @param stop what ends a sentence in the language */
const ended = (line: string, stop: string): string => (ENDS.test(line) ? `${line}${stop.slice(1)}` : `${line}${stop}`);

/** Lines put together to parts of at most so many characters; a line that is longer is cut behind a sentence, or where it must be. */
export function spokenParts(lines: readonly string[], stop: string, longest = LONGEST_PART): string[] {
  const whole = lines.filter((line) => line.trim() !== "").map((line) => ended(line.trim(), stop));
  const sentences = whole.flatMap((line) => (line.length <= longest ? [line] : (line.match(SENTENCE) ?? [line])));
  const pieces = sentences.flatMap((one) => one.match(new RegExp(`[^]{1,${longest}}`, "g")) ?? []);
  const parts: string[] = [];
  for (const piece of pieces) {
    const joined = `${parts.at(-1) ?? ""}${piece}`;
    if (parts.length === 0 || joined.length > longest) parts.push(piece);
    else parts[parts.length - 1] = joined;
  }
  return parts;
}
