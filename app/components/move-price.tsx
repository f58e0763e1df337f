/** What a move of a visit would meet or cost, in words: on the page that changes a visit, and beside the calendar it was dragged on. */
import { weekdayText } from "#app/domain/time/date-text.ts";
import { weekdayOf, type PlainDate } from "#app/domain/time/plain-date.ts";
import { conflictReason } from "#app/messages/planning.ts";
import { afterColon } from "#app/messages/punctuation.ts";
import { visitChangeWords } from "#app/messages/visit-change.ts";
import { Notice } from "./notice.tsx";
import type { ChangeAnswer, ShownPrice } from "./visit-change-answer.ts";
import { useLocale, useWords } from "./words-context.tsx";

/** What the server said to a move that was only asked about. */
export function MoveAnswer({ answer }: { readonly answer: ChangeAnswer }) {
  const words = useWords(visitChangeWords);
  const { conflicts, price, asked, refused } = answer;
  if (refused !== null) return null;
  if (asked === null || conflicts.length > 0) return <MoveConflicts conflicts={conflicts} />;
  if (price === null) return <Notice tone="info">{words.price_nothing}</Notice>;
  return <MovePriceNotice price={price} date={asked.date} />;
}

function MoveConflicts({ conflicts }: Pick<ChangeAnswer, "conflicts">) {
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

const hours = (minutes: number) => (minutes / 60).toFixed(1);

function useTeamLines(team: ShownPrice["team"]): string[] {
  const words = useWords(visitChangeWords);
  if (team === null) return [];
  const { leaving, coming, averageMinutes } = team;
  return [
    ...coming.map(({ worker, cameBefore }) => words.price_coming(worker, cameBefore)),
    ...leaving.map(({ worker }) => words.price_leaving(worker)),
    ...[...coming, ...leaving].map(({ worker, minutesBefore, minutesAfter }) =>
      words.price_share(worker, hours(minutesBefore), hours(minutesAfter)),
    ),
    words.price_average(hours(averageMinutes)),
  ];
}

/** What the elder notices of the new time. */
function useTimeLines({ fromWeekday, later, daysToNearest }: ShownPrice, date: PlainDate): string[] {
  const words = useWords(visitChangeWords);
  const locale = useLocale();
  return [
    fromWeekday === null
      ? null
      : words.price_weekday(weekdayText(fromWeekday, locale), weekdayText(weekdayOf(date), locale)),
    later > 0 ? words.price_later(later) : null,
    later < 0 ? words.price_earlier(-later) : null,
    daysToNearest === null ? null : words.price_nearest(daysToNearest),
  ].filter((line) => line !== null);
}

function usePriceLines(price: ShownPrice, date: PlainDate): string[] {
  const words = useWords(visitChangeWords);
  const { wayAdded } = price;
  const way = wayAdded > 0 ? words.price_way_more(wayAdded) : words.price_way_less(-wayAdded);
  return [wayAdded === 0 ? words.price_way_same : way, ...useTimeLines(price, date), ...useTeamLines(price.team)];
}

function MovePriceNotice({ price, date }: { readonly price: ShownPrice; readonly date: PlainDate }) {
  const words = useWords(visitChangeWords);
  const lines = usePriceLines(price, date);
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
