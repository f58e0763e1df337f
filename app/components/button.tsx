/**
 * A native button. Inside a form it sends the form, with its own name and value, and so works without client JavaScript.
 * A button that cannot be used keeps readable words, and the reason stands beside it and is read with it.
 */
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { useId } from "react";
import type { ButtonLook } from "./button-style.ts";
import { buttonClass } from "./button-style.ts";
import styles from "./button.module.css";
import type { IconName } from "./icon.tsx";
import { Icon } from "./icon.tsx";

type NativeProps = Pick<
  ButtonHTMLAttributes<HTMLButtonElement>,
  | "type"
  | "name"
  | "value"
  | "form"
  | "formAction"
  | "formMethod"
  | "formNoValidate"
  | "onClick"
  | "aria-label"
  | "aria-describedby"
>;

export type ButtonProps = ButtonLook &
  NativeProps & {
    readonly icon?: IconName | undefined;
    /** Why it cannot be used now; a reason disables the button. */
    readonly disabledReason?: string | undefined;
    readonly children: ReactNode;
  };

export function Button({ kind, size, wide, icon, disabledReason, children, type = "submit", ...native }: ButtonProps) {
  const reasonId = useId();
  const words = (
    <>
      {icon && <Icon name={icon} size={size === "small" ? "small" : "medium"} />}
      <span>{children}</span>
    </>
  );
  if (disabledReason === undefined) {
    return (
      <button type={type} className={buttonClass({ kind, size, wide })} {...native}>
        {words}
      </button>
    );
  }
  return (
    <span className={styles.reasoned}>
      <button
        type={type}
        className={buttonClass({ kind, size, wide })}
        {...native}
        disabled
        aria-describedby={reasonId}
      >
        {words}
      </button>
      <span id={reasonId} className={styles.reason}>
        {disabledReason}
      </span>
    </span>
  );
}
