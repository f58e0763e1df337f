/** 我的额度: the month in four numbers, and why it is so many, each sentence with where it stands. */
import { useLocation } from "@remix-run/react";
import { listAddress } from "#app/components/list-address.ts";
import type { KioskIconName } from "./kiosk-icon.tsx";
import { KioskIcon } from "./kiosk-icon.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import type { MonthShare, WhyAllowed } from "#app/domain/kiosk/allowance.ts";
import type { VisitCost } from "#app/domain/payments/visit-cost.ts";
import { elderMonthText, elderYearDateText } from "#app/domain/time/date-text.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { eligibilitySentence } from "#app/messages/eligibility.ts";
import { allowanceWords } from "#app/messages/kiosk-allowance.ts";
import { bookingWords, elderDurationWords } from "#app/messages/kiosk-booking.ts";
import { kioskWords } from "#app/messages/kiosk.ts";
import { kioskPageWords } from "#app/messages/kiosk-pages.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { ActionRow } from "./action-row.tsx";
import styles from "./allowance-screens.module.css";
import { HELP_FROM_BOOKING } from "./booking-screens.tsx";
import { CardChoice } from "./card-choice.tsx";
import { cardPage } from "./cards-per-page.ts";
import { KioskLink } from "./kiosk-button.tsx";
import { Pager } from "./pager.tsx";
import { Phrases } from "./phrases.tsx";
import { QuestionScreen } from "./question-screen.tsx";
import { useKiosk } from "./surroundings.tsx";
import { usePageOfCards } from "./use-page-of-cards.tsx";

type WhyClosed = {
  readonly code: "closed";
  readonly reason: string;
  readonly facts: Readonly<Record<string, unknown>>;
};

export type Allowance = {
  readonly name: string;
  readonly isOpen: boolean;
  readonly left: number;
  /** What may still be booked, and of which month: the coming one where nothing is left to book in the running one. */
  readonly stillToBook: { readonly left: number; readonly month: PlainMonth | null };
  readonly share: MonthShare;
  readonly cost: VisitCost | null;
  readonly benefits: readonly ("family_bed" | "consumption_subsidy")[];
  readonly why: readonly (WhyAllowed | WhyClosed)[];
  readonly source: string;
};

const BLOCKS: readonly { readonly part: keyof MonthShare; readonly icon: KioskIconName }[] = [
  { part: "done", icon: "circle-check" },
  { part: "booked", icon: "calendar-check" },
  { part: "open", icon: "plus" },
  { part: "owed", icon: "hourglass" },
];

function Blocks({ share, lines }: { share: MonthShare; lines: readonly string[] }) {
  const words = useWords(allowanceWords);
  return (
    <>
      <dl className={styles.blocks}>
        {BLOCKS.map(({ part, icon }) => (
          <div key={part} className={styles.block}>
            <KioskIcon name={icon} />
            <dt>{words[part]}</dt>
            <dd>{words.times(share[part])}</dd>
          </div>
        ))}
      </dl>
      {lines.map((line) => (
        <p key={line} className={styles.money}>
          <Phrases>{line}</Phrases>
        </p>
      ))}
    </>
  );
}

export function AllowanceScreen(allowance: Allowance) {
  const words = useWords(allowanceWords);
  const booking = useWords(bookingWords);
  const { pathname, search } = useLocation();
  const kiosk = useWords(kioskWords);
  const locale = useLocale();
  const { isOpen, name, left, share, cost, benefits, stillToBook } = allowance;
  const ahead = stillToBook.month === null ? null : elderMonthText(stillToBook.month, locale);
  const lines = [
    ...(ahead === null ? [] : [kiosk.home_quota_ahead(ahead, stillToBook.left)]),
    ...(cost === null ? [] : [words.money(cost.paid, cost.own)]),
    ...benefits.map((benefit) => words[benefit]),
  ];
  const { shown, pager } = usePageOfCards([
    <CardChoice
      key="why"
      to={listAddress(pathname, search, { why: "1", page: null })}
      icon="circle-help"
      lines={[isOpen ? words.why : words.why_not]}
    />,
    <CardChoice key="ask" to={HELP_FROM_BOOKING} icon="phone-call" lines={[words.ask]} />,
    ...(isOpen ? [<CardChoice key="print" name="print" value="yes" icon="printer" lines={[words.print]} />] : []),
  ]);
  return (
    <QuestionScreen
      backTo="/kiosk/home"
      title={isOpen ? words.title(left) : booking.not_now_title}
      chosen={[words.for_whom(name)]}
      details={isOpen ? <Blocks share={share} lines={lines} /> : undefined}
      form={{ action: "/kiosk/print", hidden: { what: "allowance" } }}
      choices={shown}
      action={pager}
    />
  );
}

type Said = { readonly text: string; readonly source: string };

/** One sentence and where it stands; null for a reason that no bystander should hear. */
function useSentence(): (why: WhyAllowed | WhyClosed, document: string) => Said | null {
  const words = useWords(allowanceWords);
  const locale = useLocale();
  return (why, document) => {
    switch (why.code) {
      case "month_rule":
        return {
          text: words.month_rule(why.visits, elderDurationWords(why.minutes, locale)),
          source: words.source(document),
        };
      case "assessed":
        return {
          text: words.assessed(elderYearDateText(why.until, locale)),
          source: words.source_assessment(elderYearDateText(why.on, locale)),
        };
      case "taken":
        return { text: words.taken(why.done, why.booked), source: words.source_plan };
      case "owed":
        return { text: words.owed_why(why.owed), source: words.source_plan };
      case "price":
        return { text: words.price_why(why.cost.price, why.cost.paid, why.cost.own), source: words.source_contract };
      case "closed": {
        const text = eligibilitySentence(why.reason, why.facts as SentenceFacts, locale);
        return text === null ? null : { text, source: words.source(document) };
      }
    }
  };
}

/** How many sentences with their sources one screen holds. */
const SENTENCES_BY_STEP = { 1: 3, 2: 2, 3: 1 } as const;

export function WhyScreen({ name, isOpen, why, source }: Allowance) {
  const words = useWords(allowanceWords);
  const { hotline } = useWords(kioskPageWords);
  const { pathname, search } = useLocation();
  const { layout } = useKiosk();
  const sentence = useSentence();
  const said = why.flatMap((one) => sentence(one, source) ?? []);
  const all = said.length > 0 ? said : [{ text: words.closed_other, source: words.source(source) }];
  const asked = Number(new URLSearchParams(search).get("page") ?? "1");
  const { items, pages, page } = cardPage(all, Number.isFinite(asked) ? asked : 1, SENTENCES_BY_STEP[layout.step]);
  const backTo = listAddress(pathname, search, { why: null, page: null });
  return (
    <QuestionScreen
      backTo={backTo}
      title={isOpen ? words.why_title : words.why_not_title}
      {...(layout.step < 3 && { chosen: [words.for_whom(name)] })}
      longDetails={
        <ul className={styles.reasons}>
          {items.map(({ text, source: where }) => (
            <li key={text}>
              <p className={styles.sentence}>
                <Phrases>{text}</Phrases>
              </p>
              {/* The largest letters leave room for the sentence; where it stands is said at the other sizes. */}
              {(layout.step < 3 || isOpen) && (
                <p className={styles.source}>
                  <Phrases>{where}</Phrases>
                </p>
              )}
            </li>
          ))}
        </ul>
      }
      action={
        pages > 1 ? (
          <Pager page={page} pages={pages} />
        ) : (
          <ActionRow layout={layout.step < 3 ? "even" : "one"}>
            <KioskLink to={HELP_FROM_BOOKING}>{hotline}</KioskLink>
            {layout.step < 3 && <KioskLink to={backTo}>{words.back}</KioskLink>}
          </ActionRow>
        )
      }
    />
  );
}
