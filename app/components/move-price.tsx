/** What a move of a visit would meet or cost, in words: on the page that changes a visit, and beside the calendar it was dragged on. */
import { weekdayText } from "#app/domain/time/date-text.ts";
import { weekdayOf } from "#app/domain/time/plain-date.ts";
import { conflictReason } from "#app/messages/planning.ts";
import { afterColon } from "#app/messages/punctuation.ts";
import { visitChangeWords } from "#app/messages/visit-change.ts";
import { Notice } from "./notice.tsx";
import type { ChangeAnswer, ShownPrice } from "./visit-change-answer.ts";
import { useLocale, useWords } from "./words-context.tsx";

export function MoveConflicts({ conflicts }: Pick<ChangeAnswer, "conflicts">) {
  const words = useWords(visitChangeWords);
  const locale = useLocale();
  if (conflicts.length === 0) return null;
  return (
    <Notice tone="danger" title={words.conflicts} announced>
      <ul>
        {conflicts.map(({ code, worker }) => (
          <li key={`${code} ${worker ?? ""}`}>
            {worker === null ? conflictReason(code, locale) : afterColon(worker, conflictReason(code, locale), locale)}
          </li>
        ))}
      </ul>
      <p>{words.nothing_changed}</p>
    </Notice>
  );
}

function usePriceLines({ to, wayAdded, fromWeekday, later, daysToNearest }: ShownPrice): string[] {
  const words = useWords(visitChangeWords);
  const locale = useLocale();
  const way = wayAdded > 0 ? words.price_way_more(wayAdded) : words.price_way_less(-wayAdded);
  return [
    wayAdded === 0 ? words.price_way_same : way,
    fromWeekday === null
      ? null
      : words.price_weekday(weekdayText(fromWeekday, locale), weekdayText(weekdayOf(to.date), locale)),
    later > 0 ? words.price_later(later) : null,
    later < 0 ? words.price_earlier(-later) : null,
    daysToNearest === null ? null : words.price_nearest(daysToNearest),
  ].filter((line) => line !== null);
}

export function MovePriceNotice({ price }: { readonly price: ShownPrice }) {
  const words = useWords(visitChangeWords);
  const lines = usePriceLines(price);
  return (
    <Notice tone="info" title={words.price_title} announced>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Notice>
  );
}
