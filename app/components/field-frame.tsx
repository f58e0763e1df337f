/** Label above, help between label and control, error sentence with an icon below; both are read with the control. */
import type { ReactNode } from "react";
import { shellWords } from "#app/messages/shell.ts";
import styles from "./field.module.css";
import { Icon } from "./icon.tsx";
import { useWords } from "./words-context.tsx";

export type FieldTexts = {
  readonly label: ReactNode;
  readonly help?: ReactNode;
  readonly error?: string | undefined;
  /** Says （选填）; what is required says nothing. */
  readonly optional?: boolean;
};

/** Ids that tie the texts to their control: the summary of errors links to the control's id. */
export function fieldIds(id: string, texts: Pick<FieldTexts, "help" | "error">) {
  const helpId = texts.help === undefined ? undefined : `${id}-help`;
  const errorId = texts.error === undefined ? undefined : `${id}-error`;
  const describedBy = [errorId, helpId].filter((part) => part !== undefined).join(" ");
  return { helpId, errorId, describedBy: describedBy === "" ? undefined : describedBy };
}

export function FieldError({ id, children }: { id?: string | undefined; children: string }) {
  const words = useWords(shellWords);
  return (
    <p id={id} className={styles.error}>
      <Icon name="circle-alert" size="small" />
      <span>
        <span className="visually-hidden">{words.error_word}: </span>
        {children}
      </span>
    </p>
  );
}

type FieldFrameProps = FieldTexts & {
  readonly id: string;
  /** A group of choices has a legend instead of a label. */
  readonly group?: boolean;
  readonly children: ReactNode;
};

export function FieldFrame({ id, label, help, error, optional = false, group = false, children }: FieldFrameProps) {
  const words = useWords(shellWords);
  const ids = fieldIds(id, { help, error });
  const labelText = (
    <>
      {label}
      {optional && <span className={styles.optional}>{words.optional}</span>}
    </>
  );
  const rest = (
    <>
      {help !== undefined && (
        <p id={ids.helpId} className={styles.help}>
          {help}
        </p>
      )}
      {children}
      {error !== undefined && <FieldError id={ids.errorId}>{error}</FieldError>}
    </>
  );
  return group ? (
    <fieldset id={id} className={styles.field} aria-describedby={ids.describedBy}>
      <legend className={styles.label}>{labelText}</legend>
      {rest}
    </fieldset>
  ) : (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {labelText}
      </label>
      {rest}
    </div>
  );
}
