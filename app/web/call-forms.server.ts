/** Forms of call-backs: several boxes of one name, answers by question, and times as the page's local ones. Nothing about them is trusted. */
import { QUESTIONNAIRE, type CallAnswers, type GivenAnswers } from "#app/domain/call-backs/questionnaire.ts";
import { instantAt, type Instant } from "#app/domain/time/instant.ts";
import { isPlainDate } from "#app/domain/time/plain-date.ts";

const TEXT_MOST = 600;
const BOXES_MOST = 60;

/** One value of a form as text, cut to what a field may hold; empty when it is missing or a file. */
export function textIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.slice(0, TEXT_MOST) : "";
}

/** All values of boxes with one name. */
export function textsIn(form: FormData, name: string): string[] {
  return form
    .getAll(name)
    .slice(0, BOXES_MOST)
    .flatMap((value) => (typeof value === "string" && value !== "" ? [value.slice(0, TEXT_MOST)] : []));
}

/** The answers that a form gives, by question. */
export function answersIn(form: FormData): GivenAnswers {
  const keys: readonly (keyof CallAnswers)[] = [
    ...QUESTIONNAIRE.questions.map(({ key }) => key),
    "overallConfirmed",
    "complaint",
  ];
  const given = Object.fromEntries(keys.map((key) => [key, textIn(form, key)]));
  return { ...given, chosenServices: textsIn(form, "services") };
}

/** "2026-11-26T09:30" of the district's own clock; null for anything else. */
export function localTimeIn(text: string): Instant | null {
  const [, date = "", hour, minute] = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)$/.exec(text.slice(0, 16)) ?? [];
  return isPlainDate(date) ? instantAt(date, Number(hour) * 60 + Number(minute)) : null;
}
