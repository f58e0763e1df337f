import { redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { DefinitionList } from "#app/components/definition-list.tsx";
import { Digest } from "#app/components/digest.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Stack } from "#app/components/layout.tsx";
import { MonthSwitch } from "#app/components/month-switch.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { DrawnVisits, SampleFacts, SampleStrata } from "#app/components/sample-tables.tsx";
import { ReviewResults } from "#app/components/review-results.tsx";
import { SubmitButton } from "#app/components/submit-button.tsx";
import { TimeText } from "#app/components/time-text.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { can } from "#app/domain/access/permission.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { newSecret } from "#app/web/secret.server.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { sampleWords } from "#app/messages/samples.ts";
import { commitSampleSeed } from "#app/usecases/sampling/commit-seed.server.ts";
import { drawMonthSample } from "#app/usecases/sampling/draw-sample.server.ts";
import { showMonthSample } from "#app/usecases/sampling/show-sample.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { chosenMonth, chosenPage } from "#app/web/month-choice.ts";

const form = z.strictObject({ intent: z.enum(["commit", "draw"]) });

export const meta = pageTitle(sampleWords, ({ words }) => words.title);

export const loader = guarded({ action: "sample.read" }, async ({ request, context, actor }) => ({
  ...(await showMonthSample(context, chosenMonth(request, context.now), chosenPage(request))),
  mayDraw: can(actor, "sample.draw"),
}));

export const action = guarded({ action: "sample.draw" }, async ({ request, context, services }) => {
  const month = chosenMonth(request, context.now);
  const { value } = await readForm(request, form);
  try {
    if (value?.intent === "commit") await commitSampleSeed(context, services.crypto, month, newSecret());
    if (value?.intent === "draw") await drawMonthSample(context, services.crypto, month);
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts as SentenceFacts } };
  }
  return redirect(`/office/samples?month=${month}`);
});

type Shown = Awaited<ReturnType<typeof showMonthSample>> & { readonly mayDraw: boolean };

/** The seed as far as it may be known, and the one step that this person may take now. */
function SeedPanel({ seed, mayStillCommit, isFrozen, batch, mayDraw }: Shown) {
  const words = useWords(sampleWords);
  return (
    <Panel title={words.seed_title}>
      {seed === null ? (
        <p>{mayStillCommit ? words.no_seed : words.too_late}</p>
      ) : (
        <DefinitionList
          items={[
            { term: words.commitment, value: <Digest text={seed.commitment} whole /> },
            {
              term: words.committed,
              value: (
                <>
                  {seed.committedBy.replace(/^user:/, "")} <TimeText at={seed.committedAt} />
                </>
              ),
            },
            {
              term: words.revealed,
              value: seed.revealedValue === null ? words.not_revealed : <Digest text={seed.revealedValue} whole />,
            },
          ]}
        />
      )}
      {seed !== null && !isFrozen && <p>{words.not_frozen}</p>}
      {mayDraw && (mayStillCommit || (seed !== null && isFrozen && batch === null)) && (
        <Form method="post">
          <SubmitButton name="intent" value={mayStillCommit ? "commit" : "draw"}>
            {mayStillCommit ? words.commit : words.draw}
          </SubmitButton>
        </Form>
      )}
    </Panel>
  );
}

export default function Samples() {
  const found = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() as
    { problem: { readonly code: string; readonly facts: SentenceFacts } } | undefined;
  const words = useWords(sampleWords);
  const locale = useLocale();
  const problem = refused?.problem;
  const problems = problem ? [{ fieldId: null, message: refusalSentence(problem.code, problem.facts, locale) }] : [];
  return (
    <>
      <PageHeader title={words.title} status={words.status(found.month)} />
      <MonthSwitch month={found.month} />
      <ErrorSummary problems={problems} />
      <Stack>
        <SeedPanel {...found} />
        {found.batch !== null && (
          <>
            <SampleFacts sample={found.batch} />
            <SampleStrata strata={found.batch.strata} />
            <ReviewResults results={found.batch.results} />
            <DrawnVisits sample={found.batch} month={found.month} />
          </>
        )}
      </Stack>
    </>
  );
}
