/** How far something is. Without a known total the bar moves and only the count is said. */
import { shellWords } from "#app/messages/shell.ts";
import { classNames } from "./class-names.ts";
import { countText } from "./count-text.ts";
import styles from "./progress-bar.module.css";
import { useWords } from "./words-context.tsx";

type ProgressBarProps = {
  readonly label: string;
  readonly done: number;
  readonly total: number | null;
  /** What is counted, set after the numbers, with the space before it. */
  readonly unit?: string;
  readonly outcome?: "running" | "done" | "failed";
};

export function ProgressBar({ label, done, total, unit = "", outcome = "running" }: ProgressBarProps) {
  const words = useWords(shellWords);
  const known = total !== null && total > 0;
  const percent = outcome === "done" ? 100 : known ? Math.min(100, (done / total) * 100) : null;
  const count = known ? words.job_of(countText(done), countText(total)) : done > 0 ? countText(done) : null;
  const counted = count === null ? null : `${count}${unit}`;
  return (
    <div className={styles.progress}>
      <div className={styles.head}>
        <span className={styles.label}>{label}</span>
        {counted !== null && <span className={styles.count}>{counted}</span>}
      </div>
      <div
        className={styles.track}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(percent !== null && { "aria-valuenow": Math.round(percent) })}
        {...(counted !== null && { "aria-valuetext": counted })}
      >
        <div
          className={classNames(
            styles.fill,
            percent === null && styles.open,
            outcome === "done" && styles.done,
            outcome === "failed" && styles.failed,
          )}
          {...(percent !== null && { style: { width: `${percent}%` } })}
        />
      </div>
    </div>
  );
}
