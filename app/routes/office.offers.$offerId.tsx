import { redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { DefinitionList } from "#app/components/definition-list.tsx";
import { OfferHistory } from "#app/components/offer-history.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { PublishedOrder } from "#app/components/published-order.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { AskNextForm } from "#app/components/street-offers.tsx";
import { StreetSaid } from "#app/components/street-said.tsx";
import { SubmitButton } from "#app/components/submit-button.tsx";
import { TimeText } from "#app/components/time-text.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { can } from "#app/domain/access/permission.ts";
import { offerWords } from "#app/messages/offers.ts";
import { showStreetOffer } from "#app/usecases/screens/show-street-offer.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { answerForStreet, type StreetAnswer } from "#app/web/street-offer-forms.server.ts";

export const meta = pageTitle(offerWords, ({ words }) => words.offer_title);

export const loader = guarded({ action: "offer.read" }, async ({ params, context, actor }) => ({
  mayManage: can(actor, "offer.manage"),
  ...(await showStreetOffer(context, params["offerId"] ?? "")),
}));

export const action = guarded(
  { action: "offer.manage" },
  async ({ request, params, context }): Promise<StreetAnswer> => {
    const answer = await answerForStreet(request, context);
    if (answer.state === "done") throw redirect(`/office/offers/${params["offerId"] ?? ""}?${answer.said}`);
    return answer;
  },
);

type Shown = ReturnType<typeof useLoaderData<typeof loader>>;

function Steps({ found }: { found: Shown }) {
  const words = useWords(offerWords);
  if (!found.mayManage) return null;
  if (found.isFree) return <AskNextForm elderId={found.elderId} month={found.month} />;
  if (!found.isOpen) return null;
  return (
    <>
      <p>{words.withdraw_note}</p>
      <Form method="post">
        <input type="hidden" name="intent" value="withdraw" />
        <SubmitButton kind="danger" name="offerId" value={found.offerId} pendingWord={words.withdrawing}>
          {words.withdraw}
        </SubmitButton>
      </Form>
    </>
  );
}

export default function StreetOffer() {
  const found = useLoaderData<typeof loader>();
  const answer = useActionData() as StreetAnswer | undefined;
  const words = useWords(offerWords);
  const { order } = found;
  return (
    <>
      <PageHeader
        title={`${found.elderName} ${found.elderNo}`}
        marks={<StateTag kind="offer" code={found.state} />}
        status={`${found.month} · ${found.provider}`}
        trail={[{ to: "/office/offers", label: words.street_title }]}
      />
      <StreetSaid refused={answer?.state === "refused" ? answer : null} />
      <Panel>
        <DefinitionList
          columns={2}
          items={[
            { term: words.reply_by, value: <TimeText at={found.replyBy} /> },
            { term: words.fill_by, value: <TimeText at={found.fillBy} /> },
            ...found.visits.map((visit) => ({
              term: visit.visitNo,
              value: <TimeText at={visit.start} />,
              note: <StateTag kind="delivery" code={visit.deliveryState} />,
            })),
          ]}
        />
        <Steps found={found} />
      </Panel>
      <Panel title={words.history} flush>
        <OfferHistory rows={found.history} current={found.offerId} />
      </Panel>
      <Panel title={words.order} note={order === null ? words.order_none : words.order_lead}>
        {order !== null && <PublishedOrder {...order} />}
      </Panel>
    </>
  );
}
