/** 代预约 on the family's phone: the kiosk's steps as cards. Each choice is a link or a plain form, so that it works without scripts. */
import { Form, Link } from "@remix-run/react";
import { elderDurationWords } from "#app/messages/kiosk-booking.ts";
import { familyActWords } from "#app/messages/family-acts.ts";
import { elderServices } from "#app/messages/kiosk-services.ts";
import type { VisitCost } from "#app/domain/payments/visit-cost.ts";
import { elderMonthText } from "#app/domain/time/date-text.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { VISIT_REMARKS } from "#app/domain/visits/visit-remark.ts";
import { remarkWord } from "#app/messages/visit-remarks.ts";
import { ChoiceField } from "./choice-field.tsx";
import { SlotCheck, SlotLinks, TimeTaken, type FamilySlot } from "./family-slots.tsx";
import { useCareWorkers } from "./care-workers.ts";
import { useWhen } from "./family-words.ts";
import styles from "./family-home.module.css";
import { Stack } from "./layout.tsx";
import { LinkButton } from "./link-button.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { useLocale, useWords } from "./words-context.tsx";

/** What the pages of a booking have in common: where they are, who pays, and the month that was asked for; null for the first with something open. */
export type BookingPlace = { readonly to: string; readonly paysSelf: boolean; readonly month: string | null };

/** The coming month where the visit is one of its. */
type Ahead = { readonly monthAhead: PlainMonth | null };
type OtherMonth = { readonly month: PlainMonth; readonly left: number | null };

const asked = (place: BookingPlace, more: Readonly<Record<string, string>>) =>
  `${place.to}?${new URLSearchParams({
    ...(place.paysSelf && { pay: "self" }),
    ...(place.month !== null && { month: place.month }),
    ...more,
  }).toString()}`;

type OtherMonthProps = { readonly other: OtherMonth | null; readonly to: (month: PlainMonth) => string };

/** The way to the coming month while something is open in it, or back to the running one. */
function OtherMonthLink({ other, to }: OtherMonthProps) {
  const words = useWords(familyActWords);
  const locale = useLocale();
  if (other === null) return null;
  const month = elderMonthText(other.month, locale);
  return (
    <LinkButton to={to(other.month)} wide>
      {other.left === null ? words.see_month(month) : words.book_month(month)}
    </LinkButton>
  );
}

type WhatProps = Ahead & {
  readonly place: BookingPlace;
  readonly left: number;
  readonly otherMonth: OtherMonth | null;
  readonly baskets: readonly { readonly key: string; readonly codes: readonly string[]; readonly minutes: number }[];
};

export function FamilyWhat({ place, left, baskets, monthAhead, otherMonth }: WhatProps) {
  const words = useWords(familyActWords);
  const locale = useLocale();
  const open = monthAhead === null ? words.left(left) : words.left_ahead(elderMonthText(monthAhead, locale), left);
  return (
    <>
      <Panel title={words.what} note={place.paysSelf ? words.paying_self : open}>
        <div className={styles.choices}>
          {baskets.map(({ key, codes, minutes }) => (
            <Link key={key} to={asked(place, { basket: key })} className={styles.choice}>
              <strong>{key === "usual" ? words.usual : elderServices(codes, locale)}</strong>
              <span className={styles.soft}>
                {key === "usual" && `${elderServices(codes, locale)} · `}
                {elderDurationWords(minutes, locale)}
              </span>
            </Link>
          ))}
        </div>
      </Panel>
      <OtherMonthLink other={otherMonth} to={(month) => asked(place, { month })} />
    </>
  );
}

type TimesProps = Ahead & {
  readonly otherMonth: OtherMonth | null;
  readonly place: BookingPlace;
  readonly basket: string;
  readonly slots: readonly FamilySlot[];
  readonly isTaken: boolean;
};

export function FamilyTimes({ place, basket, slots, isTaken, monthAhead, otherMonth }: TimesProps) {
  const words = useWords(familyActWords);
  const locale = useLocale();
  const month = monthAhead === null ? null : elderMonthText(monthAhead, locale);
  return (
    <>
      {isTaken && <TimeTaken />}
      <Panel title={month === null ? words.time : words.time_ahead(month)}>
        <SlotLinks
          slots={slots}
          none={month === null ? words.times_none : words.times_none_ahead(month)}
          addressOf={(slot) => asked(place, { basket, slot: slot.key })}
        />
      </Panel>
      <OtherMonthLink other={otherMonth} to={(other) => asked(place, { basket, month: other })} />
      <LinkButton to={asked(place, {})} wide>
        {words.other_service}
      </LinkButton>
    </>
  );
}

type CheckProps = {
  readonly place: BookingPlace;
  readonly basket: string;
  readonly name: string;
  readonly codes: readonly string[];
  readonly slot: FamilySlot;
  readonly address: string;
  readonly price: string;
  readonly cost: VisitCost;
};

export function FamilyCheck({ place, basket, name, codes, slot, address, price, cost }: CheckProps) {
  const words = useWords(familyActWords);
  const locale = useLocale();
  const workers = useCareWorkers();
  const when = useWhen();
  return (
    <SlotCheck
      name={name}
      items={[
        { term: words.service, value: elderServices(codes, locale) },
        { term: words.when, value: when.whole(slot) },
        { term: words.who, value: workers(slot.surnames) },
        { term: words.where, value: address },
        { term: words.cost, value: place.paysSelf ? words.cost_own(price) : words.cost_of(cost.paid, cost.own) },
      ]}
      action={asked(place, { basket, slot: slot.key })}
      otherTo={asked(place, { basket })}
      confirm={words.confirm}
    >
      <ChoiceField
        kind="checkbox"
        name="remark"
        label={words.mind}
        choices={VISIT_REMARKS.map((value) => ({ value, label: remarkWord(value, locale) }))}
        inColumn
      />
    </SlotCheck>
  );
}

type BookedProps = {
  readonly home: string;
  readonly visitNo: string;
  readonly date: PlainDate;
  readonly startMinute: number;
  readonly surnames: readonly string[];
  readonly isOff: boolean;
  readonly isMoved: boolean;
  readonly mayUndo: boolean;
};

export function FamilyBooked({ home, visitNo, isOff, isMoved, mayUndo, ...visit }: BookedProps) {
  const words = useWords(familyActWords);
  const workers = useCareWorkers();
  const when = useWhen();
  return (
    <>
      <Notice tone="success" title={isOff ? words.undone : isMoved ? words.moved : words.booked} announced>
        {!isOff && words.booked_text(workers(visit.surnames), when.whole(visit))}
      </Notice>
      {!isOff && <p>{words.booked_no(visitNo)}</p>}
      {!isOff && mayUndo && (
        <Form method="post">
          <Stack>
            <SubmitButton kind="secondary" wide name="undo" value="yes">
              {words.undo}
            </SubmitButton>
            <p>{words.undo_hint}</p>
          </Stack>
        </Form>
      )}
      <LinkButton to={home} kind="primary" wide>
        {words.to_home}
      </LinkButton>
    </>
  );
}

type ClosedProps = Ahead & {
  readonly place: BookingPlace;
  readonly kind: "full" | "closed" | "resting";
  readonly allowed: number;
  readonly price: string;
  /** Whether this person may pay for one more. */
  readonly mayPay: boolean;
  readonly sentence: string | null;
};

export function FamilyNotOpen({ place, kind, allowed, price, mayPay, sentence, monthAhead }: ClosedProps) {
  const words = useWords(familyActWords);
  const locale = useLocale();
  const full =
    monthAhead === null ? words.full(allowed) : words.full_ahead(elderMonthText(monthAhead, locale), allowed);
  return (
    <>
      <Notice>
        {kind === "full" ? full : kind === "resting" ? words.resting : (sentence ?? words.closed)} {words.ask_hotline}
      </Notice>
      {kind === "full" && mayPay && (
        <LinkButton to={asked({ ...place, paysSelf: true }, {})} wide>
          {words.pay_self(price)}
        </LinkButton>
      )}
    </>
  );
}
