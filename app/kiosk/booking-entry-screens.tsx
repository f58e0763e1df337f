/** 服务预约 where the first question is another one: the month is full, closed or resting, or the elder does not know what to choose. */
import { useLocation } from "@remix-run/react";
import { listAddress } from "#app/components/list-address.ts";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { elderDateText, elderMonthText, elderTimeText } from "#app/domain/time/date-text.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { bookingWords } from "#app/messages/kiosk-booking.ts";
import { kioskPageWords } from "#app/messages/kiosk-pages.ts";
import { ActionRow } from "./action-row.tsx";
import { HELP_FROM_BOOKING, usePurpose, type Purpose } from "./booking-screens.tsx";
import { CardChoice } from "./card-choice.tsx";
import { KioskLink } from "./kiosk-button.tsx";
import { QuestionScreen } from "./question-screen.tsx";
import type { Visit } from "./schedule-screens.tsx";
import { useKiosk } from "./surroundings.tsx";

/** The way to a person: a third card, or below the cards where two of them fill the zone. */
function useHotline() {
  const { hotline } = useWords(kioskPageWords);
  const { layout } = useKiosk();
  if (layout.step < 3 && !layout.low)
    return { card: <CardChoice to={HELP_FROM_BOOKING} icon="phone-call" lines={[hotline]} />, below: {} };
  const action = (
    <ActionRow>
      <KioskLink to={HELP_FROM_BOOKING}>{hotline}</KioskLink>
    </ActionRow>
  );
  return { card: null, below: { action } };
}

/** 不知道选什么: a person helps, here or by telephone. */
export function UnsureScreen({ purpose }: { purpose: Purpose }) {
  const words = useWords(bookingWords);
  const { pathname, search } = useLocation();
  return (
    <QuestionScreen
      backTo={listAddress(pathname, search, { unsure: null })}
      title={words.unsure_title}
      caption={words.unsure_caption}
      chosen={usePurpose(purpose).slice(0, 1)}
      choices={
        <>
          <CardChoice to={HELP_FROM_BOOKING} icon="users" lines={[words.call_staff]} />
          <CardChoice to="/kiosk/call-me?about=booking" icon="phone-call" lines={[words.call_me_back]} />
        </>
      }
    />
  );
}

/** In hospital or away: since when, and the way back. */
export function RestingScreen({ name, since }: { name: string; since: string | null }) {
  const words = useWords(bookingWords);
  const locale = useLocale();
  const { hotline } = useWords(kioskPageWords);
  const date = since === null ? null : elderDateText(since as PlainDate, locale);
  return (
    <QuestionScreen
      backTo="/kiosk/home"
      title={words.paused_title}
      caption={words.resting_caption}
      chosen={[words.for_whom(name), ...(date === null ? [] : [words.paused_since(date)])]}
      choices={
        <>
          <CardChoice to="/kiosk/call-me?about=suspension" icon="house" lines={[words.back_again]} />
          <CardChoice to={HELP_FROM_BOOKING} icon="phone-call" lines={[hotline]} />
        </>
      }
    />
  );
}

/** Somebody has just booked for this elder, here or elsewhere: that one can be looked at and taken back, and one more is as easy. */
export function AgainScreen({ name, visit }: { name: string; visit: Visit }) {
  const words = useWords(bookingWords);
  const locale = useLocale();
  const { pathname, search } = useLocation();
  const hotline = useHotline();
  return (
    <QuestionScreen
      backTo="/kiosk/home"
      title={words.again_title}
      caption={words.again_caption}
      chosen={[words.for_whom(name), elderTimeText(visit.date, visit.startMinute, locale)]}
      choices={
        <>
          <CardChoice to={`/kiosk/booked/${visit.visitNo}`} icon="calendar-check" lines={[words.again_see]} />
          <CardChoice
            to={listAddress(pathname, search, { again: "1" })}
            icon="calendar-days"
            lines={[words.again_one_more]}
          />
          {hotline.card}
        </>
      }
      {...hotline.below}
    />
  );
}

/** Every visit of the month is placed. */
export function FullScreen({ purpose: { name, allowed, price, monthAhead } }: { purpose: Purpose }) {
  const words = useWords(bookingWords);
  const locale = useLocale();
  const { pathname, search } = useLocation();
  const { layout } = useKiosk();
  const hotline = useHotline();
  return (
    <QuestionScreen
      backTo={search.includes("month=") ? "/kiosk/book" : "/kiosk/home"}
      title={
        monthAhead === null
          ? words.full_title(allowed)
          : words.full_title_ahead(elderMonthText(monthAhead, locale), allowed)
      }
      caption={words.full_caption}
      chosen={[words.for_whom(name)]}
      choices={
        <>
          <CardChoice to="/kiosk/schedule" icon="calendar-days" lines={[words.move_visit]} />
          <CardChoice
            to={listAddress(pathname, search, { pay: "self" })}
            icon="wallet"
            lines={[words.pay_self]}
            note={layout.step === 3 ? words.pay_self_price(price) : words.pay_self_note(price)}
          />
          {hotline.card}
        </>
      }
      {...hotline.below}
    />
  );
}

export function ClosedScreen({ name, sentence }: { name: string; sentence: string | null }) {
  const words = useWords(bookingWords);
  const { hotline, go_home } = useWords(kioskPageWords);
  const { layout } = useKiosk();
  return (
    <QuestionScreen
      backTo="/kiosk/home"
      title={words.not_now_title}
      caption={sentence ?? words.closed_caption}
      chosen={layout.step > 1 ? [] : [words.for_whom(name)]}
      choices={
        <>
          <CardChoice to="/kiosk/call-me?about=booking" icon="user-check" lines={[words.ask_for_me]} />
          <CardChoice to={HELP_FROM_BOOKING} icon="phone-call" lines={[hotline]} />
        </>
      }
      action={
        <ActionRow>
          <KioskLink to="/kiosk/home">{go_home}</KioskLink>
        </ActionRow>
      }
    />
  );
}
