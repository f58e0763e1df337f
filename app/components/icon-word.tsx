/** An icon with its word on one line. */
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import type { IconName } from "./icon.tsx";
import { Icon } from "./icon.tsx";
import styles from "./icon-word.module.css";

type IconWordProps = {
  readonly icon: IconName | (string & {});
  readonly size?: "small" | "medium" | "large";
  readonly className?: string | undefined;
  readonly children: ReactNode;
};

export function IconWord({ icon, size = "medium", className, children }: IconWordProps) {
  return (
    <span className={classNames(styles.pair, className)}>
      <Icon name={icon} size={size} />
      <span>{children}</span>
    </span>
  );
}
