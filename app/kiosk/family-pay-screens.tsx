/**
 * The second screen of the consent: whether the member of the family may pay what the elder pays. It comes after the four switches, and a touch on
 * it agrees to all five answers, so that nothing is agreed to before everything was shown.
 */
import type { ReactNode } from "react";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { familyWords, relationWord, scopeWord } from "#app/messages/kiosk-family.ts";
import { listed } from "#app/messages/punctuation.ts";
import { ActionRow } from "./action-row.tsx";
import { CardChoice } from "./card-choice.tsx";
import { KioskButton, KioskLink } from "./kiosk-button.tsx";
import { QuestionScreen } from "./question-screen.tsx";
import { useKiosk } from "./surroundings.tsx";

type Person = { readonly name: string; readonly relation: string; readonly phone: string };

/** Who it is and what was ticked on the screen before, as far as the letters leave room. */
function useChosen({ name, phone }: Person, scopes: readonly string[]): string[] {
  const words = useWords(familyWords);
  const locale = useLocale();
  const { step } = useKiosk().layout;
  const ticked = listed(
    scopes.map((scope) => scopeWord(scope, locale, true)),
    locale,
  );
  const said = scopes.length === 0 ? words.ticked_none : ticked;
  if (step === 1) return [words.ask_who(name, phone), said];
  return [step === 2 ? said : words.ticked(scopes.length)];
}

type PayQuestionProps = {
  readonly backTo: string;
  readonly person: Person;
  readonly scopes: readonly string[];
  readonly caption: string;
  readonly hidden: Readonly<Record<string, string>>;
  /** The words of no and yes. */
  readonly answers: readonly [no: string, yes: string];
  /** The answer that stands; none has been given where it is left out. */
  readonly pays?: boolean;
  /** What leads away without an answer. */
  readonly leave: ReactNode;
};

function PayQuestion({ backTo, person, scopes, caption, hidden, answers: [no, yes], pays, leave }: PayQuestionProps) {
  const words = useWords(familyWords);
  const locale = useLocale();
  return (
    <QuestionScreen
      backTo={backTo}
      title={words.pay_title(relationWord(person.relation, locale))}
      caption={caption}
      chosen={useChosen(person, scopes)}
      form={{ hidden: { ...hidden, ticked: scopes.join(" ") } }}
      choices={
        <>
          <CardChoice name="pay" value="no" icon="circle-check" lines={[no]} isMarked={pays === false} />
          <CardChoice name="pay" value="yes" icon="wallet" lines={[yes]} isMarked={pays === true} />
        </>
      }
      action={<ActionRow>{leave}</ActionRow>}
    />
  );
}

type AgreePayProps = Person & { readonly backTo: string; readonly scopes: readonly string[] };

export function AgreePayScreen({ backTo, scopes, ...person }: AgreePayProps) {
  const words = useWords(familyWords);
  return (
    <PayQuestion
      {...{ backTo, person, scopes }}
      caption={words.pay_caption}
      hidden={{}}
      answers={[words.agree_no_pay, words.agree_pay]}
      leave={
        <KioskButton name="answer" value="no">
          {words.refuse}
        </KioskButton>
      }
    />
  );
}

export function ChangePayScreen({ backTo, scopes, pays, ...person }: AgreePayProps & { readonly pays: boolean }) {
  const words = useWords(familyWords);
  return (
    <PayQuestion
      {...{ backTo, person, scopes, pays }}
      caption={words.pay_change_caption}
      hidden={{ do: "change" }}
      answers={[words.pay_no, words.pay_yes]}
      leave={<KioskLink to={backTo}>{words.keep}</KioskLink>}
    />
  );
}
