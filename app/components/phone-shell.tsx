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

export type PhoneTab = {
  readonly to: string;
  readonly label: string;
  readonly icon: IconName;
  readonly end?: boolean;
  /** Whether the page belongs to this tab; left out, the address of the page decides. */
  readonly isCurrent?: boolean;
  /** How many wait behind it, and that in words; nothing is shown for none. */
  readonly waiting?: { readonly count: number; readonly label: string };
};

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

const COUNT_MOST = 99;

function Tab({ to, label, icon, end = false, isCurrent, waiting }: PhoneTab) {
  const content = (
    <>
      <Icon name={icon} />
      {label}
      {waiting !== undefined && waiting.count > 0 && (
        <>
          <span className={styles.count} aria-hidden>
            {waiting.count > COUNT_MOST ? `${COUNT_MOST}+` : waiting.count}
          </span>
          <span className="visually-hidden">{waiting.label}</span>
        </>
      )}
    </>
  );
  if (isCurrent === undefined)
    return (
      <NavLink to={to} end={end} className={styles.tab ?? ""}>
        {content}
      </NavLink>
    );
  return (
    <Link to={to} className={styles.tab ?? ""} aria-current={isCurrent ? "page" : undefined}>
      {content}
    </Link>
  );
}

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
                <Tab key={tab.to} {...tab} />
              ))}
            </nav>
          )}
        </footer>
      )}
    </div>
  );
}
