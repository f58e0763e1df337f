/** The identity card and the place where it goes: what to do, shown instead of told. Decoration for a screen reader, whose words are the title. */
import styles from "./card-picture.module.css";

export function CardPicture() {
  return (
    <div className={styles.place} aria-hidden="true" data-kiosk-card>
      <svg className={styles.card} viewBox="0 0 300 190">
        <rect className={styles.outline} x="2" y="2" width="296" height="186" rx="20" />
        <path className={styles.line} d="M32 48h110M32 84h80M32 142h130" />
        <circle className={styles.person} cx="232" cy="72" r="24" />
        <path className={styles.person} d="M188 150a44 44 0 0 1 88 0z" />
      </svg>
    </div>
  );
}
