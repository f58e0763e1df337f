/** A white surface with a title, one question or one list. */
import type { ReactNode } from "react";
import { useId } from "react";
import styles from "./panel.module.css";

type PanelProps = {
  readonly title?: ReactNode;
  /** One sentence below the title. */
  readonly note?: ReactNode;
  /** Link or small button at the right of the title. */
  readonly action?: ReactNode;
  /** The content (a table) reaches the panel's edges. */
  readonly flush?: boolean;
  /** Heading level below the page's h1. */
  readonly level?: 2 | 3;
  readonly id?: string;
  readonly children: ReactNode;
};

export function Panel({ title, note, action, flush = false, level = 2, id, children }: PanelProps) {
  const titleId = useId();
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section className={styles.panel} id={id} aria-labelledby={title === undefined ? undefined : titleId}>
      {title !== undefined && (
        <div className={styles.head}>
          <Heading id={titleId} className={styles.title}>
            {title}
          </Heading>
          {action}
          {note !== undefined && <p className={styles.note}>{note}</p>}
        </div>
      )}
      <div className={flush ? styles.flush : styles.body}>{children}</div>
    </section>
  );
}
