/** While somebody listens: says each screen in the ear, puts numbers on its choices, and lets the tactile keypad choose. */
import type { Locale } from "#app/messages/locale.ts";
import type { kioskListeningWords } from "#app/messages/kiosk-listening.ts";
import { fullStop, listed } from "#app/messages/punctuation.ts";
import { afterMutations } from "./after-mutations.ts";
import { listeningStepOf, spokenParts, type ListeningStep } from "./listening-keys.ts";
import {
  contentOf,
  heardScreen,
  idleWarning,
  isChecked,
  isSomethingOver,
  pressBack,
  screenKind,
  shownScreen,
  shownTitle,
  showNumbers,
  type HeardScreen,
} from "./listened-screen.ts";
import type { EarVoice } from "./listening-voice.ts";
import { speakInto } from "./speech.ts";

type ListeningWords = (typeof kioskListeningWords)["zh-CN"];

/** What the person's keys reach beside the screen's own choices. */
export type Hands = {
  readonly help: () => void;
  readonly settings: () => void;
  readonly finish: () => void;
  /** What was chosen is on its way: the next screen is not heard yet. */
  readonly isBusy: () => boolean;
};

/** What people see of the mode. */
export type ListeningLook = { readonly legend: string; readonly isWarned: boolean };

type Setting = {
  readonly voice: EarVoice;
  readonly hands: Hands;
  readonly words: ListeningWords;
  readonly locale: Locale;
  readonly onLook: (look: ListeningLook) => void;
};

/** What was said of the screen that is shown. */
type Told = {
  readonly screen: string;
  readonly title: string;
  /** It lies over the screen. */
  readonly isOver: boolean;
  readonly group: number;
  /** The other choices of a digit pad are being listened to. */
  readonly isListing: boolean;
  readonly parts: readonly string[];
  readonly part: number;
  /** All that stood there; null until it was said. */
  readonly content: string | null;
};

const NOTHING_TOLD: Omit<Told, "screen"> = {
  ...{ title: "", isOver: false, group: 0, isListing: false },
  ...{ parts: [], part: 0, content: null },
};

/** A screen that is just coming is told by itself by then. */
const FIRST_AFTER_MS = 500;

export class ScreenListener {
  #told: Told = { ...NOTHING_TOLD, screen: "" };
  #notice: string | null = null;
  #stopLooking: (() => void) | null = null;
  /** Said before the first screen, with which it waits for a screen that is just coming; null once it was said. */
  #intro: string | null = null;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly setting: Setting) {}

  /** @param intro said before the first screen */
  start(intro: string): void {
    speakInto({
      screen: (spoken) => {
        this.#look();
        this.#tell(spoken, 0);
      },
      line: (text) => this.#sayLine(text),
    });
    this.#intro = intro;
    this.#waiting = setTimeout(() => this.#tell(shownTitle(), 0), FIRST_AFTER_MS);
    this.#look();
    window.addEventListener("keydown", this.#onKey, true);
    this.#stopLooking = afterMutations(
      () => this.#look(),
      () => this.#tellNews(),
    );
  }

  stop(): void {
    clearTimeout(this.#waiting);
    window.removeEventListener("keydown", this.#onKey, true);
    this.#stopLooking?.();
    speakInto(null);
    showNumbers([]);
    this.setting.voice.silence();
  }

  #say(text: string): void {
    void this.setting.voice.say(text);
  }

  #sayLine(text: string): void {
    const { words, locale } = this.setting;
    this.#say(idleWarning() === null ? text : `${text}${fullStop(locale)}${words.any_key}`);
  }

  #isTyping(): boolean {
    return /_pad$/.test(screenKind(this.#told.isListing));
  }

  #heard(title = this.#told.title): HeardScreen {
    return heardScreen(title, this.#told.group, this.setting.locale);
  }

  /** The choices of a group with their numbers, and how the others are reached. */
  #offered({ choices, hasMore }: HeardScreen): string[] {
    const { words } = this.setting;
    if (choices.length === 0) return [words.no_choices];
    const numbered = choices.map(({ number, text, of }) => words.choice(number, this.#withState(text, of)));
    return hasMore ? [...numbered, words.more_choices] : numbered;
  }

  #withState(text: string, of: Element): string {
    const { words, locale } = this.setting;
    const is = isChecked(of);
    return is === null ? text : listed([text, is ? words.checked : words.unchecked], locale);
  }

  #tell(title: string, group: number): void {
    clearTimeout(this.#waiting);
    this.#notice = null;
    this.#told = { ...this.#told, title, group, isOver: isSomethingOver(), part: 0 };
    const { words, locale } = this.setting;
    const heard = this.#heard();
    const read = group === 0 ? [title, ...heard.content] : [];
    const lines = [...read, ...(this.#isTyping() ? [words.typing] : this.#offered(heard))];
    const parts = spokenParts(lines, fullStop(locale));
    this.#told = { ...this.#told, parts, content: contentOf(heard) };
    this.#sayPart();
  }

  #sayPart(): void {
    const { parts, part } = this.#told;
    const intro = this.#intro ?? "";
    this.#intro = null;
    const isLast = part >= parts.length - 1;
    this.#say([intro, parts[part] ?? "", isLast ? "" : this.setting.words.goes_on].join(""));
  }

  /** What changes on a screen without another being led to is said too. */
  #tellNews(): void {
    const { content, isOver, title } = this.#told;
    if (content === null || this.#isTyping() || idleWarning() !== null) return;
    const shown = isOver === isSomethingOver() ? title : shownTitle();
    if (content !== contentOf(this.#heard(shown))) this.#tell(shown, 0);
  }

  /** Numbers and the keys' legend follow the screen. */
  #look(): void {
    const screen = shownScreen();
    if (screen !== this.#told.screen) this.#told = { ...NOTHING_TOLD, screen };
    const isWarned = idleWarning() !== null;
    // After the warning the screen is said once more.
    if (isWarned) this.#told = { ...this.#told, content: "" };
    const isTyping = this.#isTyping();
    showNumbers(isTyping || isWarned ? [] : this.#heard().choices);
    const { words, onLook } = this.setting;
    onLook({ legend: this.#notice ?? (isTyping ? words.keys_typing : words.keys), isWarned });
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    // A key at the warning says that somebody is there, and nothing else.
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || idleWarning() !== null) return;
    const step = listeningStepOf(event.key, screenKind(this.#told.isListing));
    if (step === null) return;
    event.preventDefault();
    if (event.repeat || this.setting.hands.isBusy()) return;
    this.#notice = null;
    this.#take(step, event.key);
    this.#look();
  };

  #take(step: ListeningStep, key: string): void {
    switch (step.kind) {
      case "choose":
        return this.#choose(step.number);
      case "more":
        return this.#tell(this.#told.title, this.#heard().hasMore ? this.#told.group + 1 : 0);
      case "repeat":
        return this.#goOn();
      case "list":
      case "type":
        return this.#turnTo(step.kind);
      case "back":
        this.setting.voice.silence();
        return pressBack();
      case "unknown":
        return this.#refuse(key);
      case "help":
      case "settings":
      case "finish":
        this.setting.voice.silence();
        return this.setting.hands[step.kind]();
    }
  }

  #choose(number: number): void {
    const chosen = this.#heard().choices.find((one) => one.number === number);
    if (chosen === undefined) return this.#refuse(String(number));
    const { of, text } = chosen;
    this.setting.voice.silence();
    of.click();
    if (of.matches("label")) this.#say(this.#withState(text, of));
  }

  /** The next part of what is long, else all once more. */
  #goOn(): void {
    const { part, parts } = this.#told;
    this.#told = { ...this.#told, part: part < parts.length - 1 ? part + 1 : 0 };
    this.#sayPart();
  }

  #turnTo(kind: "list" | "type"): void {
    this.#told = { ...this.#told, isListing: kind === "list" };
    if (kind === "list") this.#tell(this.#told.title, 0);
    else this.#say(this.setting.words.typing_again);
  }

  #refuse(key: string): void {
    this.#notice = this.setting.words.no_such_number(key);
    this.#say(this.#notice);
  }
}
