/**
 * Without a card: the telephone number, then the six digits of the message, then a name where several share the telephone. A number that
 * nobody has on file sees the same screens. Whoever has tried too often is sent to a person, without a reason.
 */
import { useLocation } from "@remix-run/react";
import { listAddress } from "#app/components/list-address.ts";
import { useWords } from "#app/components/words-context.tsx";
import { CODE_DIGITS, CODE_MINUTES, PHONE_DIGITS } from "#app/domain/kiosk/sign-in-code.ts";
import { kioskPageWords } from "#app/messages/kiosk-pages.ts";
import { kioskWords } from "#app/messages/kiosk.ts";
import { ActionRow } from "./action-row.tsx";
import { CardChoice } from "./card-choice.tsx";
import { KeypadRow, KeypadScreen } from "./keypad-screen.tsx";
import { KioskButton, KioskLink } from "./kiosk-button.tsx";
import { QuestionScreen } from "./question-screen.tsx";
import { usePageOfCards } from "./use-page-of-cards.tsx";

export type SignInState =
  | { readonly step: "phone"; readonly problem: "phone_over" | null }
  /** `message` only in a demonstration, which has no telephones. */
  | { readonly step: "code"; readonly message: string | null }
  | { readonly step: "name"; readonly names: readonly string[] }
  | { readonly step: "staff" };

type Answer = { readonly digits: string; readonly problem?: "phone_short" | "phone_wait" | "code_wrong" };

type SignInScreenProps = {
  readonly state: SignInState;
  /** What the last post said: digits typed without scripts, or what is wrong. */
  readonly answer: Answer | null;
  readonly backTo: string;
};

function PhoneScreen({ problem, answer, backTo }: { problem: "phone_over" | null } & Omit<SignInScreenProps, "state">) {
  const words = useWords(kioskWords);
  const pageWords = useWords(kioskPageWords);
  const problems: Readonly<Record<string, string>> = {
    phone_short: words.phone_short,
    phone_wait: pageWords.phone_wait,
    phone_over: pageWords.phone_over,
  };
  const error = problems[(answer === null ? problem : answer.problem) ?? ""];
  return (
    <KeypadScreen
      backTo={backTo}
      title={words.phone_title}
      caption={words.phone_caption}
      error={error}
      name="phone"
      digits={answer?.digits ?? ""}
      longest={PHONE_DIGITS}
      action={
        <KeypadRow asksPerson>
          <KioskButton kind="primary">{pageWords.phone_next}</KioskButton>
        </KeypadRow>
      }
    />
  );
}

function CodeScreen({ message, answer }: { message: string | null; answer: Answer | null }) {
  const words = useWords(kioskWords);
  const pageWords = useWords(kioskPageWords);
  const { pathname, search } = useLocation();
  const backTo = listAddress(pathname, search, { step: "phone" });
  const isWrong = answer?.problem === "code_wrong";
  return (
    <KeypadScreen
      backTo={backTo}
      title={words.code_title}
      caption={message === null ? words.code_caption(CODE_MINUTES) : pageWords.demo_message(message)}
      error={isWrong ? words.code_wrong : undefined}
      name="code"
      digits={answer?.digits ?? ""}
      longest={CODE_DIGITS}
      action={
        <KeypadRow asksPerson={isWrong} secondary={<KioskLink to={backTo}>{words.code_again}</KioskLink>}>
          <KioskButton kind="primary">{pageWords.code_go}</KioskButton>
        </KeypadRow>
      }
    />
  );
}

function NameScreen({ names, backTo }: { names: readonly string[]; backTo: string }) {
  const words = useWords(kioskPageWords);
  const { shown, pager } = usePageOfCards(names.map((name, place) => ({ name, place })));
  return (
    <QuestionScreen
      backTo={backTo}
      title={words.name_title}
      caption={words.name_caption}
      form={{}}
      choices={shown.map(({ name, place }) => (
        <CardChoice key={place} name="name" value={String(place)} lines={[name]} icon="user" />
      ))}
      action={pager}
    />
  );
}

function StaffScreen({ backTo }: { backTo: string }) {
  const words = useWords(kioskWords);
  const pageWords = useWords(kioskPageWords);
  return (
    <QuestionScreen
      backTo={backTo}
      title={words.identity_locked_title}
      caption={pageWords.phone_staff_caption}
      choices={<CardChoice to="/kiosk/help?returnTo=/kiosk/home" icon="phone-call" lines={[pageWords.hotline]} />}
      action={
        <ActionRow>
          <KioskLink to="/kiosk/home">{pageWords.go_home}</KioskLink>
        </ActionRow>
      }
    />
  );
}

export function SignInScreen({ state, answer, backTo }: SignInScreenProps) {
  switch (state.step) {
    case "phone":
      return <PhoneScreen problem={state.problem} answer={answer} backTo={backTo} />;
    case "code":
      return <CodeScreen message={state.message} answer={answer} />;
    case "name":
      return <NameScreen names={state.names} backTo={backTo} />;
    case "staff":
      return <StaffScreen backTo={backTo} />;
  }
}
