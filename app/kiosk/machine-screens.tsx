/** What a machine shows that is not in use: its pairing code for the clerk before it, or that it is closed. The numbers to ring stay. */
import { useWords } from "#app/components/words-context.tsx";
import { kioskMachineWords } from "#app/messages/kiosk-machine.ts";
import { kioskPageWords } from "#app/messages/kiosk-pages.ts";
import { CardChoice } from "./card-choice.tsx";
import styles from "./machine-screens.module.css";
import { QuestionScreen } from "./question-screen.tsx";
import { useKiosk } from "./surroundings.tsx";

export function PairScreen({ code }: { code: string | null }) {
  const words = useWords(kioskMachineWords);
  return (
    <QuestionScreen
      backTo="/kiosk/pair"
      title={code === null ? words.pair_old_title : words.pair_title}
      {...(code !== null && { caption: words.pair_caption })}
      details={code === null ? undefined : <p className={styles.code}>{code}</p>}
    />
  );
}

/** A dead end for everything but help, which two ways lead to. */
export function ClosedMachineScreen({ why }: { why: "revoked" | "unpaired" }) {
  const words = useWords(kioskMachineWords);
  const pageWords = useWords(kioskPageWords);
  const { helpTo } = useKiosk();
  const help = `${helpTo}?returnTo=/kiosk/closed`;
  return (
    <QuestionScreen
      backTo="/kiosk/closed"
      title={why === "revoked" ? words.closed_revoked : words.closed_unpaired}
      caption={words.closed_caption}
      choices={
        <>
          <CardChoice to={help} icon="users" lines={[words.ask_staff]} />
          <CardChoice to={help} icon="phone-call" lines={[pageWords.hotline]} />
        </>
      }
    />
  );
}

/** The elder's own word, while a clerk acts for the elder: the elder's card opens it, and everything else goes on. */
export function OwnWordScreen() {
  const words = useWords(kioskMachineWords);
  const pageWords = useWords(kioskPageWords);
  const { helpTo } = useKiosk();
  return (
    <QuestionScreen
      backTo="/kiosk/home"
      title={words.own_word_title}
      caption={words.own_word_caption}
      choices={
        <>
          <CardChoice to="/kiosk/home" icon="house" lines={[pageWords.go_home]} />
          <CardChoice to={`${helpTo}?returnTo=/kiosk/home`} icon="phone-call" lines={[pageWords.hotline]} />
        </>
      }
    />
  );
}
