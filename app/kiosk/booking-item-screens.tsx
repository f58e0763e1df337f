/** 更多服务: which kind, which one, and what else, so that the visit lasts its hour. */
import { useLocation } from "@remix-run/react";
import { listAddress } from "#app/components/list-address.ts";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { bookingWords } from "#app/messages/kiosk-booking.ts";
import { elderCategory, elderServices } from "#app/messages/kiosk-services.ts";
import { usePurpose, type Purpose } from "./booking-screens.tsx";
import { CardChoice } from "./card-choice.tsx";
import { QuestionScreen } from "./question-screen.tsx";
import { useKiosk } from "./surroundings.tsx";
import { usePageOfCards } from "./use-page-of-cards.tsx";

type Item = {
  readonly code: string;
  readonly categoryCode: string;
  readonly minutes: number;
  /** Where it lasts a whole visit by itself. */
  readonly basket: string | null;
};

type Step = { readonly purpose: Purpose };

/** Every step of 更多服务 goes one back by leaving out what it asked for. */
const ASKED = { category: null, item: null, page: null };

export function CategoriesScreen({ purpose, items }: Step & { readonly items: readonly Item[] }) {
  const words = useWords(bookingWords);
  const locale = useLocale();
  const { pathname, search } = useLocation();
  const categories = [...new Set(items.map(({ categoryCode }) => categoryCode))];
  const { shown, pager } = usePageOfCards(categories);
  return (
    <QuestionScreen
      backTo={listAddress(pathname, search, { ...ASKED, more: null })}
      step={{ number: 1, of: 4 }}
      title={words.category_title}
      chosen={usePurpose(purpose)}
      choices={shown.map((category) => (
        <CardChoice
          key={category}
          to={listAddress(pathname, search, { ...ASKED, category })}
          lines={[elderCategory(category, locale)]}
        />
      ))}
      action={pager}
    />
  );
}

type ItemsProps = Step & { readonly items: readonly Item[]; readonly category: string };

export function ItemsScreen({ purpose, items, category }: ItemsProps) {
  const words = useWords(bookingWords);
  const locale = useLocale();
  const { pathname, search } = useLocation();
  const { shown, pager } = usePageOfCards(items.filter(({ categoryCode }) => categoryCode === category));
  return (
    <QuestionScreen
      backTo={listAddress(pathname, search, ASKED)}
      step={{ number: 1, of: 4 }}
      title={words.item_title}
      chosen={[...usePurpose(purpose).slice(0, 1), elderCategory(category, locale)]}
      choices={shown.map(({ code, minutes, basket }) => (
        <CardChoice
          key={code}
          to={
            basket === null
              ? listAddress(pathname, search, { item: code, page: null })
              : listAddress(pathname, search, { ...ASKED, more: null, basket })
          }
          lines={[elderServices([code], locale)]}
          note={words.about_minutes(minutes)}
        />
      ))}
      action={pager}
    />
  );
}

type FillProps = Step & {
  readonly item: Item;
  readonly minMinutes: number;
  readonly ways: readonly { readonly added: readonly string[]; readonly minutes: number; readonly basket: string }[];
};

export function FillScreen({ purpose, item, minMinutes, ways }: FillProps) {
  const words = useWords(bookingWords);
  const locale = useLocale();
  const { pathname, search } = useLocation();
  const { step } = useKiosk().layout;
  const to = (basket: string) => listAddress(pathname, search, { ...ASKED, more: null, basket });
  const [best] = ways;
  const { shown, pager } = usePageOfCards([
    ...ways.map(({ added, minutes, basket }) => (
      <CardChoice
        key={basket}
        to={to(basket)}
        lines={[elderServices(added, locale)]}
        note={words.about_minutes(minutes)}
      />
    )),
    ...(best === undefined
      ? [<CardChoice key="call" to="/kiosk/call-me?about=booking" icon="phone-call" lines={[words.call_me]} />]
      : [<CardChoice key="for-me" to={to(best.basket)} icon="check" lines={[words.fill_for_me]} isMarked />]),
  ]);
  const filled = words.fill_text(elderServices([item.code], locale), item.minutes, minMinutes - item.minutes);
  return (
    <QuestionScreen
      backTo={listAddress(pathname, search, { item: null, page: null })}
      {...(step === 1 && { step: { number: 1, of: 4 } })}
      title={words.fill_title}
      chosen={[...usePurpose(purpose).slice(0, 1), ...(step < 3 ? [filled] : [])]}
      choices={shown}
      action={pager}
    />
  );
}
