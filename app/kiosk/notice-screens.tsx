/** 通知政策: a list, a text read aloud page by page, and a self-check of five questions that says what to bring. */
import { useLocation } from "@remix-run/react";
import { listAddress } from "#app/components/list-address.ts";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import type { SelfCheckQuestion, SelfCheckResult } from "#app/domain/entitlement/self-check.ts";
import { SELF_CHECK_QUESTIONS } from "#app/domain/entitlement/self-check.ts";
import { readingPages } from "#app/domain/public-notices/public-notice.ts";
import { elderDateText } from "#app/domain/time/date-text.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { kioskNoticeWords, selfCheckPaper, selfCheckQuestion, selfCheckReason } from "#app/messages/kiosk-notices.ts";
import { ActionRow } from "./action-row.tsx";
import { CardChoice } from "./card-choice.tsx";
import { KioskButton, KioskLink } from "./kiosk-button.tsx";
import styles from "./notice-screens.module.css";
import { Pager } from "./pager.tsx";
import { Phrases } from "./phrases.tsx";
import { QuestionScreen } from "./question-screen.tsx";
import { useKiosk } from "./surroundings.tsx";
import { useAsOf } from "./use-as-of.ts";
import { usePageOfCards } from "./use-page-of-cards.tsx";

export type KioskNotice = {
  readonly id: string;
  readonly title: string;
  readonly titleEn: string | null;
  readonly plain: string;
  readonly plainEn: string | null;
  readonly validFrom: string;
  readonly task: string | null;
};

const LIST = "/kiosk/notices";
const CHECK = "/kiosk/check";

const ASKED_FOR = {
  check: { to: CHECK, icon: "list-checks" },
  bed: { to: "/kiosk/apply-bed", icon: "house" },
} as const;

export function NoticesScreen({ notices }: { notices: readonly KioskNotice[] }) {
  const asOf = useAsOf();
  const words = useWords(kioskNoticeWords);
  const locale = useLocale();
  const { step } = useKiosk().layout;
  // What can be asked for stands first, the notices after it by date.
  const { shown, pager } = usePageOfCards<KioskNotice | "check" | "bed">(["check", "bed", ...notices]);
  const titleOf = ({ title, titleEn }: KioskNotice) => (locale === "en" ? (titleEn ?? title) : title);
  return (
    <QuestionScreen
      backTo="/kiosk/home"
      title={notices.length === 0 ? words.list_none : words.list_title}
      chosen={asOf}
      caption={words.list_caption}
      choices={shown.map((notice) =>
        typeof notice === "string" ? (
          <CardChoice
            key={notice}
            {...ASKED_FOR[notice]}
            lines={[words[notice]]}
            note={step < 3 ? words[`${notice}_note`] : null}
            isMarked
          />
        ) : (
          <CardChoice
            key={notice.id}
            to={`${LIST}/${notice.id}`}
            lines={[titleOf(notice)]}
            note={step < 3 ? elderDateText(plainDate(notice.validFrom), locale) : null}
          />
        ),
      )}
      action={pager}
    />
  );
}

/** Whole characters that six lines hold, fewer lines where the letters are large. */
const PER_PAGE = { portrait: { 1: 108, 2: 48, 3: 18 }, landscape: { 1: 150, 2: 96, 3: 50 } } as const;

export function NoticeScreen({ notice }: { notice: KioskNotice }) {
  const asOf = useAsOf();
  const words = useWords(kioskNoticeWords);
  const locale = useLocale();
  const { orient, step } = useKiosk().layout;
  const text = locale === "en" ? (notice.plainEn ?? notice.plain) : notice.plain;
  const title = locale === "en" ? (notice.titleEn ?? notice.title) : notice.title;
  const pages = readingPages(text, PER_PAGE[orient][step]);
  const asked = Number(new URLSearchParams(useLocation().search).get("page") ?? "1");
  const page = Math.min(Math.max(1, Number.isFinite(asked) ? Math.floor(asked) : 1), pages.length);
  return (
    <QuestionScreen
      backTo={LIST}
      title={title}
      chosen={asOf}
      spoken={`${title}。${text}`}
      longDetails={
        <p className={styles.text}>
          <Phrases>{pages[page - 1] ?? ""}</Phrases>
        </p>
      }
      choices={
        notice.task === null ? undefined : (
          <CardChoice
            to={`/kiosk/apply?notice=${notice.id}`}
            icon="phone-call"
            lines={[words.apply]}
            note={step < 3 ? words.apply_note : null}
          />
        )
      }
      action={
        pages.length > 1 ? (
          <Pager page={page} pages={pages.length} />
        ) : (
          <ActionRow>
            <KioskLink to={LIST}>{words.others}</KioskLink>
          </ActionRow>
        )
      }
    />
  );
}

export function SelfCheckScreen({ question }: { question: SelfCheckQuestion }) {
  const words = useWords(kioskNoticeWords);
  const locale = useLocale();
  const { pathname, search } = useLocation();
  const number = SELF_CHECK_QUESTIONS.indexOf(question) + 1;
  const before = SELF_CHECK_QUESTIONS[number - 2];
  return (
    <QuestionScreen
      backTo={before === undefined ? LIST : listAddress(pathname, search, { [before]: null })}
      step={{ number, of: SELF_CHECK_QUESTIONS.length }}
      title={selfCheckQuestion(question, locale)}
      choices={
        <>
          <CardChoice to={listAddress(pathname, search, { [question]: "yes" })} icon="check" lines={[words.yes]} />
          <CardChoice to={listAddress(pathname, search, { [question]: "no" })} icon="x" lines={[words.no]} />
        </>
      }
    />
  );
}

export function SelfCheckResultScreen({ result }: { result: SelfCheckResult }) {
  const words = useWords(kioskNoticeWords);
  const locale = useLocale();
  const { step } = useKiosk().layout;
  const isOpen = result.verdict !== "not_eligible";
  const papers = result.papers.map((paper) => selfCheckPaper(paper, locale));
  const lines = isOpen
    ? [`${words.bring}${locale === "en" ? ": " : "："}${papers.join(locale === "en" ? ", " : "、")}`]
    : result.codes.slice(0, 2).map((code) => selfCheckReason(code, locale));
  return (
    <QuestionScreen
      backTo={LIST}
      title={isOpen ? words.result_yes : words.result_no}
      {...(step < 3 && { caption: isOpen ? words.result_yes_text : words.result_no_text })}
      chosen={lines}
      choices={
        <>
          {isOpen && <CardChoice to="/kiosk/apply" icon="phone-call" lines={[words.start]} isMarked />}
          {!isOpen && <CardChoice to="/kiosk/help?returnTo=/kiosk/notices" icon="users" lines={[words.ask]} />}
          <CardChoice to={CHECK} icon="rotate-ccw" lines={[words.again_check]} />
        </>
      }
    />
  );
}

export function ApplyScreen({ name, requestKey }: { name: string; requestKey: string }) {
  const words = useWords(kioskNoticeWords);
  return (
    <QuestionScreen
      backTo={LIST}
      title={words.apply_title}
      caption={words.apply_caption}
      chosen={[words.for_whom(name)]}
      form={{ hidden: { key: requestKey } }}
      action={
        <ActionRow layout="even">
          <KioskLink to={LIST}>{words.not_now}</KioskLink>
          <KioskButton kind="primary" name="go" value="apply">
            {words.confirm}
          </KioskButton>
        </ActionRow>
      }
    />
  );
}
