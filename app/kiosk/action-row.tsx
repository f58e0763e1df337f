/**
 * The one row of actions below the choices. The primary is always the right one.
 * one: primary alone. pair: narrow secondary, wide primary. even: two of equal width.
 */
import type { ReactNode } from "react";
import { classNames } from "#app/components/class-names.ts";
import styles from "./action-row.module.css";

export function ActionRow({
  layout = "one",
  children,
}: {
  layout?: "one" | "pair" | "even" | "paging";
  children: ReactNode;
}) {
  return <div className={classNames(styles.row, styles[layout])}>{children}</div>;
}
