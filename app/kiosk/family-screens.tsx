/** 我的家人: who may see what, adding somebody by a code that a phone scans, and ending it at once. Consent is given after all scopes were shown. */
import { useLocation, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { listAddress } from "#app/components/list-address.ts";
import { QrPicture } from "#app/components/qr-picture.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { SCOPE_SWITCHES } from "#app/domain/family/family-link.ts";
import { elderYearDateText } from "#app/domain/time/date-text.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { familyWords, relationWord, scopeWord } from "#app/messages/kiosk-family.ts";
import { kioskPageWords } from "#app/messages/kiosk-pages.ts";
import { ActionRow } from "./action-row.tsx";
import { HELP_FROM_BOOKING } from "./booking-screens.tsx";
import { CardChoice } from "./card-choice.tsx";
import { ChipChoice } from "./chip-choice.tsx";
import { KioskButton, KioskLink } from "./kiosk-button.tsx";
import styles from "./qr-panel.module.css";
import { QuestionScreen } from "./question-screen.tsx";
import { useKiosk } from "./surroundings.tsx";
import { usePageOfCards } from "./use-page-of-cards.tsx";

export type Linked = {
  readonly linkId: string;
  /** Masked, as the telephone is. */
  readonly name: string;
  readonly relation: string;
  readonly phone: string;
  readonly scopes: readonly string[];
  readonly toOn: string;
  /** Its year is over: the elder is asked again. */
  readonly isOver: boolean;
};

const addressOf = (linkId: string) => `/kiosk/family/${linkId}`;

function usePersonCard(): (link: Linked) => JSX.Element {
  const words = useWords(familyWords);
  const locale = useLocale();
  const { step } = useKiosk().layout;
  return (link) => {
    const relation = relationWord(link.relation, locale);
    return (
      <CardChoice
        key={link.linkId}
        to={addressOf(link.linkId)}
        icon="user"
        lines={step === 3 ? [relation, link.name] : [words.person(relation, link.name)]}
        note={link.isOver ? words.person_over : step === 3 ? null : link.phone}
        isMarked={link.isOver}
      />
    );
  };
}

type ListProps = {
  readonly name: string;
  readonly links: readonly Linked[];
  /** Why no code could be shown. */
  readonly problem: "full" | "often" | null;
};

export function FamilyScreen({ name, links, problem }: ListProps) {
  const words = useWords(familyWords);
  const { step } = useKiosk().layout;
  const personCard = usePersonCard();
  const { go_home, hotline } = useWords(kioskPageWords);
  const ways =
    problem === null
      ? [
          ...links.map(personCard),
          <CardChoice
            key="add"
            name="add"
            value="yes"
            icon="user-plus"
            lines={[words.add]}
            note={step === 3 ? null : words.add_note}
          />,
        ]
      : [
          <CardChoice key="ask" to={HELP_FROM_BOOKING} icon="phone-call" lines={[hotline]} />,
          <CardChoice key="home" to="/kiosk/home" icon="house" lines={[go_home]} />,
          ...links.map(personCard),
        ];
  const { shown, pager } = usePageOfCards(ways);
  return (
    <QuestionScreen
      backTo="/kiosk/home"
      title={words.title}
      {...(step < 3 && { caption: links.length === 0 ? words.caption_none : words.caption })}
      chosen={[words.for_whom(name)]}
      error={problem === null ? undefined : words[problem]}
      form={{}}
      choices={shown}
      action={pager}
    />
  );
}

/** Asks the server again and again whether somebody has scanned the code; without scripts the button does. */
const ASK_AGAIN_MS = 3000;

export function CodeScreen({ qr }: { qr: readonly (readonly boolean[])[] }) {
  const words = useWords(familyWords);
  const { layout } = useKiosk();
  const { pathname } = useLocation();
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const asking = setInterval(revalidate, ASK_AGAIN_MS);
    return () => clearInterval(asking);
  }, [revalidate]);
  const picture = (
    <div className={styles.panel}>
      <QrPicture modules={qr} label={words.qr_label} />
    </div>
  );
  return (
    <QuestionScreen
      backTo="/kiosk/family"
      title={words.qr_title}
      {...(layout.step < 3 && { caption: words.qr_caption })}
      longDetails={picture}
      action={
        <ActionRow layout="even">
          <KioskLink to="/kiosk/family">{words.stop}</KioskLink>
          <KioskLink to={pathname} kind="primary">
            {words.scanned}
          </KioskLink>
        </ActionRow>
      }
    />
  );
}

/** A code that nobody scanned in time: again, a person, or back. */
export function CodeOverScreen() {
  const words = useWords(familyWords);
  const { hotline } = useWords(kioskPageWords);
  return (
    <QuestionScreen
      backTo="/kiosk/family"
      title={words.over_title}
      caption={words.over_caption}
      form={{ action: "/kiosk/family?index" }}
      choices={
        <>
          <CardChoice name="add" value="yes" icon="rotate-ccw" lines={[words.again]} />
          <CardChoice to={HELP_FROM_BOOKING} icon="phone-call" lines={[hotline]} />
        </>
      }
    />
  );
}

/** The four switches stand on one screen at every size: two rows of two. About paying the next screen asks. */
function ScopeChips({ chosen }: { chosen: readonly string[] }) {
  const words = useWords(familyWords);
  const locale = useLocale();
  const { step } = useKiosk().layout;
  return (
    <ChipChoice
      name="scope"
      legend={words.ask_caption}
      chips={SCOPE_SWITCHES.map(({ scope }) => ({ value: scope, label: scopeWord(scope, locale, step > 1) }))}
      chosen={chosen}
    />
  );
}

type AskProps = { readonly name: string; readonly relation: string; readonly phone: string };

/** @param ticked what was chosen before, for who comes back from the second screen; null the first time */
export function AgreeScreen({ name, relation, phone, ticked }: AskProps & { ticked: readonly string[] | null }) {
  const words = useWords(familyWords);
  const locale = useLocale();
  const suggested = SCOPE_SWITCHES.filter((one) => one.suggested).map(({ scope }) => scope);
  return (
    <QuestionScreen
      backTo="/kiosk/family"
      title={words.ask_title(relationWord(relation, locale))}
      caption={words.ask_caption}
      chosen={[words.ask_who(name, phone)]}
      form={{}}
      choices={<ScopeChips chosen={ticked ?? suggested} />}
      action={
        <ActionRow layout="even">
          <KioskButton name="answer" value="no">
            {words.refuse}
          </KioskButton>
          <KioskButton kind="primary" name="answer" value="next">
            {words.next}
          </KioskButton>
        </ActionRow>
      }
    />
  );
}

export function OneLinkScreen({ link }: { link: Linked }) {
  const words = useWords(familyWords);
  const locale = useLocale();
  const { step } = useKiosk().layout;
  const { pathname, search } = useLocation();
  const may = link.scopes.map((scope) => scopeWord(scope, locale, step > 1)).join(locale === "en" ? ", " : "、");
  const until = words.one_until(elderYearDateText(link.toOn as PlainDate, locale));
  return (
    <QuestionScreen
      backTo="/kiosk/family"
      title={words.person(relationWord(link.relation, locale), link.name)}
      chosen={step === 1 ? [link.phone, may, until] : step === 2 ? [may, until] : [may]}
      choices={
        <>
          <CardChoice to={listAddress(pathname, search, { do: "change" })} icon="pencil" lines={[words.change]} />
          <CardChoice to={listAddress(pathname, search, { do: "remove" })} icon="ban" lines={[words.remove]} />
        </>
      }
      action={
        <ActionRow>
          <KioskLink to="/kiosk/family">{words.see_family}</KioskLink>
        </ActionRow>
      }
    />
  );
}

export function ChangeLinkScreen({ link, ticked }: { link: Linked; ticked: readonly string[] | null }) {
  const words = useWords(familyWords);
  const locale = useLocale();
  return (
    <QuestionScreen
      backTo={addressOf(link.linkId)}
      title={words.ask_title(relationWord(link.relation, locale))}
      caption={words.ask_caption}
      chosen={[words.ask_who(link.name, link.phone)]}
      form={{ hidden: { do: "change" } }}
      choices={<ScopeChips chosen={ticked ?? link.scopes} />}
      action={
        <ActionRow layout="even">
          <KioskLink to={addressOf(link.linkId)}>{words.keep}</KioskLink>
          <KioskButton kind="primary">{words.next}</KioskButton>
        </ActionRow>
      }
    />
  );
}

export function RemoveLinkScreen({ link }: { link: Linked }) {
  const words = useWords(familyWords);
  const locale = useLocale();
  return (
    <QuestionScreen
      backTo={addressOf(link.linkId)}
      title={words.remove_title(relationWord(link.relation, locale))}
      caption={words.remove_caption}
      chosen={[words.ask_who(link.name, link.phone)]}
      form={{ hidden: { do: "remove" } }}
      action={
        <ActionRow layout="even">
          <KioskLink to={addressOf(link.linkId)}>{words.keep}</KioskLink>
          <KioskButton kind="primary">{words.remove_yes}</KioskButton>
        </ActionRow>
      }
    />
  );
}
