/** The inbox's three columns: to answer, to staff, today. The first is wider; on a narrow page they stand below each other. */
import type { ReactNode } from "react";
import styles from "./inbox-columns.module.css";

type InboxColumnsProps = { readonly answer: ReactNode; readonly staff: ReactNode; readonly today: ReactNode };

export function InboxColumns({ answer, staff, today }: InboxColumnsProps) {
  return (
    <div className={styles.columns}>
      <div className={styles.column}>{answer}</div>
      <div className={styles.column}>{staff}</div>
      <div className={styles.column}>{today}</div>
    </div>
  );
}
