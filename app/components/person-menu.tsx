/** Who is signed in, sign-out and language. A native disclosure with two plain forms: both load a whole page, so that nothing personal stays in memory. */
import { shellWords } from "#app/messages/shell.ts";
import { Icon } from "./icon.tsx";
import { LanguageSwitch } from "./language-switch.tsx";
import styles from "./person-menu.module.css";
import { useWords } from "./words-context.tsx";

export type PersonMenuProps = {
  readonly name: string;
  readonly role: string;
  /** POST address that ends the session. */
  readonly signOutAction?: string;
  /** POST address that stores the language; fields `locale` and `returnTo`. */
  readonly languageAction?: string;
};

export function PersonMenu({ name, role, signOutAction = "/sign-out", languageAction = "/language" }: PersonMenuProps) {
  const words = useWords(shellWords);
  return (
    <div className={styles.bar}>
      <LanguageSwitch action={languageAction} />
      <details className={styles.menu}>
        <summary className={styles.summary} aria-label={words.person_menu(name)}>
          <span className={styles.disc}>
            <Icon name="user-round" size="small" />
          </span>
          <span className={styles.who}>
            {name}
            <span className={styles.role}>{role}</span>
          </span>
          <Icon name="chevron-down" size="small" />
        </summary>
        <div className={styles.sheet}>
          <form method="post" action={signOutAction}>
            <button type="submit" className={styles.sheetButton}>
              <Icon name="log-out" />
              {words.sign_out}
            </button>
          </form>
        </div>
      </details>
    </div>
  );
}
