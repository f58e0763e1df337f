/** What a member of the family was told, the newest first: the same sentences as the messages that went out. */
import { elderTimeText } from "#app/domain/time/date-text.ts";
import { instant, localTimeOf } from "#app/domain/time/instant.ts";
import { familyMeWords } from "#app/messages/family-me.ts";
import { messageSentence } from "#app/messages/sent-messages.ts";
import styles from "./family-home.module.css";
import { Panel } from "./panel.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type FamilyNotice = {
  readonly id: string;
  readonly kind: string;
  readonly atMs: number;
  readonly fields: Readonly<Record<string, string>>;
};

function NoticeLine({ notice }: { notice: FamilyNotice }) {
  const locale = useLocale();
  const { date, minute } = localTimeOf(instant(notice.atMs));
  return (
    <div className={styles.today}>
      <p>{messageSentence(notice.kind, notice.fields, locale)}</p>
      <p className={styles.soft}>{elderTimeText(date, minute, locale)}</p>
    </div>
  );
}

export function FamilyNotices({ notices }: { notices: readonly FamilyNotice[] }) {
  const words = useWords(familyMeWords);
  return (
    <Panel>
      {notices.length === 0 && <p>{words.notices_none}</p>}
      {notices.map((notice) => (
        <NoticeLine key={notice.id} notice={notice} />
      ))}
    </Panel>
  );
}
