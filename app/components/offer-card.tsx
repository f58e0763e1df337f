/**
 * A card of the inbox: one elder's visits of a month, or those of neighbours in one stairwell. Accepting is one press; declining opens
 * its reasons; answering one by one has a page of its own. Works without client JavaScript.
 */
import { Form, Link } from "@remix-run/react";
import { fen, sumFen } from "#app/domain/money/fen.ts";
import { staffYuanText } from "#app/domain/money/yuan-text.ts";
import { DECLINE_CATEGORIES } from "#app/domain/visits/offers.ts";
import { offerWords } from "#app/messages/offers.ts";
import { providerWords } from "#app/messages/provider.ts";
import { declineWord } from "#app/messages/reasons.ts";
import { ChoiceField } from "./choice-field.tsx";
import styles from "./offer-card.module.css";
import { Dates, Deadline, Place, Proposal, Services, type OfferFacts } from "./offer-facts.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type OfferCardProps = {
  readonly requestKey: string;
  /** One, or those of neighbours. */
  readonly offers: readonly OfferFacts[];
  /** What went wrong with the last press on this card. */
  readonly problem?: string | undefined;
};

const eldersOf = (offers: readonly OfferFacts[]) => new Set(offers.map((offer) => offer.elderNo)).size;
const idsOf = (offers: readonly OfferFacts[]) => offers.map((offer) => offer.offerId).join(" ");

/** What every answer carries: which offers, and the key that makes a second press harmless. */
export function AnswerFields({ intent, requestKey }: { intent: string; requestKey: string }) {
  return (
    <>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="requestKey" value={requestKey} />
    </>
  );
}

function Accept({ offers, requestKey }: OfferCardProps) {
  const provider = useWords(providerWords);
  const words = useWords(offerWords);
  const sum = staffYuanText(sumFen(offers.map((offer) => fen(offer.plannedFen))));
  const visits = offers.reduce((count, offer) => count + offer.visits.length, 0);
  return (
    <Form method="post" preventScrollReset>
      <AnswerFields intent="accept" requestKey={requestKey} />
      <SubmitButton name="offerIds" value={idsOf(offers)} pendingWord={provider.accepting} wide>
        {offers[0]?.proposal?.state === "open"
          ? words.accept_original(visits, sum)
          : eldersOf(offers) === 1
            ? words.accept_offer(visits, sum)
            : words.accept_bundle(eldersOf(offers), visits, sum)}
      </SubmitButton>
    </Form>
  );
}

function Decline({ offers, requestKey, problem }: OfferCardProps) {
  const provider = useWords(providerWords);
  const words = useWords(offerWords);
  const locale = useLocale();
  const reasons = DECLINE_CATEGORIES.map((code) => ({ value: code, label: declineWord(code, locale) }));
  return (
    <details className={styles.decline} open={problem !== undefined}>
      <summary>{eldersOf(offers) === 1 ? words.decline_one : words.decline_all(eldersOf(offers))}</summary>
      <Form method="post" preventScrollReset className={styles.reasons}>
        <AnswerFields intent="decline" requestKey={requestKey} />
        <ChoiceField
          kind="radio"
          name="reason"
          id={`reason-${offers[0]?.offerId ?? ""}`}
          label={provider.decline_reason}
          choices={reasons}
          error={problem}
        />
        <SubmitButton kind="secondary" size="small" name="offerIds" value={idsOf(offers)}>
          {provider.decline_confirm}
        </SubmitButton>
      </Form>
    </details>
  );
}

function OneElder({ offer }: { offer: OfferFacts }) {
  return (
    <>
      <Services offer={offer} />
      <Dates offer={offer} />
      <Proposal proposal={offer.proposal} />
    </>
  );
}

/** Of a bundle: one neighbour with an answer of its own. */
function Neighbour({ offer, requestKey }: { offer: OfferFacts; requestKey: string }) {
  const provider = useWords(providerWords);
  const words = useWords(offerWords);
  const name = provider.offer_person(offer.elderName, offer.elderNo);
  return (
    <section className={styles.neighbour} aria-label={name}>
      <h4 className={styles.neighbourName}>{name}</h4>
      <OneElder offer={offer} />
      <div className={styles.partLine}>
        <Form method="post" preventScrollReset>
          <AnswerFields intent="accept" requestKey={`${requestKey}:${offer.offerId}`} />
          <SubmitButton
            kind="secondary"
            size="small"
            name="offerIds"
            value={offer.offerId}
            pendingWord={provider.accepting}
          >
            {words.accept_elder(offer.elderName, offer.visits.length)}
          </SubmitButton>
        </Form>
        <Link to={`/provider/offers/${offer.offerId}`}>{words.parts_link}</Link>
      </div>
    </section>
  );
}

export function OfferCard(card: OfferCardProps) {
  const { offers, requestKey } = card;
  const provider = useWords(providerWords);
  const words = useWords(offerWords);
  const [first] = offers;
  if (!first) return null;
  const alone = offers.length === 1;
  const elders = eldersOf(offers);
  return (
    <article className={styles.card}>
      <h3 className={styles.name}>
        {elders === 1 ? provider.offer_person(first.elderName, first.elderNo) : words.bundle_title(elders)}
      </h3>
      <Deadline minutesLeft={first.minutesLeft} replyBy={first.replyBy} />
      {elders > 1 && <p className={styles.soft}>{words.bundle_note}</p>}
      <Place offer={first} />
      {alone ? (
        <OneElder offer={first} />
      ) : (
        offers.map((offer) => <Neighbour key={offer.offerId} offer={offer} requestKey={requestKey} />)
      )}
      <div className={styles.answers}>
        <Accept {...card} />
        <div className={styles.partLine}>
          <Decline {...card} />
          {alone && <Link to={`/provider/offers/${first.offerId}`}>{words.parts_link}</Link>}
        </div>
      </div>
    </article>
  );
}
