/** One number that answers the question in its title, with target, what it is counted over, and the rows behind it one click away. */
import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { figureWords } from "#app/messages/figures.ts";
import { classNames } from "./class-names.ts";
import styles from "./stat-tile.module.css";
import { UnconfirmedTag } from "./unconfirmed-tag.tsx";
import { useWords } from "./words-context.tsx";

type StatTileProps = {
  /** 准时吗？ or 待审 */
  readonly question: string;
  /** Already as text: 98.4, 1,104, ¥38,420.00. Amounts beside each other have one size, whatever their length. */
  readonly value: string;
  readonly unit?: string;
  /** 0 to 1: a bar below the number. */
  readonly share?: number;
  readonly target?: string;
  /** Tag or one short sentence: change to the period before, what is counted. */
  readonly note?: ReactNode;
  /** The rows behind the number. */
  readonly to?: string;
  readonly updated?: string;
  readonly unconfirmed?: boolean;
};

export function StatTile({
  question,
  value,
  unit,
  share,
  target,
  note,
  to,
  updated,
  unconfirmed = false,
}: StatTileProps) {
  const words = useWords(figureWords);
  const percent = share === undefined ? undefined : `${Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10}%`;
  return (
    <div className={styles.tile}>
      <p className={styles.question}>{to === undefined ? question : <Link to={to}>{question}</Link>}</p>
      <p className={classNames(styles.value, (value.length > 8 || value.startsWith("¥")) && styles.long)}>
        <span>{value}</span>
        {unit !== undefined && <span className={styles.unit}>{unit}</span>}
      </p>
      {percent !== undefined && (
        <div className={styles.track} aria-hidden="true">
          <div className={styles.fill} style={{ width: percent }} />
        </div>
      )}
      <div className={styles.foot}>
        {note !== undefined && <span>{note}</span>}
        {target !== undefined && <span>{words.target(target)}</span>}
        {updated !== undefined && <span>{words.updated(updated)}</span>}
        {unconfirmed && <UnconfirmedTag />}
      </div>
    </div>
  );
}
