import { redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { DeskVisitList } from "#app/components/desk-visit-list.tsx";
import { EndedOffers } from "#app/components/ended-offers.tsx";
import { ExpiringList } from "#app/components/expiring-list.tsx";
import { InboxColumns } from "#app/components/inbox-columns.tsx";
import { LiveDesk } from "#app/components/live-desk.tsx";
import { Notice } from "#app/components/notice.tsx";
import { OfferList } from "#app/components/offer-list.tsx";
import { OffersSaid } from "#app/components/offers-said.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { refusalText } from "#app/components/refusal-text.ts";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { offerWords } from "#app/messages/offers.ts";
import { providerWords } from "#app/messages/provider.ts";
import { inBrackets } from "#app/messages/punctuation.ts";
import { showInbox } from "#app/usecases/screens/show-provider-inbox.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { answerOffers, saidIn, type OfferAnswer } from "#app/web/offer-forms.server.ts";

export const meta = pageTitle(providerWords, ({ words }) => words.inbox_title);

export const loader = guarded({ action: "provider.inbox" }, async ({ request, context, services }) => {
  const all = new URL(request.url).searchParams.get("all") === "yes";
  return { said: saidIn(request), ...(await showInbox(context, services.crypto, { all })) };
});

export const action = guarded({ action: "offer.reply" }, async ({ request, context }): Promise<OfferAnswer> => {
  const answer = await answerOffers(request, context);
  if (answer.state === "done") throw redirect(`/provider/inbox?${answer.said.toString()}`);
  return answer;
});

type Shown = ReturnType<typeof useLoaderData<typeof loader>>;

function ToStaff({ toStaff, toStaffCount }: Pick<Shown, "toStaff" | "toStaffCount">) {
  const words = useWords(providerWords);
  const offers = useWords(offerWords);
  const locale = useLocale();
  const more = toStaffCount - toStaff.length;
  return (
    <Panel title={words.to_staff + inBrackets(String(toStaffCount), locale)}>
      <DeskVisitList visits={toStaff} empty={words.to_staff_empty} />
      {more > 0 && <p>{offers.column_more(more)}</p>}
    </Panel>
  );
}

function Today({ today, todayCount }: Pick<Shown, "today" | "todayCount">) {
  const words = useWords(providerWords);
  const offers = useWords(offerWords);
  const locale = useLocale();
  const more = todayCount - today.length;
  return (
    <Panel
      title={offers.column_today + inBrackets(String(todayCount), locale)}
      action={<Link to="/provider/visits">{words.all_visits}</Link>}
    >
      <DeskVisitList visits={today} empty={offers.column_today_empty} />
      {more > 0 && <p>{offers.column_more(more)}</p>}
    </Panel>
  );
}

export default function Inbox() {
  const { said, bundles, bundlesMore, atOnce, waitingCount, requestKey, version, ended, expiring, ...columns } =
    useLoaderData<typeof loader>();
  const answer = useActionData() as OfferAnswer | undefined;
  const words = useWords(providerWords);
  const offers = useWords(offerWords);
  const locale = useLocale();
  const refused = answer?.state === "refused" ? answer : null;
  const message = refused ? refusalText(refused.code, refused.facts, locale) : "";
  const onCard = refused?.code === "decline-needs-reason" ? { offerId: refused.offerId, message } : null;
  const count = waitingCount;
  const toAnswer = (
    <Panel title={words.to_answer + inBrackets(String(count), locale)}>
      <OfferList {...{ bundles, bundlesMore, atOnce, requestKey }} problem={onCard} />
    </Panel>
  );
  return (
    <>
      <PageHeader
        title={words.inbox_title}
        status={words.inbox_status(count)}
        actions={<LiveDesk streamUrl="/provider/inbox/stream" version={version} waiting={count} to="/provider/inbox" />}
      />
      {refused && onCard === null && (
        <Notice tone="danger" announced>
          {message}
        </Notice>
      )}
      {!refused && <OffersSaid said={said} />}
      <InboxColumns
        answer={toAnswer}
        staff={
          <>
            <ToStaff {...columns} />
            {expiring.length > 0 && (
              <Panel title={offers.expiring} note={offers.expiring_lead}>
                <ExpiringList rows={expiring} />
              </Panel>
            )}
          </>
        }
        today={<Today {...columns} />}
      />
      <Panel title={offers.ended} flush>
        <EndedOffers rows={ended} />
      </Panel>
    </>
  );
}
