/** What this phone still has to upload, and what the server kept aside: visible until somebody has looked after it. */
import { eventWord } from "#app/messages/events.ts";
import { rejectionWord, workerPhoneWords } from "#app/messages/worker-phone.ts";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { usePhoneState } from "./phone-context.tsx";
import { TimeText } from "./time-text.tsx";
import styles from "./worker-visit.module.css";
import { useLocale, useWords } from "./words-context.tsx";

export function OutboxPanel() {
  const { status, said, rejected, outbox } = usePhoneState();
  const words = useWords(workerPhoneWords);
  const locale = useLocale();
  if (status !== "ready") return null;
  const waiting = said.filter((event) => event.isWaiting);
  return (
    <Panel title={words.outbox_title}>
      <p>{outbox.waiting === 0 ? words.outbox_all_sent : words.outbox_waiting(outbox.waiting)}</p>
      <ul className={styles.list}>
        {waiting.map((event) => (
          <li key={event.eventId}>
            {eventWord(event.body.kind, locale)} · <TimeText at={event.deviceMs + (event.serverOffsetMs ?? 0)} />
          </li>
        ))}
      </ul>
      {rejected.length > 0 && (
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
            </ul>
          </Notice>
        </div>
      )}
    </Panel>
  );
}
