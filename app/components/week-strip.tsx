/** Seven days as links, Monday first, each with the number of visits; the chosen day is marked. */
import { Link } from "@remix-run/react";
import { elderDateText } from "#app/domain/time/date-text.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { addDays, weekdayOf } from "#app/domain/time/plain-date.ts";
import { figureWords } from "#app/messages/figures.ts";
import { classNames } from "./class-names.ts";
import styles from "./week-strip.module.css";
import { useLocale, useWords } from "./words-context.tsx";

type WeekStripProps = {
  /** Any day of the week shown. */
  readonly selected: PlainDate;
  readonly today: PlainDate;
  readonly counts: Readonly<Record<string, number>>;
  readonly addressOf: (date: PlainDate) => string;
};

export function WeekStrip({ selected, today, counts, addressOf }: WeekStripProps) {
  const words = useWords(figureWords);
  const locale = useLocale();
  const monday = addDays(selected, 1 - weekdayOf(selected));
  const days = Array.from({ length: 7 }, (_, offset) => addDays(monday, offset));
  return (
    <nav className={styles.strip} aria-label={`${monday} – ${addDays(monday, 6)}`}>
      {days.map((date, index) => {
        const count = counts[date] ?? 0;
        return (
          <Link
            key={date}
            to={addressOf(date)}
            className={classNames(styles.day, date === today && styles.today)}
            aria-current={date === selected ? "date" : undefined}
          >
            <span className={styles.weekday} aria-hidden="true">
              {words.weekday_short[index]}
            </span>
            <span className={styles.number} aria-hidden="true">
              {Number(date.slice(8))}
            </span>
            <span className="visually-hidden">{elderDateText(date, locale)}</span>
            <span className={classNames(styles.count, count === 0 && styles.none)}>
              {count}
              <span className="visually-hidden"> {words.visits_unit}</span>
            </span>
          </Link>
        );
      })}
    </nav>
  );
}
