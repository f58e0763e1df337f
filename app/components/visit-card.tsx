/** One visit on the care worker's phone. The next one is larger and carries its buttons; the others are a row that leads to the visit. */
import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { IconWord } from "./icon-word.tsx";
import styles from "./visit-card.module.css";
import { WarningTags } from "./warning-tags.tsx";

type VisitCardProps = {
  /** Left out for a visit that leads nowhere any more. */
  readonly to?: string;
  /** 09:00–10:00 */
  readonly clock: string;
  /** Full name near the time of the visit, else the mask. */
  readonly name: string;
  readonly state: ReactNode;
  readonly place?: string;
  readonly services: string;
  /** 易跌倒, 听力弱 */
  readonly warnings?: readonly string[];
  readonly isNext?: boolean;
  readonly actions?: ReactNode;
};

export function VisitCard({
  to,
  clock,
  name,
  state,
  place,
  services,
  warnings = [],
  isNext = false,
  actions,
}: VisitCardProps) {
  return (
    <article className={classNames(styles.card, isNext && styles.next)}>
      <div className={styles.head}>
        <span className={styles.clock}>{clock}</span>
        {state}
      </div>
      <h2 className={styles.name}>{to === undefined ? name : <Link to={to}>{name}</Link>}</h2>
      <p className={styles.services}>{services}</p>
      {place !== undefined && (
        <p className={styles.place}>
          <IconWord icon="map-pin" size="small">
            {place}
          </IconWord>
        </p>
      )}
      <WarningTags warnings={warnings} />
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </article>
  );
}
