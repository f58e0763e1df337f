/**
 * A personal value that the server has masked already (320***********1234). Whoever may see the whole goes to the page that asks for a reason and
 * writes it into the access log; nothing is unmasked here.
 */
import { Link } from "@remix-run/react";
import { shellWords } from "#app/messages/shell.ts";
import { buttonClass } from "./button-style.ts";
import { classNames } from "./class-names.ts";
import { EmptyValue } from "./empty-value.tsx";
import styles from "./values.module.css";
import { useWords } from "./words-context.tsx";

type MaskedValueProps = {
  readonly value: string | null | undefined;
  /** Numbers and codes are set in equal widths; names are not. */
  readonly mono?: boolean;
  /** Where the value is shown after a reason has been given. */
  readonly revealTo?: string | undefined;
  /** What the value is, said with the link: a page has several of them. */
  readonly term?: string;
};

export function MaskedValue({ value, mono = false, revealTo, term }: MaskedValueProps) {
  const words = useWords(shellWords);
  if (value === null || value === undefined || value === "") return <EmptyValue />;
  return (
    <span className={styles.masked}>
      <span className={classNames(styles.number, mono && styles.mono)}>
        {value}
        {value.includes("*") && <span className="visually-hidden"> ({words.masked})</span>}
      </span>
      {revealTo !== undefined && (
        <Link to={revealTo} className={buttonClass({ kind: "quiet", size: "small" })}>
          {words.reveal}
          {term !== undefined && <span className="visually-hidden"> {term}</span>}
        </Link>
      )}
    </span>
  );
}
