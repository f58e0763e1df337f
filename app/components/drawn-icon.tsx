/** One drawing at one of three sizes. Decoration: hidden from screen readers, never without its word. */
import type { LucideIcon } from "lucide-react";
import { classNames } from "./class-names.ts";
import styles from "./icon.module.css";

export type IconSize = "small" | "medium" | "large";

type DrawnIconProps = {
  readonly drawing: LucideIcon;
  readonly size?: IconSize | undefined;
  readonly className?: string | undefined;
};

export function DrawnIcon({ drawing: Drawing, size = "medium", className }: DrawnIconProps) {
  return <Drawing aria-hidden="true" focusable="false" className={classNames(styles[size], className)} />;
}
