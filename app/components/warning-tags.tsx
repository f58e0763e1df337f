/** What a care worker must know before going in: 独居, 易跌倒. Nothing is drawn when there is nothing to know. */
import { Tag } from "./tag.tsx";
import styles from "./warning-tags.module.css";

export function WarningTags({ warnings }: { warnings: readonly string[] }) {
  if (warnings.length === 0) return null;
  return (
    <div className={styles.warnings}>
      {warnings.map((warning) => (
        <Tag key={warning} tone="warning" icon="triangle-alert">
          {warning}
        </Tag>
      ))}
    </div>
  );
}
