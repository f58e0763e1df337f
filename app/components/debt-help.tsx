/** What would place an owed visit, in sentences: each change was tried in the finished plan, and the dates it gives were checked. */
import type { QualificationCode } from "#app/domain/workforce/qualification.ts";
import type { RemedyChange } from "#app/domain/scheduling/month-plan/debt-remedy.ts";
import { staffDateText, weekdayText } from "#app/domain/time/date-text.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { clockText } from "#app/domain/time/time-window.ts";
import type { Locale } from "#app/messages/locale.ts";
import { qualificationWord } from "#app/messages/people.ts";
import { listed } from "#app/messages/punctuation.ts";
import { remedyWords } from "#app/messages/remedies.ts";
import { useLocale, useWords } from "./words-context.tsx";

type Remedy = {
  readonly change: RemedyChange;
  readonly name: string | null;
  readonly visits: number;
  readonly first: { readonly date: PlainDate; readonly startMinute: number };
  readonly workers: readonly string[];
};

export type DebtHelpFacts = {
  readonly owed: number;
  readonly remedies: readonly Remedy[];
  readonly more: number;
  readonly tried: readonly string[];
};

type Words = (typeof remedyWords)[Locale];

function weekdaysOf(change: { readonly weekdays: readonly number[]; readonly together: boolean }, locale: Locale) {
  const weekdays = change.weekdays.map((one) => weekdayText(one, locale));
  return { weekdays: listed(weekdays, locale), together: change.together };
}

function changeText({ change, name }: Remedy, words: Words, locale: Locale): string {
  switch (change.kind) {
    case "window":
      return change.earlierMinutes > 0
        ? words.window_earlier(change.earlierMinutes)
        : words.window_later(change.laterMinutes);
    case "weekdays":
      return words.weekdays(weekdaysOf(change, locale));
    case "accept_worker":
      return words.accept_worker(name ?? "—");
    case "more_workers": {
      const held = (code: QualificationCode) => qualificationWord(code, locale);
      const hours = `${clockText(change.hours.startMinute)}–${clockText(change.hours.endMinute)}`;
      return words.more_workers(change.workers, listed(change.qualifications.map(held), locale), {
        ...weekdaysOf(change, locale),
        hours,
      });
    }
    case "other_provider":
      return words.other_provider(name ?? "—");
    case "shorter_gap":
      return words.shorter_gap(change.days);
    case "as_it_is":
    case "holiday_moved":
    case "any_sex":
    case "contract":
      return words[change.kind];
  }
}

function remedyText(remedy: Remedy, owed: number, locale: Locale): string {
  const words = remedyWords[locale];
  const { change, visits, first } = remedy;
  const workers = listed(remedy.workers, locale);
  const begins = `${staffDateText(first.date, locale)} ${clockText(first.startMinute)}`;
  const result =
    change.kind === "other_provider"
      ? words.moves_all(visits)
      : visits >= owed
        ? words.places_all(owed)
        : words.places_some(visits, owed);
  const beginning =
    change.kind === "more_workers" && workers !== "" ? words.beside(begins, workers) : words.beginning(begins, workers);
  return words.sentence(changeText(remedy, words, locale), result, beginning);
}

type Props = {
  readonly help: DebtHelpFacts | null;
  /** What is said of a debt for which nothing was computed. */
  readonly otherwise: string;
  /** The debt above is the same elder's, and says the same. */
  readonly isRepeated?: boolean;
};

export function DebtHelp({ help, otherwise, isRepeated = false }: Props) {
  const words = useWords(remedyWords);
  const locale = useLocale();
  if (help === null) return otherwise;
  if (isRepeated) return words.as_above;
  if (help.remedies.length === 0) {
    const tried = listed(
      help.tried.map((kind) => words.tried[kind] ?? kind),
      locale,
    );
    return tried === "" ? otherwise : words.nothing_helps(tried);
  }
  return (
    <ul>
      {help.remedies.map((remedy, place) => (
        <li key={place}>{remedyText(remedy, help.owed, locale)}</li>
      ))}
      {help.more > 0 && <li>{words.more(help.more)}</li>}
    </ul>
  );
}
