/** What has to be changed, above the form, each with a link to its field. Takes the focus when it appears; the page title starts with the count. */
import { useEffect, useId, useRef } from "react";
import { shellWords } from "#app/messages/shell.ts";
import styles from "./error-summary.module.css";
import { Icon } from "./icon.tsx";
import { useWords } from "./words-context.tsx";

export type FieldProblem = {
  /** Id of the control, usually its name; null for a problem of the whole form. */
  readonly fieldId: string | null;
  readonly message: string;
};

export function ErrorSummary({ problems }: { problems: readonly FieldProblem[] }) {
  const words = useWords(shellWords);
  const titleId = useId();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problems.length > 0) box.current?.focus();
  }, [problems]);
  if (problems.length === 0) return null;
  return (
    <div ref={box} className={styles.summary} role="alert" aria-labelledby={titleId} tabIndex={-1}>
      <h2 id={titleId} className={styles.title}>
        <Icon name="octagon-alert" />
        {words.errors_title(problems.length)}
      </h2>
      <ul className={styles.list}>
        {problems.map((problem) => (
          <li key={`${problem.fieldId ?? ""} ${problem.message}`}>
            {problem.fieldId === null ? problem.message : <a href={`#${problem.fieldId}`}>{problem.message}</a>}
          </li>
        ))}
      </ul>
    </div>
  );
}
