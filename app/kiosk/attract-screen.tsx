/** What stands on a kiosk that nobody uses: one sentence, one large place to touch, the hotline. No film, no sound, no advertising; help stays live. */
import { Link } from "@remix-run/react";
import { Icon } from "#app/components/icon.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { kioskWords } from "#app/messages/kiosk.ts";
import styles from "./attract-screen.module.css";
import { useReading } from "./agent-watcher.tsx";
import { KioskFrame } from "./kiosk-frame.tsx";
import { Phrases } from "./phrases.tsx";

type AttractScreenProps = {
  readonly startTo: string;
  /** The machine has a reader: a card placed on it begins too. */
  readonly readsCards?: boolean;
};

export function AttractScreen({ startTo, readsCards = false }: AttractScreenProps) {
  const words = useWords(kioskWords);
  // The reader takes the next card only when this one was lifted, and its owner is on the way out.
  const title = useReading().lies ? words.take_card_title : words.attract_title;
  return (
    <KioskFrame
      backTo={startTo}
      kind="home"
      spoken={title}
      display={
        <div className={styles.words}>
          <h1 tabIndex={-1} className={styles.title}>
            <Phrases>{title}</Phrases>
          </h1>
          {readsCards && (
            <p className={styles.line}>
              <Icon name="id-card" />
              <span>
                <Phrases>{words.attract_card}</Phrases>
              </span>
            </p>
          )}
          <p className={styles.line}>
            <Icon name="phone-call" />
            <span>
              <Phrases>{words.attract_phone}</Phrases>
            </span>
          </p>
        </div>
      }
      choices={
        <Link to={startTo} className={styles.start}>
          <Icon name="pointer" />
          {words.attract_start}
        </Link>
      }
    />
  );
}
