/**
 * What a member of the family was told, the newest first: the same sentences as the messages that went out. What is new is marked until it was
 * looked at: the page says so by itself, and without scripts a button does.
 */
import { useFetcher } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { elderTimeText } from "#app/domain/time/date-text.ts";
import { instant, localTimeOf } from "#app/domain/time/instant.ts";
import { familyMeWords } from "#app/messages/family-me.ts";
import { messageSentence } from "#app/messages/sent-messages.ts";
import { Button } from "./button.tsx";
import styles from "./family-home.module.css";
import { Panel } from "./panel.tsx";
import { Tag } from "./tag.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type FamilyNotice = {
  readonly id: string;
  readonly kind: string;
  readonly atMs: number;
  readonly isNew: boolean;
  readonly fields: Readonly<Record<string, string>>;
};

function NoticeLine({ notice, isNew }: { notice: FamilyNotice; isNew: boolean }) {
  const words = useWords(familyMeWords);
  const locale = useLocale();
  const { date, minute } = localTimeOf(instant(notice.atMs));
  return (
    <div className={styles.today}>
      <p>
        {isNew && <Tag tone="info">{words.notice_new}</Tag>} {messageSentence(notice.kind, notice.fields, locale)}
      </p>
      <p className={styles.soft}>{elderTimeText(date, minute, locale)}</p>
    </div>
  );
}

/** What was new when it was first drawn stays marked while the page is open, also after the server knows better. */
function useSeen(notices: readonly FamilyNotice[]) {
  const fetcher = useFetcher();
  const marked = useRef(new Set<string>());
  for (const { id, isNew } of notices) if (isNew) marked.current.add(id);
  const newest = notices.find(({ isNew }) => isNew)?.atMs ?? null;
  const { submit } = fetcher;
  useEffect(() => {
    if (newest !== null) submit({ until: String(newest) }, { method: "post", action: "/family/notices" });
  }, [newest, submit]);
  return { fetcher, marked: marked.current, newest };
}

export function FamilyNotices({ notices }: { notices: readonly FamilyNotice[] }) {
  const words = useWords(familyMeWords);
  const { fetcher, marked, newest } = useSeen(notices);
  return (
    <>
      <Panel>
        {notices.length === 0 && <p>{words.notices_none}</p>}
        {notices.map((notice) => (
          <NoticeLine key={notice.id} notice={notice} isNew={marked.has(notice.id)} />
        ))}
      </Panel>
      <p className={styles.soft}>{words.notices_quiet}</p>
      {newest !== null && (
        <fetcher.Form method="post" action="/family/notices">
          <Button name="until" value={String(newest)} wide>
            {words.notices_seen}
          </Button>
        </fetcher.Form>
      )}
    </>
  );
}
