/**
 * What an error boundary shows: what happened, whether anything was kept, what to do now. Status 403, 404 and 409 have their own words; a refusal
 * brings its sentence; anything else gives a number for support and never a stack.
 */
import type { ReactNode } from "react";
import { shellWords } from "#app/messages/shell.ts";
import { Icon } from "./icon.tsx";
import { LinkButton } from "./link-button.tsx";
import styles from "./page-error.module.css";
import { useWords } from "./words-context.tsx";

type PageErrorProps = {
  readonly status: number;
  /** Sentence of a refusal. */
  readonly message?: string | undefined;
  /** Request id and clock for support. */
  readonly support?: { readonly code: string; readonly clock: string } | undefined;
  readonly homeTo?: string;
  readonly retryTo?: string;
  readonly children?: ReactNode;
};

function useErrorWords(status: number, message: string | undefined): { title: string; text: string } {
  const words = useWords(shellWords);
  if (status === 404) return { title: words.not_found_title, text: message ?? words.not_found_text };
  if (status === 403) return { title: words.no_right_title, text: message ?? words.no_right_text };
  if (status === 409) return { title: words.conflict_title, text: message ?? words.conflict_text };
  if (message !== undefined) return { title: words.refused_title, text: message };
  return { title: words.failed_title, text: words.failed_text };
}

export function PageError({ status, message, support, homeTo = "/", retryTo, children }: PageErrorProps) {
  const words = useWords(shellWords);
  const { title, text } = useErrorWords(status, message);
  return (
    <section className={styles.error} role="alert">
      <span className={styles.disc}>
        <Icon name={status === 404 ? "search" : status === 403 ? "lock" : "triangle-alert"} size="large" />
      </span>
      <h1 tabIndex={-1}>{title}</h1>
      <p>{text}</p>
      {children}
      {support !== undefined && <p className={styles.code}>{words.failed_code(support.code, support.clock)}</p>}
      <div className={styles.actions}>
        <LinkButton to={homeTo} icon="house">
          {words.go_home}
        </LinkButton>
        {retryTo !== undefined && (
          <LinkButton to={retryTo} kind="primary" icon="rotate-ccw">
            {words.try_again}
          </LinkButton>
        )}
      </div>
    </section>
  );
}
