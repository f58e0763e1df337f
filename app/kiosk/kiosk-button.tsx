/** A large button of the action row: sends its form with its name and value, or goes somewhere. Never disabled: what is not possible is absent. */
import { Link } from "@remix-run/react";
import type { MouseEvent, ReactNode } from "react";
import { classNames } from "#app/components/class-names.ts";
import type { KioskIconName } from "./kiosk-icon.tsx";
import { KioskIcon } from "./kiosk-icon.tsx";
import styles from "./kiosk-button.module.css";

type Look = {
  readonly kind?: "primary" | "secondary" | "danger";
  readonly icon?: KioskIconName;
  readonly children: ReactNode;
};

/** The look alone, for a button that sends a form of its own. */
export function kioskButtonClass(kind: "primary" | "secondary" | "danger"): string {
  return classNames(styles.button, styles[kind]);
}

type KioskButtonProps = Look & {
  readonly type?: "submit" | "button";
  readonly name?: string;
  readonly value?: string;
  /** Id of the form it sends when it stands outside. */
  readonly form?: string;
  readonly formAction?: string;
  readonly onClick?: (event: MouseEvent<HTMLButtonElement>) => void;
};

export function KioskButton({ kind = "secondary", icon, children, type = "submit", ...native }: KioskButtonProps) {
  return (
    <button type={type} className={classNames(styles.button, styles[kind])} {...native}>
      {icon && <KioskIcon name={icon} />}
      <span>{children}</span>
    </button>
  );
}

export function KioskLink({ to, kind = "secondary", icon, children }: Look & { to: string }) {
  return (
    <Link to={to} className={classNames(styles.button, styles[kind])}>
      {icon && <KioskIcon name={icon} />}
      <span>{children}</span>
    </Link>
  );
}
