/**
 * What an error boundary shows: what happened, whether anything was kept, what to do now. Status 403, 404 and 409 have their own words; a refusal
 * brings its sentence; anything else gives a number for support and never a stack. Every page of every surface loads this, so it names its
 * drawings itself and not the list of all.
 */
import { Link } from "@remix-run/react";
import { House, Lock, RotateCcw, Search, TriangleAlert, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { Locale } from "#app/messages/locale.ts";
import { pageErrorWords } from "#app/messages/page-error.ts";
import { buttonClass } from "./button-style.ts";
import { DrawnIcon } from "./drawn-icon.tsx";
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

type Words = (typeof pageErrorWords)[Locale];

function titleAndText(words: Words, status: number, message: string | undefined): { title: string; text: string } {
  if (status === 404) return { title: words.not_found_title, text: message ?? words.not_found_text };
  if (status === 403) return { title: words.no_right_title, text: message ?? words.no_right_text };
  if (status === 409) return { title: words.conflict_title, text: message ?? words.conflict_text };
  if (message !== undefined) return { title: words.refused_title, text: message };
  return { title: words.failed_title, text: words.failed_text };
}

/** For the browser's tab. */
export function errorTitle(status: number, locale: Locale): string {
  return titleAndText(pageErrorWords[locale], status, undefined).title;
}

type WayOnProps = {
  readonly to: string;
  readonly kind?: "primary";
  readonly drawing: LucideIcon;
  readonly children: ReactNode;
};

function WayOn({ to, kind, drawing, children }: WayOnProps) {
  return (
    <Link to={to} className={buttonClass(kind === undefined ? {} : { kind })}>
      <DrawnIcon drawing={drawing} />
      <span>{children}</span>
    </Link>
  );
}

export function PageError({ status, message, support, homeTo = "/", retryTo, children }: PageErrorProps) {
  const words = useWords(pageErrorWords);
  const { title, text } = titleAndText(words, status, message);
  return (
    <section className={styles.error} role="alert">
      <span className={styles.disc}>
        <DrawnIcon drawing={status === 404 ? Search : status === 403 ? Lock : TriangleAlert} size="large" />
      </span>
      <h1 tabIndex={-1}>{title}</h1>
      <p>{text}</p>
      {children}
      {support !== undefined && <p className={styles.code}>{words.failed_code(support.code, support.clock)}</p>}
      <div className={styles.actions}>
        <WayOn to={homeTo} drawing={House}>
          {words.go_home}
        </WayOn>
        {retryTo !== undefined && (
          <WayOn to={retryTo} kind="primary" drawing={RotateCcw}>
            {words.try_again}
          </WayOn>
        )}
      </div>
    </section>
  );
}
