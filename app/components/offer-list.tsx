/** The offers of the inbox as cards, above them one press that accepts all that are open, with count and sum. */
import { Form } from "@remix-run/react";
import { fen, sumFen } from "#app/domain/money/fen.ts";
import { staffYuanText } from "#app/domain/money/yuan-text.ts";
import { providerWords } from "#app/messages/provider.ts";
import { EmptyState } from "./empty-state.tsx";
import { OfferCard, type OfferCardProps } from "./offer-card.tsx";
import styles from "./offer-list.module.css";
import { SubmitButton } from "./submit-button.tsx";
import { useWords } from "./words-context.tsx";

type OfferListProps = {
  readonly offers: readonly OfferCardProps[];
  /** Sentence for the card that was answered wrongly. */
  readonly problem: { readonly offerId: string; readonly message: string } | null;
};

/** Accepts exactly the offers that stand on this page, so that nobody accepts what came in meanwhile. */
function AcceptAll({ open }: { open: readonly OfferCardProps[] }) {
  const words = useWords(providerWords);
  const visits = open.reduce((sum, offer) => sum + offer.visits.length, 0);
  const sum = sumFen(open.map((offer) => fen(offer.plannedFen)));
  return (
    <div className={styles.all}>
      <p className={styles.soft}>{words.inbox_lead}</p>
      <Form method="post" preventScrollReset>
        <input type="hidden" name="offerIds" value={open.map((offer) => offer.offerId).join(" ")} />
        <SubmitButton
          kind="secondary"
          name="intent"
          value="accept_all"
          icon="list-checks"
          pendingWord={words.accepting}
        >
          {words.accept_all_sum(open.length, visits, staffYuanText(sum))}
        </SubmitButton>
      </Form>
    </div>
  );
}

export function OfferList({ offers, problem }: OfferListProps) {
  const words = useWords(providerWords);
  const open = offers.filter((offer) => offer.isOpen);
  if (offers.length === 0) return <EmptyState title={words.inbox_empty}>{words.inbox_empty_text}</EmptyState>;
  return (
    <>
      {open.length > 1 && <AcceptAll open={open} />}
      <div className={styles.cards}>
        {offers.map((offer) => (
          <OfferCard
            key={offer.offerId}
            {...offer}
            problem={problem?.offerId === offer.offerId ? problem.message : undefined}
          />
        ))}
      </div>
    </>
  );
}
