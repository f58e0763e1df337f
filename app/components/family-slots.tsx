/** The times that are free for a visit, as the phone of a family lists them: for booking and for another time. */
import { Link } from "@remix-run/react";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { familyActWords } from "#app/messages/family-acts.ts";
import { elderDurationWords } from "#app/messages/kiosk-booking.ts";
import styles from "./family-home.module.css";
import { useCareWorkers, useWhen } from "./family-words.ts";
import { Notice } from "./notice.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type FamilySlot = {
  readonly key: string;
  readonly date: PlainDate;
  readonly startMinute: number;
  readonly durationMinutes: number;
  readonly surnames: readonly string[];
};

/** Somebody was faster. */
export function TimeTaken() {
  const words = useWords(familyActWords);
  return (
    <Notice tone="warning" announced>
      {words.taken}
    </Notice>
  );
}

type SlotLinksProps = {
  readonly slots: readonly FamilySlot[];
  /** What is said without any time. */
  readonly none: string;
  readonly addressOf: (slot: FamilySlot) => string;
};

export function SlotLinks({ slots, none, addressOf }: SlotLinksProps) {
  const words = useWords(familyActWords);
  const locale = useLocale();
  const workers = useCareWorkers();
  const when = useWhen();
  return (
    <>
      {slots.length === 0 && (
        <p>
          {none} {words.ask_hotline}
        </p>
      )}
      <div className={styles.choices}>
        {slots.map((slot) => (
          <Link key={slot.key} to={addressOf(slot)} className={styles.choice}>
            <strong>{when.whole(slot)}</strong>
            <span className={styles.soft}>
              {workers(slot.surnames)} · {elderDurationWords(slot.durationMinutes, locale)}
            </span>
          </Link>
        ))}
      </div>
    </>
  );
}
