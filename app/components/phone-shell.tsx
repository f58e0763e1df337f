/**
 * The frame of the care worker's phone: title, the sync line that never disappears, content in one column, the one main button, tabs at the bottom.
 * Page width 360 to 430 px; nothing scrolls sideways.
 */
import { Link, NavLink } from "@remix-run/react";
import type { ReactNode } from "react";
import { shellWords } from "#app/messages/shell.ts";
import type { IconName } from "./icon.tsx";
import { Icon } from "./icon.tsx";
import styles from "./phone-shell.module.css";
import { useWords } from "./words-context.tsx";

export type PhoneTab = { readonly to: string; readonly label: string; readonly icon: IconName; readonly end?: boolean };

type PhoneShellProps = {
  readonly title: string;
  readonly backTo?: string;
  /** SyncLine. */
  readonly sync?: ReactNode;
  /** Language, sign-out. */
  readonly tools?: ReactNode;
  /** The one main button, always in reach of the thumb. */
  readonly action?: ReactNode;
  readonly tabs?: readonly PhoneTab[];
  readonly children: ReactNode;
};

export function PhoneShell({ title, backTo, sync, tools, action, tabs = [], children }: PhoneShellProps) {
  const words = useWords(shellWords);
  return (
    <div className={styles.frame}>
      <a href="#content" className="skip-link">
        {words.skip_to_content}
      </a>
      <header className={styles.top}>
        <div className={styles.bar}>
          {backTo !== undefined && (
            <Link to={backTo} className={styles.back} aria-label={words.back}>
              <Icon name="arrow-left" />
            </Link>
          )}
          <h1 tabIndex={-1} className={styles.title}>
            {title}
          </h1>
          {tools}
        </div>
        {sync}
      </header>
      <main id="content" tabIndex={-1} className={styles.main}>
        {children}
      </main>
      {(action !== undefined || tabs.length > 0) && (
        <footer className={styles.bottom}>
          {action !== undefined && <div className={styles.action}>{action}</div>}
          {tabs.length > 0 && (
            <nav aria-label={words.navigation} className={styles.tabs}>
              {tabs.map((tab) => (
                <NavLink key={tab.to} to={tab.to} end={tab.end ?? false} className={styles.tab ?? ""}>
                  <Icon name={tab.icon} />
                  {tab.label}
                </NavLink>
              ))}
            </nav>
          )}
        </footer>
      )}
    </div>
  );
}
