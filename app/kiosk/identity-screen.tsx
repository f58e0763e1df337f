/**
 * Identity is placing a card. Every state says what is happening and what to do, and has ways on, one of them a person. Asked as late as possible;
 * a number of the card is never typed here.
 */
import type { ReactNode } from "react";
import { useWords } from "#app/components/words-context.tsx";
import { kioskWords } from "#app/messages/kiosk.ts";
import { CardPicture } from "./card-picture.tsx";
import { QuestionScreen } from "./question-screen.tsx";
import { useLamp } from "./use-lamp.ts";

export type IdentityState = "ask" | "reading" | "failed_once" | "failed_twice" | "unknown" | "broken" | "locked";

type IdentityScreenProps = {
  readonly state: IdentityState;
  readonly backTo: string;
  readonly step?: { readonly number: number; readonly of: number };
  readonly chosen?: readonly string[];
  readonly hidden?: Readonly<Record<string, string>>;
  /** CardChoice elements: only the ways that this machine has. */
  readonly choices: ReactNode;
  readonly action?: ReactNode;
};

function useStateWords(state: IdentityState): { title: string; caption: string | undefined } {
  const words = useWords(kioskWords);
  switch (state) {
    case "ask":
      return { title: words.identity_title, caption: words.identity_caption };
    case "reading":
      return { title: words.identity_reading, caption: undefined };
    case "failed_once":
      return { title: words.identity_failed_title, caption: words.identity_failed };
    case "failed_twice":
      return { title: words.identity_other_way_title, caption: words.identity_other_way };
    case "unknown":
      return { title: words.identity_unknown_title, caption: words.identity_unknown };
    case "broken":
      return { title: words.identity_broken_title, caption: words.identity_broken };
    case "locked":
      return { title: words.identity_locked_title, caption: undefined };
  }
}

export function IdentityScreen({ state, backTo, step, chosen, hidden, choices, action }: IdentityScreenProps) {
  const { title, caption } = useStateWords(state);
  useLamp("reader", state === "ask" || state === "failed_once");
  const showsCard = state === "ask" || state === "reading" || state === "failed_once";
  return (
    <QuestionScreen
      backTo={backTo}
      title={title}
      step={step}
      {...(caption !== undefined && { caption })}
      {...(chosen !== undefined && { chosen })}
      {...(hidden !== undefined && { form: { hidden } })}
      details={showsCard ? <CardPicture /> : undefined}
      choices={choices}
      {...(action !== undefined && { action })}
    />
  );
}
