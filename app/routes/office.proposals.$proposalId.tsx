import { redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { ChoiceField } from "#app/components/choice-field.tsx";
import { DefinitionList } from "#app/components/definition-list.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { StreetSaid } from "#app/components/street-said.tsx";
import { SubmitButton } from "#app/components/submit-button.tsx";
import { TimeText } from "#app/components/time-text.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { can } from "#app/domain/access/permission.ts";
import { isRefusal, type Refusal } from "#app/domain/refusal.ts";
import { AGREEING_PARTIES } from "#app/domain/visits/offer-proposal.ts";
import { offerWords } from "#app/messages/offers.ts";
import { conflictReason } from "#app/messages/planning.ts";
import { afterColon } from "#app/messages/punctuation.ts";
import { showProposal } from "#app/usecases/screens/show-proposal.server.ts";
import { answerProposal, type AnswerOutcome } from "#app/usecases/visits/answer-proposal.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";

export const meta = pageTitle(offerWords, ({ words }) => words.proposal_title);

export const loader = guarded({ action: "offer.read" }, async ({ params, context, actor }) => ({
  mayAnswer: can(actor, "proposal.answer"),
  ...(await showProposal(context, params["proposalId"] ?? "")),
}));

const form = z.discriminatedUnion("intent", [
  z.strictObject({
    intent: z.literal("accept"),
    choice: z.enum(["0", "1"]).optional(),
    agreedBy: z.string().max(10).optional(),
  }),
  z.strictObject({ intent: z.literal("refuse") }),
]);

type Answer = {
  readonly refused: { readonly code: string; readonly facts: Refusal["facts"] } | null;
  readonly conflicts: Extract<AnswerOutcome, { state: "impossible" }>["conflicts"];
};

export const action = guarded({ action: "proposal.answer" }, async ({ request, params, context }): Promise<Answer> => {
  const { value } = await readForm(request, form);
  if (value === null) throw new Response("400", { status: 400 });
  const proposalId = params["proposalId"] ?? "";
  try {
    const yes = value.intent === "accept";
    // Nothing chosen is a time that nobody proposed, not a no.
    const choice = yes ? Number(value.choice ?? -1) : null;
    const agreedBy = yes ? (value.agreedBy ?? null) : null;
    const outcome = await answerProposal(context, { proposalId, choice, agreedBy });
    if (outcome.state === "impossible") return { refused: null, conflicts: outcome.conflicts };
    throw redirect("/office/offers?answered=yes");
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return { refused: { code: thrown.code, facts: thrown.facts }, conflicts: [] };
  }
});

function AnswerForms({ alternatives }: { alternatives: readonly string[] }) {
  const words = useWords(offerWords);
  const parties = { elder: words.agreed_elder, family: words.agreed_family };
  return (
    <Panel title={words.answer} note={words.proposal_lead}>
      <Form method="post">
        <ChoiceField
          kind="radio"
          name="choice"
          label={words.proposal_choice}
          choices={alternatives.map((start, place) => ({ value: String(place), label: <TimeText at={start} /> }))}
        />
        <ChoiceField
          kind="radio"
          name="agreedBy"
          label={words.agreed_by}
          choices={AGREEING_PARTIES.map((value) => ({ value, label: parties[value] }))}
        />
        <SubmitButton name="intent" value="accept" icon="calendar-check">
          {words.accept_time}
        </SubmitButton>
      </Form>
      <Form method="post">
        <SubmitButton kind="secondary" name="intent" value="refuse">
          {words.refuse_times}
        </SubmitButton>
      </Form>
      <p>{words.refuse_note}</p>
    </Panel>
  );
}

export default function ProposalPage() {
  const { mayAnswer, isOpen, ...found } = useLoaderData<typeof loader>();
  const answer = useActionData() as Answer | undefined;
  const words = useWords(offerWords);
  const locale = useLocale();
  return (
    <>
      <PageHeader
        title={words.proposal_title}
        status={`${found.elderName} ${found.elderNo} · ${found.provider}`}
        trail={[{ to: "/office/offers", label: words.street_title }]}
      />
      {answer?.refused && <StreetSaid refused={answer.refused} />}
      {answer && answer.conflicts.length > 0 && (
        <Notice tone="danger" title={words.impossible} announced>
          <ul>
            {answer.conflicts.map(({ code, worker }) => {
              const reason = conflictReason(code, locale);
              return (
                <li key={`${code} ${worker ?? ""}`}>{worker === null ? reason : afterColon(worker, reason, locale)}</li>
              );
            })}
          </ul>
        </Notice>
      )}
      <Panel>
        <DefinitionList
          columns={2}
          items={[
            { term: words.visit, value: found.visitNo },
            { term: words.now_at, value: <TimeText at={found.plannedStart} /> },
            { term: words.proposed_until, value: <TimeText at={found.answerBy} /> },
            ...(found.note === null ? [] : [{ term: words.provider_note, value: found.note }]),
          ]}
        />
      </Panel>
      {!isOpen && <Notice tone="info">{words.over}</Notice>}
      {isOpen && mayAnswer && <AnswerForms alternatives={found.alternatives} />}
    </>
  );
}
