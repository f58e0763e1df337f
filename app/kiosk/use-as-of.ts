/** 更新于 11月24日 上午8点: what a kept page shows may have changed since. */
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { elderTimeText } from "#app/domain/time/date-text.ts";
import { kioskWords } from "#app/messages/kiosk.ts";
import { useKiosk } from "./surroundings.tsx";

/** @returns one line to show, none on a page of now */
export function useAsOf(): string[] {
  const words = useWords(kioskWords);
  const locale = useLocale();
  const { keptSince = null } = useKiosk();
  return keptSince === null ? [] : [words.as_of(elderTimeText(keptSince.date, keptSince.minute, locale))];
}
