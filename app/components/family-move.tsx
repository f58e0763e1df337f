/** 改时间 on the family's phone: the times at which the same visit could be, and the one that was chosen before it counts. Links and plain forms. */
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { familyActWords } from "#app/messages/family-acts.ts";
import { elderServices } from "#app/messages/kiosk-services.ts";
import { SlotCheck, SlotLinks, TimeTaken, type FamilySlot } from "./family-slots.tsx";
import { useCareWorkers } from "./care-workers.ts";
import { useWhen } from "./family-words.ts";
import { Panel } from "./panel.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type Moving = {
  readonly to: string;
  readonly visit: { readonly date: PlainDate; readonly startMinute: number; readonly codes: readonly string[] };
};

const withSlot = (to: string, slot: FamilySlot) => `${to}?${new URLSearchParams({ slot: slot.key }).toString()}`;

type TimesProps = Moving & { readonly slots: readonly FamilySlot[]; readonly isTaken: boolean };

export function FamilyMoveTimes({ to, visit, slots, isTaken }: TimesProps) {
  const words = useWords(familyActWords);
  const when = useWhen();
  return (
    <>
      {isTaken && <TimeTaken />}
      <Panel title={words.time} note={words.move_from(when.whole(visit))}>
        <SlotLinks slots={slots} none={words.times_none} addressOf={(slot) => withSlot(to, slot)} />
      </Panel>
    </>
  );
}

export function FamilyMoveCheck({ to, visit, name, slot }: Moving & { name: string; slot: FamilySlot }) {
  const words = useWords(familyActWords);
  const locale = useLocale();
  const workers = useCareWorkers();
  const when = useWhen();
  return (
    <SlotCheck
      name={name}
      items={[
        { term: words.service, value: elderServices(visit.codes, locale) },
        { term: words.before, value: when.whole(visit) },
        { term: words.when, value: when.whole(slot) },
        { term: words.who, value: workers(slot.surnames) },
      ]}
      action={withSlot(to, slot)}
      otherTo={to}
      confirm={words.move_confirm}
    />
  );
}
