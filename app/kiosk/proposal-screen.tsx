/** The provider asks for another time: one of the times that it proposed, or as it was. */
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { elderTimeText } from "#app/domain/time/date-text.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { bookingWords } from "#app/messages/kiosk-booking.ts";
import { CardChoice } from "./card-choice.tsx";
import { QuestionScreen } from "./question-screen.tsx";
import { whenLines } from "./slot-words.ts";
import { useKiosk } from "./surroundings.tsx";

type KioskTime = { readonly date: PlainDate; readonly startMinute: number };

type ProposalScreenProps = {
  readonly name: string;
  readonly planned: KioskTime;
  readonly alternatives: readonly KioskTime[];
  /** The time that was chosen is not possible any more. */
  readonly isTaken: boolean;
};

export function ProposalScreen({ name, planned, alternatives, isTaken }: ProposalScreenProps) {
  const words = useWords(bookingWords);
  const locale = useLocale();
  const { step } = useKiosk().layout;
  const when = ({ date, startMinute }: KioskTime) => elderTimeText(date, startMinute, locale);
  return (
    <QuestionScreen
      backTo="/kiosk/schedule"
      title={words.proposal_title}
      {...(step < 3 && { caption: words.proposal_caption })}
      chosen={[words.for_whom(name), words.proposal_now(when(planned))]}
      error={isTaken ? words.proposal_taken : undefined}
      form={{}}
      choices={
        <>
          {alternatives.map((one, place) => (
            <CardChoice
              key={when(one)}
              name="choice"
              value={String(place)}
              icon="clock"
              lines={whenLines(one.date, one.startMinute, step, locale)}
              note={step === 1 ? words.proposal_change : null}
            />
          ))}
          <CardChoice name="choice" value="keep" icon="rotate-ccw" lines={[words.proposal_keep]} />
        </>
      }
    />
  );
}
