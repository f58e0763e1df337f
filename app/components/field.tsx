/**
 * One field of a form, uncontrolled: the browser holds the value, the server checks it and sends it back with the error.
 * `<Field kind="text" name="phone" label="…" />`. The control's id is its name unless another is given, so that an error summary can link to it.
 */
import type { InputHTMLAttributes } from "react";
import { shellWords } from "#app/messages/shell.ts";
import { classNames } from "./class-names.ts";
import type { FieldTexts } from "./field-frame.tsx";
import { fieldIds, FieldFrame } from "./field-frame.tsx";
import styles from "./field.module.css";
import { FileControl } from "./file-control.tsx";
import { useWords } from "./words-context.tsx";

export type FieldWidth = "narrow" | "short" | "medium" | "full";

type Base = FieldTexts & {
  readonly name: string;
  readonly id?: string;
  readonly defaultValue?: string | undefined;
  readonly width?: FieldWidth;
  readonly disabled?: boolean;
  readonly form?: string;
};

export type FieldOption = { readonly value: string; readonly label: string; readonly disabled?: boolean };

type TextProps = Base & {
  readonly kind: "text" | "password" | "search" | "phone" | "number" | "money" | "date" | "month" | "time";
  /** Unit behind the control: 元, 分钟. */
  readonly unit?: string;
} & Pick<
    InputHTMLAttributes<HTMLInputElement>,
    "autoComplete" | "placeholder" | "maxLength" | "inputMode" | "min" | "max" | "required" | "autoFocus" | "pattern"
  >;

type SelectProps = Base & {
  readonly kind: "select";
  readonly options: readonly FieldOption[];
  /** First, empty choice; null leaves it out. */
  readonly emptyLabel?: string | null;
  readonly required?: boolean;
};

type TextareaProps = Base & {
  readonly kind: "textarea";
  readonly rows?: number;
  readonly maxLength?: number;
  readonly required?: boolean;
};

type FileProps = Base & {
  readonly kind: "file";
  readonly accept: string;
  readonly multiple?: boolean;
  readonly required?: boolean;
  /** On a phone: opens the camera at the back at once instead of a list of files. */
  readonly capture?: "environment";
};

export type FieldProps = TextProps | SelectProps | TextareaProps | FileProps;

type Wiring = {
  readonly id: string;
  readonly name: string;
  readonly className: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
  readonly disabled: boolean | undefined;
  readonly form: string | undefined;
};

const NATIVE_TYPE: Readonly<Record<TextProps["kind"], string>> = {
  text: "text",
  password: "password",
  search: "search",
  phone: "tel",
  number: "text",
  money: "text",
  date: "date",
  month: "month",
  time: "time",
};

const USUAL_WIDTH: Readonly<Partial<Record<FieldProps["kind"], FieldWidth>>> = {
  phone: "short",
  number: "narrow",
  money: "short",
  date: "short",
  month: "short",
  time: "narrow",
};

function TextControl({ props, wiring }: { props: TextProps; wiring: Wiring }) {
  const {
    kind,
    unit,
    defaultValue,
    autoComplete,
    placeholder,
    maxLength,
    inputMode,
    min,
    max,
    required,
    autoFocus,
    pattern,
  } = props;
  const numeric =
    kind === "number" || kind === "phone" ? ("numeric" as const) : kind === "money" ? ("decimal" as const) : undefined;
  const input = (
    <input
      {...wiring}
      type={NATIVE_TYPE[kind]}
      inputMode={inputMode ?? numeric}
      {...{ defaultValue, autoComplete, placeholder, maxLength, min, max, required, autoFocus, pattern }}
    />
  );
  if (unit === undefined) return input;
  return (
    <span className={styles.affixed}>
      {input}
      <span className={styles.affix}>{unit}</span>
    </span>
  );
}

function SelectControl({ props, wiring }: { props: SelectProps; wiring: Wiring }) {
  const words = useWords(shellWords);
  const { options, emptyLabel = words.choose, defaultValue, required } = props;
  return (
    <select {...wiring} defaultValue={defaultValue ?? ""} required={required}>
      {emptyLabel !== null && <option value="">{emptyLabel}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value} disabled={option.disabled}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

function Control({ props, wiring }: { props: FieldProps; wiring: Wiring }) {
  if (props.kind === "select") return <SelectControl props={props} wiring={wiring} />;
  if (props.kind === "textarea") {
    const { rows = 3, maxLength, defaultValue, required } = props;
    return <textarea {...wiring} {...{ rows, maxLength, defaultValue, required }} />;
  }
  if (props.kind === "file") {
    const { accept, multiple, required, capture } = props;
    const { className: _box, ...rest } = wiring;
    return <FileControl {...rest} {...{ accept, multiple, required, capture }} />;
  }
  return <TextControl props={props} wiring={wiring} />;
}

export function Field(props: FieldProps) {
  const id = props.id ?? props.name;
  const width = props.width ?? USUAL_WIDTH[props.kind];
  const wiring: Wiring = {
    id,
    name: props.name,
    className: classNames(styles.control, width !== undefined && width !== "full" && styles[width]),
    "aria-describedby": fieldIds(id, props).describedBy,
    "aria-invalid": props.error === undefined ? undefined : true,
    disabled: props.disabled,
    form: props.form,
  };
  return (
    <FieldFrame
      id={id}
      label={props.label}
      error={props.error}
      {...(props.help !== undefined && { help: props.help })}
      {...(props.optional === true && { optional: true })}
    >
      <Control props={props} wiring={wiring} />
    </FieldFrame>
  );
}
