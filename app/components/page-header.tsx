/** Title (h1), one status line, at most one primary action at the right; a trail only below the second level. */
import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { shellWords } from "#app/messages/shell.ts";
import { Icon } from "./icon.tsx";
import styles from "./page-header.module.css";
import { useWords } from "./words-context.tsx";

export type TrailStep = { readonly to: string; readonly label: string };

type PageHeaderProps = {
  readonly title: ReactNode;
  /** Tags that belong to the title: the state of the thing shown. */
  readonly marks?: ReactNode;
  /** One line: what this is about, as of when. */
  readonly status?: ReactNode;
  readonly trail?: readonly TrailStep[];
  /** Secondary buttons first, the primary one last. */
  readonly actions?: ReactNode;
};

export function PageHeader({ title, marks, status, trail = [], actions }: PageHeaderProps) {
  const words = useWords(shellWords);
  return (
    <header className={styles.header}>
      <div className={styles.words}>
        {trail.length > 0 && (
          <nav aria-label={words.trail}>
            <ol className={styles.trail}>
              {trail.map((step) => (
                <li key={step.to}>
                  <Link to={step.to}>{step.label}</Link>
                  <Icon name="chevron-right" size="small" />
                </li>
              ))}
            </ol>
          </nav>
        )}
        <div className={styles.title}>
          <h1 tabIndex={-1}>{title}</h1>
          {marks}
        </div>
        {status !== undefined && <p className={styles.status}>{status}</p>}
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}
