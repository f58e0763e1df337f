/** A value that is not there: a dash for the eye, a word for the ear, never a nought. */
import { shellWords } from "#app/messages/shell.ts";
import styles from "./values.module.css";
import { useWords } from "./words-context.tsx";

export function EmptyValue() {
  const words = useWords(shellWords);
  return (
    <span className={styles.empty}>
      <span aria-hidden="true">—</span>
      <span className="visually-hidden">{words.empty_value}</span>
    </span>
  );
}
