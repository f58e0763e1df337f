/** The end of each way through 我的家人: what came of it in one sentence. */
import { useWords } from "#app/components/words-context.tsx";
import { familyWords } from "#app/messages/kiosk-family.ts";
import { kioskPageWords } from "#app/messages/kiosk-pages.ts";
import { ActionRow } from "./action-row.tsx";
import { HELP_FROM_BOOKING } from "./booking-screens.tsx";
import { CardChoice } from "./card-choice.tsx";
import { DoneScreen } from "./done-screen.tsx";
import { EXIT_FORM } from "./idle-watcher.tsx";
import { KioskButton, KioskLink } from "./kiosk-button.tsx";
import { QuestionScreen } from "./question-screen.tsx";

export type FamilyOutcome = "linked" | "refused" | "staff" | "changed" | "removed";

/** What came of it, said in one sentence; the list, or the finish. */
export function FamilyDoneScreen({ what }: { what: FamilyOutcome }) {
  const words = useWords(familyWords);
  const { go_home } = useWords(kioskPageWords);
  const titles = {
    linked: words.linked_title,
    refused: words.refused_title,
    staff: words.staff_title,
    changed: words.changed_title,
    removed: words.removed_title,
  };
  const actions = (
    <ActionRow layout="even">
      <KioskLink to={what === "staff" ? "/kiosk/home" : "/kiosk/family"}>
        {what === "staff" ? go_home : words.see_family}
      </KioskLink>
      <KioskButton kind="primary" form={EXIT_FORM}>
        {words.done}
      </KioskButton>
    </ActionRow>
  );
  if (what === "staff")
    return (
      <QuestionScreen
        backTo="/kiosk/family"
        title={titles.staff}
        caption={words.staff_text}
        choices={<CardChoice to={HELP_FROM_BOOKING} icon="phone-call" lines={[words.ask_person]} />}
        action={actions}
      />
    );
  return <DoneScreen backTo="/kiosk/family" title={titles[what]} text={words.linked_text} action={actions} />;
}
