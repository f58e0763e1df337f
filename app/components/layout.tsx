/** How panels stand on a page: one below the other, tiles, a wide and a narrow column, two halves, or words and buttons on one line. */
import type { ReactNode } from "react";
import styles from "./layout.module.css";

type Children = { readonly children: ReactNode };

export function Stack({ children }: Children) {
  return <div className={styles.stack}>{children}</div>;
}

export function Row({ children }: Children) {
  return <div className={styles.row}>{children}</div>;
}

/** A grid of stat tiles, as many beside each other as fit. */
export function Tiles({ children }: Children) {
  return <div className={styles.tiles}>{children}</div>;
}

/** Main content and a narrow column at the right; one column below 1080 px. */
export function Split({ main, side }: { main: ReactNode; side: ReactNode }) {
  return (
    <div className={styles.split}>
      <div className={styles.stack}>{main}</div>
      <div className={styles.stack}>{side}</div>
    </div>
  );
}

/** Two columns of equal width; one column below 960 px. */
export function Halves({ children }: Children) {
  return <div className={styles.halves}>{children}</div>;
}
