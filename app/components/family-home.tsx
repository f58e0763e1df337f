/** An elder's first page on the family's phone: today as it happens, the next visit, the month, alerts. What was not shared is left out. */
import { Link } from "@remix-run/react";
import type { FamilyVisit } from "#app/domain/family/family-visit.ts";
import type { MonthShare } from "#app/domain/kiosk/allowance.ts";
import type { VisitCost } from "#app/domain/payments/visit-cost.ts";
import { elderMonthText } from "#app/domain/time/date-text.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { familyHomeWords } from "#app/messages/family-home.ts";
import { elderServices } from "#app/messages/kiosk-services.ts";
import { elderStateWord } from "#app/messages/delivery-words.ts";
import { useCareWorkers } from "./care-workers.ts";
import { clockOfMs, useWhen } from "./family-words.ts";
import styles from "./family-home.module.css";
import { LinkButton } from "./link-button.tsx";
import { Panel } from "./panel.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type Ahead = FamilyVisit & { readonly isAsked: boolean };

/** What is known of a visit of today, the last thing first. */
function useTodayLine(): (visit: FamilyVisit) => string {
  const words = useWords(familyHomeWords);
  const locale = useLocale();
  const workers = useCareWorkers();
  const when = useWhen();
  return (visit) => {
    if (visit.leftMs !== null) return words.left(clockOfMs(visit.leftMs), visit.minutes ?? 0);
    if (visit.arrivedMs !== null) return words.arrived(clockOfMs(visit.arrivedMs));
    if (visit.state === "missed") return words.missed;
    if (visit.surnames.length === 0) return `${when.clock(visit)} · ${elderStateWord(visit.state, locale)}`;
    return words.comes(when.clock(visit), workers(visit.surnames));
  };
}

export function FamilyToday({ visits }: { visits: readonly FamilyVisit[] }) {
  const words = useWords(familyHomeWords);
  const locale = useLocale();
  const line = useTodayLine();
  return (
    <Panel title={words.today}>
      {visits.length === 0 && <p>{words.today_none}</p>}
      {visits.map((visit) => (
        <div key={visit.visitNo} className={styles.today}>
          <p className={styles.live} aria-live="polite">
            {line(visit)}
          </p>
          <p className={styles.soft}>{elderServices(visit.codes, locale)}</p>
        </div>
      ))}
    </Panel>
  );
}

type NextProps = { readonly visits: readonly Ahead[]; readonly to: string; readonly mayBook: boolean };

export function FamilyNext({ visits, to, mayBook }: NextProps) {
  const words = useWords(familyHomeWords);
  const locale = useLocale();
  const workers = useCareWorkers();
  const when = useWhen();
  const [next] = visits;
  const asked = visits.filter(({ isAsked }) => isAsked);
  return (
    <Panel title={words.next}>
      {next === undefined ? (
        <p>{words.next_none}</p>
      ) : (
        <div className={styles.today}>
          <p className={styles.when}>{when.whole(next)}</p>
          <p>
            {[workers(next.surnames), elderStateWord(next.state, locale)].filter((part) => part !== "").join(" · ")}
          </p>
          <p className={styles.soft}>{elderServices(next.codes, locale)}</p>
        </div>
      )}
      {visits.length > 1 && (
        <p>
          <Link to={`${to}/visits`}>{words.more(visits.length - 1)}</Link>
        </p>
      )}
      {mayBook &&
        asked.map((visit) => (
          <div key={visit.visitNo} className={styles.today}>
            <p>{words.asked}</p>
            <LinkButton to={`${to}/proposal/${visit.visitNo}`} wide>
              {words.answer_asked}
            </LinkButton>
          </div>
        ))}
    </Panel>
  );
}

type MonthProps = {
  readonly month: MonthShare & {
    readonly isOpen: boolean;
    readonly cost: VisitCost | null;
    /** What may still be booked, and of which month: the coming one where nothing is left to book in the running one. */
    readonly stillToBook: { readonly left: number; readonly month: PlainMonth | null };
  };
};

export function FamilyMonth({ month }: MonthProps) {
  const words = useWords(familyHomeWords);
  const locale = useLocale();
  const { left, month: ahead } = month.stillToBook;
  const parts = [
    { word: words.done, count: month.done },
    { word: words.booked, count: month.booked },
    { word: words.open, count: month.open },
    { word: words.owed, count: month.owed },
  ];
  if (!month.isOpen)
    return (
      <Panel title={words.month}>
        <p>{words.month_closed}</p>
      </Panel>
    );
  return (
    <Panel title={words.month}>
      <dl className={styles.four}>
        {parts.map(({ word, count }) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      {ahead !== null && <p>{words.month_ahead(elderMonthText(ahead, locale), left)}</p>}
      {month.cost !== null && <p className={styles.soft}>{words.cost(month.cost.paid, month.cost.own)}</p>}
    </Panel>
  );
}
