/** What a kiosk shows without a network: that one's own matters wait, and a telephone under which to be called about a visit. */
import type { MouseEvent } from "react";
import { useRef, useState } from "react";
import { useWords } from "#app/components/words-context.tsx";
import { isCallBackNumber, LONGEST_CALL_BACK } from "#app/domain/kiosk/call-back-number.ts";
import { kioskOfflineWords } from "#app/messages/kiosk-offline.ts";
import { kioskPageWords } from "#app/messages/kiosk-pages.ts";
import { ActionRow } from "./action-row.tsx";
import { askAgent } from "./agent-link.ts";
import { CardChoice } from "./card-choice.tsx";
import { DoneScreen } from "./done-screen.tsx";
import { EXIT_FORM } from "./idle-watcher.tsx";
import { KeypadRow, KeypadScreen } from "./keypad-screen.tsx";
import { KioskButton, KioskLink } from "./kiosk-button.tsx";
import { QuestionScreen } from "./question-screen.tsx";
import { useKiosk } from "./surroundings.tsx";

const HOME = "/kiosk/home";
/** An agent that does not answer by then has not kept anything that could be promised. */
const AGENT_ANSWER_MS = 3000;

export function OfflineScreen() {
  const words = useWords(kioskOfflineWords);
  const { hotline, go_home } = useWords(kioskPageWords);
  return (
    <QuestionScreen
      backTo={HOME}
      title={words.title}
      caption={words.caption}
      choices={
        <>
          <CardChoice to="/kiosk/help" icon="phone-call" lines={[hotline]} />
          <CardChoice to="/kiosk/call-me-later" icon="calendar-check" lines={[words.wish]} />
        </>
      }
      action={
        <ActionRow>
          <KioskLink to={HOME}>{go_home}</KioskLink>
        </ActionRow>
      }
    />
  );
}

function KeptScreen() {
  const words = useWords(kioskOfflineWords);
  return (
    <DoneScreen
      backTo={HOME}
      title={words.kept_title}
      text={words.kept_text}
      action={
        <ActionRow>
          <KioskButton kind="primary" form={EXIT_FORM}>
            {words.done}
          </KioskButton>
        </ActionRow>
      }
    />
  );
}

export type CallMeLater = {
  readonly digits: string;
  readonly state: "typing" | "short" | "lost" | "kept";
  readonly requestKey: string;
};

/**
 * Hands the wish to the machine's agent, which keeps it encrypted and sends it once. The page keeps nothing of it. Where no agent is, the form
 * goes to the server.
 */
export function CallMeLaterScreen({ digits, state: sent, requestKey }: CallMeLater) {
  const words = useWords(kioskOfflineWords);
  const { machine } = useKiosk();
  // A kept page has the same key for everybody, so each visitor's wish gets one of its own.
  const id = useRef<string | null>(null);
  const [tried, setTried] = useState<{ state: CallMeLater["state"]; phone: string } | null>(null);
  const state = tried?.state ?? sent;
  if (state === "kept") return <KeptScreen />;
  const hand = (event: MouseEvent<HTMLButtonElement>) => {
    if (machine === null || machine === undefined || event.currentTarget.form === null) return;
    event.preventDefault();
    const phone = String(new FormData(event.currentTarget.form).get("phone"));
    if (!isCallBackNumber(phone)) return setTried({ state: "short", phone });
    id.current ??= crypto.randomUUID();
    const wish = { id: id.current, kind: "visit", madeAtMs: Date.now(), phone, choices: [], dialled: null };
    const step = { method: "POST", path: "/v1/wish", body: wish, withinMs: AGENT_ANSWER_MS } as const;
    void askAgent(machine.agent, step).then((isKept) => setTried({ state: isKept ? "kept" : "lost", phone }));
  };
  const error = { typing: undefined, short: words.wish_short, lost: words.wish_lost }[state];
  return (
    <KeypadScreen
      backTo={HOME}
      title={words.wish_title}
      caption={words.wish_caption}
      error={error}
      name="phone"
      digits={digits}
      refused={tried?.phone ?? digits}
      longest={LONGEST_CALL_BACK}
      hidden={{ key: requestKey }}
      action={
        <KeypadRow asksPerson={error !== undefined}>
          <KioskButton kind="primary" name="go" value="keep" onClick={hand}>
            {words.wish_done}
          </KioskButton>
        </KeypadRow>
      }
    />
  );
}
