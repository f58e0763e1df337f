/** Minutes of a day as a span: 14:00–15:00. The end may be open. */
import { clockText } from "#app/domain/time/time-window.ts";
import styles from "./values.module.css";

export function ClockRange({ startMinute, endMinute }: { startMinute: number; endMinute?: number | null }) {
  const end = endMinute === null || endMinute === undefined ? "" : `–${clockText(endMinute % 1440)}`;
  return <span className={styles.number}>{`${clockText(startMinute)}${end}`}</span>;
}
