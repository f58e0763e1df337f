/** The look that buttons and links that act as buttons share. */
import styles from "./button.module.css";
import { classNames } from "./class-names.ts";

export type ButtonKind = "primary" | "secondary" | "danger" | "quiet";

export type ButtonLook = {
  readonly kind?: ButtonKind | undefined;
  /** Small: inside table rows and toolbars. Main: the one large button of a phone screen. */
  readonly size?: "normal" | "small" | "main" | undefined;
  readonly wide?: boolean | undefined;
};

export function buttonClass({ kind = "secondary", size = "normal", wide = false }: ButtonLook, extra?: string): string {
  return classNames(
    styles.button,
    styles[kind],
    size === "small" && styles.small,
    size === "main" && styles.main,
    wide && styles.wide,
    extra,
  );
}
