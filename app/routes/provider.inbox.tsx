import { redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { AnsweredOffers } from "#app/components/answered-offers.tsx";
import { DeskVisitList } from "#app/components/desk-visit-list.tsx";
import { Split } from "#app/components/layout.tsx";
import { Notice } from "#app/components/notice.tsx";
import { OfferList } from "#app/components/offer-list.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { refusalText } from "#app/components/refusal-text.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { providerWords } from "#app/messages/provider.ts";
import { inBrackets } from "#app/messages/punctuation.ts";
import { showInbox } from "#app/usecases/screens/show-provider-inbox.server.ts";
import { replyToOffers } from "#app/usecases/visits/reply-to-offer.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";

const form = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("accept"), offerId: z.uuid() }),
  z.strictObject({ intent: z.literal("decline"), offerId: z.uuid(), reason: z.string().max(40).optional() }),
  z.strictObject({ intent: z.literal("accept_all"), offerIds: z.string().max(200_000) }),
]);

const UUID = /^[0-9a-f-]{36}$/;

export const meta = pageTitle(providerWords, ({ words }) => words.inbox_title);

export const loader = guarded({ action: "provider.inbox" }, async ({ request, context }) => {
  const asked = new URL(request.url).searchParams;
  const number = (name: string) => Math.max(0, Math.trunc(Number(asked.get(name))) || 0);
  const done = {
    accepted: number("accepted"),
    visits: number("visits"),
    expired: number("expired"),
    declined: number("declined"),
  };
  return { done, ...(await showInbox(context)) };
});

export const action = guarded({ action: "offer.reply" }, async ({ request, context }) => {
  const { value } = await readForm(request, form);
  if (value === null) return { offerId: "", code: "offer-not-open", facts: {} };
  const offerIds =
    value.intent === "accept_all" ? value.offerIds.split(" ").filter((id) => UUID.test(id)) : [value.offerId];
  const declined = value.intent === "decline";
  try {
    const reply = declined ? "decline" : "accept";
    const answered = await replyToOffers(context, {
      offerIds,
      reply,
      reason: declined ? (value.reason ?? null) : null,
    });
    const said = declined
      ? { declined: String(answered.offers) }
      : { accepted: String(answered.offers), visits: String(answered.visits), expired: String(answered.expired) };
    throw redirect(`/provider/inbox?${new URLSearchParams(said).toString()}`);
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    return { offerId: offerIds[0] ?? "", code: thrown.code, facts: thrown.facts };
  }
});

type Done = { readonly accepted: number; readonly visits: number; readonly expired: number; readonly declined: number };

function Said({ done }: { done: Done }) {
  const words = useWords(providerWords);
  if (done.accepted > 0)
    return (
      <Notice tone="success" announced>
        {words.done_accepted(done.accepted, done.visits)} {done.expired > 0 && words.done_expired(done.expired)}
      </Notice>
    );
  return done.declined > 0 ? (
    <Notice tone="success" announced>
      {words.done_declined(done.declined)}
    </Notice>
  ) : null;
}

export default function Inbox() {
  const { done, offers, toStaff, coming, comingMore, answered } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const words = useWords(providerWords);
  const locale = useLocale();
  const message = refused ? refusalText(refused.code, refused.facts, locale) : "";
  const onCard = refused?.code === "decline-needs-reason" ? { offerId: refused.offerId, message } : null;
  const waiting = offers.filter((offer) => offer.isOpen).length;
  return (
    <>
      <PageHeader title={words.inbox_title} status={words.inbox_status(waiting)} />
      {refused ? (
        onCard === null && (
          <Notice tone="danger" announced>
            {message}
          </Notice>
        )
      ) : (
        <Said done={done} />
      )}
      <Split
        main={
          <>
            <Panel title={words.to_answer + inBrackets(String(waiting), locale)}>
              <OfferList offers={offers} problem={onCard} />
            </Panel>
            <Panel title={words.answered} flush>
              <AnsweredOffers rows={answered} />
            </Panel>
          </>
        }
        side={
          <>
            <Panel title={words.to_staff + inBrackets(String(toStaff.length), locale)}>
              <DeskVisitList visits={toStaff} empty={words.to_staff_empty} />
            </Panel>
            <Panel title={words.coming} action={<Link to="/provider/visits">{words.all_visits}</Link>}>
              <DeskVisitList visits={coming} empty={words.coming_empty} />
              {comingMore > 0 && <p>{words.coming_more(comingMore)}</p>}
            </Panel>
          </>
        }
      />
    </>
  );
}
