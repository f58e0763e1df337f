/** 服务预约: which basket, when, is this right. Every step says for whom, and whether a visit is added or paid by the elder. */
import type { ReactNode } from "react";
import { useLocation } from "@remix-run/react";
import { listAddress } from "#app/components/list-address.ts";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { elderTimeText } from "#app/domain/time/date-text.ts";
import { bookingWords, elderDurationWords } from "#app/messages/kiosk-booking.ts";
import { kioskPageWords } from "#app/messages/kiosk-pages.ts";
import { elderServices } from "#app/messages/kiosk-services.ts";
import { ActionRow } from "./action-row.tsx";
import { CardChoice } from "./card-choice.tsx";
import { cardsPerPage } from "./cards-per-page.ts";
import { CheckList } from "./check-list.tsx";
import { KioskButton, KioskLink } from "./kiosk-button.tsx";
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
};

/** 张护理员、李护理员 */
export function useWorkerText(): (surnames: readonly string[]) => string {
  const words = useWords(bookingWords);
  const separator = useLocale() === "en" ? ", " : "、";
  return (surnames) => surnames.map((surname) => words.worker(surname)).join(separator);
}

export function usePurpose({ name, place, allowed, price, paysSelf }: Purpose): string[] {
  const words = useWords(bookingWords);
  return [words.for_whom(name), paysSelf ? words.own_one(price) : words.new_one(place, allowed)];
}

type WhatScreenProps = {
  readonly baskets: readonly Basket[];
  readonly purpose: Purpose;
  /** The free time most like the last visit: one touch leads to the last question. */
  readonly likeLast: Slot | null;
  /** A time that became free for who waited. */
  readonly kept: { readonly basket: string; readonly slot: Slot } | null;
};

export function WhatScreen({ baskets, purpose, likeLast, kept }: WhatScreenProps) {
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
      title={words.what_title}
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
  const workerText = useWorkerText();
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

type CheckScreenProps = {
  readonly purpose: Purpose;
  readonly codes: readonly string[];
  readonly slot: Slot;
  readonly address: string;
};

export function CheckScreen({ purpose, codes, slot, address }: CheckScreenProps) {
  const words = useWords(bookingWords);
  const locale = useLocale();
  const { layout } = useKiosk();
  const { pathname, search } = useLocation();
  const workerText = useWorkerText();
  // The largest letters leave room for one line each: what one pays oneself comes before what others pay.
  const isLargest = layout.step === 3;
  const free = isLargest ? words.cost_nothing : words.check_cost_paid(purpose.price);
  const cost = purpose.paysSelf ? words.check_cost_own(purpose.price) : free;
  return (
    <CheckFrame
      backTo={listAddress(pathname, search, { slot: null })}
      changeTo={listAddress(pathname, search, { change: "1" })}
      title={words.check_title}
      name={purpose.name}
      chosen={usePurpose(purpose)}
      confirm={words.confirm}
      change={words.change}
      details={
        <CheckList
          items={[
            { icon: "clipboard-list", term: words.check_service, value: elderServices(codes, locale) },
            { icon: "clock", term: words.check_time, value: elderTimeText(slot.date, slot.startMinute, locale) },
            { icon: "user", term: words.check_who, value: workerText(slot.surnames) },
            { icon: "house", term: words.check_where, value: address },
            { icon: "wallet", term: words.check_cost, value: cost },
          ]}
        />
      }
    />
  );
}

type CheckFrameProps = {
  readonly backTo: string;
  /** Where what was chosen can be changed; back, unless there is more than one thing to change. */
  readonly changeTo?: string;
  readonly title: string;
  readonly name: string;
  readonly chosen: readonly string[];
  readonly confirm: string;
  readonly change: string;
  readonly details: ReactNode;
};

/** With large letters there is room for the list and one line, for whom; with the largest the name stands in the question. */
export function CheckFrame({
  backTo,
  changeTo = backTo,
  title,
  name,
  chosen,
  confirm,
  change,
  details,
}: CheckFrameProps) {
  const words = useWords(bookingWords);
  const { layout } = useKiosk();
  const lines = { 1: chosen, 2: chosen.slice(0, 1), 3: [] }[layout.step];
  return (
    <QuestionScreen
      backTo={backTo}
      title={layout.step === 3 ? words.check_title_for(name) : title}
      {...(layout.step === 1 && { step: { number: 3, of: 4 } })}
      chosen={lines}
      form={{ hidden: { confirm: "yes" } }}
      longDetails={details}
      action={
        <ActionRow layout="pair">
          <KioskLink to={changeTo}>{change}</KioskLink>
          <KioskButton kind="primary">{confirm}</KioskButton>
        </ActionRow>
      }
    />
  );
}
