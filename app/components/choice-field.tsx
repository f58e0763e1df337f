/** Radio buttons and checkboxes as one group with a legend, and a single checkbox with its sentence. Native inputs, no script needed. */
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import type { FieldTexts } from "./field-frame.tsx";
import { FieldError, fieldIds, FieldFrame } from "./field-frame.tsx";
import styles from "./field.module.css";

export type Choice = {
  readonly value: string;
  readonly label: ReactNode;
  readonly note?: ReactNode;
  readonly disabled?: boolean;
};

type ChoiceFieldProps = FieldTexts & {
  readonly kind: "radio" | "checkbox";
  readonly name: string;
  readonly id?: string;
  readonly choices: readonly Choice[];
  /** Values chosen at the start. */
  readonly chosen?: readonly string[];
  readonly inColumn?: boolean;
  readonly required?: boolean;
};

export function ChoiceField({
  kind,
  name,
  id = name,
  choices,
  chosen = [],
  inColumn = false,
  required,
  ...texts
}: ChoiceFieldProps) {
  return (
    <FieldFrame id={id} group {...texts}>
      <div className={classNames(styles.choices, inColumn && styles.column)}>
        {choices.map((choice) => (
          <label key={choice.value} className={styles.choice}>
            <input
              type={kind}
              name={name}
              value={choice.value}
              className={styles.box}
              defaultChecked={chosen.includes(choice.value)}
              disabled={choice.disabled}
              required={kind === "radio" ? required : undefined}
            />
            <span className={styles.choiceText}>
              <span>{choice.label}</span>
              {choice.note !== undefined && <span className={styles.choiceNote}>{choice.note}</span>}
            </span>
          </label>
        ))}
      </div>
    </FieldFrame>
  );
}

type CheckboxFieldProps = Pick<FieldTexts, "label" | "help" | "error"> & {
  readonly name: string;
  readonly id?: string;
  readonly value?: string;
  readonly defaultChecked?: boolean;
  readonly required?: boolean;
};

export function CheckboxField({
  name,
  id = name,
  value = "yes",
  label,
  help,
  error,
  defaultChecked,
  required,
}: CheckboxFieldProps) {
  const ids = fieldIds(id, { help, error });
  return (
    <div className={styles.field}>
      <label className={styles.choice}>
        <input
          id={id}
          type="checkbox"
          name={name}
          value={value}
          className={styles.box}
          defaultChecked={defaultChecked}
          required={required}
          aria-describedby={ids.describedBy}
          aria-invalid={error === undefined ? undefined : true}
        />
        <span className={styles.choiceText}>
          <span>{label}</span>
          {help !== undefined && (
            <span id={ids.helpId} className={styles.choiceNote}>
              {help}
            </span>
          )}
        </span>
      </label>
      {error !== undefined && <FieldError id={ids.errorId}>{error}</FieldError>}
    </div>
  );
}
