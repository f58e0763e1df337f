/** At most seven fields under one title, and the buttons that end a form: secondary first, the primary last, a dangerous one apart. */
import type { ReactNode } from "react";
import styles from "./form-section.module.css";

type FormSectionProps = { readonly title?: string; readonly help?: ReactNode; readonly children: ReactNode };

export function FormSection({ title, help, children }: FormSectionProps) {
  return (
    <section className={styles.section}>
      {title !== undefined && (
        <div>
          <h2 className={styles.title}>{title}</h2>
          {help !== undefined && <p className={styles.help}>{help}</p>}
        </div>
      )}
      {children}
    </section>
  );
}

export function FormActions({ children, danger }: { children: ReactNode; danger?: ReactNode }) {
  return (
    <div className={styles.actions}>
      {children}
      {danger !== undefined && <span className={styles.apart}>{danger}</span>}
    </div>
  );
}
