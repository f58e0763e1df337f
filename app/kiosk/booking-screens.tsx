/** 服务预约: which basket and when. Every step says for whom, and whether a visit is added or paid by the elder. */
import type { ReactNode } from "react";
import { useLocation } from "@remix-run/react";
import { useCareWorkers } from "#app/components/care-workers.ts";
import { listAddress } from "#app/components/list-address.ts";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { elderMonthText, elderTimeText } from "#app/domain/time/date-text.ts";
import { bookingWords, elderDurationWords } from "#app/messages/kiosk-booking.ts";
import { kioskPageWords } from "#app/messages/kiosk-pages.ts";
import { elderServices } from "#app/messages/kiosk-services.ts";
import { CardChoice } from "./card-choice.tsx";
import { cardsPerPage } from "./cards-per-page.ts";
import { QuestionScreen } from "./question-screen.tsx";
import { slotWords } from "./slot-words.ts";
import { useKiosk } from "./surroundings.tsx";
import { usePageOfCards } from "./use-page-of-cards.tsx";

export const HELP_FROM_BOOKING = "/kiosk/help?returnTo=/kiosk/home";

type Basket = { readonly key: string; readonly codes: readonly string[]; readonly minutes: number };

export type Slot = {
  readonly key: string;
  readonly date: PlainDate;
  readonly startMinute: number;
  readonly durationMinutes: number;
  readonly surnames: readonly string[];
  readonly visitsBefore: number;
};

/** What is happening, said on every step: for whom, and which of the month's visits or whose money. */
export type Purpose = {
  readonly name: string;
  readonly place: number;
  readonly allowed: number;
  readonly price: string;
  readonly paysSelf: boolean;
  /** The coming month where the visit is one of its; null for one of the running month. */
  readonly monthAhead: PlainMonth | null;
};

/** The other month that may be looked at, and how many visits are open in it where it is the coming one. */
export type OtherMonth = { readonly month: PlainMonth; readonly left: number | null };

export function usePurpose({ name, place, allowed, price, paysSelf, monthAhead }: Purpose): string[] {
  const words = useWords(bookingWords);
  const locale = useLocale();
  const newOne =
    monthAhead === null
      ? words.new_one(place, allowed)
      : words.new_one_ahead(elderMonthText(monthAhead, locale), place, allowed);
  return [words.for_whom(name), paysSelf ? words.own_one(price) : newOne];
}

type WhatScreenProps = {
  readonly baskets: readonly Basket[];
  readonly purpose: Purpose;
  /** The free time most like the last visit: one touch leads to the last question. */
  readonly likeLast: Slot | null;
  /** A time that became free for who waited. */
  readonly kept: { readonly basket: string; readonly slot: Slot } | null;
  /** Seen from the coming month the running one, whose visits all stand. */
  readonly otherMonth: OtherMonth | null;
};

export function WhatScreen({ baskets, purpose, likeLast, kept, otherMonth }: WhatScreenProps) {
  const words = useWords(bookingWords);
  const locale = useLocale();
  const { pathname, search } = useLocation();
  const { layout } = useKiosk();
  const { step } = layout;
  const when = (slot: Slot) => elderTimeText(slot.date, slot.startMinute, locale);
  const straightTo = (basket: string, slot: Slot) => listAddress(pathname, search, { basket, slot: slot.key });
  const noteOf = ({ key, minutes }: Basket) => {
    // With larger letters when is said by the next screen.
    if (key === "usual" && likeLast !== null) return step === 1 ? words.like_note(when(likeLast)) : words.same_again;
    return `${key === "usual" ? `${words.usual} · ` : ""}${elderDurationWords(minutes, locale)}`;
  };
  const cards = [
    ...(kept === null
      ? []
      : [
          <CardChoice
            key="kept"
            to={straightTo(kept.basket, kept.slot)}
            icon="clock"
            lines={step === 3 ? when(kept.slot).split(/ (?=\S+$)/) : [words.kept_card]}
            note={step === 3 ? null : words.kept_note(when(kept.slot))}
            isMarked
          />,
        ]),
    ...baskets.map((basket) => (
      <CardChoice
        key={basket.key}
        to={
          basket.key === "usual" && likeLast !== null
            ? straightTo(basket.key, likeLast)
            : listAddress(pathname, search, { basket: basket.key })
        }
        lines={[elderServices(basket.codes, locale)]}
        note={noteOf(basket)}
        isMarked={basket.key === "usual"}
      />
    )),
    <CardChoice
      key="unsure"
      to={listAddress(pathname, search, { unsure: "1" })}
      icon="circle-help"
      lines={[words.not_sure]}
    />,
    ...(otherMonth === null
      ? []
      : [
          <CardChoice
            key="month"
            to={listAddress(pathname, search, { month: otherMonth.month })}
            icon="calendar-days"
            lines={[words.see_month(elderMonthText(otherMonth.month, locale))]}
          />,
        ]),
  ];
  // 更多服务 ends the first page, however many cards it holds: nobody has to turn pages to find it.
  const { shown, pager } = usePageOfCards(
    cards.toSpliced(
      cardsPerPage(layout) - 1,
      0,
      <CardChoice
        key="more"
        to={listAddress(pathname, search, { more: "1" })}
        icon="list-checks"
        lines={[words.more_services]}
      />,
    ),
  );
  return (
    <QuestionScreen
      backTo="/kiosk/home"
      step={{ number: 1, of: 4 }}
      title={
        purpose.monthAhead === null
          ? words.what_title
          : words.what_title_ahead(elderMonthText(purpose.monthAhead, locale))
      }
      chosen={usePurpose(purpose)}
      choices={shown}
      action={pager}
    />
  );
}

type TimeScreenProps = {
  readonly backTo: string;
  readonly title: string;
  readonly step?: { readonly number: number; readonly of: number };
  readonly chosen: readonly string[];
  readonly slots: readonly Slot[];
  /** The time that was wanted has just gone. */
  readonly isTaken: boolean;
  /** Other ways on than the next page of times. */
  readonly action?: ReactNode;
  /** What to do when no time is free. */
  readonly none?: ReactNode;
};

export function TimeScreen(props: TimeScreenProps) {
  const { backTo, title, step, chosen, slots, isTaken, action, none } = props;
  const words = useWords(bookingWords);
  const locale = useLocale();
  const { layout } = useKiosk();
  const workerText = useCareWorkers();
  const { shown, pager } = usePageOfCards(slots);
  if (slots.length === 0) return <>{none ?? <NoTimesScreen backTo={backTo} chosen={chosen} />}</>;
  return (
    <QuestionScreen
      backTo={backTo}
      title={isTaken ? words.taken_title : title}
      step={step}
      chosen={layout.step === 3 && isTaken ? chosen.slice(0, 1) : chosen}
      form={{}}
      choices={shown.map((slot) => {
        const card = slotWords({ ...slot, worker: workerText(slot.surnames) }, layout.step, locale);
        return <CardChoice key={slot.key} name="slot" value={slot.key} {...card} />;
      })}
      action={action ?? pager}
    />
  );
}

function NoTimesScreen({ backTo, chosen }: { backTo: string; chosen: readonly string[] }) {
  const words = useWords(bookingWords);
  const { hotline } = useWords(kioskPageWords);
  return (
    <QuestionScreen
      backTo={backTo}
      title={words.no_slots_title}
      caption={words.no_slots_caption}
      chosen={chosen}
      choices={
        <>
          <CardChoice to={backTo} icon="rotate-ccw" lines={[words.other_service]} />
          <CardChoice to={HELP_FROM_BOOKING} icon="phone-call" lines={[hotline]} />
        </>
      }
    />
  );
}
