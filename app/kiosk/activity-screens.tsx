/** 活动报名: what there is, when and where and what it costs, and what became of asking. */
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { fen } from "#app/domain/money/fen.ts";
import { elderYuanText } from "#app/domain/money/yuan-text.ts";
import { elderTimeText } from "#app/domain/time/date-text.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { kioskActivityWords } from "#app/messages/kiosk-activities.ts";
import { kioskPageWords } from "#app/messages/kiosk-pages.ts";
import { listed } from "#app/messages/punctuation.ts";
import { ActionRow } from "./action-row.tsx";
import { CardChoice } from "./card-choice.tsx";
import { CheckList } from "./check-list.tsx";
import { DoneScreen } from "./done-screen.tsx";
import { EXIT_FORM } from "./idle-watcher.tsx";
import { KioskButton, KioskLink } from "./kiosk-button.tsx";
import { QuestionScreen } from "./question-screen.tsx";
import { noteTimeText } from "./slot-words.ts";
import { useKiosk } from "./surroundings.tsx";
import { usePageOfCards } from "./use-page-of-cards.tsx";

const LIST = "/kiosk/activities";

type Activity = {
  readonly id: string;
  readonly title: string;
  readonly titleEn: string | null;
  readonly place: string;
  readonly placeEn: string | null;
  readonly date: PlainDate;
  readonly minute: number;
  readonly left: number;
  readonly bring: string | null;
  readonly bringEn: string | null;
  readonly feeFen: string;
};

/** What is shown in the language of the screen; what nobody has translated stays as it is. */
function useActivityText() {
  const locale = useLocale();
  const chosen = (zh: string | null, en: string | null) => (locale === "en" ? (en ?? zh) : zh);
  return {
    title: ({ title, titleEn }: Activity) => chosen(title, titleEn) ?? "",
    place: ({ place, placeEn }: Activity) => chosen(place, placeEn) ?? "",
    bring: ({ bring, bringEn }: Activity) => chosen(bring, bringEn),
    when: ({ date, minute }: Activity) => elderTimeText(date, minute, locale),
  };
}

type Listed = Activity & { readonly own: string; readonly mayCheckIn: boolean };

export function ActivitiesScreen({ activities }: { activities: readonly Listed[] }) {
  const words = useWords(kioskActivityWords);
  const text = useActivityText();
  const locale = useLocale();
  const { step } = useKiosk().layout;
  const { shown, pager } = usePageOfCards(activities);
  const standOf = ({ own, left, mayCheckIn }: Listed) => {
    if (mayCheckIn) return words.check_in_now;
    if (own === "joined") return words.joined_already;
    if (own === "waiting") return words.waiting_already;
    return left > 0 ? words.left(left) : words.full;
  };
  // The larger the letters, the fewer: how it stands at the first step alone, the weekday at the first two.
  const noteOf = (one: Listed) => {
    const when = noteTimeText(one.date, one.minute, step, locale);
    return step === 1 ? `${when} · ${standOf(one)}` : when;
  };
  const spokenOf = (one: Listed) => listed([...(step === 3 ? [text.when(one)] : []), standOf(one)], locale);
  if (activities.length === 0) return <NothingOnScreen />;
  return (
    <QuestionScreen
      backTo="/kiosk/home"
      title={words.list_title}
      caption={words.list_caption}
      choices={shown.map((one) => (
        <CardChoice
          key={one.id}
          to={`${LIST}/${one.id}`}
          lines={[text.title(one)]}
          note={noteOf(one)}
          {...(step > 1 && { spoken: spokenOf(one) })}
          isMarked={one.mayCheckIn}
        />
      ))}
      action={pager}
    />
  );
}

/** Nothing to join is no dead end: a person, or the other things that a kiosk does. */
function AskSomebody() {
  const { hotline } = useWords(kioskPageWords);
  const { helpTo } = useKiosk();
  const back = new URLSearchParams({ returnTo: LIST }).toString();
  return <CardChoice to={`${helpTo}?${back}`} icon="phone-call" lines={[hotline]} />;
}

function NothingOnScreen() {
  const words = useWords(kioskActivityWords);
  const { go_home } = useWords(kioskPageWords);
  return (
    <QuestionScreen
      backTo="/kiosk/home"
      title={words.list_none}
      caption={words.list_none_text}
      choices={
        <>
          <CardChoice to="/kiosk/home" icon="house" lines={[go_home]} />
          <AskSomebody />
        </>
      }
    />
  );
}

type OwnPart = {
  readonly state: "none" | "joined" | "waiting";
  readonly position: number | null;
  readonly mayCheckIn: boolean;
  readonly isThere: boolean;
};

type ActivityScreenProps = { readonly activity: Activity & { readonly own: OwnPart; readonly name: string | null } };

function useFacts(activity: Activity) {
  const words = useWords(kioskActivityWords);
  const text = useActivityText();
  const amount = fen(BigInt(activity.feeFen));
  return [
    { icon: "clock", term: words.time, value: text.when(activity) },
    { icon: "house", term: words.place, value: text.place(activity) },
    { icon: "clipboard-list", term: words.bring, value: text.bring(activity) ?? words.bring_nothing },
    {
      icon: "wallet",
      term: words.fee,
      value: amount === 0n ? words.fee_nothing : words.fee_yuan(elderYuanText(amount)),
    },
  ] as const;
}

function Actions({ activity }: ActivityScreenProps) {
  const words = useWords(kioskActivityWords);
  const { state, mayCheckIn } = activity.own;
  if (mayCheckIn)
    return (
      <ActionRow layout="even">
        <KioskButton name="go" value="leave">
          {words.call_off}
        </KioskButton>
        <KioskButton kind="primary" name="go" value="check-in">
          {words.check_in}
        </KioskButton>
      </ActionRow>
    );
  if (state !== "none")
    return (
      <ActionRow layout="even">
        <KioskButton name="go" value="leave">
          {words.call_off}
        </KioskButton>
        <KioskLink kind="primary" to="/kiosk/home">
          {words.done}
        </KioskLink>
      </ActionRow>
    );
  return (
    <ActionRow layout="even">
      <KioskLink to={LIST}>{words.no}</KioskLink>
      <KioskButton kind="primary" name="go" value="join">
        {activity.left > 0 ? words.confirm : words.queue}
      </KioskButton>
    </ActionRow>
  );
}

export function ActivityScreen({ activity }: ActivityScreenProps) {
  const words = useWords(kioskActivityWords);
  const text = useActivityText();
  const { layout } = useKiosk();
  const facts = useFacts(activity);
  const { state } = activity.own;
  const stands = { joined: words.joined_already, waiting: words.waiting_already, none: null }[state];
  const caption = stands ?? (activity.left > 0 ? words.caption_open : words.caption_full);
  return (
    <QuestionScreen
      backTo={LIST}
      title={text.title(activity)}
      {...(layout.step < 3 && !layout.low && { caption })}
      chosen={activity.name === null || layout.step === 3 ? [] : [words.for_whom(activity.name)]}
      form={{}}
      longDetails={<CheckList items={[...facts]} />}
      action={<Actions activity={activity} />}
    />
  );
}

export type ActivityOutcome = "joined" | "waiting" | "left" | "there" | "gone";

type DoneProps = ActivityScreenProps & {
  readonly outcome: ActivityOutcome;
  /** What the printer of this machine does with the slip; null where none is printed. */
  readonly printing: "printing" | "failed" | null;
};

export function ActivityDoneScreen({ activity, outcome, printing }: DoneProps) {
  const words = useWords(kioskActivityWords);
  const text = useActivityText();
  const { step } = useKiosk().layout;
  // The largest letters leave room for what, when and where; the number stands on every help screen.
  const note = step < 3 ? { note: printing === null ? words.joined_note : words[`slip_${printing}`] } : {};
  const said = {
    joined: {
      title: words.joined_title,
      text: words.joined_text(text.title(activity), text.when(activity), text.place(activity)),
      ...note,
    },
    waiting: {
      title: words.waiting_title(activity.own.position ?? 1),
      text: words.waiting_text,
      ...note,
    },
    left: { title: words.left_title, text: words.left_text },
    there: { title: words.there_title, text: words.there_text(text.title(activity)) },
    gone: { title: words.gone_title, text: words.gone_text },
  }[outcome];
  if (outcome === "gone")
    return (
      <QuestionScreen
        backTo={LIST}
        title={said.title}
        caption={said.text}
        choices={
          <>
            <CardChoice to={LIST} icon="users" lines={[words.others]} />
            <AskSomebody />
          </>
        }
      />
    );
  return (
    <DoneScreen
      backTo="/kiosk/home"
      {...said}
      action={
        <ActionRow>
          <KioskButton kind="primary" form={EXIT_FORM}>
            {words.done}
          </KioskButton>
        </ActionRow>
      }
    />
  );
}
