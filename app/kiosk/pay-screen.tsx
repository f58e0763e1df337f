/** Paying a visit that the elder booked beyond the month's number: the split first, then a code for a phone. Never required: 好了 is always there. */
import { useLocation, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { QrPicture } from "#app/components/qr-picture.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { elderYuanText } from "#app/domain/money/yuan-text.ts";
import type { Fen } from "#app/domain/money/fen.ts";
import { kioskPayWords } from "#app/messages/kiosk-pay.ts";
import { kioskPageWords } from "#app/messages/kiosk-pages.ts";
import { kioskWords } from "#app/messages/kiosk.ts";
import { ActionRow } from "./action-row.tsx";
import { CardChoice } from "./card-choice.tsx";
import { KioskButton, KioskLink } from "./kiosk-button.tsx";
import styles from "./pay-screen.module.css";
import { Phrases } from "./phrases.tsx";
import { QuestionScreen } from "./question-screen.tsx";
import { useKiosk } from "./surroundings.tsx";

export type PayScreenProps = {
  readonly backTo: string;
  readonly split: { readonly publicFen: Fen; readonly ownFen: Fen };
  /** "split" asks; "code" shows the code; "paid" says thanks; "away" when the channel cannot be reached. */
  readonly stage: "split" | "code" | "paid" | "away";
  readonly modules: readonly (readonly boolean[])[] | null;
  /** A demonstration pays without a phone. */
  readonly isSimulated: boolean;
};

const LOOK_AGAIN_MS = 3_000;

/** The page asks again by itself until the channel has told us. */
function useLookAgain(isWaiting: boolean): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(revalidate, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isWaiting, revalidate]);
}

/** The channel does not answer: once more, or a person. Nothing depends on paying here. */
function WaysOn() {
  const { pathname } = useLocation();
  const { fault_again } = useWords(kioskWords);
  const { hotline } = useWords(kioskPageWords);
  const { helpTo } = useKiosk();
  const back = new URLSearchParams({ returnTo: pathname }).toString();
  return (
    <>
      <CardChoice to={pathname} icon="rotate-ccw" lines={[fault_again]} />
      <CardChoice to={`${helpTo}?${back}`} icon="phone-call" lines={[hotline]} />
    </>
  );
}

export function PayScreen({ backTo, split, stage, modules, isSimulated }: PayScreenProps) {
  const words = useWords(kioskPayWords);
  const { layout } = useKiosk();
  // Beside the code and beside the ways on the largest letters leave no room for more.
  const isTight = layout.step === 3 && (stage === "code" || stage === "away");
  useLookAgain(stage === "code");
  const yuan = elderYuanText(split.ownFen);
  const titles = { split: words.title(yuan), code: words.scan, paid: words.paid(yuan), away: words.away };
  const done = (
    <KioskLink to="/kiosk/home" kind={stage === "split" ? "secondary" : "primary"}>
      {stage === "split" ? words.later : words.done}
    </KioskLink>
  );
  return (
    <QuestionScreen
      backTo={backTo}
      title={titles[stage]}
      isDone={stage === "paid"}
      form={{}}
      {...(stage === "split" && { chosen: [words.split(elderYuanText(split.publicFen), yuan)] })}
      longDetails={
        stage === "code" && modules !== null ? (
          <div className={styles.code}>
            <QrPicture modules={modules} label={words.scan} className={styles.qr} />
            {!isTight && (
              <p className={styles.text}>
                <Phrases>{words.never_needed}</Phrases>
              </p>
            )}
          </div>
        ) : isTight ? undefined : (
          <p className={styles.text}>
            <Phrases>{stage === "paid" ? words.paid_text : words.never_needed}</Phrases>
          </p>
        )
      }
      choices={stage === "away" ? <WaysOn /> : undefined}
      action={
        stage === "split" || (stage === "code" && isSimulated) ? (
          <ActionRow layout="pair">
            {done}
            <KioskButton kind="primary" name="step" value={stage === "split" ? "code" : "simulate"}>
              {stage === "split" ? words.show_code : words.simulate}
            </KioskButton>
          </ActionRow>
        ) : (
          <ActionRow>{done}</ActionRow>
        )
      }
    />
  );
}
