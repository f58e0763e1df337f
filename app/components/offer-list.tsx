/** The cards of the inbox, above them one press that accepts all that stood open when the page was drawn, with count and sum. */
import { Form, Link } from "@remix-run/react";
import { fen } from "#app/domain/money/fen.ts";
import { staffYuanText } from "#app/domain/money/yuan-text.ts";
import { offerWords } from "#app/messages/offers.ts";
import { providerWords } from "#app/messages/provider.ts";
import { EmptyState } from "./empty-state.tsx";
import { AnswerFields, OfferCard, type OfferCardProps } from "./offer-card.tsx";
import styles from "./offer-list.module.css";
import { SubmitButton } from "./submit-button.tsx";
import { useWords } from "./words-context.tsx";

export type WaitingOffers = {
  readonly offerIds: readonly string[];
  readonly visits: number;
  readonly plannedFen: bigint;
};

type OfferListProps = {
  readonly bundles: readonly Omit<OfferCardProps, "problem">[];
  /** Bundles that are not drawn. */
  readonly bundlesMore: number;
  readonly atOnce: WaitingOffers;
  readonly requestKey: string;
  /** Sentence for the card that was answered wrongly. */
  readonly problem: { readonly offerId: string; readonly message: string } | null;
};

/** Accepts exactly the offers that were open when the page was drawn, so that nobody accepts what came in meanwhile. */
function AcceptAll({ atOnce, requestKey }: Pick<OfferListProps, "atOnce" | "requestKey">) {
  const words = useWords(providerWords);
  const { offerIds, visits, plannedFen } = atOnce;
  return (
    <Form method="post" preventScrollReset className={styles.all}>
      <AnswerFields intent="accept" requestKey={requestKey} />
      <SubmitButton
        kind="secondary"
        name="offerIds"
        value={offerIds.join(" ")}
        icon="list-checks"
        pendingWord={words.accepting}
      >
        {words.accept_all_sum(offerIds.length, visits, staffYuanText(fen(plannedFen)))}
      </SubmitButton>
    </Form>
  );
}

export function OfferList({ bundles, bundlesMore, atOnce, requestKey, problem }: OfferListProps) {
  const words = useWords(providerWords);
  const offers = useWords(offerWords);
  if (bundles.length === 0) return <EmptyState title={words.inbox_empty}>{words.inbox_empty_text}</EmptyState>;
  const problemOf = (card: Pick<OfferCardProps, "offers">) =>
    card.offers.some(({ offerId }) => offerId === problem?.offerId) ? problem?.message : undefined;
  return (
    <>
      <p className={styles.soft}>{words.inbox_lead}</p>
      {atOnce.offerIds.length > 1 && <AcceptAll atOnce={atOnce} requestKey={requestKey} />}
      <div className={styles.cards}>
        {bundles.map((card) => (
          <OfferCard key={card.offers.map(({ offerId }) => offerId).join(" ")} {...card} problem={problemOf(card)} />
        ))}
      </div>
      {bundlesMore > 0 && (
        <p>
          {offers.more_bundles(bundlesMore)} · <Link to="/provider/inbox?all=yes">{offers.show_all}</Link>
        </p>
      )}
    </>
  );
}
