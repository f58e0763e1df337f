/**
 * A notice of an office for elders and families. What kiosks show is its plain version, written for elders, at most 200 characters; a
 * notice without one is not published. It is shown on the days it is valid and withdrawn with a reason.
 */
import { AUDIENCES, type Audience } from "../activities/activity.ts";
import { Refusal } from "../refusal.ts";
import { periodContains, type PlainDate } from "../time/plain-date.ts";

export { AUDIENCES, type Audience };

/** Characters of the plain version: what an elder listens to. */
export const PLAIN_LONGEST = 200;

/** A title has to fit a card at the largest letters. */
export const NOTICE_TITLE_LONGEST = 16;

/** What can be started from a notice: an application, or a question to staff. */
export const NOTICE_TASKS = ["apply", "ask"] as const;
export type NoticeTask = (typeof NOTICE_TASKS)[number];

export type NoticeDraft = {
  readonly title: string;
  readonly body: string;
  readonly plain: string | null;
  readonly validFrom: PlainDate;
  readonly validTo: PlainDate | null;
};

const lengthOf = (text: string) => [...text.trim()].length;

/** Refuses "notice-needs-title", "notice-title-long", "notice-needs-text", "notice-plain-long" and "notice-dates". */
export function requireNotice(draft: NoticeDraft): void {
  if (lengthOf(draft.title) === 0) throw new Refusal("notice-needs-title");
  if (lengthOf(draft.title) > NOTICE_TITLE_LONGEST)
    throw new Refusal("notice-title-long", { most: NOTICE_TITLE_LONGEST });
  if (lengthOf(draft.body) === 0) throw new Refusal("notice-needs-text");
  if (lengthOf(draft.plain ?? "") > PLAIN_LONGEST) throw new Refusal("notice-plain-long", { most: PLAIN_LONGEST });
  if (draft.validTo !== null && draft.validTo < draft.validFrom) throw new Refusal("notice-dates");
}

export type NoticeState = "draft" | "published" | "withdrawn";

/** Refuses "notice-not-draft" and "notice-needs-plain". */
export function requirePublishable(state: NoticeState, draft: NoticeDraft): void {
  if (state !== "draft") throw new Refusal("notice-not-draft");
  if (lengthOf(draft.plain ?? "") === 0) throw new Refusal("notice-needs-plain");
}

/** Refuses "notice-not-published" and "notice-needs-reason". */
export function requireWithdrawable(state: NoticeState, reason: string): void {
  if (state !== "published") throw new Refusal("notice-not-published");
  if (reason.trim() === "") throw new Refusal("notice-needs-reason");
}

/** Kiosks show it today. */
export function isShownOn(
  notice: { readonly state: string; readonly validFrom: PlainDate; readonly validTo: PlainDate | null },
  today: PlainDate,
): boolean {
  return notice.state === "published" && periodContains({ from: notice.validFrom, to: notice.validTo }, today);
}

/** Width of a character in whole ones: Latin letters and digits take about half. */
const widthOf = (character: string) => (/[\u0020-\u007f]/.test(character) ? 0.55 : 1);
const textWidth = (text: string) => [...text].reduce((sum, character) => sum + widthOf(character), 0);

/** Phrases up to and with their mark; English words with the space behind them. */
const PHRASE = /[^，。：；？、,.;:?\s]+[，。：；？、,.;:?]*\s*|[，。：；？、,.;:?\s]+/g;

/**
 * A text as pages of so many whole characters: phrases stay together, and a phrase that is longer than a page is cut. Nothing is lost:
 * the pages joined are the text.
 */
export function readingPages(text: string, perPage: number): string[] {
  const pages: string[] = [];
  let page = "";
  const close = () => {
    if (page !== "") pages.push(page);
    page = "";
  };
  for (const phrase of text.match(PHRASE) ?? []) {
    if (textWidth(page) + textWidth(phrase) > perPage) close();
    for (const character of phrase) {
      if (textWidth(page) + widthOf(character) > perPage) close();
      page += character;
    }
  }
  close();
  return pages.length === 0 ? [""] : pages;
}
