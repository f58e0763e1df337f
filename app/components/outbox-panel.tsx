/** What this phone still has to upload, and what the server kept aside: visible until somebody has looked after it. */
import { isPhotoWaiting } from "#app/domain/photos/kept-photos.ts";
import { eventWord } from "#app/messages/events.ts";
import { rejectionWord, workerPhoneWords } from "#app/messages/worker-phone.ts";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { usePhoneState } from "./phone-context.tsx";
import { useUnsentText } from "./sync-line.tsx";
import { TimeText } from "./time-text.tsx";
import styles from "./worker-visit.module.css";
import { useLocale, useWords } from "./words-context.tsx";

export function OutboxPanel() {
  const { status, said, rejected, photos, outbox } = usePhoneState();
  const unsent = useUnsentText(outbox);
  const words = useWords(workerPhoneWords);
  const locale = useLocale();
  if (status !== "ready") return null;
  const waiting = said.filter((event) => event.isWaiting);
  return (
    <Panel title={words.outbox_title}>
      <p>{unsent === null ? words.outbox_all_sent : words.outbox_waiting(unsent)}</p>
      <ul className={styles.list}>
        {waiting.map((event) => (
          <li key={event.eventId}>
            {eventWord(event.body.kind, locale)} · <TimeText at={event.deviceMs + (event.serverOffsetMs ?? 0)} />
          </li>
        ))}
        {photos.filter(isPhotoWaiting).map((photo) => (
          <li key={photo.digest}>
            {words.picture_of(eventWord(photo.end, locale))} · {photo.visitNo} · <TimeText at={photo.savedMs} />
          </li>
        ))}
      </ul>
      {outbox.rejected > 0 && (
        <div id="rejected">
          <Notice tone="warning" title={words.rejected_title}>
            <p>{words.rejected_note}</p>
            <ul className={styles.list}>
              {rejected.map((event) => (
                <li key={event.eventId}>
                  {eventWord(event.kind, locale)} · <TimeText at={event.deviceMs} /> · {event.visitNo} ·{" "}
                  {rejectionWord(event.reason, locale)}
                </li>
              ))}
              {photos
                .filter((photo) => !isPhotoWaiting(photo))
                .map((photo) => (
                  <li key={photo.digest}>
                    {eventWord(photo.end, locale)} · <TimeText at={photo.savedMs} /> · {photo.visitNo} ·{" "}
                    {words.picture_refused}
                  </li>
                ))}
            </ul>
          </Notice>
        </div>
      )}
    </Panel>
  );
}
