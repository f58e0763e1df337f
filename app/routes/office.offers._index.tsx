import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Pagination } from "#app/components/pagination.tsx";
import { Panel } from "#app/components/panel.tsx";
import { QuestionTable, UnfilledTable, WaitingTable } from "#app/components/street-offers.tsx";
import { StreetSaid } from "#app/components/street-said.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { can } from "#app/domain/access/permission.ts";
import { offerWords } from "#app/messages/offers.ts";
import { inBrackets } from "#app/messages/punctuation.ts";
import { showStreetOffers } from "#app/usecases/screens/show-street-offers.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { answerForStreet, type StreetAnswer } from "#app/web/street-offer-forms.server.ts";

export const meta = pageTitle(offerWords, ({ words }) => words.street_title);

export const loader = guarded({ action: "offer.read" }, async ({ request, context, actor }) => {
  const page = Math.max(1, Math.trunc(Number(new URL(request.url).searchParams.get("page"))) || 1);
  const may = { mayManage: can(actor, "offer.manage"), mayAnswer: can(actor, "proposal.answer") };
  return { ...may, ...(await showStreetOffers(context, page)) };
});

export const action = guarded({ action: "offer.manage" }, async ({ request, context }): Promise<StreetAnswer> => {
  const answer = await answerForStreet(request, context);
  if (answer.state === "done") throw redirect(`/office/offers?${answer.said}`);
  return answer;
});

export default function StreetOffers() {
  const { questions, unfilled, waiting, mayManage, mayAnswer, ...found } = useLoaderData<typeof loader>();
  const answer = useActionData() as StreetAnswer | undefined;
  const words = useWords(offerWords);
  const locale = useLocale();
  const elders = new Set(unfilled.map(({ elderNo }) => elderNo)).size;
  const counted = (title: string, count: number) => title + inBrackets(String(count), locale);
  return (
    <>
      <PageHeader title={words.street_title} status={words.street_status(questions.length, elders)} />
      <StreetSaid refused={answer?.state === "refused" ? answer : null} />
      <Panel title={counted(words.questions, questions.length)} flush>
        <QuestionTable rows={questions} mayAnswer={mayAnswer} />
      </Panel>
      <Panel title={counted(words.unfilled, unfilled.length)} note={words.unfilled_lead} flush>
        <UnfilledTable rows={unfilled} mayManage={mayManage} />
      </Panel>
      <Panel title={counted(words.open_offers, found.total)} flush>
        <WaitingTable rows={waiting} />
        <Pagination page={found.page} pageSize={found.pageSize} total={found.total} />
      </Panel>
    </>
  );
}
