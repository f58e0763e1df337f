import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Notice } from "#app/components/notice.tsx";
import { Deadline, Place, Proposal, Services } from "#app/components/offer-facts.tsx";
import { ProposeForm, TimeConflicts, VisitParts } from "#app/components/offer-parts.tsx";
import { OffersSaid } from "#app/components/offers-said.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { PublishedOrder } from "#app/components/published-order.tsx";
import { refusalText } from "#app/components/refusal-text.ts";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { offerWords } from "#app/messages/offers.ts";
import { providerWords } from "#app/messages/provider.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { showOffer } from "#app/usecases/screens/show-offer.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { answerOffers, saidIn, type OfferAnswer } from "#app/web/offer-forms.server.ts";

export const meta = pageTitle(offerWords, ({ words }) => words.part_title);

/** An offer that is answered meanwhile has no page any more: the inbox says how it ended. */
export const loader = guarded({ action: "provider.inbox" }, async ({ request, params, context, services }) => {
  const asked = new URL(request.url).searchParams;
  try {
    return { said: saidIn(request), ...(await showOffer(context, services.crypto, params["offerId"] ?? "")) };
  } catch (thrown) {
    if (isRefusal(thrown, "not-found") && asked.size > 0) throw redirect(`/provider/inbox?${asked.toString()}`);
    throw thrown;
  }
});

export const action = guarded({ action: "offer.reply" }, async ({ request, params, context }): Promise<OfferAnswer> => {
  const answer = await answerOffers(request, context);
  if (answer.state === "done") throw redirect(`/provider/offers/${params["offerId"] ?? ""}?${answer.said.toString()}`);
  return answer;
});

export default function OfferParts() {
  const { said, offer, requestKey, place } = useLoaderData<typeof loader>();
  const answer = useActionData() as OfferAnswer | undefined;
  const provider = useWords(providerWords);
  const words = useWords(offerWords);
  const locale = useLocale();
  const refused = answer?.state === "refused" ? answer : null;
  return (
    <>
      <PageHeader
        title={provider.offer_person(offer.elderName, offer.elderNo)}
        trail={[{ to: "/provider/inbox", label: provider.inbox_title }]}
      />
      {refused && refused.conflicts.length === 0 && (
        <Notice tone="danger" announced>
          {refusalText(refused.code, refused.facts, locale)}
        </Notice>
      )}
      {refused && <TimeConflicts conflicts={refused.conflicts} />}
      {!refused && <OffersSaid said={said} />}
      <Panel>
        <Deadline minutesLeft={offer.minutesLeft} replyBy={offer.replyBy} />
        <Place offer={offer} />
        <Services offer={offer} />
        <Proposal proposal={offer.proposal} />
      </Panel>
      <VisitParts offer={offer} requestKey={requestKey} />
      <ProposeForm offer={offer} />
      {place !== null && (
        <Panel title={words.why_you} note={words.why_you_text(place.place, place.of)}>
          <PublishedOrder
            rows={[{ place: place.place, provider: null, cost: place.cost, ticket: place.ticket, mark: null }]}
            weights={place.weights}
            seed={place.seed}
            month={place.month}
          />
        </Panel>
      )}
    </>
  );
}
