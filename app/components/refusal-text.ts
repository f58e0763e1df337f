/** A refusal in words, its moment `at` written as staff read times. */
import { staffTimeText } from "#app/domain/time/staff-time-text.ts";
import { instant } from "#app/domain/time/instant.ts";
import type { Locale, SentenceFacts } from "#app/messages/locale.ts";
import { refusalSentence } from "#app/messages/refusals.ts";

/** "已由别家接（2026-11-24 周二 14:02）。" */
export function refusalText(code: string, facts: SentenceFacts, locale: Locale): string {
  const { at } = facts;
  return refusalSentence(
    code,
    typeof at === "string" ? { ...facts, at: staffTimeText(instant(at), locale) } : facts,
    locale,
  );
}
