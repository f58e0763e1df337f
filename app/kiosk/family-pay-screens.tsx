/**
 * The second screen of the consent: whether the member of the family may pay what the elder pays. It comes after the four switches, and a touch on
 * it agrees to all five answers, so that nothing is agreed to before everything was shown.
 */
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

export function AgreePayScreen({ backTo, scopes, ...person }: Person & { backTo: string; scopes: readonly string[] }) {
  const words = useWords(familyWords);
  const locale = useLocale();
  return (
    <QuestionScreen
      backTo={backTo}
      title={words.pay_title(relationWord(person.relation, locale))}
      caption={words.pay_caption}
      chosen={useChosen(person, scopes)}
      form={{ hidden: { ticked: scopes.join(" ") } }}
      choices={
        <>
          <CardChoice name="pay" value="no" icon="circle-check" lines={[words.agree_no_pay]} />
          <CardChoice name="pay" value="yes" icon="wallet" lines={[words.agree_pay]} />
        </>
      }
      action={
        <ActionRow>
          <KioskButton name="answer" value="no">
            {words.refuse}
          </KioskButton>
        </ActionRow>
      }
    />
  );
}

type ChangePayProps = Person & { readonly backTo: string; readonly scopes: readonly string[]; readonly pays: boolean };

export function ChangePayScreen({ backTo, scopes, pays, ...person }: ChangePayProps) {
  const words = useWords(familyWords);
  const locale = useLocale();
  return (
    <QuestionScreen
      backTo={backTo}
      title={words.pay_title(relationWord(person.relation, locale))}
      caption={words.pay_change_caption}
      chosen={useChosen(person, scopes)}
      form={{ hidden: { do: "change", ticked: scopes.join(" ") } }}
      choices={
        <>
          <CardChoice name="pay" value="no" icon="circle-check" lines={[words.pay_no]} isMarked={!pays} />
          <CardChoice name="pay" value="yes" icon="wallet" lines={[words.pay_yes]} isMarked={pays} />
        </>
      }
      action={
        <ActionRow>
          <KioskLink to={backTo}>{words.keep}</KioskLink>
        </ActionRow>
      }
    />
  );
}
