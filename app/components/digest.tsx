/** A digest as people compare it: its beginning; the whole of it where there is room, breaking anywhere. */
import { EmptyValue } from "./empty-value.tsx";
import styles from "./values.module.css";

const SHORT = 16;

export function Digest({ text, whole = false }: { text: string | null; whole?: boolean }) {
  if (text === null || text === "") return <EmptyValue />;
  if (whole) return <code className={styles.digest}>{text}</code>;
  return <code title={text}>{text.length > SHORT ? `${text.slice(0, SHORT)}…` : text}</code>;
}
