/** 服务预约, which time: the first free ones, another day and hour, and what to do when none fits. */
import { useLocation } from "@remix-run/react";
import { listAddress } from "#app/components/list-address.ts";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { elderDateText, elderMonthText } from "#app/domain/time/date-text.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { bookingWords } from "#app/messages/kiosk-booking.ts";
import { elderServices } from "#app/messages/kiosk-services.ts";
import { kioskWords } from "#app/messages/kiosk.ts";
import { afterColon } from "#app/messages/punctuation.ts";
import { ActionRow } from "./action-row.tsx";
import {
  HELP_FROM_BOOKING,
  TimeScreen,
  usePurpose,
  type OtherMonth,
  type Purpose,
  type Slot,
} from "./booking-screens.tsx";
import { CardChoice } from "./card-choice.tsx";
import { KioskLink } from "./kiosk-button.tsx";
import { QuestionScreen } from "./question-screen.tsx";
import { useKiosk } from "./surroundings.tsx";
import { usePageOfCards } from "./use-page-of-cards.tsx";

type BookingStepProps = {
  readonly purpose: Purpose;
  readonly codes: readonly string[];
  readonly otherMonth: OtherMonth | null;
};

/** The card that leads to the coming month's times, while something is open in it. */
function useMonthCard({ otherMonth }: BookingStepProps, change: Readonly<Record<string, string | null>>) {
  const words = useWords(bookingWords);
  const locale = useLocale();
  const { pathname, search } = useLocation();
  if (otherMonth === null || otherMonth.left === null) return [];
  const month = elderMonthText(otherMonth.month, locale);
  return [
    <CardChoice
      key="month"
      to={listAddress(pathname, search, { ...change, month: otherMonth.month })}
      icon="calendar-days"
      lines={[words.book_month(month)]}
      note={words.book_month_note(month, otherMonth.left)}
    />,
  ];
}

/** For whom and what, and which of the month's visits. */
function useBookingLines({ purpose, codes }: Pick<BookingStepProps, "purpose" | "codes">): string[] {
  const locale = useLocale();
  const [who = "", what = ""] = usePurpose(purpose);
  return [afterColon(who, elderServices(codes, locale), locale), what];
}

/** Whom no time suits waits for one, is called, or chooses something else. */
export function NoneFitsScreen({ isFull, ...of }: BookingStepProps & { readonly isFull: boolean }) {
  const words = useWords(bookingWords);
  const { pathname, search } = useLocation();
  const { layout } = useKiosk();
  const lines = useBookingLines(of);
  const ahead = useMonthCard(of, { taken: null, none: null, days: null, day: null });
  const cards = usePageOfCards([
    ...(of.purpose.paysSelf ? [] : ahead),
    ...(of.purpose.paysSelf
      ? []
      : [<CardChoice key="wait" name="wait" value="yes" icon="hourglass" lines={[words.wait_list]} />]),
    <CardChoice key="call" to="/kiosk/call-me?about=booking" icon="phone-call" lines={[words.call_me]} />,
    <CardChoice
      key="other"
      to={listAddress(pathname, search, { basket: null, taken: null, none: null, days: null, day: null })}
      icon="rotate-ccw"
      lines={[words.other_service]}
    />,
  ]);
  return (
    <QuestionScreen
      backTo={listAddress(pathname, search, isFull ? { basket: null, taken: null } : { none: null })}
      title={isFull ? words.no_slots_title : words.none_title}
      {...(layout.step < 3 && { caption: words.none_caption })}
      chosen={lines.slice(0, 1)}
      form={{}}
      choices={cards.shown}
      action={cards.pager}
    />
  );
}

export function BookingTimeScreen(
  props: BookingStepProps & { readonly slots: readonly Slot[]; readonly isTaken: boolean },
) {
  const { slots, isTaken, ...of } = props;
  const { monthAhead } = of.purpose;
  const words = useWords(bookingWords);
  const locale = useLocale();
  const { identity_ask_staff: ask_staff } = useWords(kioskWords);
  const { pathname, search } = useLocation();
  const lines = useBookingLines(of);
  // What was found in the coming month is looked for there from now on.
  const month = monthAhead === null ? {} : { month: monthAhead };
  const days = listAddress(pathname, search, { ...month, days: "1", taken: null });
  return (
    <TimeScreen
      backTo={listAddress(pathname, search, { basket: null, taken: null })}
      step={{ number: 2, of: 4 }}
      title={monthAhead === null ? words.time_title : words.time_title_ahead(elderMonthText(monthAhead, locale))}
      chosen={lines}
      slots={slots}
      isTaken={isTaken}
      none={<NoneFitsScreen {...of} isFull />}
      action={
        <ActionRow layout="even">
          {!isTaken && <KioskLink to={days}>{words.other_days}</KioskLink>}
          <KioskLink to={listAddress(pathname, search, { ...month, none: "1", taken: null })}>
            {words.none_fits}
          </KioskLink>
          {isTaken && <KioskLink to={HELP_FROM_BOOKING}>{ask_staff}</KioskLink>}
        </ActionRow>
      }
    />
  );
}

type DaysProps = BookingStepProps & {
  readonly days: readonly { readonly date: PlainDate; readonly count: number }[];
  readonly slots: readonly Slot[];
  /** The day that was chosen; null while it is asked. */
  readonly day: string | null;
};

/** Another day, then the hour. */
export function BookingDaysScreen({ days, slots, day, ...of }: DaysProps) {
  const words = useWords(bookingWords);
  const locale = useLocale();
  const { pathname, search } = useLocation();
  const lines = useBookingLines(of);
  const ahead = useMonthCard(of, { day: null });
  const { shown, pager } = usePageOfCards([
    ...days.map(({ date, count }) => (
      <CardChoice
        key={date}
        to={listAddress(pathname, search, { day: date })}
        lines={[elderDateText(date, locale)]}
        note={words.day_left(count)}
      />
    )),
    ...(of.purpose.paysSelf ? [] : ahead),
  ]);
  const ofDay = slots.filter(({ date }) => date === day);
  const backToDays = listAddress(pathname, search, { day: null });
  if (days.length === 0) return <NoneFitsScreen {...of} isFull />;
  if (ofDay.length > 0)
    return <TimeScreen backTo={backToDays} title={words.hour_title} chosen={lines} slots={ofDay} isTaken={false} />;
  return (
    <QuestionScreen
      backTo={listAddress(pathname, search, { days: null })}
      title={words.day_title}
      step={{ number: 2, of: 4 }}
      chosen={lines}
      choices={shown}
      action={pager}
    />
  );
}
