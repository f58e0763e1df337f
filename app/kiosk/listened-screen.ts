/** The screen as somebody hears it: what stands there, which choice has which number now, and what the bar's buttons are. */
import type { Locale } from "#app/messages/locale.ts";
import { afterColon } from "#app/messages/punctuation.ts";
import { choiceGroup, type ListenedScreen } from "./listening-keys.ts";
import { CHOICE, linesOfScreen } from "./screen-lines.ts";

/** Shows the number of a choice; the style sheet of the mode draws it. */
const NUMBER = "data-listen-number";

export type HeardChoice = {
  readonly number: number;
  readonly text: string;
  readonly of: HTMLElement;
};

export type HeardScreen = {
  /** What is read and cannot be chosen. */
  readonly content: readonly string[];
  readonly choices: readonly HeardChoice[];
  readonly hasMore: boolean;
};

/** The warning before a session ends. Any key takes it away. */
export function idleWarning(): Element | null {
  return document.querySelector("[role=alertdialog]:not([data-help])");
}

/** What lies over the screen, else the screen itself. */
function scopeOf(): Element | null {
  return document.querySelector("[role=alertdialog]") ?? document.querySelector("main");
}

export function isSomethingOver(): boolean {
  return document.querySelector("[role=alertdialog]") !== null;
}

/** Changes with each screen that is led to. */
export function shownScreen(): string {
  return document.querySelector<HTMLElement>("[data-kiosk-screen]")?.dataset["kioskScreen"] ?? "";
}

export function shownTitle(): string {
  return scopeOf()?.querySelector<HTMLElement>("h1, h2")?.innerText.replaceAll("\n", "") ?? "";
}

/** @param isListing the other choices of a digit pad are being listened to */
export function screenKind(isListing: boolean): ListenedScreen {
  const typed = scopeOf()?.querySelector<HTMLElement>("[data-typed]")?.dataset["typed"];
  if (typed === undefined) return "choices";
  if (isListing) return "pad_choices";
  return typed === "0" ? "empty_pad" : "typed_pad";
}

/** null for what is no switch. */
export function isChecked(of: Element): boolean | null {
  const box = of.querySelector<HTMLInputElement>("input[type=checkbox], input[type=radio]");
  if (box !== null) return box.checked;
  const pressed = of.getAttribute("aria-pressed");
  return pressed === null ? null : pressed === "true";
}

const isChoice = (of: Element | undefined): of is HTMLElement => of?.matches(CHOICE) === true;

const isTick = (of: Element | undefined) => of?.matches("label") === true;

/** Keys of a digit pad are no choices: the keypad has them. */
const isKey = (of: Element | undefined) => of?.matches("[name=press]") === true;

/** 特大 alone says nothing: it is one of 字号. */
function ofItsGroup(text: string, of: Element, locale: Locale): string {
  const group = of.closest("[role=group]")?.getAttribute("aria-label") ?? "";
  return group === "" ? text : afterColon(group, text, locale);
}

/** @param said what was said of it before; @param group of choices, counted from 0 */
export function heardScreen(said: string, group: number, locale: Locale): HeardScreen {
  const of = scopeOf();
  const lines = linesOfScreen(said, locale, { ...(of !== null && { of }), isForOneEar: true });
  const chosen = lines.filter((line) => isChoice(line.of) && !isKey(line.of));
  // What leads on comes before what may be ticked beside it.
  const [ticked, leading] = [chosen.filter((line) => isTick(line.of)), chosen.filter((line) => !isTick(line.of))];
  const { choices, hasMore } = choiceGroup([...leading, ...ticked], group);
  return {
    content: lines.filter((line) => !isChoice(line.of)).map(({ text }) => text),
    choices: choices.flatMap(({ number, choice: { text, of: part } }) =>
      isChoice(part) ? [{ number, text: ofItsGroup(text, part, locale), of: part }] : [],
    ),
    hasMore,
  };
}

/** All words of it, to know what is new. */
export function contentOf({ content, choices }: HeardScreen): string {
  return [...content, ...choices.map(({ text }) => text)].join("\n");
}

/** Numbers stand on these choices and on no others. */
export function showNumbers(choices: readonly HeardChoice[]): void {
  const wanted = new Map(choices.map(({ of, number }) => [of as Element, String(number)]));
  for (const shown of document.querySelectorAll(`[${NUMBER}]`)) if (!wanted.has(shown)) shown.removeAttribute(NUMBER);
  for (const [of, number] of wanted) if (of.getAttribute(NUMBER) !== number) of.setAttribute(NUMBER, number);
}

/** 返回; what lies over the screen is left by its first button. */
export function pressBack(): void {
  const over = document.querySelector<HTMLElement>("[role=alertdialog] button");
  (over ?? document.querySelector<HTMLElement>("[data-kiosk-zone=bar] a"))?.click();
}
