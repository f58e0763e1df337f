/**
 * One elder's bundle of visits as offered: who, where, what, when, for how much, and until when to answer. Accepting is one press;
 * declining opens its reasons. Works without client JavaScript.
 */
import { Form } from "@remix-run/react";
import { fen } from "#app/domain/money/fen.ts";
import { staffYuanText } from "#app/domain/money/yuan-text.ts";
import { DECLINE_CATEGORIES } from "#app/domain/visits/offers.ts";
import { providerWords } from "#app/messages/provider.ts";
import { declineWord } from "#app/messages/reasons.ts";
import { afterColon, listed } from "#app/messages/punctuation.ts";
import { ChoiceField } from "./choice-field.tsx";
import { classNames } from "./class-names.ts";
import { IconWord } from "./icon-word.tsx";
import { Money } from "./money.tsx";
import styles from "./offer-card.module.css";
import { StateTag } from "./state-tag.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { Tag } from "./tag.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type OfferCardProps = {
  readonly offerId: string;
  readonly state: string;
  readonly isOpen: boolean;
  readonly replyBy: string;
  readonly minutesLeft: number;
  readonly elderNo: string;
  readonly elderName: string;
  readonly community: string | null;
  readonly streetZh: string;
  readonly streetEn: string;
  readonly services: readonly { readonly zh: string; readonly en: string }[];
  readonly visits: readonly { readonly visitNo: string; readonly start: string; readonly minutes: number }[];
  readonly plannedFen: bigint;
  readonly kilometres: number | null;
  readonly cameBefore: number;
  /** What went wrong with the last press on this card. */
  readonly problem?: string | undefined;
};

const URGENT_MINUTES = 120;

/** "42 分钟", "5 小时", "2 天": rounded down, so that nobody is promised more time than there is. */
function useLeftText(minutes: number): string {
  const words = useWords(providerWords);
  if (minutes < 100) return words.left_minutes(Math.max(0, minutes));
  return minutes < 48 * 60 ? words.left_hours(Math.floor(minutes / 60)) : words.left_days(Math.floor(minutes / 1440));
}

function Deadline({ minutesLeft, replyBy }: Pick<OfferCardProps, "minutesLeft" | "replyBy">) {
  const words = useWords(providerWords);
  const left = useLeftText(minutesLeft);
  return (
    <p className={styles.deadline}>
      <Tag tone={minutesLeft <= URGENT_MINUTES ? "warning" : "info"} icon="clock">
        {words.offer_left(left)}
      </Tag>
      <span className={styles.soft}>
        {words.offer_reply_by} <TimeText at={replyBy} />
      </span>
    </p>
  );
}

function Place({ offer }: { offer: OfferCardProps }) {
  const words = useWords(providerWords);
  const locale = useLocale();
  const street = locale === "en" ? offer.streetEn : offer.streetZh;
  const distance =
    offer.kilometres === null ? words.offer_no_distance : words.offer_nearest(offer.kilometres.toFixed(1));
  return (
    <>
      <p>
        <IconWord icon="map-pin" size="small">
          {[street, offer.community].filter((part) => part !== null && part !== "").join(" · ")}
        </IconWord>
      </p>
      <p className={styles.soft}>
        {[distance, offer.cameBefore > 0 ? words.offer_came_before(offer.cameBefore) : words.offer_first_time].join(
          " · ",
        )}
      </p>
    </>
  );
}

function Dates({ visits }: Pick<OfferCardProps, "visits">) {
  const words = useWords(providerWords);
  const minutes = [...new Set(visits.map((visit) => visit.minutes))].join("/");
  return (
    <div>
      <p className={styles.soft}>
        {words.offer_visits(visits.length)} · {words.offer_each(minutes)}
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

function Answers({ offer }: { offer: OfferCardProps }) {
  const words = useWords(providerWords);
  const locale = useLocale();
  const reasons = DECLINE_CATEGORIES.map((code) => ({ value: code, label: declineWord(code, locale) }));
  return (
    <div className={styles.answers}>
      <Form method="post" preventScrollReset>
        <input type="hidden" name="intent" value="accept" />
        <SubmitButton name="offerId" value={offer.offerId} pendingWord={words.accepting} wide>
          {words.accept_bundle(offer.visits.length, staffYuanText(fen(offer.plannedFen)))}
        </SubmitButton>
      </Form>
      <details className={styles.decline} open={offer.problem !== undefined}>
        <summary>{words.decline}</summary>
        <Form method="post" preventScrollReset className={styles.reasons}>
          <input type="hidden" name="intent" value="decline" />
          <ChoiceField
            kind="radio"
            name="reason"
            id={`reason-${offer.offerId}`}
            label={words.decline_reason}
            choices={reasons}
            error={offer.problem}
          />
          <SubmitButton kind="secondary" size="small" name="offerId" value={offer.offerId}>
            {words.decline_confirm}
          </SubmitButton>
        </Form>
      </details>
    </div>
  );
}

export function OfferCard(offer: OfferCardProps) {
  const words = useWords(providerWords);
  const locale = useLocale();
  return (
    <article className={classNames(styles.card, !offer.isOpen && styles.closed)}>
      <div className={styles.head}>
        <h3 className={styles.name}>{words.offer_person(offer.elderName, offer.elderNo)}</h3>
        {!offer.isOpen && <StateTag kind="offer" code={offer.state} />}
      </div>
      {offer.isOpen ? (
        <Deadline minutesLeft={offer.minutesLeft} replyBy={offer.replyBy} />
      ) : (
        <p className={styles.soft}>{offer.state === "expired" ? words.offer_expired : words.offer_withdrawn}</p>
      )}
      <Place offer={offer} />
      <p>
        <span className={styles.soft}>{afterColon(words.offer_services, "", locale)}</span>
        {listed(
          offer.services.map((one) => (locale === "en" ? one.en : one.zh)),
          locale,
        )}
      </p>
      <Dates visits={offer.visits} />
      <p className={styles.money}>
        <span className={styles.soft}>{words.offer_sum}</span> <Money fen={offer.plannedFen} />
      </p>
      {offer.isOpen && <Answers offer={offer} />}
    </article>
  );
}
