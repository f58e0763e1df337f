/**
 * A message on the page. What happened because of the person's own step is announced (role status, role alert for danger); a standing remark is not.
 */
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import type { IconName } from "./icon.tsx";
import { Icon } from "./icon.tsx";
import styles from "./notice.module.css";

export type NoticeTone = "info" | "success" | "warning" | "danger";

const ICON_OF: Readonly<Record<NoticeTone, IconName>> = {
  info: "info",
  success: "circle-check",
  warning: "triangle-alert",
  danger: "octagon-alert",
};

type NoticeProps = {
  readonly tone?: NoticeTone;
  readonly title?: ReactNode;
  /** Announce it: it answers what the person has just done. */
  readonly announced?: boolean;
  readonly children?: ReactNode;
};

export function Notice({ tone = "info", title, announced = false, children }: NoticeProps) {
  const role = announced ? (tone === "danger" ? "alert" : "status") : undefined;
  return (
    <div className={classNames(styles.notice, styles[tone])} role={role}>
      <Icon name={ICON_OF[tone]} />
      <div className={styles.body}>
        {title !== undefined && <p className={styles.title}>{title}</p>}
        {children !== undefined && <div>{children}</div>}
      </div>
    </div>
  );
}
