/** The times that are free for a visit, as the phone of a family lists them: for booking and for another time. */
import { Form, Link } from "@remix-run/react";
import type { ReactNode } from "react";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { familyActWords } from "#app/messages/family-acts.ts";
import { elderDurationWords } from "#app/messages/kiosk-booking.ts";
import { DefinitionList, type Definition } from "./definition-list.tsx";
import styles from "./family-home.module.css";
import { useCareWorkers } from "./care-workers.ts";
import { useWhen } from "./family-words.ts";
import { Stack } from "./layout.tsx";
import { LinkButton } from "./link-button.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
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

type SlotCheckProps = {
  readonly name: string;
  readonly items: readonly Definition[];
  /** Where the chosen time is sent, and where another one is chosen. */
  readonly action: string;
  readonly otherTo: string;
  readonly confirm: string;
  readonly children?: ReactNode;
};

/** The last question before a time counts: everything that was chosen, and the way back. */
export function SlotCheck({ name, items, action, otherTo, confirm, children }: SlotCheckProps) {
  const words = useWords(familyActWords);
  return (
    <>
      <Panel title={words.check} note={words.for_whom(name)}>
        <DefinitionList shortTerms items={items} />
      </Panel>
      <Form method="post" action={action}>
        <Stack>
          {children}
          <SubmitButton kind="primary" wide name="confirm" value="yes">
            {confirm}
          </SubmitButton>
          <LinkButton to={otherTo} wide>
            {words.other_time}
          </LinkButton>
        </Stack>
      </Form>
    </>
  );
}
