/** A calendar date: staff read 2026-11-24 周二, elders 11月24日 星期二. Never goes through Date, which would shift it by the zone. */
import { elderDateText, staffDateText } from "#app/domain/time/date-text.ts";
import { isPlainDate } from "#app/domain/time/plain-date.ts";
import { EmptyValue } from "./empty-value.tsx";
import styles from "./values.module.css";
import { useLocale } from "./words-context.tsx";

type DateTextProps = {
  /** YYYY-MM-DD; text that is no date is shown as it came. */
  readonly date: string | null | undefined;
  /** bare: only 2026-11-24, for dense tables. */
  readonly form?: "staff" | "bare" | "elder";
};

export function DateText({ date, form = "staff" }: DateTextProps) {
  const locale = useLocale();
  if (date === null || date === undefined || date === "") return <EmptyValue />;
  if (!isPlainDate(date)) return <span>{date}</span>;
  const text = form === "bare" ? date : form === "elder" ? elderDateText(date, locale) : staffDateText(date, locale);
  return (
    <time dateTime={date} className={styles.number}>
      {text}
    </time>
  );
}
