/** What an offered elder's visits are: when, where, what, who is needed. Parts of a card and of the page that answers one by one. */
import { offerWords } from "#app/messages/offers.ts";
import { qualificationWord } from "#app/messages/people.ts";
import { afterColon, listed } from "#app/messages/punctuation.ts";
import { providerWords } from "#app/messages/provider.ts";
import { remarkWord } from "#app/messages/visit-remarks.ts";
import { fen } from "#app/domain/money/fen.ts";
import { IconWord } from "./icon-word.tsx";
import { useMinutesPassed } from "./minutes-passed.ts";
import { Money } from "./money.tsx";
import styles from "./offer-card.module.css";
import { Tag } from "./tag.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type OfferFacts = {
  readonly offerId: string;
  readonly replyBy: string;
  /** When the page was drawn. */
  readonly minutesLeft: number;
  readonly elderNo: string;
  readonly elderName: string;
  readonly community: string | null;
  readonly streetZh: string;
  readonly streetEn: string;
  readonly services: readonly { readonly zh: string; readonly en: string }[];
  readonly remarks: readonly string[];
  readonly visits: readonly {
    readonly visitNo: string;
    readonly start: string;
    readonly minutes: number;
    readonly plannedFen: bigint;
  }[];
  readonly plannedFen: bigint;
  readonly kilometres: number | null;
  readonly cameBefore: number;
  readonly workersNeeded: number;
  readonly qualificationGroups: readonly (readonly string[])[];
  readonly proposal: {
    readonly state: string;
    readonly alternatives: readonly string[];
    readonly answerBy: string;
  } | null;
};

const URGENT_MINUTES = 120;

/** "42 分钟", "5 小时", "2 天": rounded down, so that nobody is promised more time than there is. */
function useLeftText(minutes: number): string {
  const words = useWords(providerWords);
  if (minutes < 100) return words.left_minutes(Math.max(0, minutes));
  return minutes < 48 * 60 ? words.left_hours(Math.floor(minutes / 60)) : words.left_days(Math.floor(minutes / 1440));
}

export function Deadline({ minutesLeft, replyBy }: Pick<OfferFacts, "minutesLeft" | "replyBy">) {
  const words = useWords(providerWords);
  const minutes = minutesLeft - useMinutesPassed(`${replyBy} ${minutesLeft}`);
  const left = useLeftText(minutes);
  return (
    <p className={styles.deadline}>
      <Tag tone={minutes <= URGENT_MINUTES ? "warning" : "info"} icon="clock">
        {words.offer_left(left)}
      </Tag>
      <span className={styles.soft}>
        {words.offer_reply_by} <TimeText at={replyBy} />
      </span>
    </p>
  );
}

export function Place({ offer }: { offer: OfferFacts }) {
  const words = useWords(providerWords);
  const locale = useLocale();
  const street = locale === "en" ? offer.streetEn : offer.streetZh;
  const distance =
    offer.kilometres === null ? words.offer_no_distance : words.offer_nearest(offer.kilometres.toFixed(1));
  const came = offer.cameBefore > 0 ? words.offer_came_before(offer.cameBefore) : words.offer_first_time;
  return (
    <p className={styles.place}>
      <IconWord icon="map-pin" size="small">
        {[street, offer.community].filter((part) => part !== null && part !== "").join(" · ")}
      </IconWord>
      <span className={styles.soft}>{[distance, came].join(" · ")}</span>
    </p>
  );
}

export function Services({ offer }: { offer: OfferFacts }) {
  const words = useWords(providerWords);
  const offers = useWords(offerWords);
  const locale = useLocale();
  const names = offer.services.map((one) => (locale === "en" ? one.en : one.zh));
  const groups = offer.qualificationGroups.map((group) =>
    group.map((code) => qualificationWord(code, locale)).join(` ${offers.any_of} `),
  );
  const needs = [
    ...(offer.workersNeeded === 2 ? [offers.two_workers] : []),
    ...(groups.length > 0 ? [afterColon(offers.needs, listed(groups, locale), locale)] : []),
  ];
  return (
    <>
      <p>
        <span className={styles.soft}>{afterColon(words.offer_services, "", locale)}</span>
        {listed(names, locale)}
      </p>
      {needs.length > 0 && <p className={styles.soft}>{needs.join(" · ")}</p>}
      {offer.remarks.length > 0 && (
        <p>
          <span className={styles.soft}>{afterColon(offers.remarks, "", locale)}</span>
          {listed(
            offer.remarks.map((remark) => remarkWord(remark, locale)),
            locale,
          )}
        </p>
      )}
    </>
  );
}

/** "2 次 · 每次 60 分钟 · ¥72.00" and when each begins. */
export function Dates({ offer }: { offer: OfferFacts }) {
  const words = useWords(providerWords);
  const { visits, plannedFen } = offer;
  const minutes = [...new Set(visits.map((visit) => visit.minutes))].join("/");
  return (
    <div>
      <p>
        <span className={styles.soft}>
          {words.offer_visits(visits.length)} · {words.offer_each(minutes)} ·{" "}
        </span>
        <Money fen={fen(plannedFen)} />
      </p>
      <ul className={styles.dates}>
        {visits.map((visit) => (
          <li key={visit.visitNo}>
            <TimeText at={visit.start} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** That another time was proposed, and what became of it. */
export function Proposal({ proposal }: Pick<OfferFacts, "proposal">) {
  const words = useWords(offerWords);
  if (proposal === null) return null;
  if (proposal.state === "refused")
    return (
      <p>
        <Tag tone="warning" icon="undo-2">
          {words.proposal_refused}
        </Tag>
      </p>
    );
  return (
    <div>
      <Tag tone="info" icon="hourglass">
        {words.proposed}
      </Tag>
      <ul className={styles.dates}>
        {proposal.alternatives.map((start) => (
          <li key={start}>
            <TimeText at={start} />
          </li>
        ))}
      </ul>
      <p className={styles.soft}>
        {words.proposed_until} <TimeText at={proposal.answerBy} />
      </p>
    </div>
  );
}
