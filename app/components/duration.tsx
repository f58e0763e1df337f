/** Whole minutes with their unit: 65 分钟. Columns whose header names the unit use `bare`. */
import { shellWords } from "#app/messages/shell.ts";
import { EmptyValue } from "./empty-value.tsx";
import styles from "./values.module.css";
import { useWords } from "./words-context.tsx";

export function Duration({ minutes, bare = false }: { minutes: number | null | undefined; bare?: boolean }) {
  const words = useWords(shellWords);
  if (minutes === null || minutes === undefined) return <EmptyValue />;
  return <span className={styles.number}>{bare ? String(minutes) : words.minutes(minutes)}</span>;
}
