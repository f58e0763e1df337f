/** Certificates that end within thirty days or are over, the most urgent first, and the visits that stand after their end. */
import { Link } from "@remix-run/react";
import { offerWords } from "#app/messages/offers.ts";
import { qualificationWord } from "#app/messages/people.ts";
import styles from "./desk-visit-list.module.css";
import { CertificateTag } from "./certificate-tag.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type ExpiringProps = {
  readonly workerNo: string;
  readonly name: string;
  readonly code: string;
  readonly expiresOn: string;
  readonly daysLeft: number;
  readonly visitsAfter: number;
};

export function ExpiringList({ rows }: { rows: readonly ExpiringProps[] }) {
  const words = useWords(offerWords);
  const locale = useLocale();
  return (
    <ul className={styles.list}>
      {rows.map((row) => (
        <li key={`${row.workerNo} ${row.code}`} className={styles.item}>
          <div className={styles.line}>
            <Link to={`/provider/visits?worker=${row.workerNo}`}>{row.name}</Link>
            {row.visitsAfter > 0 && <span>{words.expiring_visits(row.visitsAfter)}</span>}
          </div>
          <div className={styles.line}>
            <span>{qualificationWord(row.code, locale)}</span>
            <CertificateTag {...row} short />
          </div>
        </li>
      ))}
    </ul>
  );
}
