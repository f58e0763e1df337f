/** A slip on the screen: what is printed where there is a printer, and what is read or photographed where there is none. */
import { useWords } from "#app/components/words-context.tsx";
import { slipWords } from "#app/messages/kiosk-slip.ts";
import { ActionRow } from "./action-row.tsx";
import { CheckList } from "./check-list.tsx";
import { KioskLink } from "./kiosk-button.tsx";
import { QuestionScreen } from "./question-screen.tsx";
import { slipText, type WordedSlip } from "./slip-text.ts";
import { useKiosk } from "./surroundings.tsx";
import { usePageOfCards } from "./use-page-of-cards.tsx";

/** Lines of a slip on a screen. One of a list of visits takes more of it: a date with its services and who comes. */
const LINES = { 1: 6, 2: 4, 3: 3 } as const;
const VISITS = { 1: 3, 2: 1, 3: 1 } as const;

type SlipScreenProps = {
  readonly slip: WordedSlip;
  /** Where the elder goes on. */
  readonly backTo: string;
  /** What the printer of this machine does; null without one. */
  readonly printing?: "printing" | "failed" | null;
};

export function SlipScreen({ slip, backTo, printing = null }: SlipScreenProps) {
  const words = useWords(slipWords);
  const { layout } = useKiosk();
  const { title, who, items } = slipText(slip);
  const { shown, pager } = usePageOfCards(items, (slip.slip.kind === "schedule" ? VISITS : LINES)[layout.step]);
  const captions = { printing: words.printing, failed: words.no_paper };
  return (
    <QuestionScreen
      backTo={backTo}
      title={title}
      chosen={who === null ? [] : [who]}
      caption={printing === null ? words.caption : captions[printing]}
      longDetails={<CheckList items={shown} />}
      action={
        pager ?? (
          <ActionRow>
            <KioskLink kind="primary" to={backTo}>
              {words.done}
            </KioskLink>
          </ActionRow>
        )
      }
    />
  );
}
