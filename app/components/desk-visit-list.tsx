/** A short list of visits on the provider's desk: when, who, where, who goes. */
import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { providerWords } from "#app/messages/provider.ts";
import styles from "./desk-visit-list.module.css";
import { StateTag } from "./state-tag.tsx";
import { Tag } from "./tag.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";
import { listed } from "#app/messages/punctuation.ts";

export type DeskVisit = {
  readonly visitNo: string;
  readonly start: string;
  readonly elderName: string;
  readonly community: string | null;
  readonly streetZh: string;
  readonly streetEn: string;
  readonly deliveryState: string;
  readonly workers: readonly string[];
  /** Care workers still to be named. */
  readonly missing?: number;
};

function Who({ visit }: { visit: DeskVisit }) {
  const words = useWords(providerWords);
  const locale = useLocale();
  if (visit.missing !== undefined && visit.missing > 0)
    return (
      <Tag tone="warning" icon="user-x">
        {words.missing_workers(visit.missing)}
      </Tag>
    );
  return <span>{listed(visit.workers, locale) || words.no_worker_yet}</span>;
}

export function DeskVisitList({ visits, empty }: { visits: readonly DeskVisit[]; empty: ReactNode }) {
  const words = useWords(providerWords);
  const locale = useLocale();
  if (visits.length === 0) return <p className={styles.soft}>{empty}</p>;
  return (
    <ul className={styles.list}>
      {visits.map((visit) => (
        <li key={visit.visitNo} className={styles.item}>
          <div className={styles.line}>
            <Link to={`/provider/visits/${visit.visitNo}`} aria-label={words.open_visit(visit.elderName)}>
              <TimeText at={visit.start} />
            </Link>
            {visit.deliveryState !== "accepted" && <StateTag kind="delivery" code={visit.deliveryState} />}
          </div>
          <div className={styles.line}>
            <span>{visit.elderName}</span>
            <Who visit={visit} />
          </div>
          <p className={styles.soft}>
            {[locale === "en" ? visit.streetEn : visit.streetZh, visit.community].filter(Boolean).join(" · ")}
          </p>
        </li>
      ))}
    </ul>
  );
}
