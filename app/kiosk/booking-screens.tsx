/** 服务预约: which basket, when, is this right. Every step says for whom, and whether a visit is added or paid by the elder. */
import type { ReactNode } from "react";
import { useLocation } from "@remix-run/react";
import { listAddress } from "#app/components/list-address.ts";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { elderTimeText } from "#app/domain/time/date-text.ts";
import { bookingWords } from "#app/messages/kiosk-booking.ts";
import { kioskPageWords } from "#app/messages/kiosk-pages.ts";
import { elderServices } from "#app/messages/kiosk-services.ts";
import { kioskWords } from "#app/messages/kiosk.ts";
import { afterColon } from "#app/messages/punctuation.ts";
import { ActionRow } from "./action-row.tsx";
import { CardChoice } from "./card-choice.tsx";
import { CheckList } from "./check-list.tsx";
import { KioskButton, KioskLink } from "./kiosk-button.tsx";
import { Phrases } from "./phrases.tsx";
import { QuestionScreen } from "./question-screen.tsx";
import { elderDurationText, slotWords } from "./slot-words.ts";
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

function usePurpose({ name, place, allowed, price, paysSelf }: Purpose): string[] {
  const words = useWords(bookingWords);
  return [words.for_whom(name), paysSelf ? words.own_one(price) : words.new_one(place, allowed)];
}

export function WhatScreen({ baskets, purpose }: { baskets: readonly Basket[]; purpose: Purpose }) {
  const words = useWords(bookingWords);
  const locale = useLocale();
  const { pathname, search } = useLocation();
  const { shown, pager } = usePageOfCards(baskets);
  return (
    <QuestionScreen
      backTo="/kiosk/home"
      step={{ number: 1, of: 4 }}
      title={words.what_title}
      chosen={usePurpose(purpose)}
      choices={shown.map(({ key, codes, minutes }) => (
        <CardChoice
          key={key}
          to={listAddress(pathname, search, { basket: key })}
          lines={[elderServices(codes, locale)]}
          note={`${key === "usual" ? `${words.usual} · ` : ""}${elderDurationText(minutes, locale)}`}
          isMarked={key === "usual"}
        />
      ))}
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
};

export function TimeScreen({ backTo, title, step, chosen, slots, isTaken }: TimeScreenProps) {
  const words = useWords(bookingWords);
  const locale = useLocale();
  const { layout } = useKiosk();
  const workerText = useWorkerText();
  const { shown, pager } = usePageOfCards(slots);
  if (slots.length === 0) return <NoTimesScreen backTo={backTo} chosen={chosen} />;
  return (
    <QuestionScreen
      backTo={backTo}
      title={title}
      step={step}
      chosen={chosen}
      error={isTaken ? words.taken_title : undefined}
      form={{}}
      choices={shown.map((slot) => {
        const card = slotWords({ ...slot, worker: workerText(slot.surnames) }, layout.step, locale);
        return <CardChoice key={slot.key} name="slot" value={slot.key} {...card} />;
      })}
      action={pager}
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

export function BookingTimeScreen(props: {
  readonly purpose: Purpose;
  readonly codes: readonly string[];
  readonly slots: readonly Slot[];
  readonly isTaken: boolean;
}) {
  const { purpose, codes, slots, isTaken } = props;
  const words = useWords(bookingWords);
  const locale = useLocale();
  const { pathname, search } = useLocation();
  const [who = "", what = ""] = usePurpose(purpose);
  return (
    <TimeScreen
      backTo={listAddress(pathname, search, { basket: null, taken: null })}
      step={{ number: 2, of: 4 }}
      title={words.time_title}
      chosen={[afterColon(who, elderServices(codes, locale), locale), what]}
      slots={slots}
      isTaken={isTaken}
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
  readonly title: string;
  readonly name: string;
  readonly chosen: readonly string[];
  readonly confirm: string;
  readonly change: string;
  readonly details: ReactNode;
};

/** With large letters there is room for the list and one line, for whom; with the largest the name stands in the question. */
export function CheckFrame({ backTo, title, name, chosen, confirm, change, details }: CheckFrameProps) {
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
          <KioskLink to={backTo}>{change}</KioskLink>
          <KioskButton kind="primary">{confirm}</KioskButton>
        </ActionRow>
      }
    />
  );
}

type FullScreenProps = { readonly name: string; readonly allowed: number; readonly price: string };

export function FullScreen({ name, allowed, price }: FullScreenProps) {
  const words = useWords(bookingWords);
  const { hotline } = useWords(kioskPageWords);
  const { layout } = useKiosk();
  const cards = [
    <CardChoice key="move" to="/kiosk/schedule" icon="calendar-days" lines={[words.move_visit]} />,
    <CardChoice
      key="pay"
      to="/kiosk/book?pay=self"
      icon="wallet"
      lines={[words.pay_self]}
      note={words.pay_self_note(price)}
    />,
    <CardChoice key="ask" to={HELP_FROM_BOOKING} icon="phone-call" lines={[hotline]} />,
  ];
  return (
    <QuestionScreen
      backTo="/kiosk/home"
      title={words.full_title(allowed)}
      caption={words.full_caption}
      chosen={[words.for_whom(name)]}
      choices={layout.step === 3 || layout.low ? cards.slice(0, 2) : cards}
    />
  );
}

export function ClosedScreen({ name, sentence }: { name: string; sentence: string | null }) {
  const words = useWords(bookingWords);
  const kiosk = useWords(kioskWords);
  const { hotline, go_home } = useWords(kioskPageWords);
  return (
    <QuestionScreen
      backTo="/kiosk/home"
      title={words.not_now_title}
      caption={words.closed_caption}
      details={
        <p>
          <Phrases>{sentence === null ? kiosk.home_title_personal(name) : sentence}</Phrases>
        </p>
      }
      choices={<CardChoice to={HELP_FROM_BOOKING} icon="phone-call" lines={[hotline]} />}
      action={
        <ActionRow>
          <KioskLink to="/kiosk/home">{go_home}</KioskLink>
        </ActionRow>
      }
    />
  );
}
