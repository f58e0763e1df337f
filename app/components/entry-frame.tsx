/** The frame before anybody is signed in: first page, sign-in. The mark, one sentence, one card or a choice of surfaces. */
import type { ReactNode } from "react";
import { shellWords } from "#app/messages/shell.ts";
import { BrandMark } from "./brand-mark.tsx";
import { classNames } from "./class-names.ts";
import styles from "./entry-frame.module.css";
import { LanguageSwitch } from "./language-switch.tsx";
import { useWords } from "./words-context.tsx";

type EntryFrameProps = {
  readonly title: string;
  readonly lead?: ReactNode;
  /** Put the content on one narrow card (a sign-in form). */
  readonly card?: boolean;
  readonly languageAction?: string;
  readonly foot?: ReactNode;
  readonly children: ReactNode;
};

export function EntryFrame({ title, lead, card = false, languageAction, foot, children }: EntryFrameProps) {
  const words = useWords(shellWords);
  return (
    <div className={styles.frame}>
      <a href="#content" className="skip-link">
        {words.skip_to_content}
      </a>
      <header className={styles.top}>
        <LanguageSwitch {...(languageAction !== undefined && { action: languageAction })} />
      </header>
      <main id="content" tabIndex={-1} className={styles.main}>
        <div className={styles.head}>
          <BrandMark large />
          <h1 tabIndex={-1}>{title}</h1>
          {lead !== undefined && <p className={styles.lead}>{lead}</p>}
        </div>
        {card ? <div className={classNames(styles.card, styles.narrow)}>{children}</div> : children}
      </main>
      {foot !== undefined && (
        <footer className={styles.foot}>
          <div>{foot}</div>
        </footer>
      )}
    </div>
  );
}
