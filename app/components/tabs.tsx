/** Views of one thing as links: each has its own address, the current one is marked with aria-current. */
import { Link } from "@remix-run/react";
import { shellWords } from "#app/messages/shell.ts";
import { countText } from "./count-text.ts";
import styles from "./tabs.module.css";
import { useWords } from "./words-context.tsx";

export type TabLink = {
  readonly to: string;
  readonly label: string;
  readonly current: boolean;
  readonly count?: number;
};

export function Tabs({ tabs, label }: { tabs: readonly TabLink[]; label?: string }) {
  const words = useWords(shellWords);
  return (
    <nav aria-label={label ?? words.tabs} className={styles.tabs}>
      {tabs.map((tab) => (
        <Link
          key={tab.to}
          to={tab.to}
          className={styles.tab}
          aria-current={tab.current ? "page" : undefined}
          preventScrollReset
        >
          {tab.label}
          {tab.count !== undefined && <span className={styles.count}>{countText(tab.count)}</span>}
        </Link>
      ))}
    </nav>
  );
}
