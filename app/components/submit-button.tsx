/**
 * A button that sends a Remix form and shows that the work goes on: after the press the word changes, and a second press does nothing until the
 * answer is there. Without client JavaScript it is a plain submit button.
 */
import { useNavigation } from "@remix-run/react";
import type { MouseEvent, ReactNode } from "react";
import { shellWords } from "#app/messages/shell.ts";
import type { ButtonLook } from "./button-style.ts";
import { buttonClass } from "./button-style.ts";
import styles from "./button.module.css";
import type { IconName } from "./icon.tsx";
import { Icon } from "./icon.tsx";
import { useWords } from "./words-context.tsx";

type SubmitButtonProps = ButtonLook & {
  readonly name?: string;
  readonly value?: string;
  readonly icon?: IconName;
  /** Word while the form is on its way: "正在导入…". */
  readonly pendingWord?: string;
  readonly form?: string;
  readonly formNoValidate?: boolean;
  readonly children: ReactNode;
};

/** Is the form on its way, and was it this button (by name and value) that sent it? */
function useIsSending(name: string | undefined, value: string | undefined): boolean {
  const navigation = useNavigation();
  if (navigation.formData === undefined) return false;
  return name === undefined || value === undefined || navigation.formData.get(name) === value;
}

export function SubmitButton({
  kind = "primary",
  size,
  wide,
  icon,
  pendingWord,
  children,
  ...native
}: SubmitButtonProps) {
  const words = useWords(shellWords);
  const sending = useIsSending(native.name, native.value);
  const ignoreSecondPress = (event: MouseEvent) => {
    if (sending) event.preventDefault();
  };
  return (
    <button
      type="submit"
      className={buttonClass({ kind, size, wide })}
      aria-busy={sending || undefined}
      aria-disabled={sending || undefined}
      onClick={ignoreSecondPress}
      {...native}
    >
      {sending ? <Icon name="loader-circle" className={styles.turning} /> : icon && <Icon name={icon} />}
      <span>{sending ? (pendingWord ?? words.working) : children}</span>
    </button>
  );
}
