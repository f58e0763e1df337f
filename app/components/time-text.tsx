/** A point in time for staff, always Asia/Shanghai: 2026-11-24 周二 14:02, or only 14:02 where the date stands beside it. */
import { staffTimeText } from "#app/domain/time/staff-time-text.ts";
import { instant, isoText, localTimeOf } from "#app/domain/time/instant.ts";
import { clockText } from "#app/domain/time/time-window.ts";
import { EmptyValue } from "./empty-value.tsx";
import styles from "./values.module.css";
import { useLocale } from "./words-context.tsx";

type TimeTextProps = {
  /** Epoch milliseconds, ISO text with an offset, or a Date. */
  readonly at: number | string | Date | null | undefined;
  readonly form?: "full" | "clock" | "date";
};

export function TimeText({ at, form = "full" }: TimeTextProps) {
  const locale = useLocale();
  if (at === null || at === undefined) return <EmptyValue />;
  const moment = instant(at);
  const local = localTimeOf(moment);
  const text =
    form === "clock" ? clockText(local.minute) : form === "date" ? local.date : staffTimeText(moment, locale);
  return (
    <time dateTime={isoText(moment)} className={styles.number}>
      {text}
    </time>
  );
}
