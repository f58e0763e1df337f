/** 家庭养老床位: what an application means, said before it is agreed to; and where it stands afterwards. */
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { kioskBedWords } from "#app/messages/kiosk-beds.ts";
import { kioskPageWords } from "#app/messages/kiosk-pages.ts";
import { stateWord } from "#app/messages/states.ts";
import { ActionRow } from "./action-row.tsx";
import styles from "./bed-screens.module.css";
import { DoneScreen } from "./done-screen.tsx";
import { KioskButton, KioskLink } from "./kiosk-button.tsx";
import { Phrases } from "./phrases.tsx";
import { QuestionScreen } from "./question-screen.tsx";

export function ApplyBedScreen() {
  const words = useWords(kioskBedWords);
  return (
    <QuestionScreen
      backTo="/kiosk/home"
      title={words.title}
      caption={words.caption}
      form={{}}
      longDetails={
        <ul className={styles.steps}>
          {words.what.map((line) => (
            <li key={line}>
              <Phrases>{line}</Phrases>
            </li>
          ))}
        </ul>
      }
      action={
        <ActionRow layout="pair">
          <KioskLink to="/kiosk/home">{words.not_now}</KioskLink>
          <KioskButton kind="primary">{words.agree}</KioskButton>
        </ActionRow>
      }
    />
  );
}

export function BedAskedScreen({ bed, isNew }: { bed: { bedNo: string; state: string }; isNew: boolean }) {
  const words = useWords(kioskBedWords);
  const { go_home } = useWords(kioskPageWords);
  const locale = useLocale();
  const state = stateWord("bed", bed.state);
  return (
    <DoneScreen
      backTo="/kiosk/home"
      title={isNew ? words.done_title : words.have_title}
      number={words.done_number(bed.bedNo)}
      text={isNew ? words.done_text : words.have_text((state.elder ?? state.staff)[locale])}
      action={
        <ActionRow>
          <KioskLink to="/kiosk/home">{go_home}</KioskLink>
        </ActionRow>
      }
    />
  );
}
