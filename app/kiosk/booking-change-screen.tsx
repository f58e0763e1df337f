/** 改一改: what of a booking is to be another, before it is confirmed. Everything else that was chosen stays. */
import { useLocation } from "@remix-run/react";
import { useCareWorkers } from "#app/components/care-workers.ts";
import { listAddress } from "#app/components/list-address.ts";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { bookingWords } from "#app/messages/kiosk-booking.ts";
import { elderServices } from "#app/messages/kiosk-services.ts";
import { remarkWord } from "#app/messages/visit-remarks.ts";
import { afterColon } from "#app/messages/punctuation.ts";
import { usePurpose, type Purpose, type Slot } from "./booking-screens.tsx";
import { CardChoice } from "./card-choice.tsx";
import { QuestionScreen } from "./question-screen.tsx";
import { noteTimeText } from "./slot-words.ts";
import { useKiosk } from "./surroundings.tsx";
import { usePageOfCards } from "./use-page-of-cards.tsx";

type ChangeScreenProps = {
  readonly purpose: Purpose;
  readonly codes: readonly string[];
  readonly slot: Slot;
  readonly remarks: readonly string[];
};

export function ChangeScreen({ purpose, codes, slot, remarks }: ChangeScreenProps) {
  const words = useWords(bookingWords);
  const locale = useLocale();
  const workerText = useCareWorkers();
  const { step } = useKiosk().layout;
  const { pathname, search } = useLocation();
  const anew = { change: null, slot: null, page: null };
  const { shown, pager } = usePageOfCards([
    <CardChoice
      key="time"
      to={listAddress(pathname, search, { ...anew, other: null })}
      icon="clock"
      lines={[words.change_time]}
      note={noteTimeText(slot.date, slot.startMinute, step, locale)}
    />,
    <CardChoice
      key="service"
      to={listAddress(pathname, search, { ...anew, other: null, basket: null })}
      icon="clipboard-list"
      lines={[words.change_service]}
      note={elderServices(codes, locale)}
    />,
    <CardChoice
      key="worker"
      to={listAddress(pathname, search, { ...anew, other: slot.key })}
      icon="user"
      lines={[words.change_worker]}
      note={workerText(slot.surnames)}
    />,
    <CardChoice
      key="remarks"
      to={listAddress(pathname, search, { change: "remarks", page: null })}
      icon="megaphone"
      lines={[words.remarks_card]}
      note={remarks.map((remark) => remarkWord(remark, locale)).join(locale === "en" ? ", " : "、")}
    />,
  ]);
  const [who = "", what = ""] = usePurpose(purpose);
  return (
    <QuestionScreen
      backTo={listAddress(pathname, search, { change: null, page: null })}
      title={words.change_title}
      chosen={[afterColon(who, elderServices(codes, locale), locale), what]}
      choices={shown}
      action={pager}
    />
  );
}
