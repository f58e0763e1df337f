/**
 * Who stands there (user experience reference 4.8): the card, and beside it only the ways that this machine has. What the reader says is followed as
 * it says it; every state has two ways on, one of them a person.
 */
import { Form, useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { listAddress } from "#app/components/list-address.ts";
import { useWords } from "#app/components/words-context.tsx";
import { ASSIST_DIGITS, type OfferedMeans } from "#app/domain/kiosk/kiosk-identity.ts";
import { kioskMachineWords } from "#app/messages/kiosk-machine.ts";
import { kioskPageWords } from "#app/messages/kiosk-pages.ts";
import { kioskWords } from "#app/messages/kiosk.ts";
import { ActionRow } from "./action-row.tsx";
import { useReading } from "./agent-watcher.tsx";
import { CardChoice } from "./card-choice.tsx";
import { CardPicture } from "./card-picture.tsx";
import { IdentityScreen, type IdentityState } from "./identity-screen.tsx";
import { KeypadRow, KeypadScreen } from "./keypad-screen.tsx";
import { KioskButton, KioskLink } from "./kiosk-button.tsx";
import { QuestionScreen } from "./question-screen.tsx";
import { usePageOfCards } from "./use-page-of-cards.tsx";

export type IdentifyState = IdentityState | "phone" | "offline" | "late";

const STATES: readonly string[] = [
  "ask",
  "reading",
  "failed_once",
  "failed_twice",
  "unknown",
  "broken",
  "locked",
  "phone",
  "offline",
  "late",
] satisfies IdentifyState[];

/** What an address may say of a reading; anything else begins anew. */
export function isIdentifyState(text: string): text is IdentifyState {
  return STATES.includes(text);
}

type AskScreenProps = {
  /** What the server says; what the reader says since goes before it. */
  readonly said: IdentifyState;
  readonly how: "card" | "social" | "qr";
  readonly readsCards: boolean;
  readonly offered: readonly OfferedMeans[];
  readonly next: string;
};

function useWays(
  next: string,
  state: IdentifyState,
): Readonly<Record<OfferedMeans | "again" | "call" | "hotline", ReactNode>> {
  const words = useWords(kioskWords);
  const machine = useWords(kioskMachineWords);
  const { pathname, search } = useLocation();
  const here = (how: string) => listAddress(pathname, search, { how, state: null, page: null });
  const help = `/kiosk/help?${new URLSearchParams({ returnTo: `${pathname}${search}` }).toString()}`;
  const phone = `/kiosk/sign-in?${new URLSearchParams({ next, step: "phone" }).toString()}`;
  return {
    social_card: <CardChoice key="social" to={here("social")} icon="id-card" lines={[words.identity_social_card]} />,
    qr: <CardChoice key="qr" to={here("qr")} icon="scan-qr-code" lines={[words.identity_scan]} />,
    phone: <CardChoice key="phone" to={phone} icon="smartphone" lines={[words.identity_phone]} />,
    staff: <CardChoice key="staff" to={here("staff")} icon="users" lines={[words.identity_ask_staff]} />,
    again: <CardChoice key="again" to={here("card")} icon="rotate-ccw" lines={[words.identity_again]} />,
    call: (
      <CardChoice
        key="call"
        to={help}
        icon="users"
        lines={[words.identity_call_staff]}
        note={state === "unknown" ? machine.unknown_card_note : null}
      />
    ),
    hotline: <CardChoice key="hotline" to={help} icon="phone-call" lines={[words.identity_call_hotline]} />,
  };
}

type Way = OfferedMeans | "again" | "call" | "hotline";

/** Ways on of each state, a person among the first two; of those that the machine must have, only the offered ones are shown. */
const WAYS: Readonly<Record<IdentifyState, readonly Way[]>> = {
  ask: ["social_card", "qr", "phone", "staff"],
  reading: [],
  failed_once: ["phone", "staff", "social_card", "qr"],
  failed_twice: ["phone", "staff", "again"],
  unknown: ["call", "hotline"],
  broken: ["phone", "staff"],
  locked: ["staff", "hotline"],
  phone: ["phone", "staff"],
  offline: ["again", "call", "hotline"],
  late: ["again", "staff", "phone"],
};

const OWN_STATES: readonly string[] = ["phone", "offline", "late"];

export function AskScreen({ said, how, readsCards, offered, next }: AskScreenProps) {
  const words = useWords(kioskWords);
  const machine = useWords(kioskMachineWords);
  const reading = useReading();
  const state = reading.state === "ask" ? said : reading.state;
  const ways = useWays(next, state);
  const isThere = (way: Way) =>
    way === "again" || way === "call" || way === "hotline" || (offered.includes(way) && !isChosen(way));
  const isChosen = (way: Way) => (way === "social_card" && how === "social") || (way === "qr" && how === "qr");
  // Where no clerk can type digits, a person is called instead: no state is without one.
  const wayTo = (way: Way): Way => (way === "staff" && !offered.includes("staff") ? "call" : way);
  const { shown: choices, pager } = usePageOfCards(
    [...new Set(WAYS[state].map(wayTo))].filter(isThere).map((way) => ways[way]),
  );
  const titles: Readonly<Record<string, { title: string; caption: string }>> = {
    phone: { title: machine.phone_needed_title, caption: machine.phone_needed_caption },
    offline: { title: words.offline_title, caption: machine.late_caption },
    late: { title: machine.late_title, caption: machine.late_caption },
    social: { title: machine.social_title, caption: machine.social_caption },
    qr: { title: machine.qr_title, caption: machine.qr_caption },
    none: { title: machine.ways_title, caption: machine.ways_caption },
  };
  const asksOther = state === "ask" && (how !== "card" || !readsCards);
  const own = OWN_STATES.includes(state)
    ? titles[state]
    : asksOther
      ? titles[how === "card" ? "none" : how]
      : undefined;
  if (own === undefined)
    return <IdentityScreen state={state as IdentityState} backTo="/kiosk/home" choices={choices} action={pager} />;
  return (
    <QuestionScreen
      backTo={
        asksOther && how !== "card" ? `/kiosk/identify?${new URLSearchParams({ next }).toString()}` : "/kiosk/home"
      }
      {...own}
      details={asksOther && how === "social" ? <CardPicture /> : undefined}
      choices={choices}
      action={pager}
    />
  );
}

type StaffDigitsProps = {
  readonly digits: string;
  readonly problem: "wrong" | "none" | null;
  readonly next: string;
};

/** Six digits that the clerk beside the elder has taken at the own desk. */
export function StaffDigitsScreen({ digits, problem, next }: StaffDigitsProps) {
  const words = useWords(kioskMachineWords);
  const pageWords = useWords(kioskPageWords);
  const problems = { wrong: words.assist_wrong, none: words.assist_none };
  return (
    <KeypadScreen
      backTo={`/kiosk/identify?${new URLSearchParams({ next }).toString()}`}
      title={words.assist_title}
      caption={words.assist_caption}
      error={problem === null ? undefined : problems[problem]}
      name="digits"
      digits={digits}
      longest={ASSIST_DIGITS}
      isSecret
      hidden={{ next }}
      action={
        <KeypadRow asksPerson={problem !== null}>
          <KioskButton kind="primary">{pageWords.code_go}</KioskButton>
        </KeypadRow>
      }
    />
  );
}

/** Another card during somebody's session: changing wipes first, so it is a whole new page. */
export function OtherElderScreen() {
  const words = useWords(kioskMachineWords);
  return (
    <QuestionScreen
      backTo="/kiosk/home"
      title={words.other_title}
      caption={words.other_caption}
      details={
        <Form id="other-elder" method="post" action="/kiosk/identify" reloadDocument>
          <input type="hidden" name="change" value="yes" />
        </Form>
      }
      action={
        <ActionRow layout="even">
          <KioskLink to="/kiosk/home">{words.other_no}</KioskLink>
          <KioskButton kind="primary" form="other-elder">
            {words.other_yes}
          </KioskButton>
        </ActionRow>
      }
    />
  );
}
