/** 评价服务: how was it, what was not good, thanks; and the question before "nobody came" is written down. */
import { useLocation } from "@remix-run/react";
import { useCareWorkers } from "#app/components/care-workers.ts";
import { listAddress } from "#app/components/list-address.ts";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { elderDayText } from "#app/domain/time/date-text.ts";
import { RATING_REMARKS, type RatingRemark } from "#app/domain/visits/elder-rating.ts";
import { rateWords } from "#app/messages/kiosk-rate.ts";
import { kioskPageWords } from "#app/messages/kiosk-pages.ts";
import { elderServices } from "#app/messages/kiosk-services.ts";
import { ActionRow } from "./action-row.tsx";
import { HELP_FROM_BOOKING } from "./booking-screens.tsx";
import { CardChoice } from "./card-choice.tsx";
import { ChipChoice } from "./chip-choice.tsx";
import { chipsPerPage } from "./cards-per-page.ts";
import { DoneScreen } from "./done-screen.tsx";
import { FaceRating } from "./face-rating.tsx";
import { EXIT_FORM } from "./idle-watcher.tsx";
import { KioskButton, KioskLink } from "./kiosk-button.tsx";
import { QuestionScreen } from "./question-screen.tsx";
import type { Visit } from "./schedule-screens.tsx";
import { useKiosk } from "./surroundings.tsx";

type RateProps = { readonly name: string; readonly visit: Visit };

/** For whom, and which visit: services and who came, as far as the letters leave room. */
function useVisitLines({ name, visit }: RateProps): string[] {
  const words = useWords(rateWords);
  const locale = useLocale();
  const workerText = useCareWorkers();
  const { step } = useKiosk().layout;
  const whole = words.visit_line(elderServices(visit.codes, locale), workerText(visit.surnames));
  return [words.for_whom(name), step === 1 ? whole : workerText(visit.surnames)];
}

export function RateScreen({ name, visit }: RateProps) {
  const words = useWords(rateWords);
  const locale = useLocale();
  const { pathname, search } = useLocation();
  const { step } = useKiosk().layout;
  return (
    <QuestionScreen
      backTo="/kiosk/home"
      title={words.title(elderDayText(visit.date, locale))}
      {...(step === 1 && { caption: words.caption })}
      chosen={useVisitLines({ name, visit })}
      form={{ hidden: { visit: visit.visitNo } }}
      choices={<FaceRating name="grade" />}
      action={
        <ActionRow>
          <KioskLink to={listAddress(pathname, search, { visit: visit.visitNo, say: "nobody" })}>
            {words.nobody_came}
          </KioskLink>
        </ActionRow>
      }
    />
  );
}

export function NobodyCameScreen({ name, visit }: RateProps) {
  const words = useWords(rateWords);
  const locale = useLocale();
  const { pathname, search } = useLocation();
  const backTo = listAddress(pathname, search, { say: null });
  return (
    <QuestionScreen
      backTo={backTo}
      title={words.nobody_title(elderDayText(visit.date, locale))}
      caption={words.nobody_caption}
      chosen={useVisitLines({ name, visit })}
      form={{ hidden: { visit: visit.visitNo, nobody: "yes" } }}
      action={
        <ActionRow layout="pair">
          <KioskLink to={backTo}>{words.nobody_no}</KioskLink>
          <KioskButton kind="primary">{words.nobody_yes}</KioskButton>
        </ActionRow>
      }
    />
  );
}

type RemarksProps = RateProps & {
  /** What earlier screens took down. */
  readonly said: readonly RatingRemark[];
  /** From 1; the seated layout shows four chips a screen. */
  readonly part: number;
};

export function RemarksScreen({ name, visit, said, part: asked }: RemarksProps) {
  const words = useWords(rateWords);
  const { layout } = useKiosk();
  const { pathname, search } = useLocation();
  const perPage = chipsPerPage(layout);
  // Of an address from a layout with fewer chips the last part is shown.
  const part = Math.min(asked, Math.ceil(RATING_REMARKS.length / perPage));
  const shown = RATING_REMARKS.slice((part - 1) * perPage, part * perPage);
  const isLast = part * perPage >= RATING_REMARKS.length;
  const before = part > 1 ? { part: part > 2 ? String(part - 1) : null } : { say: null, said: null, part: null };
  return (
    <QuestionScreen
      backTo={listAddress(pathname, search, before)}
      title={words.remarks_title}
      {...(layout.step === 1 && { caption: words.remarks_caption })}
      chosen={useVisitLines({ name, visit }).slice(0, 1)}
      form={{
        hidden: {
          visit: visit.visitNo,
          grade: "dissatisfied",
          said: said.filter((remark) => !(shown as readonly string[]).includes(remark)).join(","),
          part: isLast ? "end" : String(part + 1),
        },
      }}
      choices={
        <ChipChoice
          name="remark"
          legend={words.remarks_title}
          chips={shown.map((remark) => ({ value: remark, label: words[remark] }))}
          chosen={said}
        />
      }
      action={
        <ActionRow layout="pair">
          <KioskButton name="skip" value="yes">
            {words.skip}
          </KioskButton>
          <KioskButton kind="primary">{isLast ? words.finished : words.more}</KioskButton>
        </ActionRow>
      }
    />
  );
}

type RatedProps = { readonly name: string; readonly next: Visit | null; readonly ticket: string | null };

export function RatedScreen({ next, ticket }: RatedProps) {
  const words = useWords(rateWords);
  return (
    <DoneScreen
      backTo="/kiosk/home"
      title={words.thanks_title}
      text={ticket === null ? words.thanks_text : words.thanks_call}
      {...(ticket !== null && { number: words.thanks_number(ticket) })}
      action={
        <ActionRow layout={next === null ? "one" : "even"}>
          {next !== null && <KioskLink to="/kiosk/rate">{words.again}</KioskLink>}
          <KioskButton kind="primary" form={EXIT_FORM}>
            {words.finished_all}
          </KioskButton>
        </ActionRow>
      }
    />
  );
}

/** Nothing to rate is no dead end: what comes next, or a person. */
export function NothingToRateScreen({ name }: { name: string }) {
  const words = useWords(rateWords);
  const { hotline, go_home } = useWords(kioskPageWords);
  return (
    <QuestionScreen
      backTo="/kiosk/home"
      title={words.none_title}
      caption={words.none_caption}
      chosen={[words.for_whom(name)]}
      choices={
        <>
          <CardChoice to="/kiosk/schedule" icon="calendar-days" lines={[words.see_visits]} />
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
