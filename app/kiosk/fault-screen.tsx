/** What stands where a part of a page failed, also where that is what the server says of the machine: a person, the first page, or the page again. */
import { useLocation, useRouteError } from "@remix-run/react";
import { useEffect } from "react";
import type { DisplayPreferences } from "#app/components/document-attributes.ts";
import { useWords } from "#app/components/words-context.tsx";
import { faultCodeIn } from "#app/domain/kiosk/fault-code.ts";
import { idleTimesOf } from "#app/domain/kiosk/kiosk-session.ts";
import { kioskPageWords } from "#app/messages/kiosk-pages.ts";
import { kioskWords } from "#app/messages/kiosk.ts";
import { ActionRow } from "./action-row.tsx";
import { noteFault } from "./agent-link.ts";
import { CardChoice } from "./card-choice.tsx";
import styles from "./fault-screen.module.css";
import { KioskLink } from "./kiosk-button.tsx";
import { QuestionScreen } from "./question-screen.tsx";
import type { KioskSurroundings } from "./surroundings.tsx";

/** What the server says of the machine and the moment; the layout route adds where the fixed buttons lead. */
type Around = Omit<KioskSurroundings, "network" | "homeTo" | "exitAction" | "exitTo" | "settingsTo" | "helpTo">;

/**
 * What a screen may count on where the server said nothing: the look of its page, no place, no clock, nobody identified. Whoever is identified all
 * the same is signed out when the idle time of a public page is over.
 */
export function unknownSurroundings(look: Partial<DisplayPreferences> = {}): Around {
  const { orient = "portrait", step = 1, low = false, contrast = "normal" } = look;
  return {
    ...{ machine: null, site: "", date: null, minute: 0, layout: { orient, step, low }, contrast, volume: 2 },
    ...{ isPersonal: false, idle: idleTimesOf("public"), helpKey: "" },
  };
}

export function FaultScreen() {
  const words = useWords(kioskWords);
  const { go_home, hotline } = useWords(kioskPageWords);
  const { pathname, search } = useLocation();
  const code = faultCodeIn(useRouteError());
  useEffect(() => noteFault(code), [code]);
  return (
    <QuestionScreen
      backTo="/kiosk/home"
      title={words.fault_title}
      details={<p className={styles.code}>{words.fault_code(code)}</p>}
      choices={<CardChoice to="/kiosk/help?returnTo=/kiosk/home" icon="phone-call" lines={[hotline]} />}
      action={
        <ActionRow layout="even">
          <KioskLink to="/kiosk/home">{go_home}</KioskLink>
          <KioskLink kind="primary" to={`${pathname}${search}`}>
            {words.fault_again}
          </KioskLink>
        </ActionRow>
      }
    />
  );
}
