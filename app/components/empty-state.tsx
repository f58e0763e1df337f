/** What stands where there is nothing: what will be here, why it is empty, the next step. */
import type { ReactNode } from "react";
import styles from "./empty-state.module.css";
import type { IconName } from "./icon.tsx";
import { Icon } from "./icon.tsx";

type EmptyStateProps = {
  readonly title: string;
  readonly icon?: IconName;
  /** LinkButton or Button. */
  readonly action?: ReactNode;
  readonly children?: ReactNode;
};

export function EmptyState({ title, icon = "inbox", action, children }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <span className={styles.disc}>
        <Icon name={icon} size="large" />
      </span>
      <p className={styles.title}>{title}</p>
      {children !== undefined && <div className={styles.text}>{children}</div>}
      {action}
    </div>
  );
}
