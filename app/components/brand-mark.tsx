/** The mark of the product: a bed, and somebody at its side. */
import styles from "./brand-mark.module.css";

export function BrandMark({ large = false }: { large?: boolean }) {
  return (
    <svg className={large ? styles.large : styles.mark} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect className={styles.ground} width="32" height="32" rx="8" />
      <circle className={styles.person} cx="21.5" cy="10.5" r="3.25" />
      <path className={styles.bed} d="M7 9v14M7 20h18M25 23v-4.5a2.5 2.5 0 0 0-2.5-2.5H12" />
      <circle className={styles.pillow} cx="10.6" cy="15.4" r="1.7" />
    </svg>
  );
}
